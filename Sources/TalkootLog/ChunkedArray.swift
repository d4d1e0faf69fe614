/// An array in pieces, so that a writer who shares it with a snapshot copies one piece, not everything.
struct ChunkedArray<Element: Sendable>: Sendable {
  private static var chunkSize: Int { 1024 }
  private var chunks: [ContiguousArray<Element>] = []
  private(set) var count = 0

  init() {}

  init(_ elements: some Sequence<Element>) {
    for element in elements { append(element) }
  }

  subscript(index: Int) -> Element {
    get { chunks[index >> 10][index & 1023] }
    set { chunks[index >> 10][index & 1023] = newValue }
  }

  mutating func append(_ element: Element) {
    if count & 1023 == 0 {
      chunks.append(ContiguousArray())
      if count > 0 { chunks[chunks.count - 1].reserveCapacity(Self.chunkSize) }
    }
    chunks[chunks.count - 1].append(element)
    count += 1
  }

  /// The first index whose element does not satisfy `belongsBefore`; elements that do come first.
  func partitioningIndex(where belongsBefore: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if belongsBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  var elements: [Element] {
    var output: [Element] = []
    output.reserveCapacity(count)
    for chunk in chunks { output.append(contentsOf: chunk) }
    return output
  }
}
