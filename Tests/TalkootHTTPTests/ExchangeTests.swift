import Foundation
import TalkootAPI
import TalkootModel
import Testing

@Suite struct ExchangeTests {
  private static let realInput = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/real-input/sdg").standardized

  private static var isRealInputThere: Bool { FileManager.default.fileExists(atPath: realInput.path) }

  @discardableResult
  private static func load(
    _ node: TestNode,
    _ options: ImportOptions,
    _ bytes: [UInt8]
  ) async throws -> ImportReport {
    try await node.ask { api throws(ErrorDescription) in
      try api.send(
        Endpoints.importFile,
        query: options,
        file: FileBytes(bytes),
        contentType: "text/csv",
        progress: { _ in }
      ).decoded()
    }
  }

  private static func loadRealInput(_ node: TestNode) async throws -> [ImportReport] {
    let files: [(String, String, String?, [String], Bool?)] = [
      ("goals.csv", "goal", "goal", ["title=description"], nil),
      ("targets.csv", "goal", "target", ["title=description", "under=goal"], nil),
      ("indicators.csv", "measure", "indicator", ["name=description", "goal=target"], true),
      ("measurements-uk.csv", "checkin", nil, ["measure=indicator", "value=value", "on=year", "note=series"], true),
    ]
    var reports: [ImportReport] = []
    for (file, kind, key, map, skipsUnknown) in files {
      let bytes = Array(try Data(contentsOf: realInput.appending(path: file)))
      let options = ImportOptions(
        format: "csv",
        kind: kind,
        key: key,
        map: map,
        skipUnknown: skipsUnknown,
        file: file
      )
      reports.append(try await load(node, options, bytes))
    }
    return reports
  }

