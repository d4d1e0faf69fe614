/// Which link a large gap is fetched from: one at a time, so that nothing comes twice.
///
/// A sender computes by itself what a peer lacks, so several peers would all send the same. Therefore the first one
/// with a large gap becomes the *source*, and those with a large gap too, who have the same, are asked to hold until it
/// is through, or until it has brought nothing for ten seconds, or for half a minute in any case, lest a liar keep all
/// others waiting; then the next one is told the rows as they are by then, and goes on there. Small gaps are not worth
/// it: what others write meanwhile comes at once.
struct FetchPlan: Sendable {
  private(set) var source: LinkID?
  private var since = SyncInstant(microseconds: 0)
  /// When links stalled: no source again before they bring something.
  private var stalled: [LinkID: SyncInstant] = [:]
  /// Links that hold for a large gap of their own, which shrinks as the source brings the same.
  private var waiting: Set<LinkID> = []

  /// How a link stands, as the plan needs it.
  struct Candidate: Sendable {
    var link: LinkID
    var isOpen: Bool
    var isHeld: Bool
    var behind: UInt64
    var lastProgress: SyncInstant
  }

  /// What is to be done now.
  enum Step: Equatable, Sendable {
    case hold(LinkID)
    case release(LinkID)
  }

  /// A link begins to greet. Returns whether it must ask its peer to hold; if not, it is the source until its rows
  /// are known.
  mutating func begin(_ link: LinkID, now: SyncInstant) -> Bool {
    guard source == nil else { return true }
    source = link
    since = now
    return false
  }

  var isFetching: Bool { source != nil }

  /// Brings the plan in line with the links, which come in order of their ids.
  mutating func balance(_ links: [Candidate], now: SyncInstant) -> [Step] {
    settleSource(links, now: now)
    var steps = source == nil ? findSource(links, now: now) : releaseSmall(links)
    // While a source still greets, its gap isn't known: nobody who is open has to wait for it.
    if let source, links.contains(where: { $0.link == source && $0.isOpen }) {
      for link in links where link.link != source && link.isOpen && link.behind >= SyncLimits.exclusiveFetchMin {
        waiting.insert(link.link)
        if !link.isHeld { steps.append(.hold(link.link)) }
      }
    }
    return steps
  }

  /// Who greeted while another was the source was asked to hold before its gap was known.
  private func releaseSmall(_ links: [Candidate]) -> [Step] {
    links.filter { link in
      link.isOpen && link.isHeld && !waiting.contains(link.link) && link.behind < SyncLimits.exclusiveFetchMin
    }.map { .release($0.link) }
  }

  /// The link is gone.
  mutating func forget(_ link: LinkID) {
    stalled[link] = nil
    waiting.remove(link)
    if source == link { source = nil }
  }

  /// When the source will have stalled.
  func stallDue(_ links: [Candidate]) -> SyncInstant? {
    guard let source, let link = links.first(where: { $0.link == source }), link.isOpen else { return nil }
    return min(
      max(since, link.lastProgress).advanced(by: SyncLimits.stallTimeout),
      since.advanced(by: SyncLimits.exclusiveTimeout)
    )
  }

  private mutating func settleSource(_ links: [Candidate], now: SyncInstant) {
    guard let current = source else { return }
    guard let link = links.first(where: { $0.link == current }) else {
      source = nil
      return
    }
    guard link.isOpen else { return }  // Still greeting; its deadline ends that.
    if link.behind == 0 {
      source = nil
    } else if let due = stallDue(links), now >= due {
      stalled[current] = now
      source = nil
    }
  }

  /// The first link with a large gap that hasn't stalled since it last brought something; without one, all may send.
  private mutating func findSource(_ links: [Candidate], now: SyncInstant) -> [Step] {
    let open = links.filter { $0.isOpen }
    let next = open.first { link in
      link.behind >= SyncLimits.exclusiveFetchMin && stalled[link.link].map { link.lastProgress > $0 } ?? true
    }
    if let next {
      source = next.link
      since = now
      stalled[next.link] = nil
    }
    guard let source else {
      waiting = []
      return open.filter(\.isHeld).map { .release($0.link) }
    }
    waiting.remove(source)
    let released = open.filter { $0.isHeld && ($0.link == source || $0.behind == 0) }.map { Step.release($0.link) }
    return released + releaseSmall(links.filter { $0.link != source && $0.behind > 0 })
  }
}
