import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// A page of commands and what they print, run with one home for each name: so the manual can't lie.
///
/// A block fenced as ```` ```aalto ```` (or ```` ```aalto fi ````, in Finnish) holds lines that begin with `$ `, run by
/// `sh` with that home, and under each what it prints. In that, `…` stands for any text, and on a line of its own for
/// any lines. `NAME=$(…)` keeps what was printed for all commands that follow. All homes work in one folder.
struct Transcript {
  struct Step {
    let home: String
    let isFinnish: Bool
    let command: String
    /// Which lines of the page hold what it prints.
    let expected: Range<Int>
  }

  let path: String
  let lines: [String]
  let steps: [Step]

  init(path: String) throws {
    self.path = path
    lines = try String(contentsOf: URL(filePath: path), encoding: .utf8).components(separatedBy: "\n")
    var steps: [Step] = []
    var block: [Substring]?
    for (number, line) in lines.enumerated() {
      if line.hasPrefix("```") {
        block = block == nil ? line.dropFirst(3).split(separator: " ") : nil
        continue
      }
      guard let block, let home = block.first, line.hasPrefix("$ ") else { continue }
      let next = lines[(number + 1)...].firstIndex { $0.hasPrefix("$ ") || $0.hasPrefix("```") } ?? lines.count
      steps.append(
        Step(
          home: String(home),
          isFinnish: block.dropFirst().contains("fi"),
          command: String(line.dropFirst(2)),
          expected: number + 1..<next
        )
      )
    }
    self.steps = steps
  }

  /// Runs every command in order; gives back the page with what they printed.
  /// - Parameter check: told of what each printed.
  func run(_ check: (Step, [String], Outcome) throws -> Void) throws -> [String] {
    let folder = try Scratch.makeFolder("t")
    defer { for home in homes(in: folder) { end(home) } }
    try FileManager.default.createDirectory(atPath: folder + "/work", withIntermediateDirectories: true)
    var page: [String] = []
    var taken = 0
    for step in steps {
      let outcome = try Command.run(
        ["sh", "-c", Self.script(step.command)],
        environment: [
          "PATH": Programs.folder + ":/usr/bin:/bin", "TALKOOT_HOME": folder + "/" + step.home,
          "LC_ALL": step.isFinnish ? "fi_FI.UTF-8" : "C.UTF-8", "WORK": folder + "/work", "NO_COLOR": "1",
        ]
      )
      watch(folder, after: step.command)
      let shown = Self.withoutWhatVaries(outcome.output + outcome.error, folder: folder)
      try check(step, Array(lines[step.expected]), outcome)
      page += lines[taken..<step.expected.lowerBound] + shown
      taken = step.expected.upperBound
    }
    return page + lines[taken...]
  }

  private static func script(_ command: String) -> String {
    var script = "cd \"$WORK\"; [ -f .vars ] && . ./.vars; "
    if let name = command.firstMatch(of: /^([A-Z]+)=\$\(/)?.1 {
      script += "\(command) && printf \"\(name)='%s'\\n\" \"$\(name)\" >> .vars"
    } else {
      script += command
    }
    return script
  }

  /// Nodes that a command has started end with the tests at the latest.
  private func watch(_ folder: String, after command: String) {
    guard command.contains("node start") || command.contains("join") else { return }
    for home in homes(in: folder) {
      let status = try? Command.run([Programs.talkoot, "--home", home, "--json", "node", "status"])
      if let pid = status?.json?["pid"]?.int { Scratch.watch(pid_t(pid)) }
    }
  }

  private func homes(in folder: String) -> [String] {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return entries.filter { $0 != "work" }.sorted().map { folder + "/" + $0 }
  }

  private func end(_ home: String) { _ = try? Command.run([Programs.talkoot, "--home", home, "node", "stop"]) }

  /// What another run prints otherwise, as `…`.
  private static func withoutWhatVaries(_ output: String, folder: String) -> [String] {
    var text = output.replacing(folder, with: "…")
    text = text.replacing(/\b([gmkdaqcouipxtn])-[0-9a-hjkmnp-tv-z]{5,26}\b/) { "\($0.1)-…" }
    text = text.replacing(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/, with: "…")
    text = text.replacing(/127\.0\.0\.1:\d+/, with: "127.0.0.1:…")
    text = text.replacing(/([a-z]{5}-){7}[a-z]{5}/, with: "…")
    text = text.replacing(/\b[0-9a-f]{32,64}\b/, with: "…")
    text = text.replacing(/process \d+/, with: "process …")
    text = text.replacing(/\d+ (days|päivää|changes|muutosta)/) { "… \($0.1)" }
    text = text.replacing(/20[0-4]\d-\d\d-\d\d( →|\)\n)/) { "…\($0.1)" }
    text = text.replacing(/(--until) 20[0-4]\d-\d\d-\d\d/) { "\($0.1) …" }
    text = text.replacing(/muutoksia: \d+/, with: "muutoksia: …")
    text = text.replacing(/· 20[0-4]\d-\d\d-\d\d/, with: "· …")
    var lines = text.components(separatedBy: "\n")
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  // MARK: Matching

  /// Whether lines are as expected; runs of spaces are one, because ids and names differ in length.
  static func matches(_ lines: [String], _ expected: [String]) -> Bool {
    matches(lines.map(squeezed)[...], expected.map(squeezed)[...])
  }

  private static func squeezed(_ line: String) -> String {
    line.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
  }

  private static func matches(_ lines: ArraySlice<String>, _ expected: ArraySlice<String>) -> Bool {
    guard let first = expected.first else { return lines.isEmpty }
    if first == "…" {
      return (lines.startIndex...lines.endIndex).contains { matches(lines[$0...], expected.dropFirst()) }
    }
    guard let line = lines.first, matches(line, first) else { return false }
    return matches(lines.dropFirst(), expected.dropFirst())
  }

  /// `…` in a line stands for any text.
  private static func matches(_ line: String, _ pattern: String) -> Bool {
    let parts = pattern.components(separatedBy: "…")
    guard parts.count > 1 else { return line == pattern }
    guard line.hasPrefix(parts[0]) else { return false }
    var rest = line.dropFirst(parts[0].count)
    for part in parts.dropFirst().dropLast() {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(parts[parts.count - 1])
  }
}
