/// The limits of a change, the same for everyone, for ever (`docs/formats/changes.md`, *Limits*).
public enum ChangeLimits {
  /// The header.
  public static let headerBytes = 8 * 1024
  /// Structure and present strings together.
  public static let bodyBytes = 256 * 1024
  /// One string, in UTF-8.
  public static let stringBytes = 200 * 1024
  /// Dependencies of a change.
  public static let dependencies = 64
  /// Operations of a change.
  public static let operations = 2048
  /// More than 65,535 strings would not fit the salt tree.
  public static let strings = 65_535
  /// A log is at most this long, so that a sequence number fits 32 bits on every replica.
  public static let sequence = UInt64(UInt32.max)
  /// A log's changes are salted, signed and stored in ranges of this many.
  public static let range = 256
  /// A signature comes after at most so many bytes, even when the range is not full.
  public static let unsignedBytes = 256 * 1024
}
