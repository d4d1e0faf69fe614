/// Which events to wait for.
public struct EventQuery: APIDocument {
  /// Those that came to this node after this change, as typed; when absent those that come from now on.
  public var since: String?
  /// At most so many at once; 100 when absent.
  public var limit: Int?
  /// How long to wait for the first (seconds); 0 when absent.
  public var timeout: Int?

  /// Makes the document from its fields.
  public init(
    since: String? = nil,
    limit: Int? = nil,
    timeout: Int? = nil
  ) {
    self.since = since
    self.limit = limit
    self.timeout = timeout
  }
}

/// What came to a node, in the order in which it came.
public struct Events: APIDocument {
  /// The changes, each with its operations.
  public var events: [ChangeDescription]
  /// The last change of all that there are up to here: what to give as `since` next.
  public var last: String?

  /// Makes the document from its fields.
  public init(
    events: [ChangeDescription],
    last: String? = nil
  ) {
    self.events = events
    self.last = last
  }
}
