/// An object, as an operation refers to it: one that is there already, or one that this very change makes.
public enum ObjectReference: Hashable, Sendable {
  case object(ObjectID)
  /// The object that operation number `i` of the same change makes.
  case made(UInt32)

  /// The object's id, given the change that refers to it.
  public func id(in change: ChangeID) -> ObjectID {
    switch self {
    case .object(let id): id
    case .made(let index): ObjectID(madeBy: change, index: index)
    }
  }
}

/// An operation, as another one refers to it.
public struct OperationReference: Hashable, Sendable {
  /// nil is the change that refers.
  public var change: ChangeID?
  /// The operation's index in its change.
  public var index: UInt32

  /// Names an operation.
  public init(change: ChangeID?, index: UInt32) {
    self.change = change
    self.index = index
  }
}

/// The objects and changes that a structure refers to, each once, in order of first use.
struct ReferenceTables: Hashable, Sendable {
  private(set) var objects: [ObjectID] = []
  private(set) var changes: [ChangeID] = []
  private var objectIndex: [ObjectID: Int] = [:]
  private var changeIndex: [ChangeID: Int] = [:]

  mutating func index(of object: ObjectID) -> Int {
    if let index = objectIndex[object] { return index }
    objectIndex[object] = objects.count
    objects.append(object)
    return objects.count - 1
  }

  mutating func index(of change: ChangeID) -> Int {
    if let index = changeIndex[change] { return index }
    changeIndex[change] = changes.count
    changes.append(change)
    return changes.count - 1
  }
}
