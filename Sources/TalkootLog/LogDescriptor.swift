public import TalkootCrypto

/// What a log is: whose, and how it came about. Travels in the log's first change; its hash is the log's id.
public struct LogDescriptor: Hashable, Sendable {
  /// The network that it belongs to.
  public var network: NetworkID
  /// The public identity key of the node that writes it.
  public var nodeKey: PublicKey
  /// The node's organisation, as it was admitted.
  public var member: MemberID
  /// What sets it apart from the node's other logs.
  public var incarnation: Incarnation
  /// The last change of the node's log before this one that it knew, if any.
  public var predecessor: ChangeID?

  /// Describes a log.
  public init(
    network: NetworkID,
    nodeKey: PublicKey,
    member: MemberID,
    incarnation: Incarnation,
    predecessor: ChangeID? = nil
  ) {
    self.network = network
    self.nodeKey = nodeKey
    self.member = member
    self.incarnation = incarnation
    self.predecessor = predecessor
  }

  /// The node that writes it.
  public var node: NodeID { NodeID(of: nodeKey) }

  /// H("talkoot/log/1" ‖ descriptor).
  public var id: LogID { LogID(SHA256.hash("talkoot/log/1", bytes)) }

  /// The canonical bytes.
  public var bytes: [UInt8] {
    var output: [UInt8] = []
    encode(into: &output)
    return output
  }

  /// - Throws: FormatError unless the bytes are exactly one descriptor.
  public init(parsing bytes: [UInt8]) throws(FormatError) {
    var reader = ByteReader(bytes)
    try self.init(from: &reader)
    try reader.finish("descriptor")
  }

  /// The descriptor at the start of a structure, which is there in every format.
  init(beginning structure: [UInt8]) throws(FormatError) {
    var reader = ByteReader(structure)
    guard try reader.byte("preamble") & 1 == 1 else {
      throw FormatError(.outOfRange, at: 0, reading: "preamble")
    }
    try self.init(from: &reader)
  }

  func encode(into output: inout [UInt8]) {
    output.append(network.digest)
    output.append(contentsOf: nodeKey.bytes)
    output.append(member.digest)
    output.append(incarnation)
    output.append(predecessor == nil ? 0 : 1)
    if let predecessor { output.append(predecessor.digest) }
  }

  init(from reader: inout ByteReader) throws(FormatError) {
    network = NetworkID(try reader.digest("descriptor network"))
    let key = try reader.skip(PublicKey.byteCount, "descriptor node key")
    nodeKey = PublicKey(reader.bytes[key])!
    member = MemberID(try reader.digest("descriptor mid"))
    incarnation = try reader.short(Incarnation.self, "descriptor incarnation")
    let start = reader.position
    switch try reader.byte("descriptor predecessor") {
    case 0: predecessor = nil
    case 1: predecessor = ChangeID(try reader.digest("descriptor predecessor"))
    default: throw FormatError(.outOfRange, at: start, reading: "descriptor predecessor")
    }
  }
}
