internal import TalkootCrypto
public import TalkootLog

// Bodies of the operations of kinds 16 to 36 (docs/formats/governance.md). Every body begins with the object it is
// about, or with none. Written by `encode(into:)`, read by `GovernanceOperation.init(kind:from:objects:strings:)`.

/// Operation kinds, for ever.
enum GovernanceKind {
  static let genesis: UInt64 = 16
  static let invite: UInt64 = 17
  static let admit: UInt64 = 18
  static let admitNode: UInt64 = 19
  static let retireNode: UInt64 = 20
  static let voice: UInt64 = 21
  static let propose: UInt64 = 22
  static let approve: UInt64 = 23
  static let withdrawProposal: UInt64 = 24
  static let leave: UInt64 = 25
  static let prepare: UInt64 = 26
  static let promise: UInt64 = 27
  static let offer: UInt64 = 28
  static let accept: UInt64 = 29
  static let received: UInt64 = 30
  static let closeDecision: UInt64 = 31
  static let withdrawDecision: UInt64 = 32
  static let forkEvidence: UInt64 = 33
  static let erase: UInt64 = 34
  static let addressHint: UInt64 = 35
  static let understands: UInt64 = 36
}

extension GovernanceOperation {
  /// The number of its kind.
  /// - Precondition: it isn't `openDecision` or `position`, which are made of an object's creation.
  public var kind: UInt64 {
    switch self {
    case .genesis: GovernanceKind.genesis
    case .invite, .revoke: GovernanceKind.invite
    case .admit: GovernanceKind.admit
    case .admitNode: GovernanceKind.admitNode
    case .retireNode: GovernanceKind.retireNode
    case .assignVoice: GovernanceKind.voice
    case .propose: GovernanceKind.propose
    case .approve: GovernanceKind.approve
    case .withdrawProposal: GovernanceKind.withdrawProposal
    case .leave: GovernanceKind.leave
    case .settle(_, let message):
      switch message {
      case .prepare: GovernanceKind.prepare
      case .promise: GovernanceKind.promise
      case .offer: GovernanceKind.offer
      case .accept: GovernanceKind.accept
      }
    case .received: GovernanceKind.received
    case .closeDecision: GovernanceKind.closeDecision
    case .withdrawDecision: GovernanceKind.withdrawDecision
    case .forkEvidence: GovernanceKind.forkEvidence
    case .erase: GovernanceKind.erase
    case .addressHint: GovernanceKind.addressHint
    case .understands: GovernanceKind.understands
    case .openDecision, .position: preconditionFailure("decisions and positions are encoded as objects")
    }
  }

  /// Whether a version that doesn't know it must stop its voice.
  public var isCritical: Bool {
    switch self {
    case .addressHint, .received, .understands: false
    case .genesis, .invite, .revoke, .admit, .admitNode, .retireNode, .assignVoice, .propose, .approve,
      .withdrawProposal, .leave, .settle, .closeDecision, .withdrawDecision, .forkEvidence, .erase, .openDecision,
      .position:
      true
    }
  }

  /// Writes its body.
  /// - Precondition: as for `kind`.
  public func encode(into writer: inout OperationWriter) {
    switch self {
    case .genesis(let genesis): writer.genesis(genesis)
    case .invite(let invitation):
      writer.object(nil)
      writer.key(invitation.key)
      writer.signed(invitation.expiresMilliseconds)
    case .revoke(let id), .withdrawProposal(let id), .closeDecision(let id), .withdrawDecision(let id):
      writer.object(.object(id))
    case .admit(let admission): writer.admission(admission)
    case .admitNode(let admission):
      writer.object(.object(ObjectID(admission.organisation)))
      writer.digest(admission.organisation.digest)
      writer.key(admission.nodeKey)
      writer.signature(admission.nodeSignature)
      writer.optionalSignature(admission.rootSignature)
    case .retireNode(let retirement):
      writer.object(.object(ObjectID(retirement.node)))
      writer.digest(retirement.organisation.digest)
      writer.digest(retirement.node.digest)
      writer.string(retirement.reason)
      writer.optionalSignature(retirement.rootSignature)
    case .assignVoice(let assignment):
      writer.object(.object(ObjectID(assignment.organisation)))
      writer.digest(assignment.organisation.digest)
      writer.digest(assignment.node.digest)
      writer.varint(UInt64(assignment.term))
      writer.signature(assignment.rootSignature)
    case .propose(let proposal): writer.proposal(proposal)
    case .approve(let proposal, let epoch):
      writer.object(.object(proposal))
      writer.varint(UInt64(epoch))
    case .leave: writer.object(nil)
    case .settle(let matter, let message): writer.word(matter, message)
    case .received(let decisions): writer.decisions(decisions)
    case .forkEvidence(let evidence):
      writer.object(nil)
      writer.bytes(evidence.bytes)
    case .erase(let erasure): writer.erasure(erasure)
    case .addressHint(let hint):
      writer.object(nil)
      writer.varint(UInt64(hint.addresses.count))
      for address in hint.addresses { writer.string(address) }
    case .understands(let understanding):
      writer.object(nil)
      writer.varint(understanding.kindsBelow)
      writer.varint(UInt64(understanding.format))
    case .openDecision, .position: preconditionFailure("decisions and positions are encoded as objects")
    }
  }
}

