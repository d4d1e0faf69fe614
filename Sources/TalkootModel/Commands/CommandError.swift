public import TalkootLanguage

/// Why a command is refused: a stable code, an exit code of `cli.md`, and one sentence that says what was wrong and
/// what to do about it.
public struct CommandError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The stable words, as in JSON.
  public enum Code: String, Sendable, CaseIterable {
    case noSuchObject, ambiguousID, unknownKey
    case cyclicMove, notASibling, tooDeep, settledDecision, withdrawnDecision, answeredDecision, frozenObject, notOpen,
      noConflict, nothingToChange
    case notPermitted
    case invalidValue, missingValue, tooLarge
    case badFile, badRow, unknownReference, repeatedKey

    /// What the command line exits with.
    public var exit: Int32 {
      switch self {
      case .noSuchObject, .ambiguousID, .unknownKey: 66
      case .cyclicMove, .notASibling, .tooDeep, .settledDecision, .withdrawnDecision, .answeredDecision, .frozenObject,
        .notOpen, .noConflict, .nothingToChange:
        1
      case .notPermitted: 77
      case .invalidValue, .missingValue, .tooLarge, .badFile, .badRow, .unknownReference, .repeatedKey: 65
      }
    }
  }

  /// The stable word.
  public let code: Code
  /// What was wrong and what to do about it, in every language.
  public let sentence: Sentence

  /// Makes one of its parts.
  public init(_ code: Code, _ sentence: Sentence) {
    self.code = code
    self.sentence = sentence
  }

  /// The sentence in English.
  public var message: String { sentence.text(in: .english) }

  /// What the command line exits with.
  public var exit: Int32 { code.exit }
  /// As people read it.
  public var description: String { message }
}

extension String {
  /// A value from outside as messages quote it: short, on one line, without control characters.
  var quoted: String {
    var text = ""
    for scalar in unicodeScalars.prefix(80) {
      text.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    return "\"" + text + (unicodeScalars.count > 80 ? "…" : "") + "\""
  }
}
