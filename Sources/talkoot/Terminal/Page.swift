internal import TalkootLanguage

/// A page of output for a person: lines, named fields, tables. Everything that goes in is made inert.
struct Page {
  /// How wide the page may be, or nil for as wide as it gets.
  let columns: Int?
  /// Whether headings stand out by colour.
  let hasColour: Bool
  private(set) var text = ""

  init(columns: Int? = nil, hasColour: Bool = false) {
    self.columns = columns
    self.hasColour = hasColour
  }

  /// One line.
  mutating func line(_ line: String = "") { text += Inert.line(line) + "\n" }

  /// A line that stands out.
  mutating func heading(_ line: String) { text += styled(Inert.line(line), "1") + "\n" }

  /// A paragraph that keeps its line breaks.
  mutating func paragraph(_ paragraph: String, indent: Int = 0) {
    let space = String(repeating: " ", count: indent)
    for line in Inert.paragraph(paragraph).split(separator: "\n", omittingEmptySubsequences: false) {
      text += (line.isEmpty ? "" : space + line) + "\n"
    }
  }

  /// `Name:  value`, one under the other; fields without a value are left out.
  mutating func fields(_ fields: [(name: Message, value: String?)]) {
    let shown = fields.compactMap { field in field.value.map { (say(field.name), Inert.line($0)) } }
    let width = shown.map(\.0.displayWidth).max() ?? 0
    for (name, value) in shown {
      text += "  " + styled((name + ":").padded(to: width + 1), "2") + " " + value + "\n"
    }
  }

  /// A table; the column named `flexible` gives way when the terminal is narrow.
  mutating func table(_ header: [String], _ rows: [[String]], flexible: Int) {
    let cells = rows.map { $0.map(Inert.line) }
    var widths = header.indices.map { column in
      max(header[column].displayWidth, cells.map { $0[column].displayWidth }.max() ?? 0)
    }
    let total = widths.reduce(0, +) + 2 * (widths.count - 1)
    if let columns, total > columns { widths[flexible] = max(8, widths[flexible] - (total - columns)) }
    if header.contains(where: { !$0.isEmpty }) { text += styled(row(header, widths), "2") + "\n" }
    for cells in cells { text += row(cells, widths) + "\n" }
  }

  private func row(_ cells: [String], _ widths: [Int]) -> String {
    let last = cells.lastIndex { !$0.isEmpty } ?? 0
    return zip(cells, widths).enumerated().prefix(last + 1).map { index, cell in
      let text = cell.0.cut(to: cell.1)
      return index == last ? text : text.padded(to: cell.1)
    }.joined(separator: "  ")
  }

  private func styled(_ text: String, _ code: String) -> String {
    hasColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
