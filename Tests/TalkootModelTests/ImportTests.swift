import Foundation
import TalkootLog
import TalkootModel
import Testing

@Suite struct Importing {
  static func map(_ text: String) -> [(field: String, column: String)] {
    text.split(separator: ",").map { pair in
      let parts = pair.split(separator: "=")
      return (String(parts[0]), String(parts[1]))
    }
  }

  static func request(_ kind: String, key: String? = nil, _ map: String, skip: Bool = false) -> ImportRequest {
    ImportRequest(kind: kind, key: key, map: self.map(map), skipUnknown: skip)
  }

  private func take(
    _ csv: String,
    _ request: ImportRequest,
    into replica: inout TestReplica
  ) throws -> ImportPlan {
    let plan = try replica.workspace.planImport(csv: Array(csv.utf8), request, replica.context)
    for draft in plan.drafts { replica.commit(draft) }
    return plan
  }

  private func refusal(
    _ csv: String,
    _ request: ImportRequest,
    _ replica: TestReplica = TestReplica(1, network: testNetwork)
  ) -> CommandError? {
    do {
      _ = try replica.workspace.planImport(csv: Array(csv.utf8), request, replica.context)
      return nil
    } catch { return error as? CommandError }
  }

  @Test func `rows become objects, known by their key when they come again`() throws {
    var replica = TestReplica(1, network: testNetwork)
    let goals = "id,name,parent\n1.1,Child,1\n1,Parent,\n1.2,\"Second, with \"\"quotes\"\"\nand a line\",1\n"
    let request = Importing.request("goal", key: "id", "title=name,under=parent")
    let first = try take(goals, request, into: &replica)
    #expect((first.created, first.updated, first.unchanged) == (3, 0, 0))
    let parent = try #require(replica.workspace.object(kind: .goal, key: "1"))
    #expect(replica.workspace.children(of: nil) == [parent])
    let titles = replica.workspace.children(of: parent).map { replica.workspace[$0]!.title }
    #expect(titles == ["Child", "Second, with \"quotes\"\nand a line"])
    let again = try take(goals, request, into: &replica)
    #expect((again.created, again.updated, again.unchanged) == (0, 0, 3))
    #expect(again.drafts.isEmpty)
    let changed = try take(goals.replacingOccurrences(of: "Child", with: "Heir"), request, into: &replica)
    #expect((changed.created, changed.updated, changed.unchanged) == (0, 1, 2))
    #expect(try replica.workspace.resolve("key:1.1", [.goal]) == replica.workspace.children(of: parent)[0])
  }

  @Test func `a row without a key is known by its content`() throws {
    var replica = TestReplica(1, network: testNetwork)
    let request = Importing.request("goal", "title=t")
    let first = try take("t\nA\nB\nA\n", request, into: &replica)
    #expect((first.created, first.unchanged) == (2, 1))
    let again = try take("t\r\nB\r\nC\r\n", request, into: &replica)
    #expect((again.created, again.unchanged) == (1, 1))
  }

  @Test func `a bad row names its line and column, and nothing is planned`() throws {
    let goals = Importing.request("goal", key: "k", "title=t,due=d,under=u")
    let head = "k,t,d,u\n1,One,2026,\n"
    #expect(refusal(head + "2,,2026,\n", goals)?.message == "line 3, column t: the title is missing.")
    #expect(refusal(head + "2,Two,31.2.2026,\n", goals)?.message.hasPrefix("line 3, column d: \"31.2.2026\"") == true)
    #expect(refusal(head + "1,Two,2026,\n", goals)?.code == .repeatedKey)
    #expect(refusal(head + "2,Two,2026,9\n", goals)?.code == .unknownReference)
    #expect(refusal(head + "2,Two,2026,9\n", goals)?.message.hasPrefix("line 3, column u: ") == true)
    #expect(refusal(head + "2,Two,2026,3\n3,Three,2026,2\n", goals)?.code == .cyclicMove)
    #expect(refusal(head + ",Two,2026,\n", goals)?.message == "line 3, column k: the key is missing.")
    #expect(refusal(head, goals) == nil)
    for code: CommandError.Code in [.badFile, .missingValue, .repeatedKey, .unknownReference] {
      #expect(code.exit == 65)
    }
  }

