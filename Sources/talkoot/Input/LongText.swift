internal import TalkootAPI
internal import TalkootLanguage

/// Long text: an argument, a file, standard input (`-`), or an editor on a terminal.
struct LongText {
  let session: Session

  /// The text given by argument or file, or nil when neither is there.
  func given(_ argument: String?, file: String? = nil) throws(ErrorDescription) -> String? {
    if argument != nil && file != nil { throw ErrorDescription(.usage, say(.textTwice)) }
    if argument == "-" || file == "-" {
      if Output.isTerminal(0) && !session.mayAsk { throw ErrorDescription(.usage, say(.wouldAsk)) }
      return Self.withoutLastBreak(try Files.readText("-"))
    }
    if let file { return Self.withoutLastBreak(try Files.readText(file)) }
    return argument
  }

  /// The text given, else what the person writes in an editor.
  ///
  /// - Throws: `usage` when there is none and nobody can be asked, or the editor came back empty.
  func required(_ argument: String?, file: String? = nil, initial: String = "") throws(ErrorDescription) -> String {
    if let text = try given(argument, file: file) { return text }
    guard session.mayAsk else { throw ErrorDescription(.usage, say(.textMissing)) }
    let text = try Editor.edit(initial)
    if text.allSatisfy(\.isWhitespace) { throw ErrorDescription(.usage, say(.textMissing)) }
    return text
  }

  /// A text option that may also be a file's name: `-` is standard input, the path of a file that is there is its
  /// content, and everything else is the text itself.
  func textOrFile(_ option: String?) throws(ErrorDescription) -> String? {
    guard let option, option != "-", !option.contains("\n"), Files.isRegularFile(option) else {
      return try given(option)
    }
    return try given(nil, file: option)
  }

  static func withoutLastBreak(_ text: String) -> String {
    text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}
