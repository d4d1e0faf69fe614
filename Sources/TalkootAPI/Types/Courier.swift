/// Asks for a file with what a node lacks.
public struct CourierRequest: APIDocument {
  /// The node, or the organisation whose nodes all are meant, as typed.
  public var recipient: String
  /// The absolute path to write to.
  public var path: String
  /// Everything, whatever it is known to have.
  public var everything: Bool?

  /// Makes the document from its fields.
  public init(recipient: String, path: String, everything: Bool? = nil) {
    self.recipient = recipient
    self.path = path
    self.everything = everything
  }
}

/// A file with what a node lacks (`docs/formats/courier.md`).
public struct CourierReport: APIDocument {
  /// Where it is.
  public var path: String
  /// Its size.
  public var bytes: Int
  /// How many changes it holds; of a log that has forked not counted.
  public var changes: Int
  /// The ids of the nodes that it is for.
  public var nodes: [String]
  /// Whether it holds everything: nothing is known of what they have, or it was asked for.
  public var everything: Bool

  /// Makes the document from its fields.
  public init(path: String, bytes: Int, changes: Int, nodes: [String] = [], everything: Bool) {
    self.path = path
    self.bytes = bytes
    self.changes = changes
    self.nodes = nodes
    self.everything = everything
  }
}

/// Which file is brought.
public struct AbsorbOptions: APIDocument {
  /// Its name, for messages.
  public var file: String?

  /// Makes the document from its fields.
  public init(file: String? = nil) { self.file = file }
}

/// What came of a file that somebody brought.
public struct AbsorbReport: APIDocument {
  /// How many changes were new.
  public var changes: Int
  /// How many changes that lacked texts got some.
  public var filled: Int
  /// The heads after it.
  public var heads: [String]

  /// Makes the document from its fields.
  public init(changes: Int, filled: Int, heads: [String] = []) {
    self.changes = changes
    self.filled = filled
    self.heads = heads
  }
}
