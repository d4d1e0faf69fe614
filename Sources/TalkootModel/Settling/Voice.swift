public import TalkootLog

/// One organisation's voice in settling one thing: when it says what `SettlementRecord.nextSteps` permits.
///
/// Pure: time and jitter come in, the time to look again goes out. What it remembers is only since when it has known
/// of things; a crash may take that and delays nothing but a turn.
///
/// - The voice of rank *k* begins *k* × `rankMilliseconds` after it finds that it is time, so that duels are rare; each
///   further round of its own waits twice as long as the one before.
/// - Messages are changes and arrive sooner or later, so nobody begins a round just because an earlier one is slow: an
///   own round is never begun anew, and another's only once a quorum has promised for it and it still isn't done. So
///   members who are away for days find one round waiting for them, not a duel.
/// - An organisation that had *k* promises of this voice gets the next one after a delay that doubles with *k*: a liar
///   who prepares for ever stops nobody for ever. Nothing is refused, only delayed.
public struct Voice: Hashable, Sendable {
  /// The steps of waiting.
  public struct Pace: Hashable, Sendable {
    /// What each rank waits longer than the one before it.
    public var rankMilliseconds: Int64 = 3_000
    /// At most so much is added at random.
    public var jitterMilliseconds: Int64 = 1_000
    /// No single wait is longer.
    public var longestMilliseconds: Int64 = 86_400_000
    /// A few seconds a step, a day at most.
    public init() {}
  }

  /// What a voice does now.
  public enum Turn<Value: SettledValue>: Hashable, Sendable {
    /// Writes this; then it is asked again.
    case write(SettlementMessage<Value>)
    /// Waits until this time, or until something new is known.
    case wait(untilMilliseconds: Int64)
    /// Waits until something new is known.
    case rest
  }

  private struct Sighting: Hashable, Sendable {
    let round: Round
    let atMilliseconds: Int64
  }

  /// Since when nothing but waiting was left to do before an own round.
  private struct TurnSince: Hashable, Sendable {
    let attempts: Int
    let promised: Round?
    var atMilliseconds: Int64
  }

  /// Whose voice it is.
  public let organisation: MemberID
  private let pace: Pace
  private var turnSince: TurnSince?
  private var sightings: [Sighting] = []

  /// A voice that remembers nothing.
  public init(of organisation: MemberID, pace: Pace = Pace()) {
    self.organisation = organisation
    self.pace = pace
  }

  /// What to do now.
  ///
  /// - Parameters:
  ///   - isReady: whether it is time to settle, by this voice's clock and what it knows.
  ///   - now: this voice's clock; compared with nothing but earlier readings of it.
  ///   - jitter: any number; the same for one wait, to keep it steady.
  ///   - computed: the value that everything known here gives.
  public mutating func turn<Value>(
    in record: SettlementRecord<Value>,
    isReady: Bool,
    now: Int64,
    jitter: UInt64,
    computed: () -> Value?
  ) -> Turn<Value> {
    look(at: record, now: now)
    let steps = record.nextSteps(for: organisation, isReady: isReady, computed: computed)
    if let accept = steps.accept { return .write(accept) }
    if let offer = steps.offer { return .write(offer) }
    var wake: Int64?
    if let promise = duePromise(among: steps.promises, record: record, now: now, wake: &wake) {
      return .write(promise)
    }
    if let prepare = steps.prepare, let due = ownTurn(in: record, now: now, jitter: jitter) {
      if due <= now { return .write(prepare) }
      wake = Swift.min(wake ?? due, due)
    }
    return wake.map { .wait(untilMilliseconds: $0) } ?? .rest
  }

  /// Notes which rounds are new. A clock set back would make a sighting lie in the future: it is brought to now.
  private mutating func look<Value>(at record: SettlementRecord<Value>, now: Int64) {
    var known: [Sighting] = []
    for prepare in record.prepares where !known.contains(where: { $0.round == prepare.round }) {
      let seen = sightings.first { $0.round == prepare.round }?.atMilliseconds ?? now
      known.append(Sighting(round: prepare.round, atMilliseconds: Swift.min(seen, now)))
    }
    sightings = known
    if let since = turnSince?.atMilliseconds, since > now { turnSince?.atMilliseconds = now }
  }

  /// The promise for the highest round whose time has come.
  private func duePromise<Value>(
    among promises: [SettlementMessage<Value>],
    record: SettlementRecord<Value>,
    now: Int64,
    wake: inout Int64?
  ) -> SettlementMessage<Value>? {
    for promise in promises.reversed() {
      let due = promiseTime(for: promise.round, in: record)
      if due <= now { return promise }
      wake = Swift.min(wake ?? due, due)
    }
    return nil
  }

  private func promiseTime<Value>(for round: Round, in record: SettlementRecord<Value>) -> Int64 {
    guard round.organisation != organisation else { return .min }
    guard let sighting = sightings.first(where: { $0.round == round }) else { return .min }
    let earlier = record.promises.count {
      $0.organisation == organisation && $0.round.organisation == round.organisation
    }
    guard earlier > 0 else { return .min }
    return later(sighting.atMilliseconds, by: doubled(pace.rankMilliseconds, times: earlier - 1))
  }

  /// When to begin an own round; nil while the highest one may still come to something by itself.
  private mutating func ownTurn<Value>(in record: SettlementRecord<Value>, now: Int64, jitter: UInt64) -> Int64? {
    let highest = record.prepares.map(\.round).max()
    let promised = record.highestPromise(of: organisation)
    if let highest {
      if highest.organisation == organisation { return nil }
      if highest == promised, record.promisers(of: highest) < record.electorate.quorum { return nil }
    }
    let attempts = record.preparations(by: organisation)
    if turnSince?.attempts != attempts || turnSince?.promised != promised {
      turnSince = TurnSince(attempts: attempts, promised: promised, atMilliseconds: now)
    }
    let rank = Int64(record.electorate.rank(of: organisation) ?? 0)
    var wait = rank * pace.rankMilliseconds
    if rank > 0 || attempts > 0 { wait += Int64(jitter % UInt64(max(1, pace.jitterMilliseconds + 1))) }
    if highest != nil { wait += doubled(pace.rankMilliseconds * Int64(record.electorate.count), times: attempts) }
    return later(turnSince!.atMilliseconds, by: wait)
  }

  private func doubled(_ milliseconds: Int64, times: Int) -> Int64 {
    guard times < 32 else { return pace.longestMilliseconds }
    return Swift.min(milliseconds << Int64(times), pace.longestMilliseconds)
  }

  private func later(_ time: Int64, by wait: Int64) -> Int64 {
    let (sum, overflow) = time.addingReportingOverflow(Swift.min(wait, pace.longestMilliseconds))
    return overflow ? .max : sum
  }
}
