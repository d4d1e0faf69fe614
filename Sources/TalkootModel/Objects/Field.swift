/// A field's number within its kind of object. Numbers are in every change, so they never change meaning.
public struct FieldNumber: Hashable, Comparable, Sendable, ExpressibleByIntegerLiteral {
  /// The number.
  public let rawValue: UInt32
  /// The field with a number.
  public init(_ rawValue: UInt32) { self.rawValue = rawValue }
  /// The field with a number.
  public init(integerLiteral value: UInt32) { rawValue = value }
  /// By number.
  public static func < (a: FieldNumber, b: FieldNumber) -> Bool { a.rawValue < b.rawValue }

  /// Every kind's mark of being put away.
  public static let archived: FieldNumber = 1
  /// A goal's place in the tree: written by `move` alone, listed in conflicts under this number.
  public static let parent: FieldNumber = 63
}

/// One field of a kind of object: what merges it, and what its values are.
public struct Field: Sendable {
  /// How concurrent writes to the field come together (`design.md` 6).
  public enum Merge: Sendable {
    /// Concurrent values are all kept until someone overwrites them.
    case register
    /// An observed-remove set; adding wins.
    case set
    /// Text, merged edit by edit.
    case text
  }

  /// What a value is.
  public indirect enum Content: Sendable {
    case string
    case decimal
    case date
    case bool
    case bytes
    case instant
    case choice(Choices)
    /// A reference to an object of one of these kinds; empty: of any kind.
    case object([ObjectKind])
    /// A list of so many elements, each of its own content.
    case record([Content])
    /// A list of any number of elements of one content.
    case list(Content)
  }

  /// Who may write the field where that is narrower than for the object.
  public enum Writers: Sendable {
    case asObject
    /// The organisation named by the element's first item.
    case organisationNamed
    /// Nobody once the object is made.
    case makerOnly
  }

  /// Its number.
  public let number: FieldNumber
  /// The name in JSON and in `conflict settle`.
  public let name: String
  /// How concurrent writes come together.
  public let merge: Merge
  /// What a value is.
  public let content: Content
  /// Who may write it.
  public let writers: Writers

  init(
    _ number: FieldNumber,
    _ name: String,
    _ merge: Merge,
    _ content: Content,
    writers: Writers = .asObject
  ) {
    self.number = number
    self.name = name
    self.merge = merge
    self.content = content
    self.writers = writers
  }

  /// Whether the field can hold `value`: nothing, or what the table says. A choice's number may be of a newer version.
  public func admits(_ value: Value) -> Bool {
    (merge == .register && value == .null) || Field.admits(value, content)
  }

  private static func admits(_ value: Value, _ content: Content) -> Bool {
    switch (content, value) {
    case (.string, .string), (.decimal, .decimal), (.date, .date), (.bool, .bool), (.bytes, .bytes),
      (.instant, .instant), (.choice, .choice), (.object, .object), (.object, .made):
      return true
    case (.record(let contents), .list(let values)):
      return contents.count == values.count
        && zip(values, contents).allSatisfy { $0 == .null || admits($0, $1) }
    case (.list(let content), .list(let values)):
      return values.allSatisfy { admits($0, content) }
    case (.string, _), (.decimal, _), (.date, _), (.bool, _), (.bytes, _), (.instant, _), (.choice, _), (.object, _),
      (.record, _), (.list, _):
      return false
    }
  }
}
