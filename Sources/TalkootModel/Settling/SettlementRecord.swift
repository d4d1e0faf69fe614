public import TalkootCRDT
public import TalkootCrypto
public import TalkootLog

/// All that is known of settling one thing: the valid messages, the certificate once there is one, and voices that
/// contradict themselves.
///
/// Messages are added in causal order. Each is judged *by its own causal past alone*, so its validity is the same on
/// every replica and never changes; a message that its past doesn't justify counts for nothing. The record is a
/// function of the set of messages added (which of two contradicting certificates is kept, and which proof of a double
/// voice is shown, is each replica's own).
///
/// Single-decree Paxos (Lamport, *Paxos Made Simple*), with these differences: messages are broadcast and carry their
/// past; acceptors check the offer's value themselves; a counter rises by one at a time, so that nobody can use up the
/// numbers; and two offers in one round, which Lamport's proposers never make, are evidence.
public struct SettlementRecord<Value: SettledValue>: Sendable {
  /// A valid message.
  struct Said<Content: Sendable>: Sendable {
    let place: Dot
    let organisation: MemberID
    let round: Round
    let content: Content
  }

  /// Who settles this.
  public let electorate: Electorate
  private(set) var prepares: [Said<Void>] = []
  private(set) var promises: [Said<AcceptedValue?>] = []
  private(set) var offers: [Said<Value>] = []
  private(set) var accepts: [Said<Digest>] = []
  /// Every (round, digest) that a quorum has accepted, as they came to be known.
  private(set) var certified: [AcceptedValue] = []
  /// One proof for each organisation whose voice contradicted itself, as they came to be known.
  public private(set) var doubleVoices: [DoubleVoice] = []

  /// A record without messages.
  public init(electorate: Electorate) { self.electorate = electorate }

  /// Only some of the words; what they have settled stays settled.
  func filtered(_ isKept: (MemberID, Dot) -> Bool) -> SettlementRecord {
    var record = self
    record.prepares.removeAll { !isKept($0.organisation, $0.place) }
    record.promises.removeAll { !isKept($0.organisation, $0.place) }
    record.offers.removeAll { !isKept($0.organisation, $0.place) }
    record.accepts.removeAll { !isKept($0.organisation, $0.place) }
    return record
  }

  /// Judges a message by its own past and keeps it if that justifies it.
  ///
  /// - Parameters:
  ///   - organisation: whose voice wrote it, as the message's own past has it.
  ///   - place: the operation. All valid messages of its past must have been added; adding one again is no mistake.
  ///   - computed: the value that the message's own past gives where none was accepted before; nil when nothing is ripe.
  /// - Returns: why it counts for nothing; nil when it is kept.
  public mutating func add(
    _ message: SettlementMessage<Value>,
    by organisation: MemberID,
    at place: Dot,
    order: some CausalOrder,
    computed: () -> Value?
  ) -> MessageFlaw? {
    guard electorate.contains(organisation) else { return .notInElectorate }
    let past = Past(of: place, order: order)
    switch message {
    case .prepare(let round):
      if let flaw = flaw(ofPrepare: round, by: organisation, past: past) { return flaw }
      prepares.append(Said(place: place, organisation: organisation, round: round, content: ()))
    case .promise(let round, let accepted):
      if let flaw = flaw(ofPromise: round, accepted, by: organisation, past: past) { return flaw }
      promises.append(Said(place: place, organisation: organisation, round: round, content: accepted))
      noteContradictions(ofPromise: promises[promises.count - 1])
    case .offer(let round, let value):
      if let flaw = flaw(ofOffer: round, value, by: organisation, past: past, computed: computed) { return flaw }
      offers.append(Said(place: place, organisation: organisation, round: round, content: value))
      noteContradictions(ofOffer: offers[offers.count - 1])
    case .accept(let round, let digest):
      if let flaw = flaw(ofAccept: round, digest, by: organisation, past: past) { return flaw }
      accepts.append(Said(place: place, organisation: organisation, round: round, content: digest))
      noteContradictions(ofAccept: accepts[accepts.count - 1])
      noteCertificate(AcceptedValue(round: round, digest: digest))
    }
    return nil
  }
}

// MARK: Judging

