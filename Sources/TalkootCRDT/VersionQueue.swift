/// A binary heap that gives the greatest first: what a walk back through the event graph visits next.
struct VersionQueue<Element: Comparable> {
  private var heap: [Element] = []

  var isEmpty: Bool { heap.isEmpty }
  var first: Element? { heap.first }

  mutating func push(_ element: Element) {
    heap.append(element)
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[parent] < heap[child] else { return }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  mutating func pop() -> Element? {
    guard let greatest = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return greatest }
    heap[0] = last
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < heap.count else { return greatest }
      if child + 1 < heap.count, heap[child] < heap[child + 1] { child += 1 }
      guard heap[parent] < heap[child] else { return greatest }
      heap.swapAt(parent, child)
      parent = child
    }
  }
}
