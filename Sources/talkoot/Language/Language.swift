/// A language of the messages.
enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case finnish = "fi"

  /// The language of this run.
  static var current: Language { Invocation.current.language }

  /// The one chosen, else that of the locale, else English.
  init(chosen: String?, environment: (String) -> String?) {
    if let chosen, let language = Language(rawValue: chosen.lowercased()) {
      self = language
      return
    }
    let locale = environment("LC_ALL") ?? environment("LC_MESSAGES") ?? environment("LANG") ?? ""
    let code = locale.prefix { $0 != "_" && $0 != "." && $0 != "@" }
    self = Language(rawValue: code.lowercased()) ?? .english
  }
}

/// A message in the language of this run; `{0}`, `{1}`, … stand for the arguments.
func say(_ message: Message, _ arguments: String...) -> String {
  message.text(in: Language.current, arguments)
}

extension Message {
  /// The message in a language with its arguments in place.
  func text(in language: Language, _ arguments: [String] = []) -> String {
    let template =
      switch language {
      case .english: texts.english
      case .finnish: texts.finnish
      }
    if arguments.isEmpty { return template }
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      let after = rest.index(after: open)
      if let close = rest[after...].firstIndex(of: "}"), let number = Int(rest[after..<close]),
        arguments.indices.contains(number)
      {
        result += arguments[number]
        rest = rest[rest.index(after: close)...]
      } else {
        result += "{"
        rest = rest[after...]
      }
    }
    return result + rest
  }
}
