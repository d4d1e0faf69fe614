/// An organisation's signature under one version.
public struct AgreementSignature: APIDocument {
  /// The organisation.
  public var member: String
  /// Its name.
  public var memberName: String?
  /// Who signed for it.
  public var person: String?
  /// As whom.
  public var role: String?
  /// The id of the version.
  public var version: String
  /// The version's number.
  public var number: Int
  /// When, by the signer's clock.
  public var time: String?
  /// Whether it was taken back.
  public var withdrawn: Bool
  /// When it was, by that clock.
  public var withdrawnTime: String?

  /// Makes the document from its fields.
  public init(
    member: String,
    memberName: String? = nil,
    person: String? = nil,
    role: String? = nil,
    version: String,
    number: Int,
    time: String? = nil,
    withdrawn: Bool = false,
    withdrawnTime: String? = nil
  ) {
    self.member = member
    self.memberName = memberName
    self.person = person
    self.role = role
    self.version = version
    self.number = number
    self.time = time
    self.withdrawn = withdrawn
    self.withdrawnTime = withdrawnTime
  }
}

/// One exact text of an agreement. It is never changed: an edit is a new version.
public struct AgreementVersion: APIDocument {
  /// 26 characters; versions have no letter.
  public var id: String
  /// Versions written at the same time share it.
  public var number: Int
  /// `draft`, `waiting`, `inForce`, `superseded`, `disputed` or `withdrawn`.
  public var status: String
  /// What it says; left out in lists, and null where it was erased.
  public var text: String?
  /// The text's hash, which signatures name; hexadecimal.
  public var hash: String
  /// The versions that it follows.
  public var parents: [String]
  /// The organisations that it binds.
  public var binds: [String]
  /// Their names, in the same order.
  public var bindsNames: [String]
  /// Those of them whose signature doesn't stand.
  public var waitingFor: [String]
  /// Their names, in the same order.
  public var waitingForNames: [String]
  /// The organisation that wrote it down.
  public var member: String
  /// Its name.
  public var memberName: String?
  /// Who acted for it.
  public var person: String?
  /// When, by its author's clock.
  public var time: String?

  /// Makes the document from its fields.
  public init(
    id: String,
    number: Int,
    status: String,
    text: String? = nil,
    hash: String,
    parents: [String] = [],
    binds: [String] = [],
    bindsNames: [String] = [],
    waitingFor: [String] = [],
    waitingForNames: [String] = [],
    member: String,
    memberName: String? = nil,
    person: String? = nil,
    time: String? = nil
  ) {
    self.id = id
    self.number = number
    self.status = status
    self.text = text
    self.hash = hash
    self.parents = parents
    self.binds = binds
    self.bindsNames = bindsNames
    self.waitingFor = waitingFor
    self.waitingForNames = waitingForNames
    self.member = member
    self.memberName = memberName
    self.person = person
    self.time = time
  }
}

/// A text that organisations sign, version by version.
public struct Agreement: APIDocument {
  /// The whole id (`a-` and 26 characters).
  public var id: String
  /// The shortest unambiguous prefix of `id`, at least 5 characters after the dash.
  public var short: String
  /// `agreement`.
  public var kind: String
  /// The outside key it was imported under.
  public var key: String?
  /// What it is called; no part of what is signed.
  public var title: String
  /// `disputed` where one of its versions is, else `inForce`, `waiting`, `draft` or `withdrawn`, the first that one is.
  public var status: String
  /// When it is to be looked at again.
  public var review: String?
  /// The versions in force: one, or none; two only where all signed two written at the same time.
  public var inForce: [String]
  /// The versions that no other follows: more than one were written at the same time.
  public var newest: [String]
  /// Whether there is more than one of these, which the next edit settles.
  public var conflict: Bool
  /// By number.
  public var versions: [AgreementVersion]
  /// All signatures, by version, then in order.
  public var signatures: [AgreementSignature]
  /// The organisations whose signature a newest version lacks.
  public var waitingFor: [String]
  /// Their names, in the same order.
  public var waitingForNames: [String]
  /// The organisation that drafted it.
  public var member: String
  /// Its name.
  public var memberName: String?
  /// Who acted for it.
  public var person: String?
  /// When it was drafted.
  public var time: String?
  /// Whether it is put away.
  public var archived: Bool
  /// What was said about it; left empty in lists.
  public var comments: [Comment]
  /// The fields with values written at the same time.
  public var conflicts: [String]
  /// See `Goal.seen`.
  public var seen: String?

