public import TalkootCRDT
public import TalkootLog

/// The smallest step of what people write. References to objects that the same change makes are `made` in a draft and
/// resolved once decoded.
public enum Operation: Hashable, Sendable {
  /// Makes an object with its fields, at its place.
  case create(Creation)
  /// Writes a register: over all values in the change's past or, with `seen`, over just those.
  case set(object: ObjectReference, field: FieldNumber, seen: [OperationReference]?, value: Value)
  /// Puts an element into a set.
  case add(object: ObjectReference, field: FieldNumber, element: Value)
  /// Takes an element out of a set as far as the author knew it there.
  case remove(object: ObjectReference, field: FieldNumber, element: Value)
  /// Edits a text: positions in Unicode scalars as the author's replica had it.
  case text(object: ObjectReference, field: FieldNumber, TextEdit)
  /// Puts a goal at a place.
  case move(object: ObjectReference, Place)
  /// One of the settling part's (kinds 16 to 36).
  case governance(GovernanceOperation)
  /// One that this version doesn't know: kept, passed on, and its object frozen here.
  case unknown(kind: UInt64, object: ObjectReference?)

  static let governanceKinds: ClosedRange<UInt64> = 16...36
}

/// What a `create` makes.
public struct Creation: Hashable, Sendable {
  /// What kind of object it is.
  public var kind: ObjectKind
  /// An outside key, unique per kind: whoever makes an object of this key makes the same one. A key names; it cannot
  /// be erased.
  public var key: String?
  /// Where a goal goes; nil for other kinds.
  public var place: Place?
  /// Registers' values, sets' elements (one entry each) and texts' first contents.
  public var fields: [FieldValue]

  /// Makes one of its parts.
  public init(kind: ObjectKind, key: String? = nil, place: Place? = nil, fields: [FieldValue] = []) {
    self.kind = kind
    self.key = key
    self.place = place
    self.fields = fields
  }

  /// A field's number and a value for it.
  public struct FieldValue: Hashable, Sendable {
    /// The field.
    public var field: FieldNumber
    /// The value.
    public var value: Value

    /// Makes one of its parts.
    public init(_ field: FieldNumber, _ value: Value) {
      self.field = field
      self.value = value
    }
  }
}

/// A place in the goal tree: a parent, and beside which position there (`TalkootCRDT.ReplicatedTree`).
public struct Place: Hashable, Sendable {
  /// nil is the top.
  public var parent: ObjectReference?
  /// The move or creation that made the position beside which this one goes; nil is the parent itself.
  public var origin: OperationReference?
  /// Whether it goes before the origin.
  public var isBefore: Bool

  /// Makes one of its parts.
  public init(parent: ObjectReference?, origin: OperationReference? = nil, isBefore: Bool = false) {
    self.parent = parent
    self.origin = origin
    self.isBefore = isBefore
  }
}
