import ProgramTesting
import TalkootAPI
import Testing

private let realInput = Programs.shared("real-input/sdg")

/// The Sustainable Development Goals of 2016, put in at one node by the four commands of the contract.
@Suite(.enabled(if: realInput != nil, "no real input: set TALKOOT_SHARED to the folder that holds it"))
struct RealInputTests {
  @Test func `the real network goes in at A and is the same on B and C within seconds`() throws {
    let network = try Network("Aalto IT", "Borealis Networks", "Cumulus Turva")
    let folder = try #require(realInput)
    let imports = [
      ["goals.csv", "--kind", "goal", "--key", "goal", "--map", "title=description"],
      ["targets.csv", "--kind", "goal", "--key", "target", "--map", "title=description,under=goal"],
      [
        "indicators.csv", "--kind", "measure", "--key", "indicator", "--map", "name=description,goal=target",
        "--skip-unknown",
      ],
      [
        "measurements-uk.csv", "--kind", "checkin", "--map", "measure=indicator,value=value,on=year,note=series",
        "--skip-unknown",
      ],
    ]
    var created: [Int?] = []
    for words in imports {
      let report = try network[0].json(["import", folder + "/" + words[0]] + words.dropFirst())
      created.append(report["created"]?.int)
    }
    #expect(created[0] == 17 && created[1] == 169 && created[2] == 241)
    try network.converge(within: .seconds(10))
    try network.verify()

    let goals = try network[2].json("goal", "list").array
    #expect(goals.count { $0["parent"] == .null } == 17)
    #expect(goals.count { $0["parent"] != .null } == 169)

    // The same files again, at another node: nothing is new.
    let before = try network.converge()
    for words in imports {
      let report = try network[1].json(["import", folder + "/" + words[0]] + words.dropFirst())
      #expect(report["created"] == .number("0") && report["updated"] == .number("0"), "\(words[0]): \(report.text)")
    }
    #expect(try network.converge() == before)
  }
}
