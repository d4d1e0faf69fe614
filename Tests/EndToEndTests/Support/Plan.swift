import ProgramTesting
import TalkootAPI
import Testing

/// A small plan and what two sides do to it while they are cut off from each other.
struct Plan {
  let goals: [String]
  let measure: String
  let decision: String

  /// The sentence of a goal's description that a side rewrites, and what it makes of it.
  private static func sentences(_ goal: Int) -> [String] {
    ["First sentence of goal \(goal).", "What stays as it is.", "Last sentence of goal \(goal)."]
  }

  private static func rewritten(_ goal: Int, _ side: Int, _ round: Int) -> String {
    "Side \(side) says \(round) times over what goal \(goal) is about."
  }

  init(on node: Node, goals count: Int) throws {
    goals = try (0..<count).map { goal in
      let text = Plan.sentences(goal).joined(separator: " ")
      return try #require(node.json("goal", "add", "Goal \(goal)", "--description", text)["id"]?.string)
    }
    measure = try #require(node.json("measure", "add", goals[0], "Tickets", "--from", "0")["id"]?.string)
    decision = try #require(node.json("decision", "propose", "Buy it", "--rule", "consent")["id"]?.string)
  }

  /// Does `edits` edits of every kind: titles and the same titles, descriptions in different sentences, moves that
  /// together would be a cycle, check-ins, a position.
  func work(on node: Node, side: Int, edits: Int) throws {
    try node.run("goal", "move", goals[side], "--under", goals[1 - side])
    try node.run("decision", "position", decision, "agree")
    for edit in 0..<edits {
      let goal = edit / 4 % goals.count
      switch edit % 4 {
      case 0: try node.run("goal", "edit", goals[goal], "--title", "Goal \(goal), side \(side), edit \(edit)")
      case 1: try node.run("goal", "edit", goals[goal], "--description", text(goal, side, edit))
      case 2: try node.run("checkin", measure, "\(side * 1000 + edit)")
      default: try node.run("comment", goals[goal], "Side \(side), edit \(edit)")
      }
    }
  }

  private func text(_ goal: Int, _ side: Int, _ edit: Int) -> String {
    var sentences = Plan.sentences(goal)
    sentences[side * 2] = Plan.rewritten(goal, side, edit)
    return sentences.joined(separator: " ")
  }

  /// Everything of both sides is there, and the goals are a tree.
  func check(_ node: Node, edits: Int) throws {
    for goal in goals.indices {
      let last = stride(from: 1, to: edits, by: 4).filter { $0 / 4 % goals.count == goal }.last
      guard let last else { continue }
      let merged = [
        Plan.rewritten(goal, 0, last), Plan.sentences(goal)[1], Plan.rewritten(goal, 1, last),
      ].joined(separator: " ")
      #expect(try node.json("goal", "show", goals[goal])["description"]?.string == merged)
    }
    let checkins = try node.json("measure", "show", measure)["checkins"]?.array.count
    #expect(checkins == 2 * (0..<edits).count { $0 % 4 == 2 })
    let comments = try goals.map { try node.json("goal", "show", $0)["comments"]?.array.count ?? 0 }.reduce(0, +)
    #expect(comments == 2 * (0..<edits).count { $0 % 4 == 3 })
    #expect(try node.json("decision", "show", decision)["positions"]?.array.count == 2)
    try checkTree(node)
  }

  private func checkTree(_ node: Node) throws {
    let list = try node.json("goal", "list").array
    #expect(Set(list.compactMap { $0["id"]?.string }) == Set(goals))
    let parents = Dictionary(uniqueKeysWithValues: list.map { ($0["id"]?.string ?? "", $0["parent"]?.string) })
    for goal in goals {
      var (above, steps) = (goal, 0)
      while let parent = parents[above] ?? nil, steps <= goals.count { (above, steps) = (parent, steps + 1) }
      #expect(steps <= goals.count, "a cycle above \(goal)")
    }
  }
}
