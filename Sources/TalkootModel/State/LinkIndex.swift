internal import HashTreeCollections
internal import TalkootCRDT
internal import TalkootLog

/// How one object belongs to another.
enum Relation: UInt8, Hashable, Sendable {
  case measureOfGoal
  case checkInOfMeasure
  case correctionOfCheckIn
  case commentOn
  case positionOnDecision
  case answerOfQuestion
  case versionOfAgreement
  case signatureOfVersion
  case dependentGoal
  /// All of a kind that lists want in the order of making; the target is the nil id with the kind's number.
  case ofKind
}

struct LinkKey: Hashable, Sendable {
  let relation: Relation
  let target: ObjectID
}

/// One object in the list of those that belong to another: by date, then in the order of operations.
struct LinkEntry: Hashable, Sendable {
  /// 0 where lists go by the order of making alone.
  let date: Int
  let dot: Dot
  let object: ObjectID

  func precedes(_ other: LinkEntry, _ order: some CausalOrder) -> Bool {
    if date != other.date { return date < other.date }
    if dot != other.dot { return order.precedes(dot, other.dot) }
    return object < other.object
  }
}

/// For every object the ones that belong to it, in order; and persons by name.
struct LinkIndex: Sendable {
  private var lists: TreeDictionary<LinkKey, LinkList> = [:]
  private var names: TreeDictionary<NameKey, [ObjectID]> = [:]

  struct NameKey: Hashable, Sendable {
    let organisation: ObjectID
    let name: ExactString
  }

  func list(_ relation: Relation, of target: ObjectID) -> LinkList {
    lists[LinkKey(relation: relation, target: target)] ?? LinkList()
  }

  /// The persons of that name in an organisation, ascending by id.
  func persons(named name: ExactString, of organisation: ObjectID) -> [ObjectID] {
    names[NameKey(organisation: organisation, name: name)] ?? []
  }

  mutating func replace(_ old: Links?, by new: Links?, order: some CausalOrder) {
    guard old != new else { return }
    for link in old?.links ?? [] { remove(link.entry, from: link.key, order) }
    for link in new?.links ?? [] { insert(link.entry, into: link.key, order) }
    if let old, let name = old.name { names[name]?.removeAll { $0 == old.object } }
    if let new, let name = new.name {
      var found = names[name] ?? []
      found.insert(new.object, at: found.firstIndex { new.object < $0 } ?? found.endIndex)
      names[name] = found
    }
  }

  private mutating func insert(_ entry: LinkEntry, into key: LinkKey, _ order: some CausalOrder) {
    lists[key, default: LinkList()].insert(entry, order)
  }

  private mutating func remove(_ entry: LinkEntry, from key: LinkKey, _ order: some CausalOrder) {
    guard var list = lists.removeValue(forKey: key) else { return }
    list.remove(entry, order)
    if !list.isEmpty { lists[key] = list }
  }
}

/// What one object contributes to the index, as its visible state says.
struct Links: Equatable, Sendable {
  struct Link: Equatable, Sendable {
    let key: LinkKey
    let entry: LinkEntry
  }

  let object: ObjectID
  var links: [Link] = []
  var name: LinkIndex.NameKey?

  init?(_ state: ObjectState?) {
    guard let state else { return nil }
    object = state.id
    guard let creation = state.creation else { return }
    func link(_ relation: Relation, _ target: ObjectID?, date: Int = 0) {
      guard let target else { return }
      links.append(
        Link(
          key: LinkKey(relation: relation, target: target),
          entry: LinkEntry(date: date, dot: creation.dot, object: state.id)
        )
      )
    }
    switch state.kind {
    case .measure: link(.measureOfGoal, state.value(MeasureField.goal).object)
    case .checkIn:
      link(
        .checkInOfMeasure,
        state.value(CheckInField.measure).object,
        date: state.value(CheckInField.on).date?.packed ?? 0
      )
      link(.correctionOfCheckIn, state.value(CheckInField.corrects).object)
    case .comment: link(.commentOn, state.value(CommentField.about).object)
    case .position: link(.positionOnDecision, state.value(PositionField.decision).object)
    case .answer: link(.answerOfQuestion, state.value(AnswerField.question).object)
    case .agreementVersion: link(.versionOfAgreement, state.value(VersionField.agreement).object)
    case .signature: link(.signatureOfVersion, state.value(SignatureField.version).object)
    case .decision, .agreement, .question, .mandate, .meeting: link(.ofKind, .nilID(state.kind))
    case .goal:
      for element in state.elements(GoalField.dependsOn) { link(.dependentGoal, element.object) }
    case .person:
      if let text = state.value(PersonField.name).string {
        name = LinkIndex.NameKey(organisation: creation.organisation, name: ExactString(text))
      }
    case .network, .organisation, .node, .invitation, .rosterProposal: break
    }
  }
}

extension Links {
  /// Whether they follow what a field says, beside the object's being made.
  static func follow(_ field: FieldNumber, of kind: ObjectKind) -> Bool {
    switch kind {
    case .measure: field == MeasureField.goal
    case .checkIn: [CheckInField.measure, CheckInField.on, CheckInField.corrects].contains(field)
    case .comment: field == CommentField.about
    case .position: field == PositionField.decision
    case .answer: field == AnswerField.question
    case .agreementVersion: field == VersionField.agreement
    case .signature: field == SignatureField.version
    case .goal: field == GoalField.dependsOn
    case .person: field == PersonField.name
    case .decision, .agreement, .question, .mandate, .meeting, .network, .organisation, .node, .invitation,
      .rosterProposal:
      false
    }
  }
}

extension ObjectID {
  static func nilID(_ kind: ObjectKind) -> ObjectID { ObjectID(high: 0, low: kind.rawValue) }
}
