internal import TalkootAPI
internal import TalkootLanguage

/// What forms of several pages have in common.
extension PageContext {
  /// A field that somebody changed: nil where it says what it said when the form was shown (`was-…`), so that nothing is
  /// written that nobody wrote.
  func changed(_ name: String) -> String? {
    let text = request.form.text(name)
    return text == request.form.text("was-" + name) ? nil : text
  }

  /// The lines of a field, without empty ones.
  func lines(_ name: String) -> [String] {
    (request.form.text(name) ?? "").split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  /// The organisations to choose from, the chosen one marked.
  func organisations(chosen: Set<String> = []) async throws -> [PageValue] {
    try await get(Endpoints.members).filter { ["member", "participant"].contains($0.status) }.map { member in
      [
        "id": .text(member.id), "name": .text(member.name), "own": .flag(member.own),
        "chosen": .flag(chosen.contains(member.id)),
      ]
    }
  }

  /// Stable words to choose from, as the reader reads them.
  func choices(_ words: [String], chosen: String? = nil) -> PageValue {
    .list(
      words.map { word in
        ["word": .text(word), "text": .text(Words.of(word, in: language)), "chosen": .flag(word == chosen)]
      }
    )
  }
}

/// An encoded id in a path.
func segment(_ id: String) -> String { PercentEncoding.encode(id) }