  /// Makes the document from its fields.
  public init(
    id: String,
    short: String,
    kind: String = "agreement",
    key: String? = nil,
    title: String,
    status: String,
    review: String? = nil,
    inForce: [String] = [],
    newest: [String] = [],
    conflict: Bool = false,
    versions: [AgreementVersion] = [],
    signatures: [AgreementSignature] = [],
    waitingFor: [String] = [],
    waitingForNames: [String] = [],
    member: String,
    memberName: String? = nil,
    person: String? = nil,
    time: String? = nil,
    archived: Bool = false,
    comments: [Comment] = [],
    conflicts: [String] = [],
    seen: String? = nil
  ) {
    self.id = id
    self.short = short
    self.kind = kind
    self.key = key
    self.title = title
    self.status = status
    self.review = review
    self.inForce = inForce
    self.newest = newest
    self.conflict = conflict
    self.versions = versions
    self.signatures = signatures
    self.waitingFor = waitingFor
    self.waitingForNames = waitingForNames
    self.member = member
    self.memberName = memberName
    self.person = person
    self.time = time
    self.archived = archived
    self.comments = comments
    self.conflicts = conflicts
    self.seen = seen
  }
}

/// What happened to an agreement's versions.
public struct AgreementEvent: APIDocument {
  /// `drafted`, `signed` or `withdrew`.
  public var what: String
  /// The version's id.
  public var version: String
  /// Its number.
  public var number: Int
  /// The organisation that did it.
  public var member: String
  /// Its name.
  public var memberName: String?
  /// Who acted for it.
  public var person: String?
  /// As whom a signature was given.
  public var role: String?
  /// When, by its author's clock.
  public var time: String?

  /// Makes the document from its fields.
  public init(
    what: String,
    version: String,
    number: Int,
    member: String,
    memberName: String? = nil,
    person: String? = nil,
    role: String? = nil,
    time: String? = nil
  ) {
    self.what = what
    self.version = version
    self.number = number
    self.member = member
    self.memberName = memberName
    self.person = person
    self.role = role
    self.time = time
  }
}

/// A stretch of text in a difference.
public struct TextPart: APIDocument {
  /// `same`, `removed` or `added`.
  public var what: String
  /// The stretch.
  public var text: String

  /// Makes the document from its fields.
  public init(
    what: String,
    text: String
  ) {
    self.what = what
    self.text = text
  }
}

/// What one version says otherwise than another.
public struct AgreementDifference: APIDocument {
  /// The earlier version's id.
  public var from: String
  /// Its number.
  public var fromNumber: Int
  /// The later version's id.
  public var to: String
  /// Its number.
  public var toNumber: Int
  /// Both texts, from beginning to end.
  public var parts: [TextPart]

  /// Makes the document from its fields.
  public init(
    from: String,
    fromNumber: Int,
    to: String,
    toNumber: Int,
    parts: [TextPart] = []
  ) {
    self.from = from
    self.fromNumber = fromNumber
    self.to = to
    self.toNumber = toNumber
    self.parts = parts
  }
}

/// A bundle for third parties (`docs/formats/bundle.md`).
public struct EvidenceFile: APIDocument {
  /// What it is about.
  public var id: String
  /// `agreement` or `decision`.
  public var kind: String
  /// The version of the agreement.
  public var version: String?
  /// How many bytes.
  public var size: Int
  /// The file, in base 64.
  public var bytes: String

  /// Makes the document from its fields.
  public init(
    id: String,
    kind: String,
    version: String? = nil,
    size: Int,
    bytes: String
  ) {
    self.id = id
    self.kind = kind
    self.version = version
    self.size = size
    self.bytes = bytes
  }
}
