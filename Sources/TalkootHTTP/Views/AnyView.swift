internal import TalkootAPI
internal import TalkootCRDT
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

extension View {
  /// The document of an object of whatever kind.
  ///
  /// - Parameters:
  ///   - day: today, by which a mandate's term may be over.
  ///   - facts: who wrote invitations and proposals, which say so only in their changes.
  func anything(_ id: ObjectID, on day: CalendarDate, _ facts: [LocalVersion: ChangeFacts]) throws -> JSONValue {
    guard let state = workspace[id] else { throw ErrorDescription(.noSuchObject, "there is no such object here") }
    let document: (any Encodable)? =
      switch state.kind {
      case .goal: goal(id)
      case .measure: measure(id)
      case .checkIn: checkin(id)
      case .decision: decision(id)
      case .agreement: agreement(id)
      case .question: question(id)
      case .comment: comment(id)
      case .organisation: member(of: id).flatMap { member($0) }
      case .invitation: workspace.settled.invitation(id).map { invitation($0, facts) }
      case .rosterProposal: workspace.settled.proposal(id).map { proposal($0, facts) }
      case .mandate: mandate(id, on: day)
      case .meeting: meeting(id)
      case .network, .node, .person, .position, .signature, .agreementVersion, .answer: nil
      }
    let json = try document.map { try JSONValue(encoding: $0, absent: .null) } ?? plain(state)
    guard case .object(let members) = json else { return json }
    return .object(members + broughtIn(state))
  }

  /// Who let what is shown of an object count, where that took another organisation than the one that wrote it: of its
  /// making, else of the first of its fields for which somebody did.
  private func broughtIn(_ state: ObjectState) -> [JSONMember] {
    let fields = state.kind.fields.filter { $0.merge == .register }
    let dots = state.creations.map(\.dot) + fields.compactMap { state.register($0.number).shown?.dot }
    let bringer = dots.lazy.compactMap { workspace.bringer(of: $0.version, index) }.first
      .map { index.logStates[index.numbers(of: $0).log].descriptor.member }
    return [
      JSONMember("broughtInBy", bringer.map { .string(organisation($0)) } ?? .null),
      JSONMember("broughtInByName", bringer.flatMap { name(ObjectID($0)) }.map { .string($0) } ?? .null),
    ]
  }

  /// The changes whose facts `anything` wants.
  func origins(of id: ObjectID) -> [LocalVersion] {
    if let invitation = workspace.settled.invitation(id) { return [invitation.origin.dot.version] }
    return workspace.settled.proposal(id)?.proposers.map(\.origin.dot.version) ?? []
  }

  /// Every field by its name: for kinds that have no document of their own.
  private func plain(_ state: ObjectState) -> JSONValue {
    var members = [
      JSONMember("id", .string(id(state.id, state.kind))), JSONMember("short", .string(short(state.id, state.kind))),
      JSONMember("kind", .string(state.kind.name)),
    ]
    for field in state.kind.fields where field.number != .archived {
      members.append(JSONMember(field.name, content(of: field, in: state)))
    }
    members.append(JSONMember("archived", .bool(state.isArchived)))
    if state.kind == .node { members += node(state.id) }
    if state.creation != nil {
      let made = maker(of: state)
      members.append(JSONMember("member", .string(made.member)))
      members.append(JSONMember("time", made.time.map { .string($0) } ?? .null))
    }
    return .object(members)
  }

  private func content(of field: Field, in state: ObjectState) -> JSONValue {
    switch field.merge {
    case .register: json(state.value(field.number), field.content)
    case .set: .array(state.elements(field.number).map { json($0, field.content) })
    case .text: state.text(field.number).orNil.map { .string($0) } ?? .null
    }
  }

  private func node(_ id: ObjectID) -> [JSONMember] {
    for member in workspace.settled.everyone {
      guard let node = workspace.settled.nodes(of: member).first(where: { ObjectID($0.id) == id }) else { continue }
      return [
        JSONMember("member", .string(organisation(member))),
        JSONMember("memberName", name(ObjectID(member)).map { .string($0) } ?? .null),
        JSONMember("fingerprint", .string(Fingerprint.words(of: node.id))),
        JSONMember("voice", .bool(node.isVoice)), JSONMember("retired", .bool(node.isRetired)),
        JSONMember("closing", .bool(node.isClosing)),
      ]
    }
    return []
  }
}
