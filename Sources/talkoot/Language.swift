internal import TalkootLanguage

extension Language {
  /// The language of this run.
  static var current: Language { Invocation.current.language }
}

/// A message in the language of this run; `{0}`, `{1}`, … stand for the arguments.
func say(_ message: Message, _ arguments: String...) -> String {
  message.text(in: Language.current, arguments)
}

extension Words {
  /// The word in the language of this run.
  static func of(_ word: String?) -> String { of(word, in: Language.current) }
}
