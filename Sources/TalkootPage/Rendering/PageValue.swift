internal import Mustache

/// What a template may show.
///
/// What it is decides how it is written, whatever a template's braces say: texts are escaped here, on the way to the
/// template, and only `Markup` passes as it is. (swift-mustache's own escaping goes by characters: of `"` with a combining
/// mark after it, which is one character, it leaves the quote as it is. Templates are therefore rendered as plain text.)
indirect enum PageValue: Sendable {
  /// Text from people, to be read: what would make a line read otherwise than it is shows as an escape.
  case text(String)
  /// Text from people to the letter, for fields that give it back.
  case exact(String)
  /// Markup of the page's own.
  case markup(Markup)
  case flag(Bool)
  case list([PageValue])
  case fields([String: PageValue])
  /// Nothing: a section of this name stays out.
  case none

  /// A number.
  static func number(_ number: Int) -> PageValue { .text(String(number)) }

  /// Text, or nothing.
  static func maybe(_ text: String?) -> PageValue {
    guard let text, !text.isEmpty else { return .none }
    return .text(text)
  }

  /// A number, or nothing.
  static func maybe(_ number: Int?) -> PageValue { number.map { .text(String($0)) } ?? .none }

  /// A list of texts.
  static func texts(_ texts: [String]) -> PageValue { .list(texts.map { .text($0) }) }

  /// The fields of both; those of `other` hold where both have one.
  func merging(_ other: [String: PageValue]) -> PageValue {
    guard case .fields(let own) = self else { return .fields(other) }
    return .fields(own.merging(other) { $1 })
  }
}

extension PageValue: ExpressibleByDictionaryLiteral, ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral
{
  init(dictionaryLiteral elements: (String, PageValue)...) {
    self = .fields(Dictionary(elements) { $1 })
  }

  init(stringLiteral value: String) { self = .text(value) }

  init(booleanLiteral value: Bool) { self = .flag(value) }

  init(arrayLiteral elements: PageValue...) { self = .list(elements) }
}

extension PageValue: MustacheParent, MustacheCustomRenderable {
  func child(named name: String) -> Any? {
    guard case .fields(let fields) = self else { return nil }
    return fields[name]?.inTemplate
  }

  var isNull: Bool { if case .none = self { true } else { false } }

  var renderText: String {
    switch self {
    case .text(let text): Escaping.html(text, showsHidden: true)
    case .exact(let text): Escaping.html(text, showsHidden: false)
    case .markup(let markup): markup.html
    case .flag, .list, .fields, .none: ""
    }
  }

  /// The value as the template engine takes it.
  private var inTemplate: Any {
    switch self {
    // Nothing is an answer too: without one the engine would look for the name further out.
    case .text, .exact, .markup, .fields, .none: self
    case .flag(let flag): flag
    case .list(let list): list
    }
  }
}
