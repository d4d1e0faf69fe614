/// A TOML text as lines, to change one setting and leave all else as its owner wrote it.
struct TOMLLines {
  private var lines: [String]

  init(_ text: String) {
    lines = text.isEmpty ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
  }

  /// The text with a setting changed or added; `key` is `name` or `section.name`.
  func setting(_ key: String, to literal: String) -> String {
    var copy = self
    let parts = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let section = parts.dropLast().joined(separator: ".")
    let name = parts.last ?? ""
    let assignment = "\(name) = \(literal)"
    let range = section.isEmpty ? 0..<(lines.firstIndex(where: Self.isHeader) ?? lines.count) : range(of: section)
    if let range {
      if let index = range.first(where: { Self.name(of: lines[$0]) == name }) {
        copy.lines[index] = assignment
      } else {
        let end = range.last { !lines[$0].isEmpty }.map { $0 + 1 } ?? range.lowerBound
        copy.lines.insert(assignment, at: end)
      }
    } else {
      if !lines.isEmpty { copy.lines.append("") }
      copy.lines += ["[\(section)]", assignment]
    }
    return copy.lines.joined(separator: "\n") + "\n"
  }

  /// The lines of a section, without its header.
  private func range(of section: String) -> Range<Int>? {
    guard let header = lines.firstIndex(where: { Self.section(of: $0) == section }) else { return nil }
    let end = lines[(header + 1)...].firstIndex(where: Self.isHeader) ?? lines.count
    return header + 1..<end
  }

  private static func isHeader(_ line: String) -> Bool { line.trimmingPrefix(while: \.isWhitespace).hasPrefix("[") }

  private static func section(of line: String) -> String? {
    guard isHeader(line), let open = line.firstIndex(of: "["), let close = line.firstIndex(of: "]") else { return nil }
    return line[line.index(after: open)..<close].filter { $0 != " " }
  }

  private static func name(of line: String) -> String? {
    guard let equals = line.firstIndex(of: "=") else { return nil }
    let name = line[..<equals].filter { !$0.isWhitespace }
    return name.hasPrefix("#") ? nil : name
  }
}
