import Foundation
import ProgramTesting
import TalkootAPI
import TalkootLog
import TalkootModel
import Testing

/// What can be seen of a node that is attacked: its memory, what it says in its log.
struct Victim {
  let node: Node
  let process: pid_t

  init(_ node: Node) throws {
    self.node = node
    process = try #require(node.process)
  }

  /// The most memory that it has had, in KiB.
  var peakMemory: Int { memory("VmHWM:") }
  /// What it has now, in KiB.
  var memory: Int { memory("VmRSS:") }

  private func memory(_ name: String) -> Int {
    let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix(name) }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
  }

  var log: String { (try? String(contentsOfFile: node.home + "/log/talkootd.log", encoding: .utf8)) ?? "" }

  func hasSaid(_ words: String, after before: Int) -> Bool {
    String(decoding: log.utf8.dropFirst(before), as: UTF8.self).contains(words)
  }

  /// Waits until the log has a line with all of these words in it that was not there before.
  func says(_ words: String..., after before: Int, within limit: Duration = .seconds(30)) throws {
    try eventually("the log says \(words)", within: limit) {
      log.utf8.dropFirst(before).split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    } is: { lines in
      lines.contains { line in words.allSatisfy { line.contains($0) } }
    }
  }
}

/// How long a change takes from one honest node's command to another honest node's sight.
struct Latency: CustomStringConvertible {
  private(set) var times: [Duration] = []

  mutating func measure(from: Node, to: Node, _ title: String) throws {
    let before = ContinuousClock.now
    let id = try from.run("goal", "add", title).trimmingCharacters(in: .newlines)
    try eventually("\(to.name) has \(title)") { try to.attempt("goal", "show", id).exit == 0 }
    times.append(ContinuousClock.now - before)
  }

  var longest: Duration { times.max() ?? .zero }

  var description: String {
    let sorted = times.sorted()
    guard !sorted.isEmpty else { return "none" }
    return "median \(sorted[sorted.count / 2]), longest \(longest), of \(sorted.count)"
  }
}

/// Three members: A is attacked, B looks on, C has turned.
///
/// Founding it takes longer than most attacks: tests that leave A and B sound, as `check` makes sure, share one in turn.
struct Stage: @unchecked Sendable {
  /// What a node may have grown to at most by all of a test, in KiB; a debug build begins at about 60 MiB.
  static let memoryMax = 256 << 10

  let network: Network
  let victim: Victim
  let traitor: Traitor
  var a: Node { network[0] }
  var b: Node { network[1] }

  /// A's node, as the traitor knows it.
  var victimID: NodeID? {
    let id = try? a.json("node", "status")["node"]?.string
    let workspace = traitor.core.workspace
    return workspace.settled.admittedNodes.map(\.id).first { workspace.idText(ObjectID($0), .node) == id }
  }

  init() throws {
    network = try Network("Aalto IT", "Borealis Networks", "Cumulus Turva")
    try network.converge()
    traitor = try Traitor(network[2])
    victim = try Victim(network[0])
  }

  /// A and B are sound and the same, and A has not grown.
  /// - Parameter growth: by how many KiB A's state itself has grown.
  func check(_ latency: (before: Latency, during: Latency)? = nil, growth: Int = 0) throws {
    try eventually("A and B are the same", within: .seconds(60 + growth / 1_000)) { try a.digest == b.digest }
    for node in [a, b] { #expect(try node.json("replica", "verify")["ok"] == .bool(true)) }
    #expect(victim.process == a.process, "the attacked node has restarted")
    #expect(victim.peakMemory < Self.memoryMax + growth, "\(victim.peakMemory) KiB")
    print("  A's memory: \(victim.memory) KiB now, \(victim.peakMemory) KiB at most")
    if let latency { print("  B to A: before \(latency.before); under attack \(latency.during)") }
  }
}
