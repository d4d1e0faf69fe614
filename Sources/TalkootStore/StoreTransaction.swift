public import TalkootCRDT
public import TalkootCrypto
public import TalkootLog

/// Everything that becomes durable together: one database transaction, one fsync.
///
/// A value that is gathered while a batch is worked on and handed over whole, so that no half of it can reach the disk.
public struct StoreTransaction: Equatable, Sendable {
  /// New changes, their versions going on where the stored ones end, without a gap.
  public var changes: [StoredChange] = []
  /// For each object the new changes touch, the change that does. Each version is one of `changes`.
  public var touched: [Touch] = []
  /// Strings of stored changes that become another: erased, or found again.
  public var replacedStrings: [StringReplacement] = []
  /// Logs that become known, numbered on from those that are.
  public var newLogs: [StoredLog] = []
  /// Signatures of stored changes.
  public var signatures: [StoredSignature] = []
  /// Seeds of ranges, each replacing the one of its range.
  public var seeds: [StoredSeed] = []
  /// Rows of the state's snapshot to write, or with nil to delete.
  public var objects: [ObjectRow] = []
  /// Set with the rows of `objects`: from now on the rows reflect all changes before this version.
  public var snapshotEnd: LocalVersion?
  /// Small named blobs of the state (tree, governance, …), each replacing the one of its name; nil deletes it.
  public var tables: [NamedBytes] = []
  /// Facts about this replica that are not state, each replacing the one of its name; nil deletes it.
  public var meta: [NamedBytes] = []
  /// Each replaces the row of its node.
  public var peers: [StoredPeer] = []
  /// Each replaces the one of its id.
  public var evidence: [StoredEvidence] = []

  /// An empty transaction.
  public init() {}

  /// Whether there is nothing to make durable.
  public var isEmpty: Bool { self == StoreTransaction() }

  /// A change that touches an object.
  public struct Touch: Hashable, Sendable {
    /// What is touched.
    public var object: ObjectID
    /// The change that touches it.
    public var version: LocalVersion

    /// `object` is touched by `version`.
    public init(_ object: ObjectID, _ version: LocalVersion) {
      self.object = object
      self.version = version
    }
  }

  /// String `index` of the stored change `version` is `string` from now on.
  public struct StringReplacement: Hashable, Sendable {
    /// The stored change.
    public var version: LocalVersion
    /// Which of its strings, from 0.
    public var index: UInt32
    /// What it is from now on.
    public var string: ContentString

    /// String `index` of `version` becomes `string`.
    public init(version: LocalVersion, index: UInt32, string: ContentString) {
      self.version = version
      self.index = index
      self.string = string
    }
  }

  /// One object of the snapshot in the caller's encoding; nil when it is gone.
  public struct ObjectRow: Hashable, Sendable {
    /// The object.
    public var id: ObjectID
    /// Its row; nil deletes it.
    public var bytes: [UInt8]?

    /// The row `bytes` of `id`.
    public init(_ id: ObjectID, _ bytes: [UInt8]?) {
      self.id = id
      self.bytes = bytes
    }
  }

  /// A blob by its name; nil when it is gone.
  public struct NamedBytes: Hashable, Sendable {
    /// The name.
    public var name: String
    /// The blob; nil deletes it.
    public var bytes: [UInt8]?

    /// The blob `bytes` of `name`.
    public init(_ name: String, _ bytes: [UInt8]?) {
      self.name = name
      self.bytes = bytes
    }
  }
}

/// A change as the store keeps it: all that is needed to rebuild its canonical bytes, and its id.
///
/// What is derivable is left out: the previous change's id (the log's change before it), the log's id, the hash of
/// the structure, and the content's (from the strings, their commitments and the log's seeds).
public struct StoredChange: Hashable, Sendable {
  /// Its number on this replica.
  public var version: LocalVersion
  /// The log's number on this replica.
  public var log: UInt32
  /// Its place in the log, from 1.
  public var sequence: UInt64
  /// The hash of its header.
  public var id: ChangeID
  /// Its derived Lamport time.
  public var lamport: UInt32
  /// The change before it in its log; nil for the first. Not the log's newest where the log forked.
  public var predecessor: LocalVersion?
  /// The header's dependencies, in the header's order (ascending ids); the predecessor is not among them.
  public var dependencies: [LocalVersion]
  /// The header's format version.
  public var format: UInt8
  /// The header's flags, as in its byte.
  public var flags: UInt8
  /// What the author's clock said.
  public var claimedMilliseconds: Int64
  /// The bytes that a header of a later format has at its end, verbatim.
  public var headerExtension: [UInt8]
  /// The structure's bytes, verbatim.
  public var structure: [UInt8]
  /// The content, as far as it is here.
  public var strings: [ContentString]