extension SettlementRecord {
  private func flaw<Order>(ofPrepare round: Round, by organisation: MemberID, past: Past<Order>) -> MessageFlaw? {
    guard round.organisation == organisation else { return .notTheRoundsOwn }
    var highest: UInt64 = 0
    for prepare in prepares where prepare.round.counter > highest && past.holds(prepare.place) {
      highest = prepare.round.counter
    }
    // One at a time: a liar who prepares the last round of all would otherwise end every settlement it dislikes.
    guard round.counter >= 1, round.counter - 1 <= highest else { return .counterLeaps }
    let repeated = prepares.contains { $0.round == round && past.holds($0.place) }
    return repeated ? .repeated : nil
  }

  private func flaw<Order>(
    ofPromise round: Round,
    _ accepted: AcceptedValue?,
    by organisation: MemberID,
    past: Past<Order>
  ) -> MessageFlaw? {
    guard prepares.contains(where: { $0.round == round && past.holds($0.place) }) else { return .notPrepared }
    let promised = promises.contains {
      $0.organisation == organisation && $0.round >= round && past.holds($0.place)
    }
    let last = lastAccepted(by: organisation, past: past)
    if promised { return .promisedOtherwise }
    if let last, last.round >= round { return .promisedOtherwise }
    return accepted == last ? nil : .hidesAccepted
  }

  private func flaw<Order>(
    ofOffer round: Round,
    _ value: Value,
    by organisation: MemberID,
    past: Past<Order>,
    computed: () -> Value?
  ) -> MessageFlaw? {
    guard round.organisation == organisation else { return .notTheRoundsOwn }
    if offers.contains(where: { $0.round == round && past.holds($0.place) }) { return .repeated }
    guard let carried = carriedValue(for: round, past: past) else { return .tooFewPromises }
    guard let right = carried.value ?? computed() else { return .nothingToSettle }
    return right == value ? nil : .wrongValue
  }

  private func flaw<Order>(
    ofAccept round: Round,
    _ digest: Digest,
    by organisation: MemberID,
    past: Past<Order>
  ) -> MessageFlaw? {
    let offered = offers.contains { $0.round == round && $0.content.digest == digest && past.holds($0.place) }
    guard offered else { return .notOffered }
    let promised = promises.contains {
      $0.organisation == organisation && $0.round > round && past.holds($0.place)
    }
    if promised { return .promisedOtherwise }
    guard let last = lastAccepted(by: organisation, past: past), last.round >= round else { return nil }
    return last == AcceptedValue(round: round, digest: digest) ? .repeated : .promisedOtherwise
  }

  /// What `organisation` accepted in the highest round of this past. A liar's past may hold two values of one round;
  /// the smaller digest stands for them.
  func lastAccepted<Order>(by organisation: MemberID, past: Past<Order>?) -> AcceptedValue? {
    var last: AcceptedValue?
    for accept in accepts where accept.organisation == organisation && past.covers(accept.place) {
      let candidate = AcceptedValue(round: accept.round, digest: accept.content)
      if let known = last, (known.round, candidate.digest) >= (candidate.round, known.digest) { continue }
      last = candidate
    }
    return last
  }

  /// The value that the promises for `round` bind an offer to: nil when they are fewer than a quorum; a nil value when
  /// none of them names an accepted one.
  func carriedValue<Order>(for round: Round, past: Past<Order>?) -> (value: Value?, promises: Int)? {
    var promisers: [MemberID] = []
    var highest: Round?
    var named: [Digest] = []
    for promise in promises where promise.round == round && past.covers(promise.place) {
      if !promisers.contains(promise.organisation) { promisers.append(promise.organisation) }
      guard let accepted = promise.content else { continue }
      if let known = highest, accepted.round < known { continue }
      if accepted.round != highest { named = [] }
      highest = accepted.round
      if !named.contains(accepted.digest) { named.append(accepted.digest) }
    }
    guard promisers.count >= electorate.quorum else { return nil }
    guard let highest else { return (nil, promisers.count) }
    let digest = named.count == 1 ? named[0] : mostAccepted(of: named, in: highest, past: past)
    let value = offers.first { $0.round == highest && $0.content.digest == digest && past.covers($0.place) }
    return (value?.content, promisers.count)
  }

  /// Only after a double offer do promises name two values of one round: the one more voices have accepted goes on, or
  /// the smaller digest.
  private func mostAccepted<Order>(of digests: [Digest], in round: Round, past: Past<Order>?) -> Digest {
    var best: (count: Int, digest: Digest)?
    for digest in digests.sorted() {
      let count = acceptors(of: AcceptedValue(round: round, digest: digest), past: past).count
      if best == nil || count > best!.count { best = (count, digest) }
    }
    return best!.digest
  }

