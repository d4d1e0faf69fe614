/// What to look for.
public struct SearchQuery: APIDocument {
  /// The words, apart by white space; all must occur in an object.
  public var words: String
  /// Only this kind of object.
  public var kind: String?
  /// At most so many; 50 when absent.
  public var limit: Int?

  /// Makes the document from its fields.
  public init(
    words: String,
    kind: String? = nil,
    limit: Int? = nil
  ) {
    self.words = words
    self.kind = kind
    self.limit = limit
  }
}

/// An object in whose words a search found all it looked for.
public struct SearchResult: APIDocument {
  /// Its whole id.
  public var id: String
  /// Its short id.
  public var short: String
  /// What kind of object it is.
  public var kind: String
  /// Its name or title; of a comment its beginning.
  public var title: String
  /// Where the words are: a field of the object, or of a record shown with it (`position.reason`).
  public var field: String
  /// The text around the first word, on one line.
  public var excerpt: String
  /// Whether it was put away.
  public var archived: Bool

  /// Makes the document from its fields.
  public init(
    id: String,
    short: String,
    kind: String,
    title: String,
    field: String,
    excerpt: String,
    archived: Bool
  ) {
    self.id = id
    self.short = short
    self.kind = kind
    self.title = title
    self.field = field
    self.excerpt = excerpt
    self.archived = archived
  }
}
