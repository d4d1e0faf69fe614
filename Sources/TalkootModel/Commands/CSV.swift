internal import TalkootLanguage

/// Comma-separated values as RFC 4180 has them, strictly: quotes only around whole fields, doubled within; lines end with
/// CR LF or LF. What isn't so names its line and column.
public struct CSVTable: Sendable {
  /// One row of the file.
  public struct Row: Sendable, Hashable {
    /// The line it begins on, from 1.
    public let line: Int
    /// The fields, as many as the header has.
    public let fields: [String]
  }

  /// The names in the first row.
  public let header: [String]
  /// The rows after it, blank lines left out.
  public let rows: [Row]

  /// - Throws: `badFile` with line and column.
  public init(parsing bytes: [UInt8]) throws(CommandError) {
    var parser = CSVParser(bytes)
    var all: [Row] = []
    while let row = try parser.row() { if row.fields != [""] { all.append(row) } }
    guard let first = all.first else {
      throw CommandError(.badFile, "The file is empty; its first row names the columns.")
    }
    header = first.fields
    for (i, name) in header.enumerated() where header[..<i].contains(name) {
      throw CommandError(.badFile, "line \(first.line), column \(i + 1): the column \(name.quoted) is there twice.")
    }
    rows = Array(all.dropFirst())
    for row in rows where row.fields.count != header.count {
      throw CommandError(
        .badFile,
        "line \(row.line), column \(min(row.fields.count, header.count) + 1): \(row.fields.count) fields where the header has \(header.count)."
      )
    }
  }

  /// The number of a column, from 0.
  public func column(_ name: String) throws(CommandError) -> Int {
    guard let index = header.firstIndex(of: name) else {
      throw CommandError(
        .badFile,
        "There is no column \(name.quoted); the file has \(header.map(\.quoted).joined(separator: ", "))."
      )
    }
    return index
  }
}

private struct CSVParser {
  private static let (comma, quote) = (UInt8(ascii: ","), UInt8(ascii: "\""))
  private static let (lineFeed, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
  }

  mutating func row() throws(CommandError) -> CSVTable.Row? {
    guard position < bytes.count else { return nil }
    let start = line
    var fields: [String] = []
    while true {
      fields.append(try field(column: fields.count + 1))
      guard position < bytes.count, bytes[position] == CSVParser.comma else { break }
      position += 1
    }
    endLine()
    return CSVTable.Row(line: start, fields: fields)
  }

  private mutating func endLine() {
    if position < bytes.count, bytes[position] == CSVParser.carriageReturn { position += 1 }
    if position < bytes.count, bytes[position] == CSVParser.lineFeed { position += 1 }
    line += 1
  }

  private mutating func field(column: Int) throws(CommandError) -> String {
    let start = (line, column)
    var content: [UInt8] = []
    if position < bytes.count, bytes[position] == CSVParser.quote {
      position += 1
      try quoted(into: &content, start)
    } else {
      while position < bytes.count, !endsField(bytes[position]) {
        guard bytes[position] != CSVParser.quote else {
          throw error(start, "a quote inside a field that doesn't begin with one; put the whole field in quotes.")
        }
        content.append(bytes[position])
        position += 1
      }
    }
    guard let text = String(validating: content, as: UTF8.self) else {
      throw error(start, "the bytes are not UTF-8; save the file as UTF-8.")
    }
    return text
  }

  private mutating func quoted(into content: inout [UInt8], _ start: (Int, Int)) throws(CommandError) {
    while true {
      guard position < bytes.count else { throw error(start, "the quote that begins here is never closed.") }
      let byte = bytes[position]
      position += 1
      if byte == CSVParser.lineFeed { line += 1 }
      guard byte == CSVParser.quote else {
        content.append(byte)
        continue
      }
      if position < bytes.count, bytes[position] == CSVParser.quote {
        content.append(byte)
        position += 1
        continue
      }
      guard position >= bytes.count || endsField(bytes[position]) else {
        throw error((line, start.1), "text after the closing quote; double the quotes inside a field.")
      }
      return
    }
  }

  private func endsField(_ byte: UInt8) -> Bool {
    byte == CSVParser.comma || byte == CSVParser.lineFeed
      || (byte == CSVParser.carriageReturn
        && (position + 1 >= bytes.count || bytes[position + 1] == CSVParser.lineFeed))
  }

  private func error(_ place: (line: Int, column: Int), _ what: Sentence) -> CommandError {
    CommandError(.badFile, "line \(place.line), column \(place.column): \(what)")
  }
}
