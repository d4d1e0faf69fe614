internal import HashTreeCollections
public import TalkootCRDT
internal import TalkootCrypto
public import TalkootLog

/// The whole state of a network, as a function of the set of changes that were applied: any causal order of arrival
/// gives the same (`design.md` 6).
///
/// A copy is a snapshot and costs nothing; the writer that goes on copies only what it touches.
///
/// What must hold:
/// - an operation counts only for an object that its own causal past makes, and by those who may write it; all others
///   are ignored, with a reason, the same on every replica;
/// - every index here is a function of the objects, the tree and the governance state.
public struct Workspace: Sendable {
  /// Printed with digests: versions that fold alike share it.
  public static let modelVersion = 1

  /// The network.
  public let network: NetworkID
  var objects = ObjectTable()
  var tree = ReplicatedTree<ObjectID>()
  /// Where each move of the tree goes, for conflicts.
  var moves: TreeDictionary<Dot, GoalMove> = [:]
  /// Under what each goal is listed, to know what a move changes.
  var listedUnder: TreeDictionary<ObjectID, ObjectID> = [:]
  /// By the kind's number.
  var tries: [StateTrie]
  var links = LinkIndex()
  var conflicted: TreeSet<ObjectID> = []
  var incompleteChanges: TreeSet<LocalVersion> = []
  var governance: GovernanceState
  var counting = Counting()
  /// The creations in what is set aside, by object.
  var asideMade: TreeDictionary<ObjectID, [AsideCreation]> = [:]
  /// The changes that concern the settling part, ascending: it is made anew from them.
  public internal(set) var governanceChanges: [LocalVersion] = []
  /// Operations that this version doesn't know.
  public internal(set) var unknownOperations = 0
  /// How many changes hold what this version doesn't know, say that whoever doesn't must stop settling, and are of a
  /// version that more than half of the members understand. Above 0 this node's voice stops.
  public internal(set) var criticalUnknown = 0

  /// The empty state of a network, before its genesis.
  public init(network: NetworkID) {
    self.network = network
    tries = Array(repeating: StateTrie(), count: ObjectKind.allCases.count + 1)
    governance = GovernanceState(network: network)
    let id = networkObject
    objects[id] = ObjectState(id: id, kind: .network)
    tries[Int(ObjectKind.network.rawValue)].touch(id)
  }

  /// The object that the network itself is: its name, and the top of the goal tree.
  public var networkObject: ObjectID { ObjectID(truncating: network.digest) }
}

/// A goal's move as conflicts show it.
struct GoalMove: Sendable, Hashable {
  /// nil is the top.
  var parent: ObjectID?
}

/// A change that was applied here before.
public struct PastChange: Sendable {
  /// The version.
  public let version: LocalVersion
  /// The change.
  public let change: VerifiedChange

  /// Makes one of its parts.
  public init(version: LocalVersion, change: VerifiedChange) {
    self.version = version
    self.change = change
  }
}

/// Gives the changes with operations on an object (`AppliedChange.named`), in local-version order. Asked for only
/// where concurrent edits of one text must be merged.
public typealias ChangeHistory = (ObjectID) -> [PastChange]

/// What a change did to the state.
public struct AppliedChange: Sendable {
  /// The objects whose visible state may have changed, ascending: to be persisted and told of.
  public var touched: [ObjectID] = []
  /// The objects that the change's operations are about, whether or not they counted: what an index of operations by
  /// object has to hold. Ascending.
  public var named: [ObjectID] = []
  /// The operations that count for nothing, and why.
  public var ignored: [IgnoredOperation] = []
  /// How many operations this version doesn't know.
  public var unknown = 0
  /// Whether strings of it are missing.
  public var isIncomplete = false
  /// Erases in it: whoever keeps the strings judges them (`Workspace.strings(erasedBy:index:change:)`).
  public var erasures: [AppliedErasure] = []

  /// Makes one of its parts.
  public init() {}
}

