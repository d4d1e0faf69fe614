public import TalkootLog

/// A link of this process: the shell numbers them and never uses a number twice.
public struct LinkID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The shell's number.
  public let rawValue: UInt64
  /// The link with this number.
  public init(_ rawValue: UInt64) { self.rawValue = rawValue }
  /// In order of number.
  public static func < (a: LinkID, b: LinkID) -> Bool { a.rawValue < b.rawValue }
  /// For a log line.
  public var description: String { "link \(rawValue)" }
}

/// Which side begun the connection; it says hello first.
public enum LinkRole: Equatable, Sendable {
  case dialling
  case answering
}

/// A part of one log: the changes behind number `after` up to and with number `through`.
public struct LogRange: Equatable, Sendable {
  /// The log.
  public var log: LogID
  /// The number of changes the peer has.
  public var after: UInt64
  /// The number of changes it is to have.
  public var through: UInt64
  /// What the peer has as change `after`; nil when it is known to be ours or `after` is 0.
  public var expecting: HeadPrefix?
  /// Set where branches are in play, and then alone: everything of the log that is not in the pasts of these changes.
  public var beyond: [SyncRow]?
  /// Whether those of `beyond` that are not here may be passed over; else one of them makes the log `mismatched`.
  public var isEnough = false

  /// A part of a log.
  public init(log: LogID, after: UInt64, through: UInt64, expecting: HeadPrefix? = nil) {
    self.log = log
    self.after = after
    self.through = through
    self.expecting = expecting
  }

  /// All branches of a log, but what the peer has of them.
  public init(log: LogID, beyond: [SyncRow], isEnough: Bool) {
    self.init(log: log, after: 0, through: 0)
    self.beyond = beyond
    self.isEnough = isEnough
  }
}

/// What a peer lacks, for the store to read.
public struct Selection: Equatable, Sendable {
  /// In order of log id.
  public var ranges: [LogRange]
  /// The pack must not be greater; one change always fits.
  public var byteBudget: Int
  /// Logs of which the peer may hold other branches: their changes are named in full. Ascending.
  public var disputed: [LogID]

  /// What is to be read.
  public init(ranges: [LogRange], byteBudget: Int, disputed: [LogID] = []) {
    self.ranges = ranges
    self.byteBudget = byteBudget
    self.disputed = disputed
  }
}

/// What the store read for a selection.
public struct LoadedBatch: Equatable, Sendable {
  /// Whole changes of the ranges in topological order, as many as the budget allows, best cut where a signature stands.
  public var pack: [UInt8]
  /// For each log in the pack how far it goes, on each branch.
  public var reached: [LogRow]
  /// Logs of which the peer has a change that is not here, where it should be: nothing of them is in the pack.
  public var mismatched: [LogID]
  /// Of those logs, `LogIndex.landmarks`, for the peer to find out what is lacking here.
  public var landmarks: [LogRow]

  /// What was read; nothing, when there is nothing to read any more.
  public init(pack: [UInt8], reached: [LogRow], mismatched: [LogID] = [], landmarks: [LogRow] = []) {
    self.pack = pack
    self.reached = reached
    self.mismatched = mismatched
    self.landmarks = landmarks
  }
}

/// What a peer said of itself.
public struct PeerGreeting: Equatable, Sendable {
  /// The node, as its certificate says too.
  public var node: NodeID
  /// The log it writes at present.
  public var log: LogID?
  /// The protocol version that serves.
  public var version: UInt64
  /// A bit for each optional part of the protocol that it knows.
  public var features: UInt64
}

/// How a peer's replica stands to this one.
public struct LinkStatus: Equatable, Sendable {
  /// Changes this replica has and the peer is not known to have.
  public var ahead: UInt64
  /// Changes the peer has said it has and this replica has not.
  public var behind: UInt64
  /// Equal heads hashes: nothing else counts as in sync.
  public var isInSync: Bool
  /// How long the last question took to be answered; nil before there was one.
  public var roundTrip: Duration?
}

/// What the shell does for a link, in the order given.
public enum SyncEffect: Equatable, Sendable {
  /// Hand the frame to the transport.
  case send([UInt8])
  /// Read from the store; answer with `loaded`.
  case load(Selection)
  /// Read these changes with their content, as many as the budget allows; answer with `loaded` and no rows.
  case loadContent([ChangeID], byteBudget: Int)
  /// Verify and store; answer with `stored` once it is durable, or `refused`.
  case store(pack: [UInt8], tag: UInt64)
  /// Both sides have greeted; begin nothing before.
  case established(PeerGreeting)
  /// The status has changed.
  case report(LinkStatus)
  /// The peer has another change than ours as number `sequence` of the log, or one of its neighbours.
  case forked(LogID, sequence: UInt64)
  /// The peer sends evidence of a fork.
  case evidence(ForkNotice)
  /// A peer has more of this node's own log than this node: something of its own is missing (`rules.md` 2.11).
  case ownLogAhead(LogID, peerCount: UInt64)
  /// Send what is queued, then close.
  case close(Ending)
}

/// An effect and the link it is for.
public struct LinkEffect: Equatable, Sendable {
  /// The link.
  public var link: LinkID
  /// What to do for it.
  public var effect: SyncEffect
}

/// Who this node is, for greetings.
public struct SyncIdentity: Sendable {
  /// The network.
  public var network: NetworkID
  /// This node.
  public var node: NodeID
  /// The log this node writes at present.
  public var log: LogID?
  /// A bit for each optional part of the protocol that this node knows; none is defined yet.
  public var features: UInt64

  /// An identity.
  public init(network: NetworkID, node: NodeID, log: LogID?, features: UInt64 = 0) {
    self.network = network
    self.node = node
    self.log = log
    self.features = features
  }
}
