public import TalkootLog

/// One organisation's voice in settling one thing: when it says what `SettlementRecord.nextSteps` permits.
///
/// Pure: time and jitter come in, the time to look again goes out. What it remembers is only since when it has known
/// of things; a crash may take that and delays nothing but a turn.
///
/// - The voice of rank *k* begins *k* × `rankMilliseconds` after it finds that it is time, so that duels are rare; each
///   further round of its own waits twice as long as the one before.
/// - The first few rounds of another are given time to finish before an own one is begun.
/// - The *k*th round that one organisation prepares is promised only after a delay that doubles with *k*: a liar who
///   prepares for ever stops nobody for ever. Nothing is refused, only delayed.
public struct Voice: Hashable, Sendable {
  /// The steps of waiting.
  public struct Pace: Hashable, Sendable {
    /// What each rank waits longer than the one before it.
    public var rankMilliseconds: Int64 = 3_000
    /// At most so much is added at random.
    public var jitterMilliseconds: Int64 = 1_000
    /// No single wait is longer.
    public var longestMilliseconds: Int64 = 86_400_000
    /// How many rounds of another organisation are given time to finish.
    public var patientRounds = 3

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

  private struct TurnSince: Hashable, Sendable {
    let attempts: Int
    let atMilliseconds: Int64
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
    if let prepare = steps.prepare {
      let due = ownTurn(in: record, now: now, jitter: jitter)
      if due <= now { return .write(prepare) }
      wake = Swift.min(wake ?? due, due)
    } else {
      turnSince = nil
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
    if let since = turnSince, since.atMilliseconds > now {
      turnSince = TurnSince(attempts: since.attempts, atMilliseconds: now)
    }
  }

  /// The promise for the highest round whose time has come.
  private func duePromise<Value>(
    among promises: [SettlementMessage<Value>],
    record: SettlementRecord<Value>,
    now: Int64,
    wake: inout Int64?
  ) -> SettlementMessage<Value>? {
    for promise in promises.reversed() {
      let due = promiseTime(for: promise.round)
      if due <= now { return promise }
      wake = Swift.min(wake ?? due, due)
    }
    return nil
  }

  private func promiseTime(for round: Round) -> Int64 {
    guard let sighting = sightings.first(where: { $0.round == round }) else { return .min }
    let earlier = sightings.count { $0.round.organisation == round.organisation && $0.round < round }
    guard earlier > 0, round.organisation != organisation else { return .min }
    return later(sighting.atMilliseconds, by: doubled(pace.rankMilliseconds, times: earlier - 1))
  }

  private mutating func ownTurn<Value>(in record: SettlementRecord<Value>, now: Int64, jitter: UInt64) -> Int64 {
    let attempts = record.preparations(by: organisation)
    if turnSince?.attempts != attempts { turnSince = TurnSince(attempts: attempts, atMilliseconds: now) }
    let rank = Int64(record.electorate.rank(of: organisation) ?? 0)
    let span = pace.jitterMilliseconds + 1
    var wait = rank * pace.rankMilliseconds + (rank == 0 && attempts == 0 ? 0 : Int64(jitter % UInt64(max(1, span))))
    if attempts > 0 {
      let round = pace.rankMilliseconds * Int64(record.electorate.count + 1)
      wait += doubled(round, times: attempts - 1)
    }
    var due = later(turnSince!.atMilliseconds, by: wait)
    for sighting in sightings where sighting.round.organisation != organisation {
      let earlier = sightings.count {
        $0.round.organisation == sighting.round.organisation && $0.round < sighting.round
      }
      guard earlier < pace.patientRounds else { continue }
      let patience = doubled(pace.rankMilliseconds * Int64(record.electorate.count), times: earlier) + wait
      due = max(due, later(sighting.atMilliseconds, by: patience))
    }
    return due
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
