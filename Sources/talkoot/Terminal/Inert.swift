/// Text from peers, made harmless for a terminal.
///
/// What a terminal would obey (ESC and the other C0 and C1 controls) or what would make a line read otherwise than
/// it is (bidirectional controls, invisible characters) is shown as an escape. JSON output never goes through this.
enum Inert {
  /// For one line: line breaks and tabs are escaped too.
  static func line(_ text: String) -> String { escaped(text, keepsLines: false) }

  /// For a paragraph: line breaks stay and a tab is four spaces.
  static func paragraph(_ text: String) -> String { escaped(text, keepsLines: true) }

  private static func escaped(_ text: String, keepsLines: Bool) -> String {
    if !text.unicodeScalars.contains(where: isHarmful) { return text }
    var result = String.UnicodeScalarView()
    var wasReturn = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where keepsLines, "\r" where keepsLines:
        if !(scalar == "\n" && wasReturn) { result.append("\n") }
      case "\t" where keepsLines: result.append(contentsOf: "    ".unicodeScalars)
      case _ where isHarmful(scalar): result.append(contentsOf: escape(scalar).unicodeScalars)
      default: result.append(scalar)
      }
      wasReturn = scalar == "\r"
    }
    return String(result)
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case _ where scalar.value < 0x100: "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
    default: "\\u{" + String(scalar.value, radix: 16) + "}"
    }
  }

  static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: true  // C0, DEL, C1
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // bidirectional controls
    case 0x2028, 0x2029: true  // line and paragraph separator
    case 0x200B, 0x2060...0x2065, 0x206A...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true  // invisible
    case 0xE0000...0xE007F: true  // tags
    default: false
    }
  }
}
