/// How many members have confirmed a participant.
public struct Confirmations: APIDocument {
  /// How many have.
  public var have: Int
  /// How many are needed.
  public var needed: Int

  /// Makes the document from its fields.
  public init(
    have: Int,
    needed: Int
  ) {
    self.have = have
    self.needed = needed
  }
}

/// An organisation in the network: a participant, a member, or one that was.
public struct Member: APIDocument {
  /// The whole id (`o-` and 26 characters).
  public var id: String
  /// The shortest unambiguous prefix of `id`, at least 5 characters after the dash.
  public var short: String
  /// `member`.
  public var kind: String
  /// The outside key it was imported under.
  public var key: String?
  /// Its name.
  public var name: String
  /// `participant`, `member`, `left` or `removed`.
  public var status: String
  /// Whether it has said that it leaves and that isn't settled yet.
  public var leaving: Bool
  /// Whether it is this node's organisation.
  public var own: Bool
  /// The ids of its nodes.
  public var nodes: [String]
  /// Of its key, in words for reading aloud.
  public var fingerprint: String?
  /// Of its membership.
  public var confirmations: Confirmations
  /// The members that confirmed it.
  public var confirmedBy: [String]
  /// What it brings.
  public var strengths: [String]
  /// The roles it takes.
  public var roles: [String]
  /// Why it is here.
  public var motivation: String?
  /// How to reach it.
  public var contact: String?
  /// When this node last had news of it: the time of its newest change that is here, as its own clock has it. Told by
  /// `member list` and `member show`.
  public var lastHeard: String?
  /// What is amiss: `sharedInvitation` when others came by the same invitation and not all of them are confirmed.
  public var alarms: [String]
  /// The fields with values written at the same time.
  public var conflicts: [String]
  /// See `Goal.seen`.
  public var seen: String?

  /// Makes the document from its fields.
  public init(
    id: String,
    short: String,
    kind: String = "member",
    key: String? = nil,
    name: String,
    status: String,
    leaving: Bool = false,
    own: Bool = false,
    nodes: [String] = [],
    fingerprint: String? = nil,
    confirmations: Confirmations,
    confirmedBy: [String] = [],
    strengths: [String] = [],
    roles: [String] = [],
    motivation: String? = nil,
    contact: String? = nil,
    lastHeard: String? = nil,
    alarms: [String] = [],
    conflicts: [String] = [],
    seen: String? = nil
  ) {
    self.id = id
    self.short = short
    self.kind = kind
    self.key = key
    self.name = name
    self.status = status
    self.leaving = leaving
    self.own = own
    self.nodes = nodes
    self.fingerprint = fingerprint
    self.confirmations = confirmations
    self.confirmedBy = confirmedBy
    self.strengths = strengths
    self.roles = roles
    self.motivation = motivation
    self.contact = contact
    self.lastHeard = lastHeard
    self.alarms = alarms
    self.conflicts = conflicts
    self.seen = seen
  }
}

/// An invitation to the network.
public struct Invitation: APIDocument {
  /// The whole id (`i-` and 26 characters).
  public var id: String
  /// The shortest unambiguous prefix of `id`, at least 5 characters after the dash.
  public var short: String
  /// `invitation`.
  public var kind: String
  /// All a newcomer needs, on one line; only in the answer that makes it.
  public var code: String?
  /// When it ends.
  public var expires: String
  /// `open`, `spent`, `expired` or `revoked`.
  public var status: String
  /// The organisation that invites.
  public var member: String
  /// Its name.
  public var memberName: String?
  /// Who acted for it.
  public var person: String?
  /// The organisations that came by it.
  public var admitted: [String]
  /// Their names, in the same order.
  public var admittedNames: [String]
  /// Whether several organisations came by it and not all of them are confirmed.
  public var alarm: Bool

