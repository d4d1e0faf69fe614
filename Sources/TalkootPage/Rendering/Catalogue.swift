internal import Mustache
internal import TalkootLanguage

/// The page's words by the names that templates say them by: `{{t.name}}`.
struct Catalogue: MustacheParent, Sendable {
  let language: Language
  private let words: [String: Message]

  init(_ language: Language, _ words: [String: Message]) {
    self.language = language
    self.words = words
  }

  func child(named name: String) -> Any? {
    PageValue.text(say(name))
  }

  /// What a name says. A name that is not there is a mistake of the page's, which its tests find.
  func say(_ name: String, _ arguments: [String] = []) -> String {
    guard let message = words[name] else {
      assertionFailure("the page has no word \(name)")
      return name
    }
    return message.text(in: language, arguments)
  }
}
