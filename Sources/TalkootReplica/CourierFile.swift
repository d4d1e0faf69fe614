public import TalkootCrypto
public import TalkootLog

/// What a node lacks, as a file that somebody carries (`docs/formats/courier.md`): packs as links carry them, whole or not
/// at all. What it says is signed by those who wrote it; the file itself is nobody's word.
public struct CourierFile: Hashable, Sendable {
  /// What every file begins with.
  public static let magic = Array("talkoot-courier/1".utf8)
  /// The largest file that is read.
  public static let bytesMax = 1 << 30
  /// The largest pack in one: a batch of sync, and one change more.
  public static let packBytesMax = 2 << 20

  /// The network that its changes are of.
  public var network: NetworkID
  /// Together in topological order: each builds on those before it and on what the receiver holds.
  public var packs: [[UInt8]]

  /// Makes one of its parts.
  public init(network: NetworkID, packs: [[UInt8]]) {
    self.network = network
    self.packs = packs
  }

  /// The file.
  public var bytes: [UInt8] {
    var bytes = Self.magic + network.digest.bytes
    bytes.reserveCapacity(bytes.count + packs.reduce(64) { $0 + $1.count + 4 })
    for pack in packs {
      Self.append(UInt32(pack.count), to: &bytes)
      bytes += pack
    }
    Self.append(0, to: &bytes)
    return bytes + Self.sum(bytes[...]).bytes
  }

  /// Takes a file apart. Costs no more memory than the file.
  public init(parsing bytes: [UInt8]) throws(CourierFault) {
    let sumBytes = Digest.byteCount
    guard bytes.starts(with: Self.magic) else { throw .notOne }
    guard bytes.count >= Self.magic.count + 2 * sumBytes + 4 else { throw .damaged }
    let end = bytes.count - sumBytes
    guard Self.sum(bytes[..<end]).bytes == Array(bytes[end...]) else { throw .damaged }
    var position = Self.magic.count
    network = NetworkID(Digest(bytes[position..<position + sumBytes])!)
    position += sumBytes
    packs = []
    while true {
      guard end - position >= 4 else { throw .malformed }
      let length = bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
      position += 4
      if length == 0 { break }
      guard length <= Self.packBytesMax, length <= end - position else { throw .malformed }
      packs.append(Array(bytes[position..<position + length]))
      position += length
    }
    guard position == end else { throw .malformed }
  }

  private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
    for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
  }

  /// Tells a torn copy from a hostile one; it proves nothing.
  private static func sum(_ bytes: ArraySlice<UInt8>) -> Digest { SHA256.hash("talkoot/courier/1", Array(bytes)) }
}

/// Why a file that somebody brought was not taken in.
public enum CourierFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// It isn't such a file at all.
  case notOne
  /// Its end is missing, or its sum is wrong.
  case damaged
  /// Its lengths don't add up, though its sum is right: somebody made it so.
  case malformed
  /// It is of another network.
  case otherNetwork
  /// A change in it is not what its author signed, or none of this network's.
  case invalid(String)
  /// It names changes by places where this replica holds several.
  case ambiguous
  /// So many of its changes build on what this node lacks.
  case incomplete(Int)

  /// What is wrong and what to do about it.
  public var description: String {
    switch self {
    case .notOne: "the file is not what talkoot replica bundle writes"
    case .damaged: "the file is damaged or not whole; copy it again from where it was made"
    case .malformed: "the file's lengths don't add up; whoever made it made it so, ask for another"
    case .otherNetwork: "the file is of another network"
    case .invalid(let why): "the file holds \(why); nothing of it was taken in, ask for another"
    case .ambiguous: "the file names changes of which this node holds several branches; sync with its maker instead"
    case .incomplete(let count):
      "\(count) changes in the file build on what this node lacks; have it made anew with --everything"
    }
  }
}
