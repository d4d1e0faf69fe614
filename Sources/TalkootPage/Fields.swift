internal import TalkootAPI

/// The fields of a query or a form, in their order.
public struct Fields: Sendable {
  /// Each name with its value; a name may come more than once.
  public var items: [(name: String, value: String)]

  /// More than any form of the page has; what has more is none of its forms.
  static let itemsMax = 1_000

  /// Takes decoded fields.
  public init(_ items: [(name: String, value: String)] = []) {
    self.items = items
  }

  /// Reads `application/x-www-form-urlencoded`, of a query or of a form's body; nil for what is none.
  public init?(parsing text: some StringProtocol) {
    items = []
    for item in text.split(separator: "&") {
      let sides = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decode(sides[0]), let value = sides.count == 2 ? Self.decode(sides[1]) : "",
        items.count < Self.itemsMax
      else { return nil }
      items.append((name, value))
    }
  }

  private static func decode(_ text: some StringProtocol) -> String? {
    PercentEncoding.decode(String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "+" ? " " : $0 })))
  }

  /// The first value of a name; nil where there is none.
  public subscript(_ name: String) -> String? {
    items.first { $0.name == name }?.value
  }

  /// All values of a name.
  public func all(_ name: String) -> [String] {
    items.filter { $0.name == name }.map(\.value)
  }

  /// The value of a form's text field: line ends as people's files have them, and nil where there is no such field.
  public func text(_ name: String) -> String? {
    self[name].map { value in
      var result = String.UnicodeScalarView()
      var scalars = value.unicodeScalars.makeIterator()
      var wasReturn = false
      // Browsers send every line end as CR LF.
      while let scalar = scalars.next() {
        if scalar == "\r" { result.append("\n") } else if !(scalar == "\n" && wasReturn) { result.append(scalar) }
        wasReturn = scalar == "\r"
      }
      return String(result)
    }
  }

  /// The value of a field that counts only where something was typed.
  public func typed(_ name: String) -> String? {
    guard let text = text(name)?.trimmed, !text.isEmpty else { return nil }
    return text
  }
}

extension String {
  /// Without white space at both ends.
  var trimmed: String {
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }
}
