internal import TalkootCRDT
public import TalkootLog

/// The content of another network's replica as objects of a new one (`rules.md` 2.5: when half of the members are gone
/// for good, the others found anew from their replica).
///
/// Objects get an outside key, the one they had or else their old id, so that both networks' papers can be compared. What
/// others alone may say of themselves (positions, signatures, contributions) stays with the old replica, as do people; of
/// comments and answers the old author is named in the text, of settled decisions the outcome in a comment.
public struct Refounding {
  /// The changes to be, in order: one act.
  public private(set) var drafts: [Draft] = []
  /// How many objects were taken over.
  public private(set) var count = 0
  private let old: Workspace
  private let state: Workspace
  private let own: ObjectID?
  private let author: ObjectID
  private var here: [ObjectID: ObjectID] = [:]
  private var draft = Draft()
  private var size = 0

  private static let operationsMax = 500
  private static let bytesMax = 100 * 1024
  private static let stringMax = 64 * 1024

  /// Takes over what `old` holds.
  ///
  /// - Parameters:
  ///   - member: the organisation whose replica it is: what is its is the founder's.
  ///   - state: the new network, founded and named.
  public init(copying old: Workspace, of member: MemberID?, into state: Workspace, by founder: MemberID) {
    self.old = old
    self.state = state
    own = member.map { ObjectID($0) }
    author = ObjectID(founder)
    let name = old.networkName ?? ""
    comment(
      on: state.networkObject,
      "Founded anew with the content of the network \(name) (\(old.network.digest.hex)), digest "
        + (old.digest?.hex ?? "unknown") + "."
    )
    for kind in [ObjectKind.goal, .measure, .checkIn, .agreement, .question] {
      for id in old.ids(of: kind) {
        here[id] = ObjectID(network: state.network, kind: kind.rawValue, key: key(of: old[id]!))
      }
    }
    goals()
    for kind in [ObjectKind.measure, .checkIn, .agreement, .question] { for id in old.ids(of: kind) { take(id) } }
    texts()
    flush()
  }

  private func key(of object: ObjectState) -> String { object.key ?? old.idText(object.id, object.kind) }

  // MARK: Objects with keys

  /// Parents first, siblings in their order and in one change where they fit.
  private mutating func goals() {
    var parents: [ObjectID?] = [nil]
    while !parents.isEmpty {
      let parent = parents.removeFirst()
      var last: (draft: Int, index: UInt32)?
      let children = old.children(of: parent).filter { here[$0] != nil }
      for goal in children {
        let origin = last.flatMap { $0.draft == drafts.count ? OperationReference(change: nil, index: $0.index) : nil }
        let made = take(goal, at: Place(parent: parent.flatMap { here[$0] }.map { .object($0) }, origin: origin))
        last = made
      }
      parents += children
    }
    for goal in old.ids(of: .goal) { refer(from: goal) }
  }

  /// - Returns: which operation of which draft makes the object.
  @discardableResult
  private mutating func take(_ id: ObjectID, at place: Place? = nil) -> (draft: Int, index: UInt32)? {
    guard let object = old[id] else { return nil }
    var fields: [Creation.FieldValue] = []
    var rest: [(field: FieldNumber, text: String)] = []
    for field in object.kind.fields where field.number != .archived {
      switch field.merge {
      case .register:
        guard let value = mapped(object.value(field.number)), value != .null else { continue }
        fields.append(.init(field.number, value))
      case .set:
        // Goals may name later ones; these follow once all are there.
        if object.kind == .goal { continue }
        for value in object.elements(field.number).compactMap({ mapped($0) }) {
          fields.append(.init(field.number, value))
        }
      case .text:
        let text = object.text(field.number)
        if text.isEmpty { continue }
        if text.utf8.count <= Self.stringMax {
          fields.append(.init(field.number, .text(text)))
        } else {
          rest.append((field.number, text))
        }
      }
    }
    append(.create(Creation(kind: object.kind, key: key(of: object), place: place, fields: fields)))
    let made = (drafts.count, UInt32(draft.operations.count - 1))
    count += 1
    for (field, text) in rest { appendLong(text, to: field, of: here[id]!) }
    if object.isArchived {
      append(.set(object: .object(here[id]!), field: .archived, seen: nil, value: .bool(true)))
    }
    return made
  }

  /// What a goal's sets hold: the goals that it needs, and what the founder itself brings and gets.
  private mutating func refer(from goal: ObjectID) {
    guard let object = old[goal] else { return }
    for field in object.kind.fields where field.merge == .set {
      for value in object.elements(field.number).compactMap({ mapped($0) }) {
        append(.add(object: .object(here[goal]!), field: field.number, element: value))
      }
    }
  }

