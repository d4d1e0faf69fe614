/// An array in chunks, so that a change after a snapshot copies one chunk and a short list of chunks, not the whole.
struct ChunkedArray<Element: Sendable>: Sendable {
  private static var capacity: Int { 256 }
  private var chunks: [ContiguousArray<Element>] = []
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }
  var last: Element? { count == 0 ? nil : self[count - 1] }

  subscript(index: Int) -> Element {
    get { chunks[index / Self.capacity][index % Self.capacity] }
    set { chunks[index / Self.capacity][index % Self.capacity] = newValue }
  }

  mutating func append(_ element: Element) {
    if count == chunks.count * Self.capacity {
      chunks.append([])
      chunks[chunks.count - 1].reserveCapacity(min(count, Self.capacity))
    }
    chunks[chunks.count - 1].append(element)
    count += 1
  }

  mutating func removeLast() -> Element {
    let element = chunks[chunks.count - 1].removeLast()
    if chunks[chunks.count - 1].isEmpty { chunks.removeLast() }
    count -= 1
    return element
  }
}
