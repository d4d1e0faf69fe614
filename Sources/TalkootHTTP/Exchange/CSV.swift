/// Writing comma-separated values (RFC 4180).
enum CSV {
  /// A field, in quotes where it must be; nothing for an absent value.
  static func field(_ text: String?) -> String {
    guard let text else { return "" }
    let isSpecial = text.utf8.contains { [UInt8(ascii: ","), UInt8(ascii: "\""), 0x0A, 0x0D].contains($0) }
    let isPadded = text.utf8.first == 0x20 || text.utf8.last == 0x20
    return isSpecial || isPadded ? quoted(text) : text
  }

  /// A field in quotes.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
