internal import HashTreeCollections
public import TalkootCRDT
public import TalkootLog

/// The changes that a bundle shows, chosen from the state; the replica reads and opens them.
public struct EvidenceSelection: Hashable, Sendable {
  /// A change, and the operations of which the strings are shown; of all others only the commitments are.
  public struct Change: Hashable, Sendable {
    /// The change.
    public let version: LocalVersion
    /// Operations by index, ascending.
    public let shown: [UInt32]
  }

  /// What the bundle is about.
  public let kind: EvidenceKind
  /// The version of the agreement, or the decision.
  public let subject: ObjectID
  /// Ascending by version.
  public let changes: [Change]
}

extension Workspace {
  /// What proves who signed a version of an agreement.
  ///
  /// - Parameter erasures: operations that erased its text, where that isn't here any more.
  public func evidence(
    ofVersion version: ObjectID,
    erasedBy erasures: [Dot] = [],
    _ index: LogIndex
  ) -> EvidenceSelection? {
    guard let state = object(version, .agreementVersion), let creation = state.creation,
      let agreement = state.value(VersionField.agreement).object,
      let status = self.agreement(agreement, index)?.version(version)
    else { return nil }
    var collector = EvidenceCollector(self, index)
    collector.add(creation.dot, showing: true)
    if let title = objects[agreement]?.register(AgreementField.title).shown { collector.add(title.dot, showing: true) }
    for signing in status.signings {
      collector.add(record: signing.object)
      if let withdrawal = signing.withdrawal { collector.add(record: withdrawal.object) }
    }
    for bound in status.binds { collector.addName(of: bound) }
    for erasure in erasures { collector.add(erasure, showing: true) }
    return collector.selection(.agreement, version)
  }

  /// What proves a settled decision's outcome; nil while there is no certificate.
  public func evidence(ofDecision decision: ObjectID, _ index: LogIndex) -> EvidenceSelection? {
    guard let status = governance.decision(decision), let certificate = status.certificate,
      case .decision(let value) = certificate.value
    else { return nil }
    var collector = EvidenceCollector(self, index)
    collector.add(status.origin.dot, showing: true)
    collector.addRoster(through: status.opening.epoch)
    collector.add(certificate, governance.offer(of: certificate, on: decision))
    for position in value.positions {
      guard let version = index.version(of: position.change) else { continue }
      collector.add(Dot(version, position.index), showing: false)
    }
    for dot in governance.receipts(of: decision, by: value.silent) { collector.add(dot, showing: false) }
    if value.outcome == .withdrawn {
      for dot in governance.withdrawals(of: decision).prefix(1) { collector.add(dot, showing: false) }
    }
    for member in status.electorate.organisations { collector.addName(of: ObjectID(member)) }
    return collector.selection(.decision, decision)
  }
}

extension GovernanceState {
  fileprivate func offer(of certificate: Certificate<GovernanceValue>, on decision: ObjectID) -> Dot? {
    settlementIDs(of: decision).lazy.compactMap { settlements[$0]?.firstOffer(of: certificate.value.digest) }.first
  }

  /// One word of each of the silent that it has received the decision; the proposer has without a word.
  fileprivate func receipts(of decision: ObjectID, by silent: [MemberID]) -> [Dot] {
    silent.compactMap { member in
      decisions[decision]?.received.filter { $0.author.organisation == member }.min(by: Origin.precedes)?.dot
    }
  }

  fileprivate func withdrawals(of decision: ObjectID) -> [Dot] {
    decisions[decision]?.withdrawn.sorted(by: Origin.precedes).map(\.dot) ?? []
  }
}

/// Collects changes with all that proves whose they are.
private struct EvidenceCollector {
  private let workspace: Workspace
  private let index: LogIndex
  private var shown: [LocalVersion: Set<UInt32>] = [:]
  private var known: Set<Author> = []
  private var named: Set<ObjectID> = []
  private var epochs: UInt32 = 0

  init(_ workspace: Workspace, _ index: LogIndex) {
    self.workspace = workspace
    self.index = index
    if let origin = workspace.governance.genesisOrigin { add(origin.dot, showing: false) }
  }

  func selection(_ kind: EvidenceKind, _ subject: ObjectID) -> EvidenceSelection {
    EvidenceSelection(
      kind: kind,
      subject: subject,
      changes: shown.keys.sorted().map { EvidenceSelection.Change(version: $0, shown: shown[$0]!.sorted()) }
    )
  }

