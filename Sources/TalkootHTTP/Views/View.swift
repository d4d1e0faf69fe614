internal import TalkootAPI
internal import TalkootCRDT
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica

/// A replica as it was at one moment, as documents of the API. The views of each kind are extensions of their own.
struct View: Sendable {
  let snapshot: ReplicaSnapshot
  let workspace: Workspace
  let index: LogIndex
  /// The language of what is said and not written by anyone.
  let language: Language

  init(_ snapshot: ReplicaSnapshot, _ language: Language = .english) {
    self.snapshot = snapshot
    self.language = language
    workspace = snapshot.workspace
    index = snapshot.index
  }

  /// This node's organisation, as an object; nil before it is admitted.
  var own: ObjectID? { snapshot.member.map { ObjectID($0) } }

  /// The version shown, to be given back with an edit.
  var seen: String { Seen.text(index.heads) }

  // MARK: Ids

  func id(_ object: ObjectID, _ kind: ObjectKind) -> String { workspace.idText(object, kind) }

  /// The whole id of an object of whatever kind; of what isn't here, nothing.
  func id(_ object: ObjectID) -> String? { workspace[object].map { id(object, $0.kind) } }

  func short(_ object: ObjectID, _ kind: ObjectKind) -> String { workspace.shortID(object, kind) }

  func organisation(_ member: MemberID) -> String { id(ObjectID(member), .organisation) }

  /// A reference to an organisation is whole even where its admission hasn't come yet.
  func organisation(_ id: ObjectID) -> String { self.id(id, .organisation) }

  func name(_ object: ObjectID?) -> String? { object.flatMap { workspace.name(of: $0) } }

  /// The fields of an object with values written at the same time.
  func conflicts(of object: ObjectID) -> [String] { workspace.conflicts(of: object, index).map(\.fieldName) }

  /// The organisation that wrote a change.
  func author(of version: LocalVersion) -> MemberID {
    index.logStates[index.numbers(of: version).log].descriptor.member
  }

  // MARK: What people type

  /// The object that an id, a prefix, a name or `key:` means.
  /// - Throws: `ErrorDescription` with the candidates where several may be meant.
  func resolve(_ text: String, _ kinds: [ObjectKind]) throws -> ObjectID {
    do throws(CommandError) {
      return try workspace.resolve(text, kinds)
    } catch {
      guard error.code == .ambiguousID else { throw error }
      throw ErrorDescription(
        .ambiguous,
        error.sentence,
        candidates: candidates(for: text, kinds)
      )
    }
  }

  /// The whole id of what is meant, as commands take it.
  func wholeID(_ text: String, _ kinds: [ObjectKind]) throws -> String {
    let object = try resolve(text, kinds)
    return id(object) ?? text
  }

  /// The same of what may be left out; an empty text clears a field and stays.
  func optionalID(_ text: String?, _ kinds: [ObjectKind]) throws -> String? {
    guard let text, !text.isEmpty else { return text }
    return try wholeID(text, kinds)
  }

  private func candidates(for text: String, _ kinds: [ObjectKind]) -> [ErrorCandidate] {
    var found: [ObjectID] = []
    if text.hasPrefix("key:") {
      let key = String(text.dropFirst(4))
      found = (kinds.isEmpty ? ObjectKind.allCases : kinds).compactMap { workspace.object(kind: $0, key: key) }
    } else if case .ambiguous(let objects, _) = workspace.lookUp(text) {
      found = objects
    } else {
      found = [ObjectKind.organisation, .node].flatMap { workspace.ids(of: $0) }
        .filter { workspace[$0].map { ExactString($0.title) == ExactString(text) } ?? false }
    }
    return found.prefix(20).compactMap { object in
      workspace[object].map { state in
        ErrorCandidate(id: id(object, state.kind), short: short(object, state.kind), name: state.title)
      }
    }
  }

  // MARK: Values

  /// A field's value as JSON: words for choices, whole ids, numbers with all their digits.
  func json(_ value: Value, _ content: Field.Content?) -> JSONValue {
    switch value {
    case .null, .made: return .null
    case .decimal(let number): return .number(number.description)
    case .date(let date): return .string(date.description)
    case .choice(let number):
      if case .choice(let choices)? = content, let word = choices.name(of: number) { return .string(word) }
      return .number("\(number)")
    case .object(let object): return (id(object)).map { .string($0) } ?? .null
    case .string(let text): return .string(text.string)
    case .bool(let flag): return .bool(flag)
    case .bytes(let bytes): return .string(Hex.text(bytes))
    case .instant(let milliseconds): return Moment.text(milliseconds).map { .string($0) } ?? .null
    case .list(let elements): return json(elements, content)
    }
  }

  private func json(_ elements: [Value], _ content: Field.Content?) -> JSONValue {
    switch content {
    case .record(let contents) where contents.count == elements.count:
      if let interval = Interval(.list(elements)) { return .string(interval.description) }
      return .array(zip(elements, contents).map { json($0, $1) })
    case .list(let content): return .array(elements.map { json($0, content) })
    default: return .array(elements.map { json($0, nil) })
    }
  }

  func number(_ value: Value) -> DecimalNumber? { value.decimal.flatMap { DecimalNumber($0.description) } }

  func word<Choice: ChoiceName>(_ value: Value, _: Choice.Type) -> String? { Choice(value)?.name }
}

enum Hex {
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension String {
  /// Nothing where there is nothing to say.
  var orNil: String? { isEmpty ? nil : self }
}