  /// Memberwise; Swift's own would be internal.
  public init(
    version: LocalVersion,
    log: UInt32,
    sequence: UInt64,
    id: ChangeID,
    lamport: UInt32,
    predecessor: LocalVersion?,
    dependencies: [LocalVersion] = [],
    format: UInt8 = 1,
    flags: UInt8 = 0,
    claimedMilliseconds: Int64,
    headerExtension: [UInt8] = [],
    structure: [UInt8],
    strings: [ContentString] = []
  ) {
    precondition((sequence == 1) == (predecessor == nil), "only a log's first change has no predecessor")
    self.version = version
    self.log = log
    self.sequence = sequence
    self.id = id
    self.lamport = lamport
    self.predecessor = predecessor
    self.dependencies = dependencies
    self.format = format
    self.flags = flags
    self.claimedMilliseconds = claimedMilliseconds
    self.headerExtension = headerExtension
    self.structure = structure
    self.strings = strings
  }

  /// About how many bytes it takes; what bounds a block.
  var byteCount: Int {
    strings.reduce(structure.count + 32) { sum, string in
      switch string {
      case .present(let utf8): sum + utf8.count
      case .erased, .missing: sum + Digest.byteCount
      }
    }
  }
}

/// A log and the number it has on this replica.
public struct StoredLog: Hashable, Sendable {
  /// From 0 without a gap.
  public var number: UInt32
  /// The hash of the descriptor.
  public var id: LogID
  /// The descriptor's canonical bytes.
  public var descriptor: [UInt8]
  /// The public identity key of the node that writes it.
  public var nodeKey: [UInt8]

  /// Memberwise; Swift's own would be internal.
  public init(number: UInt32, id: LogID, descriptor: [UInt8], nodeKey: [UInt8]) {
    self.number = number
    self.id = id
    self.descriptor = descriptor
    self.nodeKey = nodeKey
  }
}

/// A signature over the id of a change.
///
/// Those at a run's end (each 256th change or 256 KiB) and of governance changes are `kept`; of the others only the
/// newest of its log stays, in a forked log the newest of each branch.
public struct StoredSignature: Hashable, Sendable {
  /// The log's number on this replica.
  public var log: UInt32
  /// 0 unless the log forked; then the number of the branch among those of the log.
  public var branch: UInt32
  /// Of the change it is over.
  public var sequence: UInt64
  /// The signature.
  public var bytes: [UInt8]
  /// Whether it stays when a newer one comes.
  public var isKept: Bool

  /// Memberwise; Swift's own would be internal.
  public init(log: UInt32, branch: UInt32 = 0, sequence: UInt64, bytes: [UInt8], isKept: Bool) {
    self.log = log
    self.branch = branch
    self.sequence = sequence
    self.bytes = bytes
    self.isKept = isKept
  }
}

/// The salts' seed of one range of 256 changes of a log, or what is left of it after erasing (the co-path).
public struct StoredSeed: Hashable, Sendable {
  /// The log's number on this replica.
  public var log: UInt32
  /// Which range of the log, from 0.
  public var range: UInt32
  /// 0 unless the log forked; then the number of the branch on which the range begins.
  public var branch: UInt32
  /// The seed, or the co-path in the encoding of `TalkootLog`.
  public var bytes: [UInt8]

  /// The range's key in the database: the branch above, the range below.
  static func key(range: UInt32, branch: UInt32) -> UInt64 { UInt64(branch) << 32 | UInt64(range) }

  /// Memberwise; Swift's own would be internal.
  public init(log: UInt32, range: UInt32, branch: UInt32 = 0, bytes: [UInt8]) {
    self.log = log
    self.range = range
    self.branch = branch
    self.bytes = bytes
  }
}

/// What is remembered of a peer between runs: hints only, nothing is trusted for being here.
public struct StoredPeer: Hashable, Sendable {
  /// The peer.
  public var node: NodeID
  /// Where it was reached or said to be, the best first.
  public var addresses: [String]
  /// When a session last came about, by this node's clock.
  public var lastSuccessMilliseconds: Int64?

  /// Memberwise; Swift's own would be internal.
  public init(node: NodeID, addresses: [String], lastSuccessMilliseconds: Int64?) {
    self.node = node
    self.addresses = addresses
    self.lastSuccessMilliseconds = lastSuccessMilliseconds
  }
}

/// Evidence of a fork or another fault, under a name the caller derives from it (the same evidence, the same name).
public struct StoredEvidence: Hashable, Sendable {
  /// Its name.
  public var id: Digest
  /// The evidence, in the encoding of `TalkootLog`.
  public var bytes: [UInt8]

  /// Memberwise; Swift's own would be internal.
  public init(id: Digest, bytes: [UInt8]) {
    self.id = id
    self.bytes = bytes
  }
}
