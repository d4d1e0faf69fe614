internal import TalkootCRDT

/// Entries in order, in chunks, so that adding one while a snapshot shares the list copies a chunk and not the list.
struct LinkList: Sendable {
  private static let chunkMax = 256
  /// None empty.
  private var chunks: [[LinkEntry]] = []

  var isEmpty: Bool { chunks.isEmpty }
  var entries: [LinkEntry] { Array(chunks.joined()) }

  /// The first entry.
  var first: LinkEntry? { chunks.first?.first }

  /// Whether there is an entry that `isWanted`, looked for from the end.
  func contains(where isWanted: (LinkEntry) -> Bool) -> Bool { last(where: isWanted) != nil }

  /// The last entry that `isWanted`, looked for from the end.
  func last(where isWanted: (LinkEntry) -> Bool) -> LinkEntry? {
    for chunk in chunks.reversed() {
      if let found = chunk.last(where: isWanted) { return found }
    }
    return nil
  }

  mutating func insert(_ entry: LinkEntry, _ order: some CausalOrder) {
    guard !chunks.isEmpty else {
      chunks = [[entry]]
      return
    }
    let chunk = min(firstChunk(for: entry, order), chunks.count - 1)
    chunks[chunk].insert(entry, at: LinkList.index(of: entry, in: chunks[chunk], order))
    if chunks[chunk].count > LinkList.chunkMax {
      let half = chunks[chunk].count / 2
      let upper = Array(chunks[chunk][half...])
      chunks[chunk].removeSubrange(half...)
      chunks.insert(upper, at: chunk + 1)
    }
  }

  mutating func remove(_ entry: LinkEntry, _ order: some CausalOrder) {
    let chunk = firstChunk(for: entry, order)
    guard chunk < chunks.count else { return }
    let index = LinkList.index(of: entry, in: chunks[chunk], order)
    guard index < chunks[chunk].count, chunks[chunk][index] == entry else { return }
    chunks[chunk].remove(at: index)
    if chunks[chunk].isEmpty { chunks.remove(at: chunk) }
  }

  /// The first chunk whose last entry is not before `entry`.
  private func firstChunk(for entry: LinkEntry, _ order: some CausalOrder) -> Int {
    var (low, high) = (0, chunks.count)
    while low < high {
      let middle = (low + high) / 2
      if chunks[middle].last!.precedes(entry, order) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func index(of entry: LinkEntry, in list: [LinkEntry], _ order: some CausalOrder) -> Int {
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle].precedes(entry, order) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