  @Test(arguments: [
    ("a,b\n1\n", "line 2, column 2"), ("a,b\n1,2,3\n", "line 2, column 3"), ("a,b\n1,\"2\n3\n", "line 2, column 2"),
    ("a,b\n1,\"2\"x\n", "line 2, column 2"), ("a,b\n1,2\"\n", "line 2, column 2"), ("a,a\n", "line 1, column 2"),
    ("", "empty"),
  ])
  func `a file that is no table says where`(csv: String, place: String) {
    #expect(refusal(csv, Importing.request("goal", "title=a"))?.message.contains(place) == true)
    #expect(refusal(csv, Importing.request("goal", "title=a"))?.code == .badFile)
  }

  @Test func `rows that refer to nothing are left out when asked, with what is below them`() throws {
    var replica = TestReplica(1, network: testNetwork)
    let csv = "k,t,u\n1,One,\n2,Two,9\n3,Three,2\n"
    let plan = try take(csv, Importing.request("goal", key: "k", "title=t,under=u", skip: true), into: &replica)
    #expect((plan.created, plan.skipped) == (1, 2))
  }

  @Test func `a large import is several changes within the limits, and one person`() throws {
    var replica = TestReplica(1, network: testNetwork)
    replica.person = "Anna"
    let rows = (0..<5000).map { "\($0),Goal number \($0),\($0 % 7 == 0 ? "" : "\($0 / 7 * 7)")" }
    let csv = "k,t,u\n" + rows.joined(separator: "\n")
    var plan = try replica.workspace.planImport(
      csv: Array(csv.utf8),
      Importing.request("goal", key: "k", "title=t,under=u"),
      replica.context
    )
    #expect(plan.drafts.count > 1)
    #expect(plan.drafts[0].makesPerson)
    for i in plan.drafts.indices {
      if i > 0 {
        plan.drafts[i].setPerson(try #require(replica.workspace.person(named: "Anna", of: replica.node.member)))
      }
      let (structure, strings) = plan.drafts[i].encode()
      #expect(structure.count + strings.reduce(0) { $0 + $1.utf8.count } <= ChangeLimits.bodyBytes)
      #expect(plan.drafts[i].operations.count <= ChangeLimits.operations)
      replica.commit(plan.drafts[i])
    }
    #expect(replica.workspace.count(of: .goal) == 5000)
    #expect(replica.workspace.count(of: .person) == 1)
    #expect(
      replica.workspace.goalsInTreeOrder().map { replica.workspace[$0]!.title }.prefix(3) == [
        "Goal number 0", "Goal number 1", "Goal number 2",
      ]
    )
  }

  /// The folder of real input, beside the repository or where TALKOOT_SHARED says.
  static var realInput: URL? {
    let place = ProcessInfo.processInfo.environment["TALKOOT_SHARED"].map { URL(fileURLWithPath: $0) }
    let beside = URL(fileURLWithPath: FileManager.default.currentDirectoryPath).appendingPathComponent("../shared")
    return [place, beside].compactMap { $0?.appendingPathComponent("real-input/sdg") }
      .first { FileManager.default.fileExists(atPath: $0.appendingPathComponent("goals.csv").path) }
  }

  @Test(.enabled(if: realInput != nil, "no real input: set TALKOOT_SHARED to the folder that holds real-input"))
  func `the Sustainable Development Goals go in with four commands`() throws {
    let folder = try #require(Importing.realInput)
    var replica = TestReplica(1, network: testNetwork)
    func file(_ name: String, _ request: ImportRequest) throws -> ImportPlan {
      let text = String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
      return try take(text, request, into: &replica)
    }
    let goals = try file("goals.csv", Importing.request("goal", key: "goal", "title=description"))
    let targets = try file(
      "targets.csv",
      Importing.request("goal", key: "target", "title=description,under=goal")
    )
    let indicators = try file(
      "indicators.csv",
      Importing.request("measure", key: "indicator", "name=description,goal=target", skip: true)
    )
    let request = Importing.request("checkin", "measure=indicator,value=value,on=year,note=series", skip: true)
    let measurements = try file("measurements-uk.csv", request)
    #expect((goals.created, targets.created, indicators.created) == (17, 169, 241))
    #expect(measurements.skipped == 53)
    #expect(measurements.created + measurements.unchanged == 1080 - 53)
    let top = replica.workspace.children(of: nil)
    #expect(top.count == 17)
    #expect(replica.workspace.goalsInTreeOrder().count - top.count == 169)
    #expect(replica.workspace[top[0]]?.title == "End poverty in all its forms everywhere")
    let again = try file("measurements-uk.csv", request)
    #expect((again.created, again.updated, again.skipped) == (0, 0, 53))
    #expect(replica.workspace.digest != nil)
  }
}
