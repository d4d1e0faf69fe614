/// Events in order of time, and of being scheduled where times are equal: a binary heap.
struct EventQueue<Event: Sendable>: Sendable {
  private struct Item: Sendable {
    var time: Int64
    var serial: Int
    var event: Event

    func precedes(_ other: Item) -> Bool { (time, serial) < (other.time, other.serial) }
  }

  private var heap: [Item] = []
  private var serial = 0

  var nextTime: Int64? { heap.first?.time }

  mutating func add(_ event: Event, at time: Int64) {
    heap.append(Item(time: time, serial: serial, event: event))
    serial += 1
    var child = heap.count - 1
    while child > 0, heap[child].precedes(heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func next() -> (time: Int64, event: Event)? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      sink()
    }
    return (first.time, first.event)
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if heap[child].precedes(heap[least]) { least = child }
      }
      if least == parent { return }
      heap.swapAt(least, parent)
      parent = least
    }
  }
}
