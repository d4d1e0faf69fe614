import Testing

@testable import TalkootHTTP

@Suite struct ClockMarkTests {
  private let now: Int64 = 1_795_500_000_000

  @Test func `a time still to come is ahead, one before what it builds on is behind, and a minute is no news`() {
    #expect(ClockMark(claimed: now, past: now, now: now) == nil)
    #expect(ClockMark(claimed: now + 60_000, past: now, now: now) == nil)
    #expect(ClockMark(claimed: now + 60_001, past: now, now: now) == .ahead)
    #expect(ClockMark(claimed: now - 60_000, past: now, now: now) == nil)
    #expect(ClockMark(claimed: now - 60_001, past: now, now: now) == .behind)
    #expect(ClockMark(claimed: now - 60_001, past: nil, now: now) == nil)
  }

  @Test func `a clock that is mended leaves no mark on what comes after`() {
    let wrong = now + 315_576_000_000
    #expect(ClockMark(claimed: wrong, past: now, now: now) == .ahead)
    // Its author's next change, with the right time, says that it builds on a wrong one; the one after that nothing.
    #expect(ClockMark(claimed: now + 1_000, past: wrong, now: now + 1_000) == .behind)
    #expect(ClockMark(claimed: now + 2_000, past: now + 1_000, now: now + 2_000) == nil)
  }

  @Test func `any time at all has an answer`() {
    for claimed in [Int64.min, -1, 0, .max] {
      for past in [Int64.min, 0, .max, nil] { _ = ClockMark(claimed: claimed, past: past, now: now) }
    }
    #expect(ClockMark(claimed: .max, past: .min, now: .min) == .ahead)
    #expect(ClockMark(claimed: .min, past: .max, now: .max) == .behind)
  }
}