  /// An operation, and all that proves whose it is.
  mutating func add(_ dot: Dot, showing: Bool) {
    var waiting = [dot]
    if showing { shown[dot.version, default: []].insert(dot.index) }
    while let next = waiting.popLast() {
      shown[next.version, default: []].formUnion([])
      let descriptor = index.logStates[index.numbers(of: next.version).log].descriptor
      let author = Author(organisation: descriptor.member, node: descriptor.node)
      if known.insert(author).inserted { waiting += proofs(of: author) }
    }
  }

  /// A record of a signature with its role, and the name of the person who made it.
  mutating func add(record: ObjectID) {
    guard let creation = workspace.objects[record]?.creation else { return }
    add(creation.dot, showing: true)
    if let person = creation.person.flatMap({ workspace.objects[$0] })?.creation { add(person.dot, showing: true) }
  }

  mutating func addName(of organisation: ObjectID) {
    guard named.insert(organisation).inserted,
      let name = workspace.objects[organisation]?.register(OrganisationField.name).shown
    else { return }
    add(name.dot, showing: true)
  }

  /// The operations that prove whose a node is.
  private mutating func proofs(of author: Author) -> [Dot] {
    let governance = workspace.governance
    guard let entry = governance.organisations[author.organisation] else { return [] }
    var dots = entry.admitted.prefix(1).map(\.dot)
    if let invitation = entry.invitation.flatMap({ governance.invitations[$0] }) { dots.append(invitation.origin.dot) }
    if let node = entry.nodes.dropFirst().first(where: { $0.id == author.node }) {
      dots += node.admitted.prefix(1).map(\.origin.dot)
      dots += entry.voices.filter { $0.node == author.node }.prefix(1).map(\.origin.origin.dot)
      // The card that signed this may be one that the others' majority put in place of the first.
      let rekeyed = governance.roster.last { epoch in
        epoch.change.rekeyed.contains { $0.organisation == author.organisation }
      }
      if let rekeyed { dots += rosterDots(through: rekeyed.number) }
    }
    return dots
  }

  mutating func add(_ certificate: Certificate<GovernanceValue>, _ offer: Dot?) {
    for part in certificate.parts { add(part.place, showing: false) }
    if let offer { add(offer, showing: false) }
  }

  /// What makes every epoch up to the one with this number.
  mutating func addRoster(through number: UInt32) {
    for dot in rosterDots(through: number) { add(dot, showing: false) }
  }

  private mutating func rosterDots(through number: UInt32) -> [Dot] {
    let governance = workspace.governance
    var dots: [Dot] = []
    for epoch in governance.roster where epoch.number > epochs && epoch.number <= number {
      guard let certificate = governance.certificate(of: epoch), let predecessor = epoch.predecessor else { continue }
      let quorum = governance.epochs[predecessor]?.members.quorum ?? certificate.parts.count
      dots += certificate.parts.prefix(quorum).map(\.place)
      if let offer = governance.settlements[.roster(after: predecessor)]?.firstOffer(of: certificate.value.digest) {
        dots.append(offer)
      }
    }
    epochs = max(epochs, number)
    return dots
  }
}

extension Workspace {
  /// The operations of a change that take strings of another one away, by index: those that count.
  ///
  /// - Parameter change: gives a change of the past.
  public func erasures<Failure>(
    in past: PastChange,
    of erased: LocalVersion,
    _ strings: Range<Int>,
    _ index: LogIndex,
    change: (LocalVersion) throws(Failure) -> VerifiedChange?
  ) throws(Failure) -> [UInt32] {
    guard let structure = past.change.structure else { return [] }
    let decoded = DecodedChange(past.change.change, structure, network: network)
    var found: [UInt32] = []
    for (i, operation) in decoded.operations.enumerated() {
      guard case .governance(.erase(let erasure)) = operation else { continue }
      guard erasure.targets.contains(where: { $0.change == index.id(of: erased) }) else { continue }
      let applied = AppliedErasure(
        dot: Dot(past.version, UInt32(i)),
        author: past.change.descriptor.member,
        erasure: erasure
      )
      let gone = try self.strings(erasedBy: applied, index: index, change: change)
      if gone.contains(where: { $0.version == erased && strings.contains($0.index) }) { found.append(UInt32(i)) }
    }
    return found
  }
}
