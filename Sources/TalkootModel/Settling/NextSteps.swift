public import TalkootLog

/// What an honest voice may write next, by all that it knows. When it does so is `Voice`'s to say; that two values are
/// never certified doesn't depend on when.
public struct NextSteps<Value: SettledValue>: Hashable, Sendable {
  /// Accept what is offered in the highest round.
  public var accept: SettlementMessage<Value>?
  /// Promise, for rounds others or itself prepared; ascending.
  public var promises: [SettlementMessage<Value>] = []
  /// Offer in the round it leads.
  public var offer: SettlementMessage<Value>?
  /// Begin a round of its own.
  public var prepare: SettlementMessage<Value>?

  /// Nothing to write.
  public init() {}
}

extension SettlementRecord {
  /// What `organisation`'s voice may write, given that it knows everything in this record and all of its own messages
  /// are in it (a voice keeps no other state, so that a crash takes nothing from it).
  ///
  /// - Parameters:
  ///   - isReady: whether this voice finds that it is time to settle: only then does it promise and prepare.
  ///   - computed: the value that everything known here gives.
  public func nextSteps(for organisation: MemberID, isReady: Bool, computed: () -> Value?) -> NextSteps<Value> {
    var steps = NextSteps<Value>()
    guard electorate.contains(organisation), certified.isEmpty else { return steps }
    let everything: Past<Unordered>? = nil
    let promised = highestPromise(of: organisation)
    let accepted = lastAccepted(by: organisation, past: everything)
    steps.accept = acceptStep(promised: promised, accepted: accepted)
    steps.offer = offerStep(of: organisation, promised: promised, computed: computed)
    guard isReady else { return steps }
    steps.promises = preparedRounds(above: promised, accepted?.round).map { .promise($0, accepted: accepted) }
    let counter = prepares.reduce(0) { max($0, $1.round.counter) }
    if counter < .max {
      steps.prepare = .prepare(Round(counter: counter + 1, organisation: organisation))
    }
    return steps
  }

  func highestPromise(of organisation: MemberID) -> Round? {
    promises.reduce(nil) { highest, promise in
      guard promise.organisation == organisation else { return highest }
      return highest.map { max($0, promise.round) } ?? promise.round
    }
  }

  private func preparedRounds(above promised: Round?, _ accepted: Round?) -> [Round] {
    var rounds: [Round] = []
    for prepare in prepares where !rounds.contains(prepare.round) {
      if let promised, prepare.round <= promised { continue }
      if let accepted, prepare.round <= accepted { continue }
      rounds.append(prepare.round)
    }
    return rounds.sorted()
  }

  private func acceptStep(promised: Round?, accepted: AcceptedValue?) -> SettlementMessage<Value>? {
    guard let round = offers.map(\.round).max() else { return nil }
    if let promised, round < promised { return nil }
    if let accepted, round <= accepted.round { return nil }
    // Of a double offer any will do, as long as it is one.
    let digest = offers.filter { $0.round == round }.map(\.content.digest).min()
    return digest.map { .accept(round, $0) }
  }

  private func offerStep(
    of organisation: MemberID,
    promised: Round?,
    computed: () -> Value?
  ) -> SettlementMessage<Value>? {
    let own = prepares.filter { $0.organisation == organisation }
    guard let round = own.map(\.round).max(), !offers.contains(where: { $0.round == round }) else { return nil }
    if let promised, round < promised { return nil }
    let everything: Past<Unordered>? = nil
    guard let carried = carriedValue(for: round, past: everything) else { return nil }
    guard let value = carried.value ?? computed() else { return nil }
    return .offer(round, value)
  }

  /// How often `organisation` has prepared.
  func preparations(by organisation: MemberID) -> Int { prepares.count { $0.organisation == organisation } }

  /// How many organisations have promised for `round`.
  func promisers(of round: Round) -> Int {
    Electorate(promises.filter { $0.round == round }.map(\.organisation)).count
  }
}
