internal import HashTreeCollections
public import TalkootCRDT
internal import TalkootLog

/// What a node writes by itself: that it has received proposals, what its organisation approved before and still does,
/// and the words of its voice.
public struct Duties: Hashable, Sendable {
  /// To be written now, in this order, as one change of their own whose past is everything applied here. Then the node
  /// applies it and asks again, until nothing is left.
  public var operations: [GovernanceOperation] = []
  /// When to ask again if nothing arrives before, in milliseconds as `now` was given; nil: only when something does.
  public var lookAgainMilliseconds: Int64?

  /// Nothing to do.
  public init() {}

  fileprivate mutating func lookAgain(at time: Int64) {
    lookAgainMilliseconds = min(lookAgainMilliseconds ?? time, time)
  }
}

/// What a node remembers of waiting. Not durable: a restart delays a turn, nothing else.
public struct DutyMemory: Sendable {
  fileprivate var voices: [SettlementID: Voice] = [:]
  private let pace: Voice.Pace

  /// Remembers nothing yet.
  public init(pace: Voice.Pace = Voice.Pace()) { self.pace = pace }

  fileprivate func voice(of organisation: MemberID, in id: SettlementID) -> Voice {
    voices[id] ?? Voice(of: organisation, pace: pace)
  }
}

/// What a node knows beside the network's state.
public struct DutyCircumstances {
  /// This node's clock, in milliseconds.
  public var now: Int64
  /// Drawn at random once for a while: keeps two nodes from beginning at once.
  public var jitter: UInt64
  /// When a deadline has passed, by the calendar of the network's time zone.
  public var end: (CalendarDate) -> Int64
  /// Whether this voice keeps out of a settlement: after a restore (`rules.md` 2.5, 2.11), until it has synced with more
  /// than half of the other members or its operator says so; and while there are critical operations that this version
  /// doesn't know.
  public var abstains: (SettlementID) -> Bool
  /// Whether a voice that was another node's when a settlement opened speaks nevertheless. It may not know all that its
  /// organisation said; the same holds for it as for a restored one.
  public var newVoiceSpeaks: (SettlementID) -> Bool
  /// What this version understands.
  public var understanding: Understanding

  /// A node at `now`, that abstains only where its voice is new.
  public init(
    now: Int64,
    jitter: UInt64,
    end: @escaping (CalendarDate) -> Int64,
    abstains: @escaping (SettlementID) -> Bool = { _ in false },
    newVoiceSpeaks: @escaping (SettlementID) -> Bool = { _ in false },
    understanding: Understanding = .current
  ) {
    self.now = now
    self.jitter = jitter
    self.end = end
    self.abstains = abstains
    self.newVoiceSpeaks = newVoiceSpeaks
    self.understanding = understanding
  }
}

extension GovernanceState {
  /// What `node` should write now.
  public func duties(of node: Author, memory: inout DutyMemory, _ circumstances: DutyCircumstances) -> Duties {
    var duties = Duties()
    guard let epoch = currentEpoch, !epoch.isGone(node.organisation), isOpen(node.node, of: node.organisation, here)
    else { return duties }
    if voice(of: node.organisation) == node.node, !isRosterContested {
      // Words of voices first: what else is written here must not come between a value and what it is computed from.
      speak(for: node.organisation, memory: &memory, circumstances, &duties)
      duties.operations += repeatedApprovals(of: node.organisation)
    }
    if voice(of: node.organisation) == node.node {
      duties.operations += newUnderstanding(of: node.organisation, circumstances.understanding)
    }
    let news = newDecisions(for: node)
    if !news.isEmpty { duties.operations.append(.received(news)) }
    return duties
  }

  /// Open decisions of its electorate that this node hasn't said it has. The proposer's organisation need not.
  private func newDecisions(for node: Author) -> [ObjectID] {
    openDecisions.filter { id in
      let entry = decisions[id]!
      guard let opened = entry.opening(here) else { return false }
      return opened.electorate.contains(node.organisation)
        && !entry.isProposed(by: node.organisation, here)
        && !entry.received.contains { $0.author == node }
    }
  }

  /// What its voice understands since an upgrade.
  private func newUnderstanding(of organisation: MemberID, _ own: Understanding) -> [GovernanceOperation] {
    let isKnown = Understanding.first.includes(own) || understands(organisation, own, here)
    return isKnown ? [] : [.understands(own)]
  }

