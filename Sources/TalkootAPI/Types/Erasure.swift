/// Erases the words of one field.
public struct NewErasure: APIDocument {
  /// The field, by its name in the object's document.
  public var field: String
  /// Why; stays for ever.
  public var reason: String
  /// The settled decision that allows it, as typed; for words that others wrote.
  public var decision: String?

  /// Makes the document from its fields.
  public init(
    field: String,
    reason: String,
    decision: String? = nil
  ) {
    self.field = field
    self.reason = reason
    self.decision = decision
  }
}

/// Erases a person's name.
public struct NewForgetting: APIDocument {
  /// Why; stays for ever.
  public var reason: String?

  /// Makes the document from its fields.
  public init(
    reason: String? = nil
  ) {
    self.reason = reason
  }
}

/// What was erased.
public struct ErasureReport: APIDocument {
  /// The object's whole id.
  public var id: String
  /// Its short id.
  public var short: String
  /// The field.
  public var field: String
  /// How many strings are gone: what the field says, and all that it said before.
  public var strings: Int
  /// How many strings of the field others wrote, which stay: only a decision erases them.
  public var others: Int

  /// Makes the document from its fields.
  public init(
    id: String,
    short: String,
    field: String,
    strings: Int,
    others: Int
  ) {
    self.id = id
    self.short = short
    self.field = field
    self.strings = strings
    self.others = others
  }
}
