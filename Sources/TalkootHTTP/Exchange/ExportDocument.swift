internal import TalkootAPI
internal import TalkootCrypto
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

/// What `export` wrote, to be taken in again.
///
/// An object that is here under its id (the file is of this network) is brought to what the file says. Any other one gets
/// the outside key it had, or else its id as its key, so that taking the file in again changes nothing. Comments, answers
/// and versions of agreements have no keys; they are known by what they say.
///
/// What others alone can say is by nature not taken in: positions, signatures, outcomes (and with these the decisions
/// that have one, and mandates), and what other organisations bring, give and get; nor are meetings, which are points in
/// another history. `skipped` counts what was left out.
struct ExportDocument: Sendable {
  static let format = "talkoot-export"
  static let version = 1

  /// The network object's id in the file's network.
  let networkObject: ObjectID?
  let members: [Member]
  let goals: [Goal]
  let measures: [Measure]
  let checkins: [Checkin]
  let decisions: [Decision]
  let agreements: [Agreement]
  let questions: [Question]
  let mandates: [Mandate]
  let meetings: [Meeting]
  let comments: [Comment]

  /// - Throws: `malformedValue`, naming the list and the object's number in it.
  init(parsing bytes: [UInt8]) throws(ErrorDescription) {
    let document: JSONValue
    do { document = try JSONValue(parsing: bytes) } catch {
      throw ErrorDescription(.malformedValue, "the file is not JSON; it must be what talkoot export writes")
    }
    guard document["format"]?.string == Self.format else {
      throw ErrorDescription(.malformedValue, "the file is not what talkoot export writes")
    }
    guard document["version"] == .number("\(Self.version)") else {
      throw ErrorDescription(.malformedValue, "the file is of a newer Talkoot; upgrade this node")
    }
    networkObject = document["network"]?["id"]?.string.flatMap { Digest(hex: $0[...]) }.map { ObjectID(truncating: $0) }
    members = try Self.list("members", document)
    goals = try Self.list("goals", document)
    measures = try Self.list("measures", document)
    checkins = try Self.list("checkins", document)
    decisions = try Self.list("decisions", document)
    agreements = try Self.list("agreements", document)
    questions = try Self.list("questions", document)
    mandates = try Self.list("mandates", document)
    meetings = try Self.list("meetings", document)
    comments = try Self.list("comments", document)
  }

  /// Whether a text is a whole id, of whatever network.
  static func isID(_ text: String) -> Bool { CrockfordID.parse(text)?.whole != nil }

  private static func list<Item: Decodable>(
    _ name: String,
    _ document: JSONValue
  ) throws(ErrorDescription) -> [Item] {
    switch document[name] {
    case nil, .null: return []
    case .array(let values):
      var items: [Item] = []
      for (number, value) in values.enumerated() {
        guard let item = try? Item(from: value) else {
          throw ErrorDescription(.malformedValue, "\(name)[\(number)] is not as talkoot export writes it")
        }
        items.append(item)
      }
      return items
    case .bool, .number, .string, .object:
      throw ErrorDescription(.malformedValue, "\(name) is not a list")
    }
  }

  /// What to write for it.
  func plan(_ state: Workspace, _ context: CommandContext) throws -> PlannedImport {
    var planner = try ExportPlanner(state, context, comments)
    planner.know(members, networkObject)
    try planner.take(goals)
    try planner.take(measures)
    try planner.take(checkins)
    try planner.takeDependencies(of: goals)
    try planner.takeWords(of: goals)
    try planner.takeOwn(members)
    try planner.take(agreements)
    try planner.take(questions)
    planner.flush()
    planner.leaveOut(mandates, meetings)
    try planner.take(decisions, askedAbout: questions)
    let rest =
      decisions.map(\.id) + agreements.flatMap { [$0.id] + $0.versions.map(\.id) } + questions.map(\.id)
      + mandates.map(\.id) + meetings.map(\.id)
    let network = networkObject.map { [state.idText($0, .network)] } ?? []
    for id in network + members.map(\.id) + goals.map(\.id) + measures.map(\.id) + checkins.map(\.id) + rest {
      planner.takeComments(about: id)
    }
    return planner.finished()
  }
}
