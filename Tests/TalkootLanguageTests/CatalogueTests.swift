import Foundation
import TalkootLanguage
import Testing

/// The catalogue as its sources have it: a message is a constant, so they are the only list of all.
@Suite struct CatalogueTests {
  /// A message in the sources, its texts as literals.
  private struct Entry {
    var name: String
    var english: String
    var finnish: String
  }

  /// Every message in a file of `Texts`.
  private static func entries(_ source: String) throws -> [Entry] {
    let literal = #""((?:[^"\\]|\\.)*)""#
    let pattern = try Regex(#"static let (\w+) = Message\(\s*"# + literal + #",\s*"# + literal + #"\s*\)"#)
    return source.matches(of: pattern).map { match in
      func text(_ group: Int) -> String { String(match.output[group].substring ?? "") }
      return Entry(name: text(1), english: text(2), finnish: text(3))
    }
  }

  private static var sources: [String] {
    get throws {
      let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources/TalkootLanguage/Texts").standardizedFileURL
      let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      return try files.map { try String(contentsOf: $0, encoding: .utf8) }
    }
  }

  @Test func `every message has both its texts, with the same places for arguments`() throws {
    var count = 0
    for source in try Self.sources {
      let entries = try Self.entries(source)
      let constants = source.ranges(of: "static let ")
      #expect(entries.count == constants.count)
      for entry in entries {
        #expect(!entry.english.isEmpty && !entry.finnish.isEmpty, "\(entry.name)")
        for number in 0..<8 {
          let place = "{\(number)}"
          #expect(entry.english.contains(place) == entry.finnish.contains(place), "\(entry.name) \(place)")
        }
      }
      count += entries.count
    }
    #expect(count > 600)
  }

  @Test func `an argument with braces stays as it is`() {
    let message = Message("{0} and {1} exclude each other", "{0} ja {1} sulkevat toisensa pois")
    #expect(message.text(in: .english, ["{1}", "b"]) == "{1} and b exclude each other")
  }

  @Test(arguments: [
    (["LC_ALL": "fi_FI.UTF-8", "LANG": "en_GB"], Language.finnish), (["LC_MESSAGES": "fi", "LANG": "en"], .finnish),
    (["LANG": "fi_FI@euro"], .finnish), (["LANG": "sv_SE"], .english), (["LC_ALL": "C", "LANG": "fi"], .english),
    ([:], .english),
  ])
  func `the locale chooses the language`(environment: [String: String], language: Language) {
    #expect(Language(chosen: nil, environment: { environment[$0] }) == language)
    #expect(Language(chosen: "fi", environment: { environment[$0] }) == .finnish)
  }
}
