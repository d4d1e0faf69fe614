import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// Every command of the contract: its exit code, the keys of its JSON, its ids.
@Suite struct ContractTests {
  /// The keys that the contract names for a document.
  private static let goalKeys: Set = [
    "id", "short", "kind", "title", "description", "status", "parent", "steward", "due",
  ]
  private static let measureKeys: Set = ["id", "short", "kind", "name", "goal", "unit", "from", "target", "value"]
  private static let checkinKeys: Set = [
    "id", "short", "kind", "measure", "value", "on", "confidence", "note", "corrects",
  ]
  private static let decisionKeys: Set = [
    "id", "short", "kind", "title", "rule", "status", "outcome", "deadline", "quorum", "electorate", "positions",
    "notReceived", "certificate",
  ]
  private static let memberKeys: Set = [
    "id", "short", "kind", "name", "status", "nodes", "fingerprint", "confirmations",
  ]

  private func expect(_ document: JSONValue, has keys: Set<String>, _ what: String = "") {
    #expect(keys.isSubset(of: document.keys), "\(what) lacks \(keys.subtracting(document.keys).sorted())")
  }

  /// A whole id is its kind's letter, a dash and 26 characters; a short one is a prefix of at least 5 characters.
  private func expectID(_ document: JSONValue, _ letter: Character) throws -> String {
    let id = try #require(document["id"]?.string)
    let short = try #require(document["short"]?.string)
    #expect(id.count == 28 && id.hasPrefix("\(letter)-") && id.hasPrefix(short) && short.count >= 7, "\(id) \(short)")
    return id
  }

  @Test func `goals`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    let made = try node.json(
      "goal",
      "add",
      "Parent",
      "--due",
      "2027-05",
      "--description",
      "About it",
      "--steward",
      "Aalto IT"
    )
    expect(made, has: Self.goalKeys, "goal add")
    let parent = try expectID(made, "g")
    #expect(made["status"]?.string == "proposed" && made["due"]?.string == "2027-05" && made["parent"] == .null)
    #expect(made["steward"]?.string?.hasPrefix("o-") == true)
    let child = try #require(node.json("goal", "add", "Child", "--under", parent)["id"]?.string)
    let other = try node.run("goal", "add", "Other").trimmingCharacters(in: .newlines)
    #expect(other.hasPrefix("g-") && parent != other)

