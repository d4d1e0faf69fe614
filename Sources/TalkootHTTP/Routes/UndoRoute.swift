internal import TalkootAPI
internal import TalkootCRDT
internal import TalkootCrypto
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica

/// Writes the opposite of an act, as a new act.
enum UndoRoute {
  static func carryOut(_ call: Call, _ request: UndoRequest) async throws -> UndoReport {
    let act = if let named = request.act { try await find(named, call) } else { try await latest(call) }
    let plan = Carried(UndoPlan())
    let actID = ActID(SecureRandom.bytes(16))!
    let committed = try await call.write { state, context in
      var planned = try state.undo(act, context)
      guard planned.undone > 0 else {
        throw CommandError(
          .nothingToChange,
          "Nothing of this act is left to undo: \(reasons(of: planned.kept)); replica show tells what it did."
        )
      }
      if planned.drafts.count > 1 { for index in planned.drafts.indices { planned.drafts[index].act = actID } }
      plan.set(planned)
      return planned.drafts
    }
    let view = call.view
    return UndoReport(
      of: act[0].change.id.digest.hex,
      summary: view.change(act[0].change, inList: true).summary,
      undone: plan.get().undone,
      kept: plan.get().kept.map { view.kept($0) },
      change: committed.changes.first?.digest.hex ?? ""
    )
  }

  private static func reasons(of kept: [UndoPlan.Kept]) -> Sentence {
    var words: [Sentence] = []
    for kept in kept {
      let word =
        switch kept.reason {
        case .changedSince: Sentence("it was changed since")
        case .notYours: Sentence("it is not this organisation's to change")
        case .settles: Sentence("what settles things is taken back by its own commands")
        case .frozen: Sentence("a newer Talkoot wrote to it")
        case .cyclic: Sentence("the goal's old place is below it now")
        }
      if !words.contains(word) { words.append(word) }
    }
    return words.isEmpty ? Sentence("it did nothing") : Sentence(list: words)
  }

  // MARK: Finding the act

  /// The act of a change, or of an act's id.
  private static func find(_ text: String, _ call: Call) async throws -> [PastChange] {
    let view = call.view
    let version: LocalVersion
    do throws(ErrorDescription) { version = try view.change(named: text) } catch {
      guard error.known == .noSuchObject, text.utf8.count == 32 else { throw error }
      let wanted = text.lowercased()
      let found = try await newest(call) { $0.structure?.act.map { Hex.text($0.bytes) } == wanted }
      guard let found else { throw error }
      version = found
    }
    return try await whole(version, call)
  }

  /// The last act of the person who asks that wrote anything but what settles things.
  private static func latest(_ call: Call) async throws -> [PastChange] {
    let person = await call.actingPerson()
    let workspace = call.view.workspace
    let found = try await newest(call) { change in
      guard workspace.person(of: change).flatMap({ workspace.name(of: $0) }) == person else { return false }
      return workspace.summary(of: change).contains { $0.verb != "settle" && $0.kind != .person }
    }
    guard let found else {
      throw CommandError(
        .nothingToChange,
        "There is nothing to undo: \(Plain.line(person)) has written nothing here; --as names another person."
      )
    }
    return try await whole(found, call)
  }

  private static let readAtOnce = 64

  /// The newest change of this node that is meant.
  private static func newest(
    _ call: Call,
    _ isMeant: @Sendable (VerifiedChange) -> Bool
  ) async throws -> LocalVersion? {
    let view = call.view
    var versions: [LocalVersion] = []
    for number in (0..<UInt32(view.index.count)).reversed() {
      let version = LocalVersion(number)
      let isOwn = view.index.logStates[view.index.numbers(of: version).log].descriptor.node == view.snapshot.node
      if isOwn { versions.append(version) }
      guard versions.count == readAtOnce || number == 0 else { continue }
      let ascending = Array(versions.reversed())
      let changes = try await call.replica.read { try $0.changes(ascending) }
      if let place = changes.lastIndex(where: isMeant) { return ascending[place] }
      versions = []
    }
    return nil
  }

  /// All changes of the act that a change is part of.
  private static func whole(_ version: LocalVersion, _ call: Call) async throws -> [PastChange] {
    let index = call.view.index
    return try await call.replica.read { core in
      let change = try core.changes([version])[0]
      var act = [PastChange(version: version, change: change)]
      guard let id = change.structure?.act else { return act }
      let place = index.place(of: version)
      func neighbour(_ sequence: UInt64) throws -> PastChange? {
        guard let version = index.version(place.log, sequence) else { return nil }
        let change = try core.changes([version])[0]
        return change.structure?.act == id ? PastChange(version: version, change: change) : nil
      }
      while let next = try neighbour(place.sequence + UInt64(act.count)) { act.append(next) }
      var earlier: [PastChange] = []
      while place.sequence > UInt64(earlier.count),
        let next = try neighbour(place.sequence - UInt64(earlier.count) - 1)
      {
        earlier.append(next)
      }
      return earlier.reversed() + act
    }
  }
}

extension View {
  fileprivate func kept(_ part: UndoPlan.Kept) -> KeptPart {
    let state = part.object.flatMap { workspace[$0] }
    return KeptPart(
      object: state.map { id($0.id, $0.kind) },
      short: state.map { short($0.id, $0.kind) },
      title: state?.title.orNil,
      field: part.field.flatMap { number in
        number == .parent ? "parent" : state?.kind.field(number)?.name
      },
      reason: part.reason.rawValue
    )
  }
}
