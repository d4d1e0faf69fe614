internal import TalkootAPI
internal import TalkootLog
internal import TalkootModel

/// What `export` wrote, to be taken in again: its goals, measures and check-ins.
///
/// An object that is here under its id (the file is of this network) is brought to what the file says. Any other one gets
/// the outside key it had, or else its id as its key, so that taking the file in again changes nothing. What other
/// organisations alone may write (members, decisions, positions, comments) stays out.
struct ExportDocument: Sendable {
  static let format = "talkoot-export"
  static let version = 1

  let goals: [Goal]
  let measures: [Measure]
  let checkins: [Checkin]

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
    goals = try Self.list("goals", document)
    measures = try Self.list("measures", document)
    checkins = try Self.list("checkins", document)
  }

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
    var planner = try ExportPlanner(state, context)
    try planner.take(goals)
    try planner.take(measures)
    try planner.take(checkins)
    try planner.takeDependencies(of: goals)
    return planner.finished()
  }
}
