import Testing

@testable import TalkootSync

@Suite struct FetchPlanTests {
  func link(_ id: UInt64, behind: UInt64, held: Bool = false, progress: Int64 = 0) -> FetchPlan.Candidate {
    FetchPlan.Candidate(
      link: LinkID(id),
      isOpen: true,
      isHeld: held,
      behind: behind,
      lastProgress: SyncInstant(microseconds: progress * 1_000_000)
    )
  }

  func at(_ seconds: Int64) -> SyncInstant { SyncInstant(microseconds: seconds * 1_000_000) }

  @Test func `the first with a large gap is the source and the others hold until it is through`() {
    var plan = FetchPlan()
    expectEqual(
      plan.balance([link(1, behind: 500), link(2, behind: 400), link(3, behind: 0)], now: at(1)),
      [.hold(LinkID(2))]
    )
    #expect(plan.source == LinkID(1))
    expectEqual(plan.balance([link(1, behind: 10), link(2, behind: 9, held: true)], now: at(2)), [])
    expectEqual(plan.balance([link(1, behind: 0), link(2, behind: 9, held: true)], now: at(3)), [.release(LinkID(2))])
    #expect(plan.source == nil)
  }

  @Test func `small gaps make nobody wait`() {
    var plan = FetchPlan()
    expectEqual(plan.balance([link(1, behind: 5), link(2, behind: 5)], now: at(1)), [])
    #expect(plan.source == nil)
  }

  @Test func `what others write while a large gap is fetched, or claimed, comes at once`() {
    var plan = FetchPlan()
    _ = plan.balance([link(1, behind: .max), link(2, behind: 0)], now: at(1))
    #expect(plan.source == LinkID(1))
    expectEqual(plan.balance([link(1, behind: .max), link(2, behind: 1)], now: at(2)), [])
    // Who greets meanwhile is asked to hold, and released once its gap is known to be small.
    expectEqual(plan.begin(LinkID(3), now: at(2)), true)
    let links = [link(1, behind: .max), link(2, behind: 1), link(3, behind: 2, held: true)]
    expectEqual(plan.balance(links, now: at(3)), [.release(LinkID(3))])
    // Who has a large gap too holds, also when the gap has shrunk.
    expectEqual(plan.balance([link(1, behind: .max), link(4, behind: 500)], now: at(4)), [.hold(LinkID(4))])
    expectEqual(plan.balance([link(1, behind: .max), link(4, behind: 7, held: true)], now: at(5)), [])
  }

  @Test func `a stall of ten seconds moves the range to another`() {
    var plan = FetchPlan()
    _ = plan.balance([link(1, behind: 500), link(2, behind: 400)], now: at(1))
    let links = [link(1, behind: 500), link(2, behind: 400, held: true)]
    #expect(plan.stallDue(links) == at(11))
    expectEqual(plan.balance(links, now: at(10)), [])
    expectEqual(plan.balance(links, now: at(11)), [.release(LinkID(2)), .hold(LinkID(1))])
    #expect(plan.source == LinkID(2))
  }

  @Test func `others wait half a minute for one that never ends to deliver, and no longer`() {
    var plan = FetchPlan()
    _ = plan.balance([link(1, behind: .max), link(2, behind: 400)], now: at(1))
    for second in stride(from: 2 as Int64, through: 30, by: 1) {
      let links = [link(1, behind: .max, progress: second), link(2, behind: 400, held: true)]
      expectEqual(plan.balance(links, now: at(second)), [])
    }
    let links = [link(1, behind: .max, progress: 31), link(2, behind: 400, held: true)]
    #expect(plan.stallDue(links) == at(31))
    expectEqual(plan.balance(links, now: at(31)), [.release(LinkID(2)), .hold(LinkID(1))])
    #expect(plan.source == LinkID(2))
  }

  @Test func `when all have stalled, all may send`() {
    var plan = FetchPlan()
    _ = plan.balance([link(1, behind: 500), link(2, behind: 400)], now: at(1))
    _ = plan.balance([link(1, behind: 500), link(2, behind: 400, held: true)], now: at(11))
    let steps = plan.balance([link(1, behind: 500, held: true), link(2, behind: 400)], now: at(21))
    #expect(steps == [.release(LinkID(1))])
    #expect(plan.source == nil)
    #expect(plan.stallDue([link(1, behind: 500), link(2, behind: 400)]) == nil)
    // Whoever then brings something is asked first.
    _ = plan.balance([link(1, behind: 500), link(2, behind: 300, progress: 22)], now: at(22))
    #expect(plan.source == LinkID(2))
  }

  @Test func `one who dials several peers greets all but the first with a hold`() {
    var plan = FetchPlan()
    expectEqual(plan.begin(LinkID(1), now: at(0)), false)
    expectEqual(plan.begin(LinkID(2), now: at(0)), true)
    plan.forget(LinkID(1))
    expectEqual(plan.balance([link(2, behind: 3, held: true)], now: at(1)), [.release(LinkID(2))])
  }
}
