internal import TalkootCrypto
public import TalkootLog

extension GovernanceOperation {
  /// Reads the body of an operation of `kind`; nil when the kind is none of these.
  ///
  /// - Parameters:
  ///   - objects: the id of an object referred to.
  ///   - strings: the text in a slot; placeholders where it isn't here.
  /// - Throws: FormatError for a body that this version can't read. The caller calls `finish` on the reader.
  public init?(
    kind: UInt64,
    from reader: inout OperationReader,
    objects: (ObjectReference) -> ObjectID,
    strings: (StringSlot) -> String
  ) throws(FormatError) {
    let start = reader.offset
    let about = try reader.object().map(objects)
    func object() throws(FormatError) -> ObjectID {
      guard let about else { throw FormatError(.outOfRange, at: start, reading: "object") }
      return about
    }
    switch kind {
    case GovernanceKind.genesis: self = .genesis(try reader.genesis())
    case GovernanceKind.invite:
      if let about {
        self = .revoke(invitation: about)
      } else {
        self = .invite(Invitation(key: try reader.key(), expiresMilliseconds: try reader.signed()))
      }
    case GovernanceKind.admit: self = .admit(try reader.admission(invitation: try object()))
    case GovernanceKind.admitNode:
      self = .admitNode(
        NodeAdmission(
          organisation: try reader.member(),
          nodeKey: try reader.key(),
          nodeSignature: try reader.signature(),
          rootSignature: try reader.optionalSignature()
        )
      )
    case GovernanceKind.retireNode:
      self = .retireNode(
        NodeRetirement(
          organisation: try reader.member(),
          node: NodeID(try reader.digest()),
          reason: strings(try reader.string()),
          rootSignature: try reader.optionalSignature()
        )
      )
    case GovernanceKind.voice:
      self = .assignVoice(
        VoiceAssignment(
          organisation: try reader.member(),
          node: NodeID(try reader.digest()),
          term: try reader.number(),
          rootSignature: try reader.signature()
        )
      )
    case GovernanceKind.propose: self = .propose(try reader.proposal(strings))
    case GovernanceKind.approve: self = .approve(proposal: try object(), epoch: try reader.number())
    case GovernanceKind.withdrawProposal: self = .withdrawProposal(try object())
    case GovernanceKind.leave: self = .leave
    case GovernanceKind.prepare...GovernanceKind.accept:
      let matter: Matter = if let about { .decision(about) } else { .roster(after: try reader.number()) }
      self = .settle(matter, try reader.message(kind))
    case GovernanceKind.received: self = .received(try reader.decisions(objects))
    case GovernanceKind.closeDecision: self = .closeDecision(try object())
    case GovernanceKind.withdrawDecision: self = .withdrawDecision(try object())
    case GovernanceKind.forkEvidence:
      self = .forkEvidence(try ForkEvidence(parsing: try reader.bytes()))
    case GovernanceKind.erase: self = .erase(try reader.erasure(strings, by: about))
    case GovernanceKind.addressHint: self = .addressHint(try reader.addresses(strings))
    case GovernanceKind.understands:
      self = .understands(Understanding(kindsBelow: try reader.varint(), format: try reader.number()))
    default: return nil
    }
  }
}

extension OperationReader {
  fileprivate mutating func number() throws(FormatError) -> UInt32 { UInt32(try count(atMost: Int(UInt32.max))) }

  fileprivate mutating func member() throws(FormatError) -> MemberID { MemberID(try digest()) }

  fileprivate mutating func key() throws(FormatError) -> PublicKey { PublicKey(try digest().bytes)! }

  fileprivate mutating func signature() throws(FormatError) -> Signature {
    let bytes = try digest().bytes + digest().bytes
    return Signature(bytes)!
  }

  fileprivate mutating func optionalSignature() throws(FormatError) -> Signature? {
    try count(atMost: 1) == 1 ? signature() : nil
  }

  /// A count of things that take at least `bytes` each.
  private mutating func count(ofAtLeast bytes: Int) throws(FormatError) -> Int {
    try count(atMost: remaining / bytes)
  }

  fileprivate mutating func genesis() throws(FormatError) -> Genesis {
    let start = offset
    let nonce = try bytes()
    let zone = String(validating: try bytes(), as: UTF8.self)
    let (rootKey, nodeKey) = (try key(), try key())
    guard let zone,
      let record = GenesisRecord(nonce: nonce, timeZone: zone, rootKey: rootKey, nodeKey: nodeKey)
    else { throw FormatError(.outOfRange, at: start, reading: "genesis record") }
    return Genesis(record: record, rootSignature: try signature())
  }

