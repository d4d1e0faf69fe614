import Foundation
import TalkootLanguage
import Testing

/// The sentences that rooms write where they arise, in English: each has its Finnish in the catalogue.
@Suite struct SentenceTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Sources").standardizedFileURL

  /// The rooms whose sentences reach people, and what a call there begins with.
  private static let rooms = ["TalkootModel", "TalkootHTTP", "TalkootNode", "TalkootAPI/Client"]
  private static let beginnings = ["CommandError(", "ErrorDescription(", "Sentence(", "throw error(", "Finding("]

  private static func sources(_ room: String) throws -> [(name: String, text: String)] {
    let files = FileManager.default.enumerator(at: root.appending(path: room), includingPropertiesForKeys: nil)
    return try (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
      .sorted { $0.path < $1.path }
      .map { ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8)) }
  }

  /// The texts of the literals in the calls that say something, with `{0}`, `{1}`, … for what is interpolated.
  private static func templates(_ source: String) -> [String] {
    let characters = Array(source)
    var found: [String] = []
    for beginning in beginnings {
      for range in source.ranges(of: beginning) {
        if source[..<range.lowerBound].last.map({ $0.isLetter }) ?? false { continue }
        var scanner = Scanner(characters, at: source.distance(from: source.startIndex, to: range.upperBound))
        found += scanner.literals()
      }
    }
    return found
  }

  /// Reads the literals of a call up to its closing parenthesis.
  private struct Scanner {
    let characters: [Character]
    var index: Int

    init(_ characters: [Character], at index: Int) {
      self.characters = characters
      self.index = index
    }

    mutating func literals() -> [String] {
      var depth = 1
      var found: [String] = []
      while depth > 0, index < characters.count {
        switch characters[index] {
        case "(": depth += 1
        case ")": depth -= 1
        case "\"":
          found.append(literal())
          continue
        default: break
        }
        index += 1
      }
      return found
    }

    private mutating func literal() -> String {
      var text = ""
      var count = 0
      index += 1
      while characters[index] != "\"" {
        if characters[index] == "\\", characters[index + 1] == "(" {
          index += 2
          _ = literals()
          text += "{\(count)}"
          count += 1
          continue
        }
        if characters[index] == "\\" { index += 1 }
        text.append(characters[index])
        index += 1
      }
      index += 1
      return text
    }
  }

  /// Whether people read it: names of checks and words of one part are the same in all languages.
  private static func isSaid(_ template: String) -> Bool {
    template.contains(" ") && template.contains { $0.isLetter }
      && !["peer {0}", "kept for later"].contains { template.hasPrefix($0) }
  }

  @Test func `every sentence of the sources has its Finnish`() throws {
    var count = 0
    for room in Self.rooms {
      for (name, text) in try Self.sources(room) {
        for template in Self.templates(text) where Self.isSaid(template) {
          count += 1
          #expect(Sentence.finnish(for: template) != nil, "\(name): \(template)")
        }
      }
    }
    #expect(count > 250)
  }

  @Test func `both texts of a sentence have the same places`() {
    for english in Sentence.known {
      let finnish = Sentence.finnish(for: english) ?? ""
      #expect(!finnish.isEmpty)
      for number in 0..<8 {
        #expect(english.contains("{\(number)}") == finnish.contains("{\(number)}"), "\(english)")
      }
    }
  }

  @Test func `a sentence is said in the language of whoever reads it, and what people wrote stays`() {
    let inner: Sentence = "the key is missing."
    let sentence: Sentence = "line \(3): \(inner)"
    #expect(sentence.text(in: .english) == "line 3: the key is missing.")
    #expect(sentence.text(in: .finnish) == "rivi 3: avain puuttuu.")
    let field: Sentence = "A \(word: "title") is needed; it can't be empty."
    #expect(field.text(in: .finnish) == "Kenttä ”otsikko” on pakollinen; se ei voi olla tyhjä.")
    let kinds: Sentence = "No \(word: "goal or measure") has the key \("{1}")."
    #expect(kinds.text(in: .finnish) == "Missään kohteessa (tavoite tai mittari) ei ole avainta {1}.")
    #expect((inner + " \(7)").text(in: .english) == "the key is missing. 7")
    #expect("\(Sentence(list: [inner, inner]))" == "the key is missing., the key is missing.")
  }
}
