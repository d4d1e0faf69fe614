/// Which span holds an item: the spans by their first item, in sorted chunks.
struct SpanIndex: Sendable {
  private struct Entry: Sendable {
    var first: UInt32
    var span: UInt32
  }

  private static var capacity: Int { 256 }
  private var chunks: [ContiguousArray<Entry>] = []

  /// The span with the greatest first item up to `item`.
  func span(of item: UInt32) -> UInt32 {
    let chunk = chunks[indexOfChunk(item)]
    return chunk[Self.count(upTo: item, in: chunk) - 1].span
  }

  /// Adds a span.
  mutating func insert(_ first: UInt32, _ span: UInt32) {
    if chunks.isEmpty { chunks.append([]) }
    let index = indexOfChunk(first)
    chunks[index].insert(Entry(first: first, span: span), at: Self.count(upTo: first, in: chunks[index]))
    guard chunks[index].count > Self.capacity else { return }
    // What is added at the end leaves full chunks behind, what is added within leaves halves.
    let kept = index == chunks.count - 1 ? Self.capacity : Self.capacity / 2
    let rest = ContiguousArray(chunks[index][kept...])
    chunks[index].removeSubrange(kept...)
    chunks.insert(rest, at: index + 1)
  }

  private func indexOfChunk(_ item: UInt32) -> Int {
    var low = 0
    var high = chunks.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if chunks[middle][0].first <= item { low = middle } else { high = middle - 1 }
    }
    return low
  }

  private static func count(upTo item: UInt32, in chunk: ContiguousArray<Entry>) -> Int {
    var low = 0
    var high = chunk.count
    while low < high {
      let middle = (low + high) / 2
      if chunk[middle].first <= item { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
