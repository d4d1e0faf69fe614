/// Something said to a person by a room that doesn't know the person's language: a text in English and what goes in it.
///
/// It is written as a string with interpolations, where it arises. Its Finnish is in `Sentences`, by the English
/// text with `{0}`, `{1}`, … in the place of what was interpolated; a test reads the sources and finds what lacks one.
public struct Sentence: Hashable, Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
  /// What goes in a place.
  fileprivate indirect enum Argument: Hashable {
    /// What people or programs wrote: the same in all languages.
    case text(String)
    /// A word of the catalogue.
    case word(String)
    case sentence(Sentence)
  }

  /// The English text with its places.
  public let template: String
  private let arguments: [Argument]

  private init(template: String, arguments: [Argument]) {
    self.template = template
    self.arguments = arguments
  }

  /// A sentence without places.
  public init(stringLiteral text: String) {
    self.init(template: text, arguments: [])
  }

  /// A sentence of its parts.
  public init(stringInterpolation parts: Parts) {
    self.init(template: parts.template, arguments: parts.arguments)
  }

  /// What has no translation, because it is a name, or comes from elsewhere.
  public init(verbatim text: String) {
    self.init(template: "{0}", arguments: [.text(text)])
  }

  /// Several sentences with commas between them.
  public init(list sentences: [Sentence]) {
    self.init(
      template: sentences.indices.map { "{\($0)}" }.joined(separator: ", "),
      arguments: sentences.map { .sentence($0) }
    )
  }

  /// One sentence of two texts that belong together.
  public static func + (first: Sentence, second: Sentence) -> Sentence {
    let count = first.arguments.count
    let places = (count..<count + second.arguments.count).map { "{\($0)}" }
    return Sentence(
      template: first.template + Message(second.template, "").text(in: .english, places),
      arguments: first.arguments + second.arguments
    )
  }

  /// The sentence in a language; English where the catalogue lacks it.
  public func text(in language: Language) -> String {
    let texts = arguments.map { argument in
      switch argument {
      case .text(let text): text
      case .word(let word): Self.word(word, in: language)
      case .sentence(let sentence): sentence.text(in: language)
      }
    }
    let message = Message(template, hasWords ? Self.finnish[template] ?? template : template)
    return message.text(in: language, texts)
  }

  private var hasWords: Bool { !template.allSatisfy { "{}0123456789:, ".contains($0) } }

  /// In English, as logs have it.
  public var description: String { text(in: .english) }

  private static func word(_ words: String, in language: Language) -> String {
    switch language {
    case .english: return words
    case .finnish:
      let parts = words.split(separator: " or ").map { finnishWords[String($0)] ?? Words.of(String($0), in: language) }
      return parts.joined(separator: " tai ")
    }
  }

  /// The sentence while it is put together.
  public struct Parts: StringInterpolationProtocol {
    fileprivate var template = ""
    fileprivate var arguments: [Argument] = []

    /// Begins with nothing.
    public init(literalCapacity: Int, interpolationCount: Int) {}

    /// Adds text of the sentence's own.
    public mutating func appendLiteral(_ text: String) { template += text }

    /// Adds what people or programs wrote.
    public mutating func appendInterpolation(_ value: some CustomStringConvertible) { add(.text(value.description)) }

    /// Adds what an error says of itself.
    public mutating func appendInterpolation(_ error: any Error) { add(.text("\(error)")) }

    /// Adds words of the catalogue, several with "or" between them.
    public mutating func appendInterpolation(word: String) { add(.word(word)) }

    /// Adds a sentence, in the language of the whole.
    public mutating func appendInterpolation(_ sentence: Sentence) { add(.sentence(sentence)) }

    private mutating func add(_ argument: Argument) {
      template += "{\(arguments.count)}"
      arguments.append(argument)
    }
  }
}

extension Sentence {
  /// The Finnish of every sentence, by its English.
  private static let finnish = refusals.merging(requests) { first, _ in first }.merging(ofNode) { first, _ in first }

  /// The Finnish of a sentence by its English text with its places; nil where the catalogue lacks it.
  public static func finnish(for template: String) -> String? { finnish[template] }

  /// The English texts of all sentences that the catalogue has.
  public static var known: [String] { finnish.keys.sorted() }
}
