/// HTML or SVG that the page itself made. All that comes from people goes into it by `text`, `attribute` or an
/// element's own arguments, which escape it.
public struct Markup: Sendable {
  /// The markup.
  public private(set) var html: String

  /// Nothing yet.
  public init() { html = "" }

  /// Markup as it stands in a file of the page's own.
  init(trusted html: String) { self.html = html }

  /// Text, to be read.
  public init(text: String) { html = Escaping.html(text, showsHidden: true) }

  /// An element with what is in it. `name` and the attributes' names are the page's own words.
  public init(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:], _ content: [Markup]) {
    html = "<\(name)"
    for (key, value) in attributes { html += " \(key)=\"\(Escaping.html(value, showsHidden: true))\"" }
    html += ">"
    for part in content { html += part.html }
    html += "</\(name)>"
  }

  /// An element with a text in it.
  public init(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:], text: String) {
    self.init(name, attributes, [Markup(text: text)])
  }

  /// Adds what follows.
  public mutating func append(_ other: Markup) { html += other.html }
}

/// How text is written in HTML.
enum Escaping {
  /// The text for an element or a quoted attribute. By unicode scalars: what is one for a reader may be several.
  ///
  /// - Parameter showsHidden: whether bidirectional controls and invisible characters show as escapes, as they do in
  ///   the terminal.
  static func html(_ text: String, showsHidden: Bool) -> String {
    var isPlain = true
    for byte in text.utf8 where needsLook(byte) {
      isPlain = false
      break
    }
    if isPlain { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "'": result.append(contentsOf: "&#39;".unicodeScalars)
      // What else is a control is no HTML.
      case "\n", "\t", "\r": result.append(scalar)
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): result.append("\u{FFFD}")
      case _ where showsHidden && isHidden(scalar):
        result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private static func needsLook(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
    case 0x20...0x7E, UInt8(ascii: "\n"), UInt8(ascii: "\t"): false
    // Finnish letters begin so.
    case 0xC3: false
    case 0x80...0xBF: false
    default: true
    }
  }

  /// What makes a line read otherwise than it is: bidirectional controls, invisible characters, separators.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    case 0x2028, 0x2029, 0x200B, 0x2060...0x2065, 0x206A...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
    case 0xE0000...0xE007F: true
    default: false
    }
  }
}
