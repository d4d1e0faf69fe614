/// One edit of a text: a deletion and an insertion at one place, as its author's replica had the text.
///
/// Positions and counts are Unicode scalars. What lies beyond the text's end is clamped to it, so that every operation
/// means something on every text.
public struct TextOperation: Hashable, Sendable {
  /// The operation.
  public var dot: Dot
  /// How many scalars are before the place.
  public var position: Int
  /// How many scalars after the place are taken away.
  public var deleted: Int
  /// What is put at the place. Erased content is a placeholder of as many scalars.
  public var inserted: String

  /// Makes an operation.
  public init(dot: Dot, position: Int, deleted: Int, inserted: String) {
    self.dot = dot
    self.position = position
    self.deleted = deleted
    self.inserted = inserted
  }
}

/// An edit of a text that is not yet an operation: by a person, or in a text that all operations have gone into.
public struct TextEdit: Hashable, Sendable {
  /// How many scalars are before the place.
  public var position: Int
  /// How many scalars after the place are taken away.
  public var deleted: Int
  /// What is put at the place.
  public var inserted: String

  /// Makes an edit.
  public init(position: Int, deleted: Int, inserted: String) {
    self.position = position
    self.deleted = deleted
    self.inserted = inserted
  }
}