    #expect(
      try node.json("goal", "edit", child, "--title", "Child 2", "--status", "active")["title"]?.string == "Child 2"
    )
    #expect(try node.json("goal", "move", child, "--top", "--before", parent)["parent"] == .null)
    #expect(try node.json("goal", "list").array.first?["id"]?.string == child)
    #expect(try node.json("goal", "move", child, "--under", parent)["parent"]?.string == parent)
    #expect(try node.json("goal", "depend", child, "--on", other)["dependsOn"]?.array.count == 1)
    #expect(try node.json("goal", "undepend", child, "--on", other)["dependsOn"]?.array.isEmpty == true)
    let contributed = try node.json("goal", "contribute", child, "--role", "definer", "--note", "All of it")
    #expect(contributed["contributions"]?.array.first?["role"]?.string == "definer")
    #expect(try node.json("goal", "benefit", child, "Fewer calls")["benefits"]?.array.count == 1)
    for words in [["goal", "show", child], ["show", child], ["show", child.uppercased()]] {
      expect(try node.json(words), has: Self.goalKeys, "\(words)")
    }
    // A bare noun lists; the tree's order is a parent before what is under it.
    let list = try node.json("goal").array
    #expect(list.compactMap { $0["id"]?.string }.prefix(2) == [parent, child])
    #expect(try node.run("goal", "list", "--ids").split(separator: "\n").map(String.init).prefix(2) == [parent, child])
    #expect(try node.json("goal", "list", "--status", "active").array.count == 1)
    #expect(try node.json("goal", "list", "--steward", "Aalto IT").array.count == 1)
    #expect(try node.run("goal", "list", "--tree").contains("Child 2"))
    try node.run("goal", "archive", child)
    #expect(try node.json("goal", "list").array.count == 2)
    #expect(try node.json("goal", "list", "--archived").array.count == 3)
    expect(try node.json("comment", parent, "Well said"), has: ["id", "short", "kind", "text"], "comment")
  }

  @Test func `measures and check-ins`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    let goal = try #require(node.json("goal", "add", "Goal")["id"]?.string)
    let made = try node.json(
      "measure",
      "add",
      goal,
      "Hand-over",
      "--unit",
      "min",
      "--from",
      "95.50",
      "--target",
      "-15",
      "--every",
      "1mo",
      "--until",
      "2027"
    )
    expect(made, has: Self.measureKeys, "measure add")
    let measure = try expectID(made, "m")
    #expect(made["from"] == .number("95.50") && made["target"] == .number("-15") && made["value"] == .null)
    let first = try node.json("checkin", measure, "88.250", "--on", "2026-09", "--confidence", "at-risk", "--note", "N")
    expect(first, has: Self.checkinKeys, "checkin")
    let checkin = try expectID(first, "k")
    #expect(first["value"] == .number("88.250") && first["on"]?.string == "2026-09" && first["corrects"] == .null)
    try node.run("checkin", measure, "-5")
    let corrected = try node.json("checkin", "correct", checkin, "87")
    #expect(corrected["corrects"]?.string == checkin)
    let shown = try node.json("measure", "show", measure)
    #expect(shown["checkins"]?.array.count == 3)
    expect(try node.json("measure", "list", goal).array[0], has: Self.measureKeys, "measure list")
    #expect(try node.json("measure").array.count == 1)
    #expect(try node.json("measure", "edit", measure, "--name", "Faster")["name"]?.string == "Faster")
    #expect(try node.json("show", checkin)["kind"]?.string == "checkin")
    try node.run("archive", measure)
    #expect(try node.json("measure", "list").array.isEmpty)
  }

  @Test func `decisions of a lone member`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    let made = try node.json(
      "decision",
      "propose",
      "Buy",
      "--rule",
      "majority",
      "--deadline",
      "2030-01-01",
      "--text",
      "All of it",
      "--quorum",
      "50%",
      "--as",
      "Aino"
    )
    expect(made, has: Self.decisionKeys, "decision propose")
    let id = try expectID(made, "d")
    expect(try #require(made["quorum"]), has: ["needed", "present"], "quorum")
    #expect(made["deadline"]?.string == "2030-01-01" && made["outcome"] == .null)
    #expect(try node.json("decision", "list", "--open").array.count == 1)
    let taken = try node.json("decision", "position", id, "agree", "--reason", "Good")
    let position = try #require(taken["positions"]?.array.first)
    expect(position, has: ["member", "position", "option", "reason", "late"], "position")
    try eventually("a lone member settles by itself") {
      try node.json("decision", "show", id)["status"]?.string == "settled"
    }
    let settled = try node.json("decision", "show", id)
    #expect(settled["outcome"]?.string == "accepted" && settled["certificate"]?.array.count == 1)
    let second = try #require(node.json("decision", "propose", "Sell", "--rule", "consent")["id"]?.string)
    #expect(try node.json("decision", "withdraw", second)["id"]?.string == second)
    #expect(try node.json("decision").array.count == 2)
  }

  @Test func `the node and its network`() throws {
    let node = try Node("Aalto IT")
    let made = try node.json("init", "--network", "N", "--name", "Aalto IT", "--listen", "127.0.0.1:0")
    expect(made, has: ["id", "short", "kind"], "init")
    try node.start()
    let status = try node.json("node", "status")
    expect(status, has: ["state", "pid", "listen", "node", "member", "version"], "node status")
    #expect(status["state"]?.string == "running" && status["pid"]?.int.map { pid_t($0) } == node.process)
    #expect(try node.json("node") == status)
    #expect(
      try FileManager.default.attributesOfItem(atPath: node.home + "/recovery-card")[.posixPermissions] as? Int == 0o600
    )
    expect(try node.json("self"), has: ["id", "fingerprint"], "self")
    expect(try node.json("status"), has: ["network", "peers", "goals"], "status")
    #expect(try node.json("doctor")["ok"] == .bool(true))
    let invitation = try node.json("invite", "--expires", "2d")
    expect(invitation, has: ["code", "id", "expires"], "invite")
    #expect(try node.run("invite").split(separator: "\n").count == 1)
    #expect(try node.json("invite", "list").array.count == 2)
    try node.run("invite", "revoke", invitation["id"]?.string ?? "")
    let member = try node.json("member", "confirm", "Aalto IT")
    expect(member, has: Self.memberKeys, "member confirm")
    expect(try #require(member["confirmations"]), has: ["have", "needed"], "confirmations")
    let edited = try node.json("member", "edit", "--strength", "Networks", "On-call", "--motivation", "Together")
    #expect(edited["strengths"]?.strings.count == 2)
    #expect(try node.json("member").array.count == 1)
    #expect(try node.json("proposal", "list").array.isEmpty)
    #expect(try node.attempt("node", "logs").exit == 0)
    try node.run("config", "set", "person", "Aino")
    #expect(try node.run("config", "get", "person") == "Aino\n")
    #expect(try node.run("config", "path").hasSuffix("/config.toml\n"))
    #expect(try node.attempt("config", "list").exit == 0)
    try node.run("goal", "add", "By Aino")
    #expect(try node.json("replica", "log", "--limit", "1").array.first?["person"]?.string == "Aino")
    try node.stop()
    #expect(try node.attempt("doctor").exit == 1)
  }

  @Test func `the replica`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let node = network[0]
    try node.run("goal", "add", "Goal")
    let digest = try network.converge()
    let status = try node.json("replica", "status")
    expect(
      status,
      has: [
        "network", "node", "versionVector", "heads", "digest", "changes", "objects", "conflicts", "pending", "bytes",
        "model",
      ],
      "replica status"
    )
    expect(try #require(status["network"]), has: ["id", "name"])
    expect(try #require(status["node"]), has: ["id", "member"])
    #expect(status["pending"] == .number("0") && digest.count == 64)
    #expect(try node.json("replica")["heads"] == status["heads"])
    let change = try #require(node.json("replica", "log", "--limit", "3").array.first)
    expect(change, has: ["id", "node", "member", "person", "time"], "replica log")
    let id = try #require(change["id"]?.string)
    #expect(try node.json("replica", "show", id)["id"]?.string == id)
    #expect(try node.json("replica", "show", String(id.prefix(12)))["id"]?.string == id)
    #expect(try node.json("replica", "log", "--since", id).array.isEmpty)
    let own = try #require(node.json("node", "status")["node"]?.string)
    #expect(try node.json("replica", "log", "--node", own).array.allSatisfy { $0["node"]?.string == own })
    expect(try node.json("replica", "verify"), has: ["ok", "changes", "fault"], "replica verify")
    #expect(try node.json("replica", "rebuild")["digest"]?.string == digest)
    #expect(try node.json("replica", "conflicts").array.isEmpty)
    let difference = try node.json("replica", "diff", "Borealis Networks")
    #expect(difference["ahead"]?.array.isEmpty == true && difference["behind"]?.array.isEmpty == true)

    let sync = try node.json("sync", "status")
    let peer = try #require(sync["peers"]?.array.first)
    expect(
      peer,
      has: ["node", "member", "address", "state", "ahead", "behind", "lastSync", "roundTripMilliseconds"],
      "sync status"
    )
    #expect(peer["state"]?.string == "connected")
    #expect(try node.attempt("sync", "now", "--wait", "--timeout", "20").exit == 0)
    #expect(try node.attempt("sync", "now", "--replicas", "1", "--timeout", "20").exit == 0)
    #expect(try node.attempt("sync", "now", "--replicas", "2", "--timeout", "1").exit == 75)
    #expect(try node.json("peer", "list").array.isEmpty == false)
    try node.run("peer", "add", "127.0.0.1:9")
    #expect(try node.json("peer").array.contains { $0["address"]?.string == "127.0.0.1:9" })
    try node.run("peer", "remove", "127.0.0.1:9")
    #expect(try !node.json("peer").array.contains { $0["address"]?.string == "127.0.0.1:9" })
    try network[1].stop()
    try eventually("nobody is reachable") {
      try node.attempt("sync", "now", "--wait", "--timeout", "1").exit == 75
    }
  }

  @Test func `answers in Finnish keep their keys and values`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    let id = try #require(node.json("goal", "add", "Tavoite")["id"]?.string)
    #expect(try node.json("goal", "show", id, "--lang", "fi") == node.json("goal", "show", id, "--lang", "en"))
    let finnish = try node.attempt(["goal", "list"], environment: ["LC_ALL": "fi_FI.UTF-8"]).output
    #expect(finnish.contains("Otsikko") && !finnish.contains("Title"))
    #expect(try node.run("goal", "list", "--lang", "fi") != node.run("goal", "list", "--lang", "en"))
  }
}
