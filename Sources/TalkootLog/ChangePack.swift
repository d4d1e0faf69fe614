internal import TalkootCrypto

/// A batch of changes in their compact form, for the wire and for blocks on disk (`docs/formats/pack.md`).
///
/// Causally ordered: what a change refers to comes earlier in the pack or is with the receiver already. Everything
/// that follows from that is left out: ids, hashes, predecessors, sequence numbers. Encoding and decoding are exact
/// inverses: what comes out has the ids of what went in.
public enum ChangePack {
  /// The version of the pack's layout.
  public static let version: UInt8 = 1
  /// How many changes a pack holds at most, which bounds what decoding one can cost.
  public static let changesMax = 16_384
  /// How many entries a pack's table of logs has at most.
  static let logsMax = 4_096

  /// One change to be packed.
  public struct Item: Sendable {
    /// The change; its signature travels if it is there.
    public var change: VerifiedChange
    /// The salts of its range: needed where it begins the range, and wherever the receiver may have other ones, as
    /// erasing leaves them.
    public var salts: SaltTree?
    /// What speaks for it: of a log's newest change that has no signature of its own here.
    public var proof: HeaderChain?

    /// Makes an item.
    public init(_ change: VerifiedChange, salts: SaltTree? = nil, proof: HeaderChain? = nil) {
      self.change = change
      self.salts = salts
      self.proof = proof
    }
  }

  /// Packs changes: as many of `items`, from the first, as one pack takes.
  ///
  /// - Parameters:
  ///   - items: in causal order.
  ///   - bytes: the pack ends with the change that reaches this size, so it can be larger by one change
  ///     (at most 0.3 MiB).
  /// - Returns: the pack, and how many changes are in it.
  public static func encode(
    _ items: some Sequence<Item>,
    source: some PackSource,
    atMost bytes: Int = Int.max
  ) -> (pack: [UInt8], count: Int) {
    var encoder = PackEncoder(source)
    for item in items {
      if encoder.isFull(atMost: bytes) { break }
      encoder.add(item)
    }
    return (encoder.finish(), encoder.count)
  }

  /// Unpacks changes.
  ///
  /// - Throws: FormatError with the place of the fault. Costs at most a few times the size of `bytes` in memory.
  public static func decode(_ bytes: [UInt8], target: some PackTarget) throws(FormatError) -> [ReceivedChange] {
    var decoder = try PackDecoder(bytes, target)
    return try decoder.changes()
  }
}

/// What a change's first byte in a pack says.
struct PackControl: OptionSet {
  let rawValue: UInt8
  /// It is of another log than the change before: a log number follows.
  static let switchesLog = PackControl(rawValue: 1)
  /// Two bits say what it depends on.
  static let dependencyMask = PackControl(rawValue: 6)
  static let dependsOnLast = PackControl(rawValue: 2)
  static let dependsOnList = PackControl(rawValue: 4)
  static let dependsOnMention = PackControl(rawValue: 6)
  /// A signature comes last.
  static let signed = PackControl(rawValue: 8)
  /// A second byte, `PackExtras`, follows.
  static let extras = PackControl(rawValue: 16)
  static let person = PackControl(rawValue: 32)
  static let act = PackControl(rawValue: 64)
}

/// What is rare, in a change's second byte.
struct PackExtras: OptionSet {
  let rawValue: UInt8
  static let critical = PackExtras(rawValue: 1)
  static let governance = PackExtras(rawValue: 2)
  static let salts = PackExtras(rawValue: 4)
  /// Some strings are not present: each length carries a tag.
  static let absentStrings = PackExtras(rawValue: 8)
  /// The act is another than that of the last change with one.
  static let newAct = PackExtras(rawValue: 16)
  /// Header and structure follow as they are (a newer format).
  static let verbatim = PackExtras(rawValue: 32)
  /// Headers up to a signed one come last, in place of a signature.
  static let proof = PackExtras(rawValue: 64)
  static let known = PackExtras(rawValue: 127)
}

/// How a log enters a pack's table.
enum PackLogForm: UInt8 {
  /// 16 bytes of its id, and the sequence number of a change that the receiver has.
  case known = 0
  /// Its id, a sequence number and the id of the change there: nothing is looked up.
  case literal = 1
  /// It begins here.
  case new = 2
}

/// A log, as a pack goes along it.
struct PackLog {
  let form: PackLogForm
  var log: LogID
  /// Where it entered the table; 0 when it begins in the pack.
  let base: UInt64
  let baseID: ChangeID?
  /// Its changes in the pack so far, from `base + 1`.
  var ids: [ChangeID] = []
  /// The sequence number mentioned last: the next one is told as a difference.
  var mention: UInt64
  var salts: SaltPath?
  /// Whether they are the ones that the receiver had already.
  var hasReceiversSalts = false
  /// The salts that came with changes of it.
  var brought: [(range: UInt64, salts: SaltTree)] = []

  init(_ form: PackLogForm, _ log: LogID, base: UInt64, id: ChangeID?) {
    self.form = form
    self.log = log
    self.base = base
    self.baseID = id
    self.mention = base
  }

  var sequence: UInt64 { base + UInt64(ids.count) }
  var last: ChangeID? { ids.last ?? baseID }

  /// The change at `sequence`, if it came in the pack or is the base.
  func id(_ sequence: UInt64) -> ChangeID? {
    if sequence > base, sequence <= self.sequence { return ids[Int(sequence - base) - 1] }
    return sequence == base ? baseID : nil
  }

  mutating func append(_ id: ChangeID) {
    ids.append(id)
    mention = sequence
  }
}