  @Test(.enabled(if: isRealInputThere))
  func `a real network goes in, once, and comes out the same in another one`() async throws {
    try await TestNode.run { node in
      let first = try await Self.loadRealInput(node)
      #expect(first[0].created == 17 && first[1].created == 169)
      let again = try await Self.loadRealInput(node)
      #expect(again.allSatisfy { $0.created == 0 && $0.updated == 0 })
      let goals = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.goals, query: GoalFilter()).decoded()
      }
      #expect(goals.count { $0.parent == nil } == 17 && goals.count { $0.depth == 1 } == 169)
      let exported = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.export, query: ExportOptions(format: "json")).json
      }
      let unchanged = try await Self.load(node, ImportOptions(format: "json"), exported.bytes)
      #expect(unchanged.created == 0 && unchanged.updated == 0)
      try await TestNode.run(organisation: "Bee") { other in
        let taken = try await Self.load(other, ImportOptions(format: "json"), exported.bytes)
        #expect(taken.created == first.reduce(0) { $0 + $1.created })
        let again = try await Self.load(other, ImportOptions(format: "json"), exported.bytes)
        #expect(again.created == 0 && again.updated == 0)
        let copy = try await other.ask { api throws(ErrorDescription) in
          try api.send(Endpoints.export, query: ExportOptions(format: "json")).json
        }
        #expect(Content(exported) == Content(copy))
        #expect(other.replica.snapshot.workspace.count(of: .person) == 1)
      }
    }
  }

  /// What is the same in two networks: all but ids, authors and times.
  private struct Content: Equatable {
    let goals: [String]
    let measures: [String]
    let checkins: [String]

    init(_ document: JSONValue) {
      func rows(_ list: String, _ fields: [String], _ names: [String: String] = [:]) -> [String] {
        guard case .array(let items)? = document[list] else { return [] }
        return items.map { item in
          fields.map { field in
            let value = item[field] ?? .null
            return names[value.string ?? ""] ?? value.text
          }.joined(separator: "|")
        }
      }
      func keys(_ list: String) -> [String: String] {
        guard case .array(let items)? = document[list] else { return [:] }
        return Dictionary(uniqueKeysWithValues: items.map { ($0["id"]!.string!, $0["key"]?.string ?? "") })
      }
      goals = rows("goals", ["title", "description", "status", "due", "parent", "depth"], keys("goals"))
      measures = rows("measures", ["name", "unit", "from", "target", "value", "goal", "every"], keys("goals"))
      checkins = rows("checkins", ["value", "on", "confidence", "note", "measure"], keys("measures"))
    }
  }

  @Test func `a bad row names file, line and column, and nothing is imported`() async throws {
    try await TestNode.run { node in
      let error = await node.failure { api throws(ErrorDescription) in
        try api.send(
          Endpoints.importFile,
          query: ImportOptions(format: "csv", kind: "goal", map: ["title=t", "due=d"], file: "some/goals.csv"),
          file: FileBytes(Array("t,d\nGood,2027\nBad,soon\n".utf8)),
          contentType: "text/csv",
          progress: { _ in }
        )
      }
      #expect(error?.exit == 65)
      #expect(error?.message.hasPrefix("goals.csv: line 3, column d:") == true, "\(error?.message ?? "")")
      let goals = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.goals, query: GoalFilter()).decoded()
      }
      #expect(goals.isEmpty)
    }
  }

  @Test func `an export is taken back to what it says, with dependencies, corrections and what is put away`()
    async throws
  {
    try await TestNode.run { node in
      let exported = try await node.ask { api throws(ErrorDescription) in
        let a = try api.send(Endpoints.addGoal, body: TalkootAPI.NewGoal(title: "a", steward: "Ant")).decoded()
        let b = try api.send(Endpoints.addGoal, body: TalkootAPI.NewGoal(title: "b", due: "2027-05")).decoded()
        _ = try api.send(Endpoints.depend, a.id, body: GoalDependency(on: b.id))
        let measure = try api.send(
          Endpoints.addMeasure,
          body: NewMeasure(goal: a.id, name: "m", from: "1.50", target: "10", every: "2w")
        ).decoded()
        let checkin = try api.send(
          Endpoints.checkin,
          body: NewCheckin(measure: measure.id, value: "2.0", on: "2026-10")
        ).decoded()
        let correction = try api.send(
          Endpoints.correct,
          checkin.id,
          body: CheckinCorrection(value: "2.10", note: "typo")
        ).decoded()
        guard correction.corrects == checkin.id, correction.on == "2026-10" else { return JSONValue.null }
        _ = try api.send(Endpoints.archive, b.id)
        return try api.send(Endpoints.export, query: ExportOptions(format: "json")).json
      }
      let goal = try await node.ask { api throws(ErrorDescription) in
        let id = try api.send(Endpoints.goals, query: GoalFilter()).decoded()[0].id
        return try api.send(Endpoints.editGoal, id, body: TalkootAPI.GoalEdit(title: "changed")).decoded()
      }
      #expect(goal.measures.map(\.value?.literal) == ["2.10"] && goal.measures[0].from?.literal == "1.50")
      let report = try await Self.load(node, ImportOptions(format: "json"), exported.bytes)
      #expect(report.created == 0 && report.updated == 1)
      try await TestNode.run(organisation: "Ant") { other in
        try await Self.load(other, ImportOptions(format: "json"), exported.bytes)
        let (goals, checkins) = try await other.ask { api throws(ErrorDescription) in
          let goals = try api.send(Endpoints.goals, query: GoalFilter(archived: true)).decoded()
          let measure = try api.send(Endpoints.measures, query: MeasureFilter()).decoded()[0].id
          return (goals, try api.send(Endpoints.measure, measure).decoded().checkins)
        }
        #expect(goals.map(\.title) == ["a", "b"] && goals.map(\.archived) == [false, true])
        #expect(goals[0].dependsOn == [goals[1].id] && goals[0].stewardName == "Ant")
        #expect(checkins.count { $0.correctedBy != nil } == 1 && checkins.count { $0.corrects != nil } == 1)
      }
    }
  }

  @Test(arguments: [
    "{}", "[1", "{\"format\":\"talkoot-export\",\"version\":2}",
    "{\"format\":\"talkoot-export\",\"version\":1,\"goals\":[{\"id\":7}]}",
  ])
  func `what is not an export is bad data`(text: String) async throws {
    try await TestNode.run { node in
      let error = await node.failure { api throws(ErrorDescription) in
        try api.send(
          Endpoints.importFile,
          query: ImportOptions(format: "json"),
          file: FileBytes(Array(text.utf8)),
          contentType: "application/json",
          progress: { _ in }
        )
      }
      #expect(error?.exit == 65)
    }
  }

  @Test func `a rehearsed import counts and writes nothing`() async throws {
    try await TestNode.run { node in
      let before = node.replica.snapshot.index.count
      let report = try await Self.load(
        node,
        ImportOptions(format: "csv", kind: "goal", map: ["title=t"], dryRun: true),
        Array("t\na\nb\n".utf8)
      )
      #expect(report.created == 2 && report.dryRun && report.act == nil)
      #expect(node.replica.snapshot.index.count == before)
    }
  }

  @Test(arguments: ["en", "fi"])
  func `tables come with a README of their columns`(language: String) async throws {
    try await TestNode.run { node in
      let files = try await node.ask { api throws(ErrorDescription) in
        _ = try api.send(Endpoints.addGoal, body: TalkootAPI.NewGoal(title: "a \"b\", c\nd", due: "2027-05"))
        let options = ExportOptions(format: "csv", language: language)
        return try api.send(Endpoints.exportFiles, query: options).decoded().files
      }
      #expect(files.count == 17)
      let goals = try #require(files.first { $0.name == "goals.csv" })
      #expect(goals.text.contains("\"a \"\"b\"\", c\nd\""))
      let readme = try #require(files.first { $0.name == "README.md" })
      for file in files where file.name.hasSuffix(".csv") {
        #expect(readme.text.contains("## \(file.name)"))
        for column in file.text.prefix(while: { !$0.isNewline }).split(separator: ",") {
          #expect(readme.text.contains("`\(column)`"))
        }
      }
    }
  }
}
