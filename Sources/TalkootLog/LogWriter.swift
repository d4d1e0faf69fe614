public import TalkootCRDT

/// Seals this node's own changes: the end of its log, and the salts of the range it is in.
///
/// Pure: randomness and time come in.
public struct LogWriter: Sendable {
  /// The log that is written.
  public let descriptor: LogDescriptor
  /// Its id.
  public let log: LogID
  /// The number of changes in it.
  public private(set) var count: UInt64
  /// Its newest change.
  public private(set) var head: ChangeID?
  /// The salts of the range that the next change falls into; nil when it begins a range.
  public private(set) var salts: SaltTree?
  private var schedule = SignatureSchedule()

  /// Begins a new log.
  public init(descriptor: LogDescriptor) {
    self.descriptor = descriptor
    log = descriptor.id
    count = 0
  }

  /// Goes on in a log after its newest change.
  /// - Parameters:
  ///   - salts: of the newest change's range.
  ///   - unsignedBytes: weight of the changes since the last signature that is kept.
  public init(descriptor: LogDescriptor, count: UInt64, head: ChangeID, salts: SaltTree, unsignedBytes: Int = 0) {
    self.descriptor = descriptor
    log = descriptor.id
    self.count = count
    self.head = head
    self.salts = count % UInt64(ChangeLimits.range) == 0 ? nil : salts
    schedule = SignatureSchedule(bytes: unsignedBytes)
  }

  /// Forgets the salt of an erased string, if it is of the range that the next change falls into.
  public mutating func puncture(sequence: UInt64, string index: Int, of strings: Int) {
    guard count > 0, SaltTree.range(sequence) == SaltTree.range(count) else { return }
    salts?.puncture(sequence: sequence, string: index, of: strings)
  }

  /// What `seal` made.
  public struct Sealed: Sendable {
    /// The change, not signed yet.
    public var change: VerifiedChange
    /// The salts of its range; new with the range's first change.
    public var salts: SaltTree
    /// Whether it begins a range, whose salts are to be stored.
    public var beginsRange: Bool
    /// Whether its signature is kept for good; the newest change of a transaction is signed in any case.
    public var keepsSignature: Bool
  }

  /// Seals the log's next change.
  ///
  /// - Parameters:
  ///   - dependencies: the other heads this replica knows, in any order (`LogIndex.dependencies(for:)`).
  ///   - newSeed: 16 random bytes, asked for when the change begins a range.
  /// - Throws: FormatError (`overLimit`) when it exceeds a limit of changes; nothing has changed then.
  public mutating func seal(
    structure bytes: [UInt8],
    strings: [String],
    dependencies: [ChangeID],
    claimedMilliseconds: Int64,
    flags: ChangeFlags = [],
    newSeed: () -> SaltSeed
  ) throws(FormatError) -> Sealed {
    let structure = try Structure(parsing: bytes)
    precondition((structure.descriptor == nil) == (count > 0), "the first change, and only it, has the descriptor")
    precondition(structure.descriptor.map { $0 == descriptor } ?? true, "the descriptor is another log's")
    precondition(structure.stringCount == strings.count, "structure and strings belong together")
    let content = strings.map { ContentString.present(Array($0.utf8)) }
    try LogWriter.checkLimits(structure, content, dependencies)
    let tree = salts ?? SaltTree(root: newSeed())
    let change = hash(structure.bytes, content, dependencies, claimedMilliseconds, flags, tree)
    let beginsRange = salts == nil
    count += 1
    head = change.id
    salts = count % UInt64(ChangeLimits.range) == 0 ? nil : tree
    return Sealed(
      change: VerifiedChange(trusting: change, structure: structure, descriptor: descriptor),
      salts: tree,
      beginsRange: beginsRange,
      keepsSignature: schedule.keepsSignature(of: change)
    )
  }

  private func hash(
    _ structure: [UInt8],
    _ content: [ContentString],
    _ dependencies: [ChangeID],
    _ milliseconds: Int64,
    _ flags: ChangeFlags,
    _ tree: SaltTree
  ) -> Change {
    var hasher = ChangeHasher()
    var path: SaltPath? = SaltPath(range: SaltTree.range(count + 1), tree)
    let contentHash = hasher.contentHash(content, slot: SaltTree.slot(count + 1), salts: &path)!
    let header = ChangeHeader(
      flags: flags,
      log: log,
      sequence: count + 1,
      previous: head,
      dependencies: Set(dependencies).sorted(),
      claimedMilliseconds: milliseconds,
      structureHash: hasher.structureHash(structure),
      contentHash: contentHash
    )
    return Change(trusting: header, id: hasher.id(header), structure: structure, strings: content)
  }

  private static func checkLimits(
    _ structure: Structure,
    _ content: [ContentString],
    _ dependencies: [ChangeID]
  ) throws(FormatError) {
    var weight = structure.bytes.count
    for case .present(let bytes) in content {
      guard bytes.count <= ChangeLimits.stringBytes else {
        throw FormatError(.overLimit, at: ChangeLimits.stringBytes, reading: "string")
      }
      weight += bytes.count
    }
    guard weight <= ChangeLimits.bodyBytes else {
      throw FormatError(.overLimit, at: ChangeLimits.bodyBytes, reading: "structure and content")
    }
    guard dependencies.count <= ChangeLimits.dependencies else {
      throw FormatError(.overLimit, at: ChangeLimits.dependencies, reading: "dependencies")
    }
  }
}

extension LogIndex {
  /// What the next change of `log` depends on: the heads that are not its own. When there are more than a change can
  /// name, `merges` holds the dependencies of changes without operations to be written first.
  ///
  /// - Parameter heads: what it is to build on, none in another's past; nil for everything here.
  public func dependencies(
    for log: LogID,
    on heads: [LocalVersion]? = nil
  ) -> (merges: [[ChangeID]], dependencies: [ChangeID]) {
    let own = logState(log)?.head
    let others = (heads ?? graph.heads).filter { $0 != own }.map { id(of: $0) }.sorted()
    var merges: [[ChangeID]] = []
    var rest = others[...]
    while rest.count > ChangeLimits.dependencies {
      merges.append(Array(rest.prefix(ChangeLimits.dependencies)))
      rest = rest.dropFirst(ChangeLimits.dependencies)
    }
    return (merges, Array(rest))
  }
}