/// An operation that counts for nothing.
public struct IgnoredOperation: Hashable, Sendable {
  /// Why. Found in the operation's own causal past, so that every replica finds the same.
  public enum Reason: String, Hashable, Sendable {
    /// Its past doesn't make the object.
    case noSuchObject
    /// Only the object's owner writes it.
    case notOwner
    /// The object is written once, when it is made.
    case appendOnly
    /// A decision says what it said when the first other organisation took a position.
    case answered
    /// General operations don't make or change objects of this kind.
    case governed
    /// The field merges in another way.
    case wrongOperation
    /// The field doesn't hold such values.
    case wrongValue
    /// Objects of this kind have no outside key.
    case noKey
    /// Only goals are in the tree.
    case notInTree
    /// What the rules of settling don't allow.
    case unsettled
  }

  /// Its index in the change.
  public let index: Int
  /// Why.
  public let reason: Reason
}

// MARK: - Reading

extension Workspace {
  /// An object's state.
  public subscript(id: ObjectID) -> ObjectState? { objects[id] }

  /// An object of one kind.
  public func object(_ id: ObjectID, _ kind: ObjectKind) -> ObjectState? {
    objects[id].flatMap { $0.kind == kind ? $0 : nil }
  }

  /// How many objects there are, but for the network itself.
  public var objectCount: Int { objects.count - 1 }

  /// How many there are of a kind.
  public func count(of kind: ObjectKind) -> Int { tries[Int(kind.rawValue)].count }

  /// The ids of a kind, ascending.
  public func ids(of kind: ObjectKind) -> [ObjectID] { tries[Int(kind.rawValue)].ids }

  /// The object that an outside key names.
  public func object(kind: ObjectKind, key: String) -> ObjectID? {
    if kind == .decision { return decisions(withKey: key).first }
    let id = ObjectID(network: network, kind: kind.rawValue, key: key)
    return objects[id] == nil ? nil : id
  }

  /// The decisions imported under a key, in the order of their making: each organisation proposes its own.
  func decisions(withKey key: String) -> [ObjectID] {
    let value = Value.text(key)
    return list(.decision).filter { objects[$0]?.value(DecisionField.key) == value }
  }

  /// Whether strings are missing: then nobody claims a digest.
  public var isIncomplete: Bool { !incompleteChanges.isEmpty }
}

// MARK: - Ids as people write them

/// What an id or a prefix of one names.
public enum IDLookup: Hashable, Sendable {
  case found(ObjectID, ObjectKind)
  case none
  /// Several: the candidates, ascending, at most 20.
  case ambiguous([ObjectID], ObjectKind)
  /// Not an id at all.
  case malformed
}

extension Workspace {
  /// The object that an id or an unambiguous prefix of at least 5 characters names.
  public func lookUp(_ text: String) -> IDLookup {
    guard let prefix = CrockfordID.parse(text), let kind = ObjectKind(letter: prefix.letter) else { return .malformed }
    let found = tries[Int(kind.rawValue)].ids(in: prefix.ids, limit: 20)
    return found.count == 1 ? .found(found[0], kind) : found.isEmpty ? .none : .ambiguous(found, kind)
  }

  /// The whole id as JSON has it: `g-` and 26 characters. Of a kind without a letter, the characters alone.
  public func idText(_ id: ObjectID, _ kind: ObjectKind) -> String {
    (kind.letter.map { "\($0)-" } ?? "") + CrockfordID.encode(id)
  }

  /// The shortest unambiguous prefix of at least 5 characters. O(log n).
  public func shortID(_ id: ObjectID, _ kind: ObjectKind) -> String {
    let shared = tries[Int(kind.rawValue)].bitsShared(by: id)
    let count = max(
      CrockfordID.prefixCharactersMin,
      CrockfordID.characters(toTellApartAfterSharing: shared)
    )
    return (kind.letter.map { "\($0)-" } ?? "") + CrockfordID.encode(id).prefix(count)
  }
}
