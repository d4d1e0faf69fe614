internal import TalkootCRDT

/// The causal past of one operation: all operations of the changes in its change's past, and the earlier ones of its own.
struct Past<Order: CausalOrder> {
  let place: Dot
  let order: Order

  init(of place: Dot, order: Order) {
    self.place = place
    self.order = order
  }

  func holds(_ dot: Dot) -> Bool {
    dot.version == place.version ? dot.index < place.index : order.isInPast(dot.version, of: place.version)
  }
}

extension Optional {
  /// Whether the past holds `dot`; no past at all stands for everything known.
  func covers<Order>(_ dot: Dot) -> Bool where Wrapped == Past<Order> { self?.holds(dot) ?? true }
}

/// The order of operations that nobody asks about: names the type of a past that isn't there.
enum Unordered: CausalOrder {
  func isInPast(_ a: LocalVersion, of b: LocalVersion) -> Bool { false }
  func precedes(_ a: Dot, _ b: Dot) -> Bool { false }
}