  fileprivate mutating func admission(invitation: ObjectID) throws(FormatError) -> Admission {
    Admission(
      network: NetworkID(try digest()),
      invitation: invitation,
      rootKey: try key(),
      nodeKey: try key(),
      exporter: try digest(),
      invitationSignature: try signature(),
      rootSignature: try signature(),
      nodeSignature: try signature()
    )
  }

  fileprivate mutating func proposal(_ strings: (StringSlot) -> String) throws(FormatError) -> RosterProposal {
    let epoch = try number()
    let start = offset
    let action: RosterAction
    switch try varint() {
    case 1: action = .confirm(try member())
    case 2: action = .remove(try member())
    case 3: action = .rekey(try member(), try key())
    default: throw FormatError(.unknownFormat, at: start, reading: "roster action")
    }
    return RosterProposal(epoch: epoch, action: action, reason: strings(try string()))
  }

  private mutating func round() throws(FormatError) -> Round {
    Round(counter: try varint(), organisation: try member())
  }

  fileprivate mutating func message(_ kind: UInt64) throws(FormatError) -> SettlementMessage<GovernanceValue> {
    let round = try round()
    switch kind {
    case GovernanceKind.prepare: return .prepare(round)
    case GovernanceKind.promise:
      guard try count(atMost: 1) == 1 else { return .promise(round, accepted: nil) }
      return .promise(round, accepted: AcceptedValue(round: try self.round(), digest: try digest()))
    case GovernanceKind.offer: return .offer(round, try value())
    case GovernanceKind.accept: return .accept(round, try digest())
    default: preconditionFailure("kind \(kind) is no word of a voice")
    }
  }

  private mutating func members() throws(FormatError) -> [MemberID] {
    var members: [MemberID] = []
    for _ in 0..<(try count(ofAtLeast: 32)) { members.append(try member()) }
    return members
  }

  private mutating func value() throws(FormatError) -> GovernanceValue {
    let start = offset
    switch try varint() {
    case 1: return .decision(try decisionValue())
    case 2: return .roster(try rosterChange())
    default: throw FormatError(.unknownFormat, at: start, reading: "value")
    }
  }

  private mutating func decisionValue() throws(FormatError) -> DecisionValue {
    let start = offset
    guard let outcome = Outcome(code: try number(), option: try number()) else {
      throw FormatError(.unknownFormat, at: start, reading: "outcome")
    }
    var positions: [CountedPosition] = []
    for _ in 0..<(try count(ofAtLeast: 36)) {
      let organisation = try member()
      let start = offset
      guard let stance = Stance(code: try number(), option: try number()) else {
        throw FormatError(.unknownFormat, at: start, reading: "position")
      }
      let reference = try operation()
      guard let change = reference.change else { throw FormatError(.outOfRange, at: start, reading: "position") }
      positions.append(
        CountedPosition(organisation: organisation, stance: stance, change: change, index: reference.index)
      )
    }
    return DecisionValue(outcome: outcome, positions: positions, silent: try members())
  }

  private mutating func rosterChange() throws(FormatError) -> RosterChange {
    let start = offset
    let (confirmed, removed) = (try members(), try members())
    var rekeyed: [RosterChange.Rekeying] = []
    for _ in 0..<(try count(ofAtLeast: 64)) {
      rekeyed.append(RosterChange.Rekeying(organisation: try member(), rootKey: try key()))
    }
    let left = try members()
    let change = RosterChange(confirmed: confirmed, removed: removed, rekeyed: rekeyed, left: left)
    let isCanonical =
      change.confirmed == confirmed && change.removed == removed && change.left == left && change.rekeyed == rekeyed
    guard isCanonical else { throw FormatError(.notCanonical, at: start, reading: "roster change") }
    return change
  }

  fileprivate mutating func decisions(_ objects: (ObjectReference) -> ObjectID) throws(FormatError) -> [ObjectID] {
    var decisions: [ObjectID] = []
    for _ in 0..<(try count(ofAtLeast: 1)) {
      let start = offset
      guard let reference = try object() else { throw FormatError(.outOfRange, at: start, reading: "decision") }
      decisions.append(objects(reference))
    }
    return decisions
  }

  fileprivate mutating func erasure(
    _ strings: (StringSlot) -> String,
    by decision: ObjectID?
  ) throws(FormatError) -> Erasure {
    var targets: [Erasure.Target] = []
    for _ in 0..<(try count(ofAtLeast: 2)) {
      targets.append(Erasure.Target(change: try change(), string: try number()))
    }
    return Erasure(targets: targets, reason: strings(try string()), decision: decision)
  }

  fileprivate mutating func addresses(_ strings: (StringSlot) -> String) throws(FormatError) -> AddressHint {
    var addresses: [String] = []
    for _ in 0..<(try count(ofAtLeast: 1)) { addresses.append(strings(try string())) }
    return AddressHint(addresses: addresses)
  }
}
