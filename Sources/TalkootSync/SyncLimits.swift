/// What bounds everything a peer can make this node keep or do (`docs/protocol/sync.md`, *Limits*).
public enum SyncLimits {
  /// The protocol versions this node speaks.
  public static let versions: ClosedRange<UInt64> = 1...1
  /// A frame, with its kind byte. The transport closes a link that announces more.
  public static let frameBytesMax = 1 << 20
  /// A pack of changes in one CHANGES frame.
  public static let packBytesMax = frameBytesMax - (64 << 10)
  /// What a sender asks its store for at once: two such packs fill the credit of a link.
  public static let batchBytesMax = 512 << 10
  /// Bytes of packs a peer may have sent and not yet got credit for.
  public static let creditWindowBytes = 1 << 20
  /// The least a pack costs of the credit, so that tiny packs are bounded in number too.
  public static let packCostMin = 256
  /// A greeting carries rows up to this many logs; beyond, they follow in ROWS frames when the heads hashes differ.
  public static let greetingRowsMax = 256
  /// Rows of one ROWS frame.
  public static let rowsPerFrameMax = 16_384
  /// Logs a peer may name in a session.
  public static let logsMax = 65_536
  /// Changes one WANT-CONTENT frame may ask for.
  public static let wantedChangesMax = 256
  /// Landmarks of one BRANCHES frame, and of one log that are kept.
  public static let landmarksMax = 4_096
  /// BRANCHES frames taken in a session; more are ignored until rows are told anew.
  public static let branchesFramesMax = 256
  /// The evidence of one FORK frame.
  public static let evidenceBytesMax = 512 << 10
  /// FORK frames taken in a session; more are ignored.
  public static let forkFramesMax = 64
  /// Bytes of a BYE's or a refusal's text.
  public static let textBytesMax = 200
  /// Bytes a later protocol version may add behind a greeting.
  public static let greetingExtensionBytesMax = 1_024
  /// Bytes of HAVE frames sent to a peer from which nothing has come back.
  public static let unansweredAnnouncementBytesMax = 64 << 10

  /// A greeting must be through by then.
  public static let greetingTimeout: Duration = .seconds(10)
  /// Silence after which a PING goes out.
  public static let pingAfter: Duration = .seconds(60)
  /// Silence after which the link is given up.
  public static let idleTimeout: Duration = .seconds(90)
  /// Without progress for this long another peer is asked for the range.
  public static let stallTimeout: Duration = .seconds(10)
  /// However well a peer delivers, others wait for it no longer than this: it may have nothing that matters.
  public static let exclusiveTimeout: Duration = .seconds(30)
  /// The first heads hash after activity.
  public static let headsCheckFirst: Duration = .seconds(60)
  /// The rarest heads hash, when all is quiet.
  public static let headsCheckMax: Duration = .seconds(3_600)
  /// The heads are compared so soon when the rows say that both hold the same and only the proof is missing.
  public static let settleAfter: Duration = .seconds(2)
  /// Rows are told again, on a difference of the heads hashes, at most this often.
  public static let rowsAgainAfter: Duration = .seconds(5)
  /// Received changes are passed on after a random time in this range (milliseconds).
  public static let relayJitterMilliseconds: ClosedRange<UInt64> = 50...250
  /// A gap of at least this many changes is fetched from one peer while the others wait.
  public static let exclusiveFetchMin: UInt64 = 64
}
