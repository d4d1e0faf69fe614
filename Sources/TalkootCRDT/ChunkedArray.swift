/// An array in chunks, so that a writer who shares it with a snapshot copies one chunk and a short list of chunks, not
/// everything.
///
/// Inlinable, because the rooms above keep their columns in it: a generic call a look-up would cost more than the
/// look-up.
public struct ChunkedArray<Element: Sendable>: Sendable {
  @inlinable static var capacity: Int { 512 }
  @usableFromInline var chunks: [ContiguousArray<Element>] = []
  @usableFromInline var size = 0

  /// The number of elements.
  @inlinable public var count: Int { size }

  /// An array without elements.
  @inlinable
  public init() {}

  /// An array of these elements.
  @inlinable
  public init(_ elements: some Sequence<Element>) {
    for element in elements { append(element) }
  }

  /// Whether there is no element.
  @inlinable public var isEmpty: Bool { count == 0 }

  /// The last element; nil when there is none.
  @inlinable public var last: Element? { count == 0 ? nil : self[count - 1] }

  /// The element at an index from 0.
  @inlinable
  public subscript(index: Int) -> Element {
    get { chunks[index / Self.capacity][index % Self.capacity] }
    set { chunks[index / Self.capacity][index % Self.capacity] = newValue }
  }

  /// Adds an element at the end.
  @inlinable
  public mutating func append(_ element: Element) {
    if count == chunks.count * Self.capacity {
      chunks.append([])
      // A small array stays small; from the second chunk on they fill.
      chunks[chunks.count - 1].reserveCapacity(Swift.min(count, Self.capacity))
    }
    chunks[chunks.count - 1].append(element)
    size += 1
  }

  /// Takes the last element away.
  /// - Precondition: there is one.
  @inlinable
  public mutating func removeLast() -> Element {
    let element = chunks[chunks.count - 1].removeLast()
    if chunks[chunks.count - 1].isEmpty { chunks.removeLast() }
    size -= 1
    return element
  }

  /// The first index whose element does not satisfy `belongsBefore`; elements that do come first.
  @inlinable
  public func partitioningIndex(where belongsBefore: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if belongsBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// All elements at once.
  @inlinable
  public var elements: [Element] {
    var output: [Element] = []
    output.reserveCapacity(count)
    for chunk in chunks { output.append(contentsOf: chunk) }
    return output
  }
}
