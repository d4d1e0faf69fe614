/// Which act to undo.
public struct UndoRequest: APIDocument {
  /// A change of it by its hash, or the act's id, as typed; when absent the last act of the person who asks, on this
  /// node.
  public var act: String?

  /// Makes the document from its fields.
  public init(
    act: String? = nil
  ) {
    self.act = act
  }
}

/// A part of an act that stays as it is.
public struct KeptPart: APIDocument {
  /// The object's whole id; null for what settles things.
  public var object: String?
  /// Its short id.
  public var short: String?
  /// Its name or title.
  public var title: String?
  /// The field; null for the whole object.
  public var field: String?
  /// `changedSince`, `notYours`, `settles`, `frozen` or `cyclic`.
  public var reason: String

  /// Makes the document from its fields.
  public init(
    object: String? = nil,
    short: String? = nil,
    title: String? = nil,
    field: String? = nil,
    reason: String
  ) {
    self.object = object
    self.short = short
    self.title = title
    self.field = field
    self.reason = reason
  }
}

/// What an undoing did.
public struct UndoReport: APIDocument {
  /// The act's first change.
  public var of: String
  /// What that act did, in a line.
  public var summary: String
  /// How many parts of it are undone.
  public var undone: Int
  /// The parts that stay, and why.
  public var kept: [KeptPart]
  /// The first change that was written, by whose hash this can be undone.
  public var change: String

  /// Makes the document from its fields.
  public init(
    of: String,
    summary: String,
    undone: Int,
    kept: [KeptPart],
    change: String
  ) {
    self.of = of
    self.summary = summary
    self.undone = undone
    self.kept = kept
    self.change = change
  }
}