  private func acceptors<Order>(of accepted: AcceptedValue, past: Past<Order>?) -> [MemberID] {
    var organisations: [MemberID] = []
    for accept in accepts where accept.round == accepted.round && accept.content == accepted.digest {
      guard past.covers(accept.place) else { continue }
      if !organisations.contains(accept.organisation) { organisations.append(accept.organisation) }
    }
    return organisations
  }
}

// MARK: Certificates and evidence

extension SettlementRecord {
  /// What a quorum accepted; the first of the values this replica saw certified, in its lowest such round.
  public var certificate: Certificate<Value>? {
    guard let first = certified.first else { return nil }
    return certificate(for: first.digest)
  }

  /// Whether two different values have certificates. Some voice is then in `doubleVoices`.
  public var isContested: Bool { certified.contains { $0.digest != certified[0].digest } }

  /// Every value that has a certificate, as they came to be known. More than one only when contested.
  public var certificates: [Certificate<Value>] {
    var digests: [Digest] = []
    for entry in certified where !digests.contains(entry.digest) { digests.append(entry.digest) }
    return digests.compactMap(certificate(for:))
  }

  /// Whether the certificate for the value with `digest` is in the causal past of `place`: a quorum of its accepts is.
  public func isCertified(_ digest: Digest, before place: Dot, order: some CausalOrder) -> Bool {
    let past = Past(of: place, order: order)
    return certified.contains { entry in
      entry.digest == digest && acceptors(of: entry, past: past).count >= electorate.quorum
    }
  }

  /// The offer of the value with `digest` in the lowest round.
  func firstOffer(of digest: Digest) -> Dot? {
    offers.filter { $0.content.digest == digest }.min { $0.round < $1.round }?.place
  }

  private func certificate(for digest: Digest) -> Certificate<Value>? {
    guard let entry = certified.filter({ $0.digest == digest }).min(by: { $0.round < $1.round }) else { return nil }
    guard let offer = offers.first(where: { $0.round == entry.round && $0.content.digest == digest }) else {
      return nil
    }
    var parts: [Certificate<Value>.Part] = []
    for accept in accepts where accept.round == entry.round && accept.content == digest {
      if parts.contains(where: { $0.organisation == accept.organisation }) { continue }
      parts.append(.init(organisation: accept.organisation, place: accept.place))
    }
    parts.sort { $0.organisation < $1.organisation }
    return Certificate(round: entry.round, value: offer.content, parts: parts)
  }

  private mutating func noteCertificate(_ accepted: AcceptedValue) {
    if certified.contains(accepted) { return }
    let everything: Past<Unordered>? = nil
    if acceptors(of: accepted, past: everything).count >= electorate.quorum { certified.append(accepted) }
  }

  private mutating func noteContradictions(ofPromise promise: Said<AcceptedValue?>) {
    for accept in accepts where accept.organisation == promise.organisation {
      if Self.hides(promise, accept) { note(.hidAccepted, promise.organisation, promise.place, accept.place) }
    }
  }

  private mutating func noteContradictions(ofAccept accept: Said<Digest>) {
    for promise in promises where promise.organisation == accept.organisation {
      if Self.hides(promise, accept) { note(.hidAccepted, accept.organisation, promise.place, accept.place) }
    }
    for other in accepts where other.organisation == accept.organisation && other.round == accept.round {
      if other.content != accept.content { note(.acceptedTwice, accept.organisation, other.place, accept.place) }
    }
  }

  private mutating func noteContradictions(ofOffer offer: Said<Value>) {
    for other in offers where other.round == offer.round && other.content != offer.content {
      note(.offeredTwice, offer.organisation, other.place, offer.place)
    }
  }

  private mutating func note(_ kind: DoubleVoice.Kind, _ organisation: MemberID, _ first: Dot, _ second: Dot) {
    if doubleVoices.contains(where: { $0.organisation == organisation }) { return }
    doubleVoices.append(DoubleVoice(organisation: organisation, kind: kind, first: first, second: second))
  }

  /// Whether no honest voice can have written both: it accepted in a lower round, and the promise says otherwise.
  private static func hides(_ promise: Said<AcceptedValue?>, _ accept: Said<Digest>) -> Bool {
    guard accept.round < promise.round else { return false }
    guard let named = promise.content, named.round >= accept.round else { return true }
    return named.round == accept.round && named.digest != accept.content
  }
}
