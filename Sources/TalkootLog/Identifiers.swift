public import TalkootCrypto

/// A name that is a SHA-256 digest over a domain string and canonical bytes (`docs/formats/changes.md`, *Names*).
public protocol DigestIdentifier: Hashable, Comparable, Sendable, CustomStringConvertible {
  var digest: Digest { get }
  init(_ digest: Digest)
}

extension DigestIdentifier {
  /// Orders ids as unsigned bytes from the first.
  public static func < (a: Self, b: Self) -> Bool { a.digest < b.digest }
  /// 64 lower-case hexadecimal digits.
  public var description: String { digest.hex }
}

/// A network: the hash of its genesis record.
public struct NetworkID: DigestIdentifier {
  /// The hash.
  public let digest: Digest
  /// The network with this hash.
  public init(_ digest: Digest) { self.digest = digest }
}

/// A node: the hash of its public identity key.
public struct NodeID: DigestIdentifier {
  /// The hash.
  public let digest: Digest
  /// The node with this hash.
  public init(_ digest: Digest) { self.digest = digest }
  /// H("talkoot/node/1" ‖ key).
  public init(of key: PublicKey) { self.digest = SHA256.hash("talkoot/node/1", key.bytes) }
}

/// An organisation's admission to the network (*mid*): the hash of the admission record. Who is admitted anew gets a
/// new one.
public struct MemberID: DigestIdentifier {
  /// The hash.
  public let digest: Digest
  /// The admission with this hash.
  public init(_ digest: Digest) { self.digest = digest }
}

/// A log: the hash of its descriptor.
public struct LogID: DigestIdentifier {
  /// The hash.
  public let digest: Digest
  /// The log with this hash.
  public init(_ digest: Digest) { self.digest = digest }
}

/// A change: the hash of its header.
public struct ChangeID: DigestIdentifier {
  /// The hash.
  public let digest: Digest
  /// The change with this hash.
  public init(_ digest: Digest) { self.digest = digest }
}

/// An object (goal, decision, person, …): 128 bits of a hash. Organisations and nodes are referred to by the first
/// 128 bits of their `MemberID` and `NodeID`, so that everything a person can point at has one shape of id.
public struct ObjectID: Hashable, Comparable, Sendable {
  /// The size of an id.
  public static let byteCount = 16
  /// The first 8 bytes.
  public let high: UInt64
  /// The last 8 bytes.
  public let low: UInt64

  /// Puts an id together from its halves.
  @inlinable
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// nil unless there are exactly 16 bytes.
  @inlinable
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == ObjectID.byteCount else { return nil }
    var high: UInt64 = 0
    var low: UInt64 = 0
    var position = 0
    for byte in bytes {
      if position < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
      position += 1
    }
    self.init(high: high, low: low)
  }

  /// The first 128 bits of a digest.
  public init(truncating digest: Digest) {
    self = digest.withUnsafeBytes { bytes in
      ObjectID(
        high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
        low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      )
    }
  }

  /// An organisation as an object.
  public init(_ member: MemberID) { self.init(truncating: member.digest) }
  /// A node as an object.
  public init(_ node: NodeID) { self.init(truncating: node.digest) }

  /// The id of the object that operation `index` of `change` makes.
  public init(madeBy change: ChangeID, index: UInt32) {
    var hasher = SHA256()
    hasher.update("talkoot/object/1")
    hasher.update(change.digest)
    withUnsafeBytes(of: index.bigEndian) { hasher.update($0) }
    self.init(truncating: hasher.finish())
  }

  /// The id of the object of `kind` with outside key `key`: two nodes that import one file offline make one object.
  public init(network: NetworkID, kind: UInt64, key: String) {
    var hasher = SHA256()
    hasher.update("talkoot/keyed-object/1")
    hasher.update(network.digest)
    withUnsafeBytes(of: kind.bigEndian) { hasher.update($0) }
    hasher.update(Array(key.utf8))
    self.init(truncating: hasher.finish())
  }

  /// The 16 bytes.
  public var bytes: [UInt8] {
    withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) }
  }

  /// Orders ids as unsigned bytes from the first.
  public static func < (a: ObjectID, b: ObjectID) -> Bool {
    a.high != b.high ? a.high < b.high : a.low < b.low
  }
}
