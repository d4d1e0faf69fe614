/// Words for people, in every language that Talkoot speaks; `{0}`, `{1}`, … stand for arguments.
///
/// The catalogue is made of the static members in `Texts`, one file for each group: a message can't be written without
/// both its texts, so neither language lacks a word. Keys and values of JSON documents are no messages: they never
/// change with the language.
public struct Message: Hashable, Sendable {
  /// The text in English.
  public let english: String
  /// The text in Finnish.
  public let finnish: String

  /// A message by its two texts, which have the same places for arguments.
  public init(_ english: String, _ finnish: String) {
    self.english = english
    self.finnish = finnish
  }

  /// The message in a language with its arguments in place; what an argument holds stays as it is.
  public func text(in language: Language, _ arguments: [String] = []) -> String {
    let template =
      switch language {
      case .english: english
      case .finnish: finnish
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
