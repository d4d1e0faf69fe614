/// A document in Markdown (CommonMark with tables). What people wrote goes in as text: none of it becomes markup.
struct Markdown {
  private(set) var text = ""

  /// A heading, `level` from 1.
  mutating func heading(_ level: Int, _ title: String) {
    blank()
    text += String(repeating: "#", count: level) + " " + Self.escaped(title) + "\n\n"
  }

  /// A paragraph of the report's own words.
  mutating func paragraph(_ paragraph: String) {
    blank()
    text += Self.escaped(paragraph) + "\n\n"
  }

  /// What somebody wrote, with its line breaks.
  mutating func quote(_ quoted: String) {
    blank()
    let lines = Inert.paragraph(quoted).split(separator: "\n", omittingEmptySubsequences: false)
    for (i, line) in lines.enumerated() {
      let isBroken = i + 1 < lines.count && !line.isEmpty && !lines[i + 1].isEmpty
      text += "> " + Self.escaped(String(line)) + (isBroken ? "\\" : "") + "\n"
    }
    text += "\n"
  }

  /// A list item, `level` from 0; the strong part first.
  mutating func item(_ level: Int = 0, strong: String? = nil, _ rest: String = "") {
    let strong = strong.map { "**\(Self.escaped($0))**" }
    let rest = rest.isEmpty ? nil : Self.escaped(rest)
    let words = [strong, rest].compactMap { $0 }.joined(separator: " – ")
    text += String(repeating: "  ", count: level) + "- " + words + "\n"
  }

  /// A table; no rows, no table.
  mutating func table(_ header: [String], _ rows: [[String]]) {
    guard !rows.isEmpty else { return }
    blank()
    for cells in [header, header.map { _ in "---" }] + rows {
      text += "| " + cells.map { $0 == "---" ? $0 : Self.escaped($0) }.joined(separator: " | ") + " |\n"
    }
    text += "\n"
  }

  /// An empty line, unless there is one.
  mutating func blank() { if !text.isEmpty, !text.hasSuffix("\n\n") { text += "\n" } }

  /// Text that reads the same as Markdown: punctuation that could be markup is escaped.
  static func escaped(_ plain: String) -> String {
    var result = ""
    var begins = true
    let line = Inert.line(plain)
    let number = line.prefix { $0.isNumber }
    // `1.` at the beginning of a line would number a list.
    let isNumbered = !number.isEmpty && [".", ")"].contains(line.dropFirst(number.count).first)
    for (i, character) in line.enumerated() {
      let isMarkup = "\\`*_[]<>#|~&$".contains(character) || (begins && "-+=:".contains(character))
      if isMarkup || (isNumbered && i == number.count) { result += "\\" }
      result.append(character)
      if character != " " { begins = false }
    }
    return result
  }
}
