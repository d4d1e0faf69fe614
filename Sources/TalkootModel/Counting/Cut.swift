internal import TalkootCRDT

/// The past that is everything that counts here (`rules.md` 2.5): what is not set aside.
///
/// Settling asks what a past holds. What people are shown, and what a voice does next, is asked of this one: it is also
/// the past of the next change that is written here.
struct Cut: CausalOrder {
  let setAside: VersionRanges

  func isInPast(_ a: LocalVersion, of b: LocalVersion) -> Bool { !setAside.contains(a) }
  func precedes(_ a: Dot, _ b: Dot) -> Bool { false }
}

extension Past where Order == Cut {
  /// Everything but what is set aside.
  init(without setAside: VersionRanges) {
    self.init(of: Dot(LocalVersion(.max), 0), order: Cut(setAside: setAside))
  }
}

extension Optional {
  /// Whether the past is what is known here, all of it or all that counts. What is settled is settled, whoever's words
  /// prove it: the roster and the outcomes are never cut.
  func isHere<Order>() -> Bool where Wrapped == Past<Order> { self.map { $0.order is Cut } ?? true }
}
