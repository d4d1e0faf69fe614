/// The first thing that is wrong with a bundle.
public struct BundleFault: APIDocument {
  /// A stable word: `malformed`, `badSignature`, `wrongText`, …
  public var code: String
  /// A change, a node or an organisation in hexadecimal, or a place in the file.
  public var place: String?
  /// One sentence for a person.
  public var message: String

  /// Makes the document from its fields.
  public init(
    code: String,
    place: String? = nil,
    message: String
  ) {
    self.code = code
    self.place = place
    self.message = message
  }
}

/// An organisation in a bundle.
public struct BundleOrganisation: APIDocument {
  /// Its id.
  public var id: String
  /// What it calls itself.
  public var name: String?
  /// Its fingerprint in words; null where nothing of it is in the bundle.
  public var fingerprint: String?
  /// The root key that it was admitted with, in hexadecimal.
  public var rootKey: String?

  /// Makes the document from its fields.
  public init(
    id: String,
    name: String? = nil,
    fingerprint: String? = nil,
    rootKey: String? = nil
  ) {
    self.id = id
    self.name = name
    self.fingerprint = fingerprint
    self.rootKey = rootKey
  }
}

/// A signature in a bundle.
public struct BundleSignature: APIDocument {
  /// The organisation.
  public var member: String
  /// What it calls itself.
  public var memberName: String?
  /// Its fingerprint in words.
  public var fingerprint: String?
  /// Who signed for it.
  public var person: String?
  /// As whom.
  public var role: String?
  /// When, by the signer's clock.
  public var time: String?
  /// The node whose key signed.
  public var node: String
  /// The change that says so.
  public var change: String
  /// Whether the bundle holds a word that takes it back.
  public var withdrawn: Bool

  /// Makes the document from its fields.
  public init(
    member: String,
    memberName: String? = nil,
    fingerprint: String? = nil,
    person: String? = nil,
    role: String? = nil,
    time: String? = nil,
    node: String,
    change: String,
    withdrawn: Bool = false
  ) {
    self.member = member
    self.memberName = memberName
    self.fingerprint = fingerprint
    self.person = person
    self.role = role
    self.time = time
    self.node = node
    self.change = change
    self.withdrawn = withdrawn
  }
}

/// A position in a bundle.
public struct BundlePosition: APIDocument {
  /// The organisation.
  public var member: String
  /// What it calls itself.
  public var memberName: String?
  /// `agree`, `abstain`, `object` or `choose`.
  public var position: String
  /// The chosen option's text.
  public var option: String?
  /// When, by its clock.
  public var time: String?
  /// The change that says so.
  public var change: String

  /// Makes the document from its fields.
  public init(
    member: String,
    memberName: String? = nil,
    position: String,
    option: String? = nil,
    time: String? = nil,
    change: String
  ) {
    self.member = member
    self.memberName = memberName
    self.position = position
    self.option = option
    self.time = time
    self.change = change
  }
}

/// What `verify-bundle` found. What belongs to the other kind of bundle is null or empty.
public struct BundleReport: APIDocument {
  /// Whether everything holds.
  public var ok: Bool
  /// What doesn't.
  public var fault: BundleFault?
  /// `agreement` or `decision`.
  public var kind: String?
  /// The network's id.
  public var network: String?
  /// The agreement's or the decision's id.
  public var id: String?
  /// What it is called; of an agreement no part of what is signed.
  public var title: String?
  /// Who wrote it down or proposed it.
  public var member: BundleOrganisation?
  /// When, by that clock.
  public var time: String?
  /// The version's id.
  public var version: String?
  /// The text's hash, which every signature names.
  public var hash: String?
  /// The text, where the bundle has it.
  public var text: String?
  /// `given`, `erased`, `withheld`, or `matches` where the text came from a file and has the hash.
  public var textStatus: String?
  /// Who had it erased.
  public var erasedBy: BundleOrganisation?
  /// The decision that it was erased by.
  public var erasedDecision: String?
  /// Why.
  public var erasedReason: String?
  /// Whom the version binds.
  public var binds: [BundleOrganisation]
  /// Who signed it.
  public var signatures: [BundleSignature]
  /// Whose signature doesn't stand.
  public var missing: [BundleOrganisation]
  /// Whether all whom it binds have signed.
  public var complete: Bool?
  /// See `Decision.rule`.
  public var rule: String?
  /// What there was to choose from.
  public var options: [String]
  /// `accepted`, `rejected`, `withdrawn`, an option's text, or null.
  public var outcome: String?
  /// The number of the roster that decided.
  public var epoch: Int?
  /// Who had to take part.
  public var quorum: Quorum?
  /// Who decided.
  public var electorate: [BundleOrganisation]
  /// What was counted.
  public var positions: [BundlePosition]
  /// Who had received the proposal and said nothing.
  public var silent: [BundleOrganisation]
  /// Whose nodes accepted the outcome.
  public var certificate: [BundleOrganisation]
  /// How many had to.
  public var needed: Int?

  /// Makes the document from its fields.
  public init(
    ok: Bool,
    fault: BundleFault? = nil,
    kind: String? = nil,
    network: String? = nil,
    id: String? = nil,
    title: String? = nil,
    member: BundleOrganisation? = nil,
    time: String? = nil,
    version: String? = nil,
    hash: String? = nil,
    text: String? = nil,
    textStatus: String? = nil,
    erasedBy: BundleOrganisation? = nil,
    erasedDecision: String? = nil,
    erasedReason: String? = nil,
    binds: [BundleOrganisation] = [],
    signatures: [BundleSignature] = [],
    missing: [BundleOrganisation] = [],
    complete: Bool? = nil,
    rule: String? = nil,
    options: [String] = [],
    outcome: String? = nil,
    epoch: Int? = nil,
    quorum: Quorum? = nil,
    electorate: [BundleOrganisation] = [],
    positions: [BundlePosition] = [],
    silent: [BundleOrganisation] = [],
    certificate: [BundleOrganisation] = [],
    needed: Int? = nil
  ) {
    self.ok = ok
    self.fault = fault
    self.kind = kind
    self.network = network
    self.id = id
    self.title = title
    self.member = member
    self.time = time
    self.version = version
    self.hash = hash
    self.text = text
    self.textStatus = textStatus
    self.erasedBy = erasedBy
    self.erasedDecision = erasedDecision
    self.erasedReason = erasedReason
    self.binds = binds
    self.signatures = signatures
    self.missing = missing
    self.complete = complete
    self.rule = rule
    self.options = options
    self.outcome = outcome
    self.epoch = epoch
    self.quorum = quorum
    self.electorate = electorate
    self.positions = positions
    self.silent = silent
    self.certificate = certificate
    self.needed = needed
  }
}
