internal import TalkootLanguage
public import TalkootLog

extension Workspace {
  /// The object that a person means: an id or an unambiguous prefix, `key:` and an outside key, or the name of an
  /// organisation or a node.
  ///
  /// - Parameter kinds: what may be meant; empty is anything.
  public func resolve(_ text: String, _ kinds: [ObjectKind] = []) throws(CommandError) -> ObjectID {
    if text.hasPrefix("key:") { return try resolve(key: String(text.dropFirst(4)), kinds) }
    switch lookUp(text) {
    case .found(let id, let kind):
      guard kinds.isEmpty || kinds.contains(kind) else {
        throw CommandError(
          .noSuchObject,
          "\(shortID(id, kind)) is a \(word: kind.name), not a \(word: Workspace.names(kinds)); give the id of one."
        )
      }
      return id
    case .ambiguous(let candidates, let kind):
      let list = candidates.map { shortID($0, kind) }.joined(separator: ", ")
      throw CommandError(.ambiguousID, "\(text.quoted) could be \(list); give more characters.")
    case .none, .malformed:
      if let id = part(text, kinds) { return id }
      if let id = try named(text, kinds) { return id }
      let wanted = kinds.isEmpty ? "object" : Workspace.names(kinds)
      throw CommandError(.noSuchObject, "There is no \(word: wanted) \(text.quoted); a list command shows the ids.")
    }
  }

  /// What people see only as part of something else, a version of an agreement, has no letter: its whole id names it.
  private func part(_ text: String, _ kinds: [ObjectKind]) -> ObjectID? {
    guard text.utf8.count == CrockfordID.characterCount, let id = CrockfordID.parse("x-" + text)?.whole,
      let kind = objects[id]?.kind, kind.letter == nil, kinds.isEmpty || kinds.contains(kind)
    else { return nil }
    return id
  }

  private static func names(_ kinds: [ObjectKind]) -> String { kinds.map(\.name).joined(separator: " or ") }

  private func resolve(key: String, _ kinds: [ObjectKind]) throws(CommandError) -> ObjectID {
    let kinds = kinds.isEmpty ? ObjectKind.allCases.filter { $0.takesKey || $0 == .decision } : kinds
    let found = kinds.flatMap { kind in
      kind == .decision ? decisions(withKey: key) : object(kind: kind, key: key).map { [$0] } ?? []
    }
    guard let id = found.first else {
      throw CommandError(.unknownKey, "No \(word: Workspace.names(kinds)) has the key \(key.quoted).")
    }
    guard found.count == 1 else {
      throw CommandError(.ambiguousID, "Several objects have the key \(key.quoted); give an id.")
    }
    return id
  }

  private func named(_ name: String, _ kinds: [ObjectKind]) throws(CommandError) -> ObjectID? {
    guard !name.isEmpty else { return nil }
    let exact = ExactString(name)
    let candidates = [ObjectKind.organisation, .node].filter { kinds.isEmpty || kinds.contains($0) }
    let found = candidates.flatMap { kind in
      ids(of: kind).filter { objects[$0]!.value(2).string.map { ExactString($0) } == exact }.map { ($0, kind) }
    }
    guard found.count <= 1 else {
      let list = found.map { shortID($0.0, $0.1) }.joined(separator: ", ")
      throw CommandError(.ambiguousID, "\(name.quoted) could be \(list); give an id.")
    }
    return found.first?.0
  }

  /// The state of what a person means, to be edited.
  func editable(_ text: String, _ kinds: [ObjectKind] = []) throws(CommandError) -> ObjectState {
    try editable(try resolve(text, kinds))
  }

  func editable(_ id: ObjectID) throws(CommandError) -> ObjectState {
    guard let state = objects[id] else { throw CommandError(.noSuchObject, "There is no such object.") }
    guard !state.isFrozen else {
      throw CommandError(
        .frozenObject,
        "\(shortID(id, state.kind)) was written to by a newer Talkoot and is read only here; upgrade this node."
      )
    }
    return state
  }

  /// The person of that name in an organisation.
  public func person(named name: String, of member: MemberID) -> ObjectID? {
    links.persons(named: ExactString(name), of: ObjectID(member)).first
  }

  /// A draft that names the author's person, making it where this is the first time.
  func draft(_ context: CommandContext) throws(CommandError) -> Draft {
    var draft = Draft()
    guard let name = context.author.person, !name.isEmpty else { return draft }
    if let person = person(named: name, of: context.author.member) {
      draft.name(.object(person))
    } else {
      let value = try Input.line(name, "person", required: true)
      draft.name(draft.append(.create(Creation(kind: .person, fields: [.init(PersonField.name, value)]))))
    }
    return draft
  }
}
