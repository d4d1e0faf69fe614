import ProgramTesting
import TalkootAPI
import Testing

/// Each rule from proposal to certificate, between real nodes.
@Suite struct DecisionTests {
  /// A rule, what A, B and C say, and what must come of it.
  struct Case: CustomTestStringConvertible, Sendable {
    let rule: [String]
    /// The words after `decision position D`, for each organisation in turn; nil says nothing.
    let positions: [[String]?]
    let outcome: String?
    /// Whether the proposer must close it, because who is silent could change the result.
    var isClosed = false
    var testDescription: String { "\(rule.joined(separator: " ")) → \(outcome ?? "none")" }
  }

  static let cases = [
    Case(rule: ["consent"], positions: [["agree"], ["agree"], ["abstain"]], outcome: "accepted"),
    Case(
      rule: ["consent"],
      positions: [["agree"], ["object", "--reason", "No"], ["agree"]],
      outcome: "rejected",
      isClosed: true
    ),
    Case(rule: ["consent"], positions: [["agree"], nil, nil], outcome: "accepted", isClosed: true),
    Case(rule: ["majority"], positions: [["agree"], ["agree"], nil], outcome: "accepted"),
    Case(
      rule: ["majority"],
      positions: [["object", "--reason", "No"], ["object", "--reason", "No"], ["agree"]],
      outcome: "rejected"
    ),
    Case(rule: ["two-thirds"], positions: [["agree"], ["agree"], ["object", "--reason", "No"]], outcome: "accepted"),
    Case(rule: ["unanimous"], positions: [["agree"], ["agree"], ["agree"]], outcome: "accepted"),
    Case(rule: ["unanimous"], positions: [["agree"], ["agree"], nil], outcome: "rejected", isClosed: true),
    Case(
      rule: ["choice", "--option", "Red", "Green"],
      positions: [["choose", "--option", "Green"], ["choose", "--option", "Green"], ["choose", "--option", "Red"]],
      outcome: "Green"
    ),
    Case(
      rule: ["choice", "--option", "Red", "--option", "Green"],
      positions: [["choose", "--option", "Green"], ["choose", "--option", "Red"], ["abstain"]],
      outcome: nil,
      isClosed: true
    ),
  ]

  @Test func `every rule settles with a certificate of more than half of the nodes, the same everywhere`() throws {
    let network = try Network("Aalto IT", "Borealis Networks", "Cumulus Turva")
    for (number, example) in Self.cases.enumerated() {
      let made = try network[0].json(["decision", "propose", "Decision \(number)", "--rule"] + example.rule)
      let id = try #require(made["id"]?.string)
      #expect(made["status"]?.string == "open" && made["electorate"]?.array.count == 3)
      for (node, words) in zip(network.nodes, example.positions) {
        try eventually("\(node.name) has decision \(number)") { try node.attempt("decision", "show", id).exit == 0 }
        if let words { try take(words, id, on: node) }
      }
      try eventually("all have received decision \(number)") {
        try network[0].json("decision", "show", id)
      } is: {
        $0["notReceived"]?.array.isEmpty == true && seen($0, example)
      }
      if example.isClosed { try network[0].run("decision", "close", id, "--wait") }
      for node in network.nodes {
        try eventually("\(example.testDescription) is settled at \(node.name)") {
          try node.json("decision", "show", id)
        } is: {
          $0["status"]?.string == "settled"
        }
        let decision = try node.json("decision", "show", id)
        #expect(decision["outcome"]?.string == example.outcome, "\(example.testDescription): \(decision.text)")
        #expect((decision["certificate"]?.array.count ?? 0) >= 2)
      }
    }
    #expect(try network[1].json("decision", "list", "--open").array.isEmpty)
    try network.converge()
    try network.verify()
  }

  private func take(_ words: [String], _ id: String, on node: Node) throws {
    let taken = try node.attempt(["decision", "position", id] + words)
    // Where the others have settled it already, a last position comes too late; it is shown all the same.
    #expect(taken.exit == 0 || taken.exit == 1, "\(taken)")
  }

  /// Whether the proposer has everybody's position, or it is settled without them.
  private func seen(_ decision: JSONValue, _ example: Case) -> Bool {
    decision["status"]?.string == "settled"
      || decision["positions"]?.array.count == example.positions.count { $0 != nil }
  }

  @Test func `closing while the others are away is 75, and it is settled once they are back`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let id = try #require(network[0].json("decision", "propose", "D", "--rule", "consent")["id"]?.string)
    try network[0].run("decision", "position", id, "agree")
    try network.converge()
    try network[1].stop()
    let closed = try network[0].attempt("decision", "close", id, "--wait", "--timeout", "1")
    #expect(closed.exit == 75 && closed.errorLines.count == 1, "\(closed)")
    try network[1].start()
    for node in network.nodes {
      try eventually("settled at \(node.name)") {
        try node.json("decision", "show", id)["status"]?.string == "settled"
      }
      #expect(try node.json("decision", "show", id)["certificate"]?.array.count == 2)
    }
  }

  @Test func `only the proposer closes or withdraws, an objection has a reason, and settled is settled`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let id = try #require(network[0].json("decision", "propose", "D", "--rule", "unanimous")["id"]?.string)
    try network.converge()
    #expect(try network[1].attempt("decision", "close", id).exit == 77)
    #expect(try network[1].attempt("decision", "withdraw", id).exit == 77)
    #expect(try network[1].attempt("decision", "position", id, "object").exit == 64)
    #expect(try network[1].attempt("decision", "position", id, "choose", "--option", "X").exit != 0)
    for node in network.nodes { try node.run("decision", "position", id, "agree") }
    try eventually("settled") { try network[0].json("decision", "show", id)["status"]?.string == "settled" }
    // Who closes what has been settled meanwhile has what was asked for; nothing else moves it any more.
    #expect(try network[0].attempt("decision", "close", id).exit == 0)
    #expect(try network[0].attempt("decision", "position", id, "abstain").exit == 1)
    #expect(try network[0].attempt("decision", "withdraw", id).exit == 1)

    let second = try #require(network[1].json("decision", "propose", "E", "--rule", "majority")["id"]?.string)
    try network[1].run("decision", "withdraw", second)
    try eventually("withdrawn is seen by the other") {
      try network[0].json("decision", "list").array.contains {
        $0["id"]?.string == second && $0["status"]?.string == "withdrawn"
      }
    }
  }
}