  private mutating func appendLong(_ text: String, to field: FieldNumber, of object: ObjectID) {
    var position = 0
    var piece = String.UnicodeScalarView()
    var bytes = 0
    func edit() -> Operation {
      .text(object: .object(object), field: field, TextEdit(position: position, deleted: 0, inserted: String(piece)))
    }
    for scalar in text.unicodeScalars {
      piece.append(scalar)
      bytes += String(scalar).utf8.count
      guard bytes >= Self.stringMax else { continue }
      append(edit())
      position += piece.count
      (piece, bytes) = (String.UnicodeScalarView(), 0)
    }
    if !piece.isEmpty { append(edit()) }
  }

  /// The value as the new network has it; nil for what names somebody or something that isn't there.
  private func mapped(_ value: Value) -> Value? {
    switch value {
    case .object(let id):
      if id == own { return .object(author) }
      return here[id].map { .object($0) }
    case .list(let elements):
      let known = elements.compactMap { mapped($0) }
      return known.count == elements.count ? .list(known) : nil
    case .made: return nil
    case .null, .decimal, .date, .choice, .string, .bool, .bytes, .instant: return value
    }
  }

  // MARK: Texts

  private mutating func texts() {
    for id in old.ids(of: .agreementVersion) { version(id) }
    for id in old.ids(of: .answer) {
      guard let answer = old[id], !answer.isArchived, let question = mapped(answer.value(AnswerField.question)) else {
        continue
      }
      let text = signed(answer.value(AnswerField.text).string ?? "", answer)
      make(.answer, [.init(AnswerField.question, question), .init(AnswerField.text, .text(text))])
    }
    for id in old.ids(of: .comment) {
      guard let said = old[id], !said.isArchived, let about = said.value(CommentField.about).object else { continue }
      let text = signed(said.value(CommentField.text).string ?? "", said)
      comment(on: here[about] ?? state.networkObject, text)
    }
    for id in old.list(.decision) {
      guard let decision = old.decisionView(id), decision.status.state == .settled else { continue }
      let about = old[id]?.elements(DecisionField.about).compactMap(\.object).compactMap { here[$0] }.first
      let title = old[id]?.title ?? ""
      comment(on: about ?? state.networkObject, "Decision \(title): \(decision.outcome ?? "no outcome")")
    }
  }

  /// A version that no later one replaced, unsigned: who it binds has to sign again.
  private mutating func version(_ id: ObjectID) {
    guard let version = old[id], !version.isArchived, let agreement = mapped(version.value(VersionField.agreement))
    else { return }
    let isReplaced = old.ids(of: .agreementVersion).contains { other in
      old[other]?.value(VersionField.parents).list?.contains(.object(id)) ?? false
    }
    if isReplaced { return }
    let binds = (version.value(VersionField.binds).list ?? []).compactMap { mapped($0) }
    make(
      .agreementVersion,
      [
        .init(VersionField.agreement, agreement), .init(VersionField.text, version.value(VersionField.text)),
        .init(VersionField.parents, .list([])), .init(VersionField.binds, .list(binds)),
      ]
    )
  }

  /// The text, under the name of another organisation that said it.
  private func signed(_ text: String, _ said: ObjectState) -> String {
    guard let organisation = said.creation?.organisation, organisation != own, let name = old.name(of: organisation)
    else { return text }
    return "\(name): \(text)"
  }

  private mutating func comment(on object: ObjectID, _ text: String) {
    make(.comment, [.init(CommentField.about, .object(object)), .init(CommentField.text, .text(text))])
  }

  private mutating func make(_ kind: ObjectKind, _ fields: [Creation.FieldValue]) {
    append(.create(Creation(kind: kind, fields: fields)))
    count += 1
  }

  // MARK: Changes

  private mutating func append(_ operation: Operation) {
    let bytes = Draft.size(of: operation)
    if draft.operations.count >= Self.operationsMax || size + bytes > Self.bytesMax, !draft.operations.isEmpty {
      flush()
      // A place beside an operation of the change that has just ended names nothing here.
      if case .create(var creation) = operation, creation.place?.origin != nil {
        creation.place = Place(parent: creation.place?.parent)
        draft.append(.create(creation))
        size += bytes
        return
      }
    }
    draft.append(operation)
    size += bytes
  }

  private mutating func flush() {
    if !draft.operations.isEmpty { drafts.append(draft) }
    draft = Draft()
    size = 0
  }
}
