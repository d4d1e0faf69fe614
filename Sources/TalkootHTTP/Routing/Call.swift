internal import TalkootAPI
internal import TalkootCRDT
internal import TalkootCrypto
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica

/// One request under way: what every handler has to work with.
struct Call: Sendable {
  let replica: Replica
  let control: any NodeControl
  /// `X-Talkoot-Person`.
  let person: String?
  /// The path's parameters in their order, decoded.
  var parameters: [String]

  /// The language of whoever asks.
  var language = Language.english

  /// What takes the writing in place of the replica, for a batch.
  var collector: Collector?
  /// The replica as it was, where the request says as of when it reads.
  var past: Past?

  /// What is durable now, or was then, to be shown.
  var view: View { View(past?.snapshot ?? replica.snapshot, language) }

  /// Today in the network's time zone, or the day of then.
  var today: CalendarDate { past?.today ?? replica.today }

  // MARK: Writing

  /// Carries out an act of this organisation; returns when it is durable.
  @discardableResult
  func write(
    seen: String? = nil,
    bringingBack: [ChangeID] = [],
    _ make: @escaping @Sendable (Workspace, CommandContext) throws -> [Draft]
  ) async throws -> Committed {
    if let collector {
      guard seen == nil, bringingBack.isEmpty else {
        throw ErrorDescription(.usage, "what builds on a page that was seen can't be part of a batch")
      }
      collector.add(make)
      throw Collector.Collected()
    }
    let seen = try seen.map { try Seen.parse($0) }
    return try await commit([make], seen: seen, bringingBack: bringingBack)
  }

  /// Carries out several steps as one act: each sees what the ones before it wrote, and all count or none.
  func write(_ steps: [Collector.Make]) async throws -> Committed { try await commit(steps) }

  private func commit(
    _ steps: [Collector.Make],
    seen: [ChangeID]? = nil,
    bringingBack: [ChangeID] = []
  ) async throws -> Committed {
    await control.readyToWrite()
    let checked = steps.map { make in
      { @Sendable (state: Workspace, context: CommandContext) in
        try state.refuseWhoIsOut(context.author.member)
        return try make(state, context)
      }
    }
    return try await replica.commit(
      CommitRequest(person: await actingPerson(), seen: seen, bringsBack: bringingBack, steps: checked)
    )
  }

  /// Carries out an act of one change.
  /// - Returns: what it makes or changes.
  func writeOne(
    seen: String? = nil,
    _ make: @escaping @Sendable (Workspace, CommandContext) throws -> Draft
  ) async throws -> ObjectID? {
    try await write(seen: seen) { [try make($0, $1)] }.subjects.last ?? nil
  }

  /// The person named by the request, else by the configuration, else the login name.
  func actingPerson() async -> String {
    if let person, !person.isEmpty { return person }
    return await control.whoami().person ?? LoginName.current
  }

  // MARK: What people typed

  /// The object that a path's parameter means.
  func object(_ parameter: Int = 0, _ kinds: ObjectKind...) throws -> ObjectID {
    try view.resolve(parameters[parameter], kinds)
  }

  /// The whole id of what the path's parameter means, as commands take it.
  func id(_ parameter: Int = 0, _ kinds: ObjectKind...) throws -> String {
    try view.wholeID(parameters[parameter], kinds)
  }

  // MARK: What only the storage has

  /// Who wrote changes and when.
  func facts(of versions: [LocalVersion]) async throws -> [LocalVersion: ChangeFacts] {
    let sorted = Set(versions).sorted()
    guard !sorted.isEmpty else { return [:] }
    return try await replica.read { core in
      var facts: [LocalVersion: ChangeFacts] = [:]
      for (version, change) in zip(sorted, try core.changes(sorted)) {
        facts[version] = ChangeFacts(
          person: core.workspace.person(of: change).flatMap { core.workspace.name(of: $0) },
          milliseconds: change.header.claimedMilliseconds
        )
      }
      return facts
    }
  }
}

/// What a change says of its own writing.
struct ChangeFacts: Sendable {
  var person: String?
  var milliseconds: Int64
}

/// The version that an answer shows, opaque to clients: the heads of its replica.
enum Seen {
  static func text(_ heads: [ChangeID]) -> String { heads.map(\.digest.hex).joined(separator: ".") }

  static func parse(_ text: String) throws(ErrorDescription) -> [ChangeID] {
    var heads: [ChangeID] = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      guard let digest = Digest(hex: part) else {
        throw ErrorDescription(.usage, "seen is not what an answer gave; leave it out or read the object again")
      }
      heads.append(ChangeID(digest))
    }
    return heads
  }
}

extension Workspace {
  /// Whoever is out of the network goes on reading what it has; nobody would hear what it writes.
  fileprivate func refuseWhoIsOut(_ member: MemberID) throws(ErrorDescription) {
    let advice = Sentence(
      "its replica can be read and exported, and a network founded anew with it: talkoot init --from HOME"
    )
    switch settled.standing(of: member) {
    case .member, .participant, nil: return
    case .left: throw ErrorDescription(.notPermitted, "this organisation has left the network; \(advice)")
    case .removed:
      throw ErrorDescription(.notPermitted, "this organisation was removed from the network; \(advice)")
    }
  }
}