extension StructureWriter {
  /// Adds a governance operation.
  /// - Returns: its index.
  @discardableResult
  public mutating func append(_ operation: GovernanceOperation) -> UInt32 {
    self.operation(kind: operation.kind) { operation.encode(into: &$0) }
  }
}

extension OperationWriter {
  fileprivate mutating func raw(_ bytes: [UInt8]) {
    var index = 0
    while index < bytes.count {
      digest(Digest(bytes[index..<index + Digest.byteCount])!)
      index += Digest.byteCount
    }
  }

  fileprivate mutating func key(_ key: PublicKey) { raw(key.bytes) }

  fileprivate mutating func signature(_ signature: Signature) { raw(signature.bytes) }

  fileprivate mutating func optionalSignature(_ signature: Signature?) {
    varint(signature == nil ? 0 : 1)
    if let signature { self.signature(signature) }
  }

  fileprivate mutating func genesis(_ genesis: Genesis) {
    object(nil)
    bytes(genesis.record.nonce)
    bytes(Array(genesis.record.timeZone.utf8))
    key(genesis.record.rootKey)
    key(genesis.record.nodeKey)
    signature(genesis.rootSignature)
  }

  fileprivate mutating func admission(_ admission: Admission) {
    object(.object(admission.invitation))
    digest(admission.network.digest)
    key(admission.rootKey)
    key(admission.nodeKey)
    digest(admission.exporter)
    signature(admission.invitationSignature)
    signature(admission.rootSignature)
    signature(admission.nodeSignature)
  }

  fileprivate mutating func proposal(_ proposal: RosterProposal) {
    object(.object(ObjectID(proposal.action.concerned)))
    varint(UInt64(proposal.epoch))
    switch proposal.action {
    case .confirm(let member):
      varint(1)
      digest(member.digest)
    case .remove(let member):
      varint(2)
      digest(member.digest)
    case .rekey(let member, let key):
      varint(3)
      digest(member.digest)
      self.key(key)
    }
    string(proposal.reason)
  }

  fileprivate mutating func word(_ matter: Matter, _ message: SettlementMessage<GovernanceValue>) {
    switch matter {
    case .decision(let id): object(.object(id))
    case .roster(let epoch):
      object(nil)
      varint(UInt64(epoch))
    }
    round(message.round)
    switch message {
    case .prepare: break
    case .promise(_, let accepted):
      varint(accepted == nil ? 0 : 1)
      if let accepted {
        round(accepted.round)
        digest(accepted.digest)
      }
    case .offer(_, let value): self.value(value)
    case .accept(_, let digest): self.digest(digest)
    }
  }

  private mutating func round(_ round: Round) {
    varint(round.counter)
    digest(round.organisation.digest)
  }

  private mutating func members(_ members: [MemberID]) {
    varint(UInt64(members.count))
    for member in members { digest(member.digest) }
  }

  private mutating func value(_ value: GovernanceValue) {
    switch value {
    case .decision(let value):
      varint(1)
      varint(UInt64(value.outcome.code))
      varint(UInt64(value.outcome.option))
      varint(UInt64(value.positions.count))
      for position in value.positions {
        digest(position.organisation.digest)
        varint(UInt64(position.stance.code))
        varint(UInt64(position.stance.option))
        operation(OperationReference(change: position.change, index: position.index))
      }
      members(value.silent)
    case .roster(let change):
      varint(2)
      members(change.confirmed)
      members(change.removed)
      varint(UInt64(change.rekeyed.count))
      for entry in change.rekeyed {
        digest(entry.organisation.digest)
        key(entry.rootKey)
      }
      members(change.left)
    }
  }

  fileprivate mutating func decisions(_ decisions: [ObjectID]) {
    object(nil)
    varint(UInt64(decisions.count))
    for decision in decisions { object(.object(decision)) }
  }

  fileprivate mutating func erasure(_ erasure: Erasure) {
    object(erasure.decision.map { .object($0) })
    varint(UInt64(erasure.targets.count))
    for target in erasure.targets {
      change(target.change)
      varint(UInt64(target.string))
    }
    string(erasure.reason)
  }
}
