/// A language that Talkoot speaks.
public enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case finnish = "fi"

  /// The one chosen, else that of the locale, else English.
  public init(chosen: String?, environment: (String) -> String?) {
    if let chosen, let language = Language(rawValue: chosen.lowercased()) {
      self = language
      return
    }
    let locale = environment("LC_ALL") ?? environment("LC_MESSAGES") ?? environment("LANG") ?? ""
    let code = locale.prefix { $0 != "_" && $0 != "." && $0 != "@" }
    self = Language(rawValue: code.lowercased()) ?? .english
  }
}
