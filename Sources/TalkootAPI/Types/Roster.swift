/// Proposes that an organisation is removed.
public struct RemovalRequest: APIDocument {
  /// Why, for people.
  public var reason: String

  /// Makes the document from its fields.
  public init(
    reason: String
  ) {
    self.reason = reason
  }
}

/// Proposes that an organisation's recovery card, lost or stolen, is replaced.
public struct RekeyRequest: APIDocument {
  /// The new card's public key: 64 hexadecimal digits.
  public var key: String
  /// Why, for people.
  public var reason: String

  /// Makes the document from its fields.
  public init(
    key: String,
    reason: String
  ) {
    self.key = key
    self.reason = reason
  }
}

/// This organisation leaves.
public struct LeaveRequest: APIDocument {
  /// The organisation that gets what this one answers for; left without anyone when absent.
  public var handOverTo: String?
  /// Whether to only tell what would be handed over; no when absent.
  public var dryRun: Bool?
  /// Whether to wait until it is settled; no when absent.
  public var wait: Bool?
  /// Seconds until 75.
  public var timeout: Int?

  /// Makes the document from its fields.
  public init(
    handOverTo: String? = nil,
    dryRun: Bool? = nil,
    wait: Bool? = nil,
    timeout: Int? = nil
  ) {
    self.handOverTo = handOverTo
    self.dryRun = dryRun
    self.wait = wait
    self.timeout = timeout
  }
}

/// What leaving has led to, or would.
public struct Departure: APIDocument {
  /// The organisation that leaves.
  public var member: Member
  /// What it answered for.
  public var handedOver: [HandedOver]
  /// The organisation that gets it; null when it is left without anyone.
  public var successor: String?
  /// Its name.
  public var successorName: String?
  /// Whether this only tells.
  public var dryRun: Bool
  /// Whether it is out: more than half of the members have settled it.
  public var settled: Bool

  /// Makes the document from its fields.
  public init(
    member: Member,
    handedOver: [HandedOver] = [],
    successor: String? = nil,
    successorName: String? = nil,
    dryRun: Bool = false,
    settled: Bool
  ) {
    self.member = member
    self.handedOver = handedOver
    self.successor = successor
    self.successorName = successorName
    self.dryRun = dryRun
    self.settled = settled
  }
}

/// An object that an organisation answers for.
public struct HandedOver: APIDocument {
  /// The whole id.
  public var id: String
  /// The shortest unambiguous prefix of `id`.
  public var short: String
  /// `goal`, `measure` or `question`.
  public var kind: String
  /// What it is called.
  public var title: String

  /// Makes the document from its fields.
  public init(
    id: String,
    short: String,
    kind: String,
    title: String
  ) {
    self.id = id
    self.short = short
    self.kind = kind
    self.title = title
  }
}

/// Whether this node takes part in settling for its organisation.
public struct VoiceStatus: APIDocument {
  /// `speaking`; `abstaining` after a restore, or newly named, from what began before; `outdated`, where more than half of
  /// the members use a newer Talkoot; `contested`, where two rosters are certified; `other`, where another node of the
  /// organisation is its voice; `closed`, where its voice is closed and its card has named no other; `none`, where the
  /// organisation has no vote.
  public var state: String
  /// What that means and what to do about it; null for a voice that speaks.
  public var detail: String?
  /// The members that an abstaining voice has not synced with since.
  public var waitsFor: [String]

  /// Makes the document from its fields.
  public init(
    state: String,
    detail: String? = nil,
    waitsFor: [String] = []
  ) {
    self.state = state
    self.detail = detail
    self.waitsFor = waitsFor
  }
}

/// A voice that contradicted itself in settling, with the proof: two changes that it signed.
public struct DoubleVoiceProof: APIDocument {
  /// The organisation whose voice it is.
  public var member: String
  /// Its name.
  public var memberName: String?
  /// `offeredTwice`, `acceptedTwice` or `hidAccepted`.
  public var contradiction: String
  /// The two signed changes.
  public var changes: [SignedReference]

  /// Makes the document from its fields.
  public init(
    member: String,
    memberName: String? = nil,
    contradiction: String,
    changes: [SignedReference]
  ) {
    self.member = member
    self.memberName = memberName
    self.contradiction = contradiction
    self.changes = changes
  }
}

/// A change and its signature.
public struct SignedReference: APIDocument {
  /// The change's hash in hexadecimal.
  public var change: String
  /// The node that signed it.
  public var node: String
  /// Its signature, in hexadecimal; null where a later change's signature covers it.
  public var signature: String?

  /// Makes the document from its fields.
  public init(
    change: String,
    node: String,
    signature: String? = nil
  ) {
    self.change = change
    self.node = node
    self.signature = signature
  }
}
