internal import TalkootAPI
internal import TalkootLog
internal import TalkootModel

extension View {
  /// The whole content as one document, the form that import takes: lists by kind, archived objects too, each object as
  /// the API shows it.
  func export() throws -> JSONValue {
    let network = JSONValue.object([
      JSONMember("id", .string(workspace.network.digest.hex)),
      JSONMember("name", workspace.networkName.map { .string($0) } ?? .null),
    ])
    return .object([
      JSONMember("format", .string(ExportDocument.format)), JSONMember("version", .number("\(ExportDocument.version)")),
      JSONMember("network", network), JSONMember("heads", .array(index.heads.map { .string($0.digest.hex) })),
      JSONMember("members", try list(members())), JSONMember("goals", try list(allGoals)),
      JSONMember("measures", try list(allMeasures)), JSONMember("checkins", try list(allCheckins)),
      JSONMember("decisions", try list(allDecisions)), JSONMember("comments", try list(allComments)),
    ])
  }

  private func list(_ documents: [some Encodable]) throws -> JSONValue {
    .array(try documents.map { try JSONValue(encoding: $0, absent: .null) })
  }

  var allGoals: [Goal] { workspace.goalsInTreeOrder(archived: true).compactMap { goal($0, inList: true) } }

  var allMeasures: [Measure] {
    workspace.goalsInTreeOrder(archived: true).flatMap { workspace.measures(of: $0) }
      .compactMap { measure($0, inList: true) }
  }

  var allCheckins: [Checkin] {
    workspace.goalsInTreeOrder(archived: true).flatMap { workspace.measures(of: $0) }
      .flatMap { shownCheckIns(of: $0) }.compactMap { checkin($0) }
  }

  /// Also what a shown one corrects, whether or not it was put away.
  private func shownCheckIns(of measure: ObjectID) -> [ObjectID] {
    let all = workspace.checkIns(of: measure)
    let shown = all.filter { !(workspace[$0]?.isArchived ?? true) }
    let corrected = Set(shown.compactMap { workspace[$0]?.value(CheckInField.corrects).object })
    return all.filter { corrected.contains($0) || !(workspace[$0]?.isArchived ?? true) }
  }

  var allDecisions: [Decision] { workspace.list(.decision).compactMap { decision($0, inList: true) } }

  var allComments: [Comment] {
    workspace.ids(of: .comment).filter { !(workspace[$0]?.isArchived ?? true) }.compactMap { comment($0) }
  }
}
