public import TalkootLog

/// An object in whose words a search found what it looked for.
public struct SearchHit: Hashable, Sendable {
  /// The object that people know: of a version's text its agreement, of a position's reason its decision.
  public let object: ObjectID
  /// The kind and the field that hold the first word.
  public let kind: ObjectKind
  /// That field's number.
  public let field: FieldNumber
  /// The field's words around the first one found, on one line.
  public let excerpt: String
}

extension Workspace {
  /// The objects in whose words all of some words occur, whatever their case: those with one in their title first,
  /// what is put away last, then by kind and id.
  ///
  /// Reads every text once; nothing is kept for it. Words that only a person, not an object, is called by are found
  /// with the person.
  ///
  /// - Parameters:
  ///   - text: the words, apart by white space.
  ///   - kinds: what to look in; all kinds when empty.
  public func search(_ text: String, in kinds: [ObjectKind] = []) -> [SearchHit] {
    let words = text.lowercased().split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
    guard !words.isEmpty else { return [] }
    var ranked: [(rank: Int, hit: SearchHit)] = []
    var seen: Set<ObjectID> = []
    for kind in ObjectKind.allCases where kind != .network {
      for id in ids(of: kind) {
        guard let state = self[id], let owner = shownWith(state), let found = Self.find(words, in: state) else {
          continue
        }
        guard kinds.isEmpty || kinds.contains(self[owner]?.kind ?? kind), seen.insert(owner).inserted else { continue }
        let hit = SearchHit(object: owner, kind: kind, field: found.field, excerpt: found.excerpt)
        let isArchived = state.isArchived || (self[owner]?.isArchived ?? false)
        ranked.append(((isArchived ? 2 : 0) + (found.isTitle ? 0 : 1), hit))
      }
    }
    // Stable, so that kinds and ids stay in their order.
    return (0...3).flatMap { rank in ranked.lazy.filter { $0.rank == rank }.map(\.hit) }
  }

  /// The object with a letter that an object is shown with.
  private func shownWith(_ state: ObjectState) -> ObjectID? {
    let owner: FieldNumber? =
      switch state.kind {
      case .position: PositionField.decision
      case .agreementVersion: VersionField.agreement
      case .answer: AnswerField.question
      case .network, .goal, .measure, .checkIn, .decision, .agreement, .question, .comment, .organisation, .node,
        .person, .invitation, .rosterProposal, .mandate, .meeting, .signature:
        nil
      }
    guard let owner else { return state.id }
    return state.value(owner).object
  }

  private static func find(
    _ words: [[UInt8]],
    in state: ObjectState
  ) -> (field: FieldNumber, excerpt: String, isTitle: Bool)? {
    var missing = words[...]
    var first: (field: FieldNumber, text: String)?
    for (field, content) in state.shownFields {
      for text in content.strings {
        let folded = Array(text.lowercased().utf8)
        let before = missing.count
        missing = missing.filter { !folded.holds($0) }[...]
        if first == nil, missing.count < before { first = (field.number, text) }
        if missing.isEmpty { break }
      }
    }
    guard missing.isEmpty, let first else { return nil }
    // What is said in passing has no title.
    let isTitle = ![.comment, .answer].contains(state.kind) && !state.title.isEmpty && first.text == state.title
    return (first.field, excerpt(of: first.text, around: words), isTitle)
  }

  private static let charactersAround = 40

  private static func excerpt(of text: String, around words: [[UInt8]]) -> String {
    let line = text.split(whereSeparator: \.isWhitespace)
    let start = line.firstIndex { part in words.contains { Array(part.lowercased().utf8).holds($0) } } ?? 0
    var (from, to, count) = (start, start + 1, line.isEmpty ? 0 : line[start].count)
    while from > 0, count < charactersAround {
      from -= 1
      count += line[from].count + 1
    }
    while to < line.count, count < 2 * charactersAround {
      count += line[to].count + 1
      to += 1
    }
    let middle = line[from..<min(to, line.count)].joined(separator: " ")
    return (from > 0 ? "… " : "") + middle + (to < line.count ? " …" : "")
  }
}

extension ShownContent {
  /// The texts in it.
  fileprivate var strings: [String] {
    switch self {
    case .text(let text): [text]
    case .value(let value): value.strings
    case .elements(let elements): elements.flatMap(\.strings)
    }
  }
}

extension Value {
  fileprivate var strings: [String] {
    switch self {
    case .string(let text): [text.string]
    case .list(let elements): elements.flatMap(\.strings)
    case .null, .decimal, .date, .choice, .object, .made, .bool, .bytes, .instant: []
    }
  }
}

extension [UInt8] {
  /// Whether these bytes follow each other somewhere in it.
  fileprivate func holds(_ word: [UInt8]) -> Bool {
    guard let first = word.first, word.count <= count else { return word.isEmpty }
    return withUnsafeBufferPointer { text in
      word.withUnsafeBufferPointer { word in
        for start in 0...(text.count - word.count) where text[start] == first {
          var offset = 1
          while offset < word.count, text[start + offset] == word[offset] { offset += 1 }
          if offset == word.count { return true }
        }
        return false
      }
    }
  }
}
