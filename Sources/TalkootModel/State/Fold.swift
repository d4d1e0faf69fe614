internal import TalkootCRDT
internal import TalkootLog

/// One change on its way into the state.
struct Fold {
  let version: LocalVersion
  let decoded: DecodedChange
  let changeID: ChangeID
  let claimedMilliseconds: Int64
  /// The organisation of the log.
  let organisation: ObjectID
  let author: Author
  let index: LogIndex
  let history: ChangeHistory
  let own: PastChange
  /// When one object is made anew: the only one whose operations count.
  var only: ObjectID?

  var applied = AppliedChange()
  /// The objects whose visible state may have changed; one may be there several times.
  var touched: [ObjectID] = []
  /// What those contributed to the index before of which an edit may change that.
  var linksBefore: [ObjectID: Links?] = [:]
  /// The objects that operations are about; one may be there several times.
  var named: [ObjectID] = []
  /// Text operations are applied together at the end.
  var texts: [TextTarget: [TextOperation]] = [:]
  /// Texts of keyed objects made more than once: folded anew.
  var textsToReplay: Set<TextTarget> = []
  /// Whether an operation concerns the settling part.
  var isGovernance = false
  /// Whether nothing of it counts but what settling takes from it.
  var isSetAside = false
  /// Whether an operation may change whose changes count.
  var concernsStanding = false

  init(
    _ change: VerifiedChange,
    _ structure: Structure,
    network: NetworkID,
    version: LocalVersion,
    index: LogIndex,
    history: @escaping ChangeHistory
  ) {
    self.version = version
    decoded = DecodedChange(change.change, structure, network: network)
    changeID = change.id
    claimedMilliseconds = change.header.claimedMilliseconds
    organisation = ObjectID(change.descriptor.member)
    author = Author(organisation: change.descriptor.member, node: change.descriptor.node)
    self.index = index
    self.history = history
    own = PastChange(version: version, change: change)
    applied.isIncomplete = decoded.isIncomplete
  }

  mutating func ignore(_ index: Int, _ reason: IgnoredOperation.Reason) {
    applied.ignored.append(IgnoredOperation(index: index, reason: reason))
  }

  /// The local name of an operation that this change refers to; nil when it isn't here.
  func dot(_ reference: OperationReference) -> Dot? {
    guard let change = reference.change else { return Dot(version, reference.index) }
    return index.version(of: change).map { Dot($0, reference.index) }
  }

  func happened(_ a: Dot, before b: Dot) -> Bool {
    a.version == b.version ? a.index < b.index : index.isInPast(a.version, of: b.version)
  }
}

struct TextTarget: Hashable, Comparable {
  let object: ObjectID
  let field: FieldNumber

  static func < (a: TextTarget, b: TextTarget) -> Bool {
    a.object != b.object ? a.object < b.object : a.field < b.field
  }
}