  /// Makes the document from its fields.
  public init(
    id: String,
    short: String,
    kind: String = "invitation",
    code: String? = nil,
    expires: String,
    status: String,
    member: String,
    memberName: String? = nil,
    person: String? = nil,
    admitted: [String] = [],
    admittedNames: [String] = [],
    alarm: Bool = false
  ) {
    self.id = id
    self.short = short
    self.kind = kind
    self.code = code
    self.expires = expires
    self.status = status
    self.member = member
    self.memberName = memberName
    self.person = person
    self.admitted = admitted
    self.admittedNames = admittedNames
    self.alarm = alarm
  }
}

/// An open or settled change of the roster.
public struct Proposal: APIDocument {
  /// The whole id (`p-` and 26 characters).
  public var id: String
  /// The shortest unambiguous prefix of `id`, at least 5 characters after the dash.
  public var short: String
  /// `proposal`.
  public var kind: String
  /// `confirm`, `remove` or `rekey`.
  public var action: String
  /// The organisation concerned.
  public var member: String
  /// Its name.
  public var memberName: String?
  /// Of a `rekey`, the new card's public key in hexadecimal.
  public var newKey: String?
  /// Why.
  public var reason: String?
  /// The roster epoch it is for.
  public var epoch: Int
  /// `open`, `settling`, `settled`, `stale` or `withdrawn`.
  public var status: String
  /// The members that approve.
  public var approvals: [String]
  /// Their names, in the same order.
  public var approvalNames: [String]
  /// How many approvals it takes.
  public var needed: Int
  /// The organisation that proposed it.
  public var proposer: String?
  /// Its name.
  public var proposerName: String?
  /// When it was proposed.
  public var time: String?
  /// The members whose nodes accepted the roster that it is settled in.
  public var certificate: [String]
  /// Voices that contradicted themselves in settling the roster; left empty in lists.
  public var doubleVoices: [DoubleVoiceProof]

  /// Makes the document from its fields.
  public init(
    id: String,
    short: String,
    kind: String = "proposal",
    action: String,
    member: String,
    memberName: String? = nil,
    newKey: String? = nil,
    reason: String? = nil,
    epoch: Int,
    status: String,
    approvals: [String] = [],
    approvalNames: [String] = [],
    needed: Int,
    proposer: String? = nil,
    proposerName: String? = nil,
    time: String? = nil,
    certificate: [String] = [],
    doubleVoices: [DoubleVoiceProof] = []
  ) {
    self.id = id
    self.short = short
    self.kind = kind
    self.action = action
    self.member = member
    self.memberName = memberName
    self.newKey = newKey
    self.reason = reason
    self.epoch = epoch
    self.status = status
    self.approvals = approvals
    self.approvalNames = approvalNames
    self.needed = needed
    self.proposer = proposer
    self.proposerName = proposerName
    self.time = time
    self.certificate = certificate
    self.doubleVoices = doubleVoices
  }
}

/// Who this node is.
public struct SelfDescription: APIDocument {
  /// The whole id (`n-` and 26 characters).
  public var id: String
  /// The shortest unambiguous prefix of `id`, at least 5 characters after the dash.
  public var short: String
  /// `node`.
  public var kind: String
  /// The network.
  public var network: NetworkReference
  /// The organisation; null before a newcomer is in.
  public var member: String?
  /// Its name.
  public var memberName: String?
  /// The organisation's status in the network.
  public var status: String
  /// Who acts when nobody is named.
  public var person: String?
  /// Where the node listens.
  public var listen: String?
  /// Where others reach it.
  public var addresses: [String]
  /// Of the organisation's key, in words for reading aloud.
  public var fingerprint: String
  /// The same in hexadecimal.
  public var fingerprintHex: String

  /// Makes the document from its fields.
  public init(
    id: String,
    short: String,
    kind: String = "node",
    network: NetworkReference,
    member: String? = nil,
    memberName: String? = nil,
    status: String,
    person: String? = nil,
    listen: String? = nil,
    addresses: [String] = [],
    fingerprint: String,
    fingerprintHex: String
  ) {
    self.id = id
    self.short = short
    self.kind = kind
    self.network = network
    self.member = member
    self.memberName = memberName
    self.status = status
    self.person = person
    self.listen = listen
    self.addresses = addresses
    self.fingerprint = fingerprint
    self.fingerprintHex = fingerprintHex
  }
}
