import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// One node's home and the command line on it; the node ends and the home goes with this value.
final class Node: Sendable {
  let home: String
  let name: String

  init(_ name: String) throws {
    self.name = name
    home = try Scratch.makeFolder("n") + "/h"
  }

  deinit {
    if let process = process { kill(process, SIGKILL) }
    Scratch.remove(URL(filePath: home).deletingLastPathComponent().path(percentEncoded: false))
  }

  // MARK: Commands

  /// Runs `talkoot` on this home, whatever comes of it.
  @discardableResult
  func attempt(_ words: [String], input: String = "", environment: [String: String] = [:]) throws -> Outcome {
    try Command.run([Programs.talkoot, "--home", home] + words, input: input, environment: environment)
  }

  @discardableResult
  func attempt(_ words: String..., input: String = "") throws -> Outcome { try attempt(words, input: input) }

  /// Runs `talkoot`, which must succeed, and gives back what it printed.
  @discardableResult
  func run(_ words: [String], input: String = "") throws -> String {
    let outcome = try attempt(words, input: input)
    guard outcome.exit == 0 else { throw Stuck(what: name, why: outcome.description) }
    return outcome.output
  }

  @discardableResult
  func run(_ words: String..., input: String = "") throws -> String { try run(words, input: input) }

  /// Runs `talkoot … --json`, which must succeed, and gives back its document.
  @discardableResult
  func json(_ words: [String], input: String = "") throws -> JSONValue {
    try JSONValue(parsing: Array(run(["--json"] + words, input: input).utf8))
  }

  @discardableResult
  func json(_ words: String..., input: String = "") throws -> JSONValue { try json(words, input: input) }

  /// Runs a shell script in which `$T` is `talkoot` and `$TALKOOT_HOME` this home.
  func shell(_ script: String) throws -> Outcome {
    try Command.run(
      ["/bin/sh", "-c", script],
      environment: ["T": Programs.talkoot, "TALKOOT_HOME": home, "D": Programs.talkootd]
    )
  }

  // MARK: The node's life

  /// Founds a network and starts the node.
  func found(_ network: String) throws {
    try run("init", "--network", network, "--name", name, "--listen", "127.0.0.1:0")
    try start()
  }

  func start() throws {
    try run("node", "start")
    if let process { Scratch.watch(process) }
  }

  func stop() throws { try run("node", "stop") }

  /// Joins by an invitation of another node.
  func join(_ inviter: Node) throws {
    let code = try inviter.run("invite").trimmingCharacters(in: .newlines)
    try run("join", code, "--name", name, "--listen", "127.0.0.1:0")
    if let process { Scratch.watch(process) }
  }

  /// Ends the node at once, as a power cut does, and waits until it has gone.
  func killAtOnce(_ victim: pid_t? = nil) throws {
    guard let process = victim ?? process else { return }
    kill(process, SIGKILL)
    try eventually("the killed node has gone") { !Node.isAlive(process) }
  }

  /// The node's process, or nil when none runs on this home.
  var process: pid_t? {
    for entry in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
      guard let process = pid_t(entry), let line = FileManager.default.contents(atPath: "/proc/\(entry)/cmdline"),
        Node.isAlive(process)
      else { continue }
      let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      if words.first?.hasSuffix("/talkootd") == true, words.dropFirst().elementsEqual(["--home", home]) {
        return process
      }
    }
    return nil
  }

  /// Whether a process runs; a zombie does not.
  static func isAlive(_ process: pid_t) -> Bool {
    guard let stat = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return false }
    let state = String(decoding: stat, as: UTF8.self).split(separator: ")").last?.first { $0 != " " }
    return state != "Z" && state != "X"
  }

  // MARK: Looking

  var digest: String? { get throws { try json("replica", "status")["digest"]?.string } }
  var conflicts: [JSONValue] { get throws { try json("replica", "conflicts").array } }
  var listen: String { get throws { try json("node", "status")["listen"]?.string ?? "" } }
}

extension JSONValue {
  /// The values of a list; none for anything else.
  var array: [JSONValue] { if case .array(let values) = self { values } else { [] } }

  /// The number in a number value that is whole.
  var int: Int? { if case .number(let literal) = self { Int(literal) } else { nil } }

  /// The keys of an object.
  var keys: Set<String> { if case .object(let members) = self { Set(members.map(\.key)) } else { [] } }

  /// The strings of a list.
  var strings: [String] { array.compactMap(\.string) }
}
