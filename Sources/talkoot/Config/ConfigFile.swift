internal import TOMLKit
internal import TalkootAPI
internal import TalkootLanguage

/// A node's `config.toml`: read through a TOML parser, changed line by line so that comments and order stay.
struct ConfigFile {
  let path: String
  private(set) var text: String
  private var table: TOMLTable

  /// Reads the file; one that is not there is empty.
  ///
  /// - Throws: `malformedValue` where it is not TOML, `notPermitted` where it may not be read.
  init(path: String) throws(ErrorDescription) {
    self.path = path
    text = Files.isMissing(path) ? "" : try Files.readText(path)
    table = try Self.parse(text, path)
  }

  private static func parse(_ text: String, _ path: String) throws(ErrorDescription) -> TOMLTable {
    do {
      return try TOMLTable(string: text)
    } catch {
      let line = (error as? TOMLParseError).map { "\($0.source.begin.line): \($0.description)" } ?? "\(error)"
      throw ErrorDescription(.malformedValue, say(.configMalformed, path, line.replacing("\n", with: " ")))
    }
  }

  /// - Throws: `malformedValue` where a text is not TOML.
  static func check(_ text: String, _ path: String) throws(ErrorDescription) { _ = try parse(text, path) }

  /// All settings, `section.name` and value, in order of name.
  var settings: [(key: String, value: JSONValue)] {
    Self.flatten(table, prefix: "", depth: 0).sorted { $0.key < $1.key }
  }

  /// A setting's value.
  func value(_ key: String) -> JSONValue? { settings.first { $0.key == key }?.value }

  /// A setting's value as a person reads it.
  func text(_ key: String) -> String? { value(key).map(Self.plain) }

  /// A value as a person reads it: a string without its quotes.
  static func plain(_ value: JSONValue) -> String { value.string ?? value.text }

  /// Changes a setting and writes the file.
  mutating func set(_ key: String, to value: String) throws(ErrorDescription) {
    let edited = TOMLLines(text).setting(key, to: Self.literal(value))
    table = try Self.parse(edited, path)
    guard table.tomlValue(at: key) != nil else { throw ErrorDescription(.malformedValue, say(.configKeyBad, key)) }
    text = edited
    try Files.write(text, to: path)
  }

  /// A value as TOML: whole numbers, truth values and lists as they are, everything else a string.
  static func literal(_ value: String) -> String {
    if value == "true" || value == "false" || Int(value).map(String.init) == value { return value }
    if value.hasPrefix("["), value.hasSuffix("]"), (try? TOMLTable(string: "x = \(value)")) != nil { return value }
    return JSONValue.string(value).text  // a basic string of TOML escapes as JSON does
  }

  private static func flatten(
    _ table: TOMLTable,
    prefix: String,
    depth: Int
  ) -> [(key: String, value: JSONValue)] {
    if depth > 8 { return [] }
    var result: [(key: String, value: JSONValue)] = []
    for (key, value) in table {
      if let inner = value.table {
        result += flatten(inner, prefix: prefix + key + ".", depth: depth + 1)
      } else {
        result.append((prefix + key, json(value, depth: depth)))
      }
    }
    return result
  }

  private static func json(_ value: any TOMLValueConvertible, depth: Int) -> JSONValue {
    if let text = value.string { return .string(text) }
    if let flag = value.bool { return .bool(flag) }
    if let number = value.int { return .number(String(number)) }
    if let number = value.double { return .number("\(number)") }
    if let list = value.array, depth < 8 { return .array(list.map { json($0, depth: depth + 1) }) }
    return .string(value.debugDescription)
  }
}

extension TOMLTable {
  /// The value at a dotted key.
  fileprivate func tomlValue(at key: String) -> (any TOMLValueConvertible)? {
    var table = self
    let parts = key.split(separator: ".").map(String.init)
    for part in parts.dropLast() {
      guard let inner = table[part]?.table else { return nil }
      table = inner
    }
    return parts.last.flatMap { table[$0] }
  }
}
