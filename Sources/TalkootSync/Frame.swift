public import TalkootLog

/// A message between two nodes that know each other (ALPN `talkoot/1`); `docs/protocol/sync.md` has every byte.
enum Frame: Equatable, Sendable {
  /// The dialling side's first frame.
  case hello(Greeting)
  /// The answer: the link is open for both. Its version range holds the one version that serves.
  case welcome(Greeting)
  case rows(Rows)
  case changes(Changes)
  case have(Have)
  case wantContent([ChangeID])
  case fork(ForkNotice)
  case credit(Credit)
  case ping(UInt64)
  case pong(UInt64)
  case bye(Bye)
  /// Landmarks along what the sender has of logs whose branches don't match.
  case branches([SyncRow])
  /// A kind from 0x80 on that this version doesn't know: it may be ignored.
  case ignorable(UInt8)

  struct Greeting: Equatable, Sendable {
    var versions: ClosedRange<UInt64>
    var features: UInt64
    var network: NetworkID
    var node: NodeID
    /// The log the sender writes at present.
    var log: LogID?
    var mark: HeadsMark
    /// Send nothing until rows come: what is missing is being fetched from another.
    var hold: Bool
    /// Everything the sender holds; nil when it is too much for a greeting.
    var rows: [SyncRow]?
  }

  /// All the sender holds, in one or several frames. It lifts a hold, or with `hold` and no rows, makes one.
  struct Rows: Equatable, Sendable {
    var mark: HeadsMark
    var isLast: Bool
    var wantsAnswer: Bool
    var hold: Bool
    var rows: [SyncRow]
  }

  struct Changes: Equatable, Sendable {
    /// How far the sender has got: for each log in the pack what it has sent of it.
    var reached: [SyncRow]
    /// The sender's heads, when it has nothing more to send for now.
    var mark: HeadsMark?
    var pack: [UInt8]
  }

  struct Have: Equatable, Sendable {
    var mark: HeadsMark?
    var wantsAnswer: Bool
    /// Rows that have grown.
    var rows: [SyncRow]
  }

  struct Credit: Equatable, Sendable {
    /// So many more of the CHANGES frames are durable, in the order they were sent.
    var batches: UInt64
    /// The sender's heads, when it stores nothing more for now.
    var mark: HeadsMark?
  }

  struct Bye: Equatable, Sendable {
    var code: ByeCode
    var text: String
  }
}

/// A peer's word that a log forked, with evidence that is opaque to sync (`TalkootLog.ForkEvidence`, encoded).
public struct ForkNotice: Equatable, Sendable {
  /// The log that forked.
  public var log: LogID
  /// The first sequence number at which the branches differ.
  public var sequence: UInt64
  /// The two chains.
  public var evidence: [UInt8]

  /// Evidence for a log.
  public init(log: LogID, sequence: UInt64, evidence: [UInt8]) {
    self.log = log
    self.sequence = sequence
    self.evidence = evidence
  }
}

/// Why a side ends a link, on the wire. A code this version doesn't know is kept as it is.
public struct ByeCode: RawRepresentable, Hashable, Sendable {
  /// The code on the wire.
  public let rawValue: UInt64
  /// Any code, known here or not.
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The node stops or restarts.
  public static let goodbye = ByeCode(rawValue: 1)
  /// The operator has paused sync.
  public static let paused = ByeCode(rawValue: 2)
  /// Another link to the same node stays.
  public static let duplicateLink = ByeCode(rawValue: 3)
  /// The receiver of this is too old for the sender.
  public static let tooOld = ByeCode(rawValue: 4)
  /// The receiver of this is too new for the sender.
  public static let tooNew = ByeCode(rawValue: 5)
  /// Another network.
  public static let wrongNetwork = ByeCode(rawValue: 6)
  /// The receiver of this is not, or no longer, in the network.
  public static let notInNetwork = ByeCode(rawValue: 7)
  /// The receiver of this broke the protocol; the text says how.
  public static let violation = ByeCode(rawValue: 8)
  /// Nothing was heard for too long.
  public static let silent = ByeCode(rawValue: 9)
  /// The sender can store nothing more at present.
  public static let cannotStore = ByeCode(rawValue: 10)
  /// The receiver of this is the sender's own node: a loop, or a copy of it.
  public static let sameNode = ByeCode(rawValue: 11)
}
