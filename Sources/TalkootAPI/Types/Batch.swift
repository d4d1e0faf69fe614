/// One request of a batch, as it would be sent alone.
public struct BatchedRequest: APIDocument {
  /// The line that it comes from, for messages; from 1.
  public var line: Int
  /// `POST`, `PATCH` or `DELETE`.
  public var method: String
  /// The path with its query.
  public var path: String
  /// The body: a JSON document as text, or nothing.
  public var body: String?

  /// Makes the document from its fields.
  public init(
    line: Int,
    method: String,
    path: String,
    body: String? = nil
  ) {
    self.line = line
    self.method = method
    self.path = path
    self.body = body
  }
}

/// Requests that are carried out as one act: all of them or none.
public struct BatchRequest: APIDocument {
  /// In their order; each sees what the ones before it wrote.
  public var requests: [BatchedRequest]

  /// Makes the document from its fields.
  public init(
    requests: [BatchedRequest]
  ) {
    self.requests = requests
  }
}

/// What a batch did.
public struct BatchReport: APIDocument {
  /// The act, by which all of it is undone at once.
  public var act: String
  /// How many requests were carried out.
  public var commands: Int
  /// The changes that were written.
  public var changes: [String]

  /// Makes the document from its fields.
  public init(
    act: String,
    commands: Int,
    changes: [String]
  ) {
    self.act = act
    self.commands = commands
    self.changes = changes
  }
}
