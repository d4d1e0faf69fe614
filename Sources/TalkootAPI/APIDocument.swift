/// What travels over the local API: JSON objects with camelCase keys, times as ISO 8601 in UTC, ids whole.
///
/// In answers an absent field is `null`; in requests it is left out.
public typealias APIDocument = Codable & Hashable & Sendable

/// A decimal number with all its digits, as its author gave it: a JSON number, but never a floating-point one.
public struct DecimalNumber: APIDocument, CustomStringConvertible {
  /// The number as JSON writes it.
  public let literal: String

  /// Takes a number by its literal, or nil where that is no JSON number.
  public init?(_ literal: String) {
    guard case .number(let checked)? = try? JSONValue(parsing: Array(literal.utf8)), checked == literal else {
      return nil
    }
    self.literal = literal
  }

  /// The number as JSON writes it.
  public var description: String { literal }

  /// Reads a JSON number, digit by digit.
  public init(from decoder: any Decoder) throws {
    guard case .number(let literal) = try JSONValue(from: decoder) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "expected a number")
      )
    }
    self.literal = literal
  }

  /// Writes a JSON number, digit by digit.
  public func encode(to encoder: any Encoder) throws {
    try JSONValue.number(literal).encode(to: encoder)
  }
}

/// A request or answer without content.
public struct Nothing: APIDocument {
  /// Nothing.
  public init() {}
}

/// A request body that is a file's bytes, not JSON.
public struct FileBytes: Sendable, Hashable {
  /// The file, as it is on disk.
  public var bytes: [UInt8]

  /// Wraps a file's bytes.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }
}
