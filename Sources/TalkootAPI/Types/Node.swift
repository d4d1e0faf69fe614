/// What a running node says of itself.
public struct NodeStatus: APIDocument {
  /// `running`, `joining` or `stopping`.
  public var state: String
  /// The process.
  public var pid: Int
  /// Where it listens for peers.
  public var listen: String?
  /// Its id.
  public var node: String
  /// Its organisation's id; null while it joins.
  public var member: String?
  /// The program's version.
  public var version: String
  /// The home it serves.
  public var home: String
  /// The network's id.
  public var network: String?
  /// When it started.
  public var started: String?
  /// The address of the local page; null where there is none.
  public var web: String?
  /// SHA-256 of the TLS certificate that new connections are shown.
  public var tlsLeaf: String?
  /// When that was issued.
  public var tlsIssued: String?
  /// What its people should know: `restored` (it may lack something of its own, and goes on in a new log), `copied`
  /// (its home is a copy), `forked` (a log of it was written in two places), `twin` (a copy of it is running),
  /// `damaged` (its database is), `rebuilt` (that was damaged, and the old one is kept beside it), `noRoom` (its disk is
  /// nearly full: what others write waits).
  public var notices: [String]

  /// Makes the document from its fields.
  public init(
    state: String,
    pid: Int,
    listen: String? = nil,
    node: String,
    member: String? = nil,
    version: String,
    home: String,
    network: String? = nil,
    started: String? = nil,
    web: String? = nil,
    tlsLeaf: String? = nil,
    tlsIssued: String? = nil,
    notices: [String] = []
  ) {
    self.notices = notices
    self.state = state
    self.pid = pid
    self.listen = listen
    self.node = node
    self.member = member
    self.version = version
    self.home = home
    self.network = network
    self.started = started
    self.web = web
    self.tlsLeaf = tlsLeaf
    self.tlsIssued = tlsIssued
  }
}

/// The one-screen answer.
public struct StatusReport: APIDocument {
  /// The network.
  public var network: NetworkReference
  /// This organisation; null before a newcomer is in.
  public var member: String?
  /// Its name.
  public var memberName: String?
  /// Its status.
  public var memberStatus: String
  /// How many members there are.
  public var members: Int
  /// How many participants there are.
  public var participants: Int
  /// The goals at the top, with their progress.
  public var goals: [Goal]
  /// All goals that are not archived.
  public var goalCount: Int
  /// Decisions not settled.
  public var openDecisions: Int
  /// What needs attention: what only this node knows, then the first of what stalls the network, weakest link first.
  public var attention: [AttentionItem]
  /// How much stalls the network.
  public var stalled: Int
  /// How much of it began within the last seven days.
  public var stalledNew: Int
  /// How much was mended within them, as far as the state tells.
  public var mended: Int
  /// The mandates that are running.
  public var mandates: [Mandate]
  /// The peers and how far behind each is.
  public var peers: [PeerStatus]

  /// Makes the document from its fields.
  public init(
    network: NetworkReference,
    member: String? = nil,
    memberName: String? = nil,
    memberStatus: String,
    members: Int,
    participants: Int,
    goals: [Goal] = [],
    goalCount: Int,
    openDecisions: Int,
    attention: [AttentionItem] = [],
    stalled: Int = 0,
    stalledNew: Int = 0,
    mended: Int = 0,
    mandates: [Mandate] = [],
    peers: [PeerStatus] = []
  ) {
    self.network = network
    self.member = member
    self.memberName = memberName
    self.memberStatus = memberStatus
    self.members = members
    self.participants = participants
    self.goals = goals
    self.goalCount = goalCount
    self.openDecisions = openDecisions
    self.attention = attention
    self.stalled = stalled
    self.stalledNew = stalledNew
    self.mended = mended
    self.mandates = mandates
    self.peers = peers
  }
}

/// One thing that was looked at.
public struct DoctorCheck: APIDocument {
  /// `home`, `permissions`, `database`, `chain`, `clock`, `certificate`, `port`, `peer`, ….
  public var name: String
  /// Whether it is well.
  public var ok: Bool
  /// What was found.
  public var message: String
  /// What to do about it.
  public var remedy: String?

  /// Makes the document from its fields.
  public init(
    name: String,
    ok: Bool,
    message: String,
    remedy: String? = nil
  ) {
    self.name = name
    self.ok = ok
    self.message = message
    self.remedy = remedy
  }
}

/// What the doctor found.
public struct DoctorReport: APIDocument {
  /// Whether all is well.
  public var ok: Bool
  /// Each thing looked at.
  public var checks: [DoctorCheck]

  /// Makes the document from its fields.
  public init(
    ok: Bool,
    checks: [DoctorCheck] = []
  ) {
    self.ok = ok
    self.checks = checks
  }
}

/// What `talkootd init`, `prepare-join` and `restore` have made.
public struct HomeCreated: APIDocument {
  /// The whole id (`o-` and 26 characters).
  public var id: String
  /// The shortest unambiguous prefix of `id`, at least 5 characters after the dash.
  public var short: String
  /// `member`.
  public var kind: String
  /// The organisation's name.
  public var name: String
  /// The network; null before a newcomer is in.
  public var network: NetworkReference?
  /// The node's id.
  public var node: String
  /// The home.
  public var home: String
  /// Where it will listen.
  public var listen: String?
  /// Of the organisation's key, in words.
  public var fingerprint: String?
  /// The file with the organisation's root key, to be moved away.
  public var recoveryCard: String?
  /// After a restore: the newest change's time.
  public var restored: String?
  /// The network whose content a new one began with.
  public var from: NetworkReference?

  /// Makes the document from its fields.
  public init(
    id: String,
    short: String,
    kind: String = "member",
    name: String,
    network: NetworkReference? = nil,
    node: String,
    home: String,
    listen: String? = nil,
    fingerprint: String? = nil,
    recoveryCard: String? = nil,
    restored: String? = nil,
    from: NetworkReference? = nil
  ) {
    self.id = id
    self.short = short
    self.kind = kind
    self.name = name
    self.network = network
    self.node = node
    self.home = home
    self.listen = listen
    self.fingerprint = fingerprint
    self.recoveryCard = recoveryCard
    self.restored = restored
    self.from = from
  }
}