  /// What the organisation approved in an earlier epoch, when only members were added since.
  private func repeatedApprovals(of organisation: MemberID) -> [GovernanceOperation] {
    guard let epoch = currentEpoch, epoch.members.contains(organisation) else { return [] }
    return proposals.keys.sorted().compactMap { id in
      let own = proposals[id]!.approvals.filter { $0.origin.author.organisation == organisation }
      guard !own.contains(where: { $0.epoch == epoch.id }) else { return nil }
      // A later withdrawal took all of them back, so any that stands will do.
      guard own.contains(where: { stands($0, here) && onlyAdditions(from: $0.epoch, to: epoch) }) else { return nil }
      guard let status = proposal(id), status.state == .open else { return nil }
      return .approve(proposal: id, epoch: epoch.number)
    }
  }

  private func speak(
    for organisation: MemberID,
    memory: inout DutyMemory,
    _ circumstances: DutyCircumstances,
    _ duties: inout Duties
  ) {
    var kept: [SettlementID: Voice] = [:]
    for (id, matter, electorate) in openMatters where electorate.contains(organisation) {
      if circumstances.abstains(id) { continue }
      if isNewVoice(of: organisation, in: id), !circumstances.newVoiceSpeaks(id) { continue }
      guard !hasPromisedElsewhere(organisation, id) else { continue }
      let (isReady, wake) = ripeness(of: id, circumstances)
      if let wake { duties.lookAgain(at: wake) }
      // What it writes next has nothing in its past that is set aside.
      let record = (settlements[id] ?? SettlementRecord(electorate: electorate)).heard(by: organisation, in: here)
      guard isReady || !record.isEmpty else { continue }
      var voice = memory.voice(of: organisation, in: id)
      let turn = voice.turn(
        in: record,
        isReady: isReady,
        now: circumstances.now,
        jitter: circumstances.jitter
      ) { value(of: id, here) }
      switch turn {
      case .write(let message): duties.operations.append(.settle(matter, message))
      case .wait(let time): duties.lookAgain(at: time)
      case .rest: break
      }
      kept[id] = voice
    }
    memory.voices = kept
  }

  /// What is there to settle: decisions without a certificate, ascending, and the next epoch. Of decisions, those whose
  /// opening counts: nobody settles what only someone removed has opened.
  private var openMatters: [(SettlementID, Matter, Electorate)] {
    guard let epoch = currentEpoch else { return [] }
    var matters: [(SettlementID, Matter, Electorate)] = []
    for id in openDecisions {
      guard let opened = decisions[id]!.opening(here) else { continue }
      matters.append((.decision(id, by: opened.epoch), .decision(id), opened.electorate))
    }
    return matters + [(.roster(after: epoch.id), .roster(after: epoch.number), epoch.members)]
  }

  /// Whether the organisation has promised for this decision among the members of another epoch: then it keeps out
  /// here, so that no honest voice helps to settle one decision twice.
  private func hasPromisedElsewhere(_ organisation: MemberID, _ id: SettlementID) -> Bool {
    guard case .decision(let decision, _) = id else { return false }
    return settlementIDs(of: decision).contains { other in
      other != id && settlements[other]?.hasPromised(organisation) ?? false
    }
  }

  /// Whether the organisation's voice was another node when this opened.
  private func isNewVoice(of organisation: MemberID, in id: SettlementID) -> Bool {
    let opened =
      switch id {
      case .decision(let decision, _): decisions[decision]?.opening(here)?.voices
      case .roster(let epoch): voicesAtStart[epoch]
      }
    guard let opened, let voice = opened.first(where: { $0.organisation == organisation }) else { return true }
    return voice.node != self.voice(of: organisation)
  }

  /// Whether it is time, and when a deadline will make it so.
  private func ripeness(of id: SettlementID, _ circumstances: DutyCircumstances) -> (isReady: Bool, wake: Int64?) {
    switch id {
    case .roster: return (value(of: id, here) != nil, nil)
    case .decision(let decision, _):
      guard let entry = decisions[decision], let opened = entry.opening(here) else { return (false, nil) }
      let end = opened.opening.deadline.map(circumstances.end)
      let isPast = end.map { $0 <= circumstances.now } ?? false
      let isReady = entry.isRipe(deadlinePassed: isPast, in: self)
      return (isReady, isReady ? nil : end)
    }
  }
}

extension SettlementRecord {
  /// Whether no voice has spoken.
  var isEmpty: Bool { prepares.isEmpty }

  func hasPromised(_ organisation: MemberID) -> Bool { promises.contains { $0.organisation == organisation } }
}
