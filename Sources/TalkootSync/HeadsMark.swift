public import TalkootCrypto
public import TalkootLog

/// The first 16 bytes of a heads hash: what two replicas compare to know whether they hold the same changes.
public struct HeadsMark: Hashable, Sendable, CustomStringConvertible {
  let high: UInt64
  let low: UInt64

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The mark of a heads hash.
  public init(_ headsHash: Digest) {
    let short = ObjectID(truncating: headsHash)
    self.init(high: short.high, low: short.low)
  }

  /// Its first half, in hexadecimal digits.
  public var description: String { "\(String(high, radix: 16))…" }
}

/// The first 8 bytes of a change's id, enough to tell by accident or by fork different changes of one log apart. Who
/// forges two changes with one prefix forges its own log only, and gets no further than a heads hash that differs.
public struct HeadPrefix: Hashable, Sendable {
  let word: UInt64

  init(word: UInt64) { self.word = word }

  /// The prefix of a change's id.
  public init(_ change: ChangeID) { word = ObjectID(truncating: change.digest).high }
}

/// What a replica holds of one log, as sync tells it: how many changes and which is the last.
public struct SyncRow: Hashable, Sendable {
  /// The log.
  public var log: LogID
  /// At least 1: who holds nothing of a log says nothing of it.
  public var count: UInt64
  /// The last change.
  public var head: HeadPrefix

  init(log: LogID, count: UInt64, head: HeadPrefix) {
    self.log = log
    self.count = count
    self.head = head
  }

  /// The row that tells of `row`.
  public init(_ row: LogRow) { self.init(log: row.log, count: UInt64(row.count), head: HeadPrefix(row.head)) }
}
