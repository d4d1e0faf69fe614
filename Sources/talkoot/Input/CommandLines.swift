internal import TalkootAPI
internal import TalkootLanguage

/// Commands one a line, in words as a shell splits them: quotes keep spaces, a backslash keeps what follows it, `#` begins
/// a comment. Nothing is expanded.
enum CommandLines {
  struct Line: Equatable {
    /// From 1.
    let number: Int
    let words: [String]
  }

  /// - Throws: `malformedValue` for a quote that nothing ends, with its line.
  static func parse(_ text: String) throws(ErrorDescription) -> [Line] {
    var lines: [Line] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      guard var words = words(of: line) else {
        throw ErrorDescription(.malformedValue, say(.batchQuoteOpen, String(index + 1)))
      }
      if words.first == "talkoot" { words.removeFirst() }
      if !words.isEmpty { lines.append(Line(number: index + 1, words: words)) }
    }
    return lines
  }

  private static func words(of line: Substring) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var rest = line
    while let character = rest.popFirst() {
      switch (character, quote) {
      case ("\\", nil), ("\\", "\""):
        guard let next = rest.popFirst() else { return nil }
        // Between double quotes a backslash keeps only what would have a meaning there.
        let isKept = quote == nil || next == "\"" || next == "\\"
        word = (word ?? "") + (isKept ? "" : "\\") + String(next)
      case (let end, let open?) where end == open: quote = nil
      case (_, .some): word = (word ?? "") + String(character)
      case ("'", nil), ("\"", nil):
        quote = character
        word = word ?? ""
      case ("#", nil) where word == nil: rest = ""
      case (let space, nil) where space.isWhitespace:
        if let ended = word { words.append(ended) }
        word = nil
      default: word = (word ?? "") + String(character)
      }
    }
    if quote != nil { return nil }
    if let word { words.append(word) }
    return words
  }
}
