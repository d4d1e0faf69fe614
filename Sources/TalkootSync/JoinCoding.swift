internal import TalkootCrypto
internal import TalkootLog

extension JoinFrame {
  /// The frame's bytes.
  /// - Precondition: the value is within the limits of `JoinFrame`.
  public func encoded() -> [UInt8] {
    let bytes: [UInt8]
    switch self {
    case .request(let request): bytes = request.encoded()
    case .accepted(let accepted): bytes = accepted.encoded()
    case .refused(let refused):
      var writer = FrameWriter(kind: JoinFrame.refusedKind)
      writer.varint(refused.code.rawValue)
      writer.text(refused.text, bytesMax: SyncLimits.textBytesMax)
      bytes = writer.bytes
    case .cardQuestion(let question): bytes = question.encoded()
    case .cardAnswer(let answer): bytes = answer.encoded()
    case .cardRequest(let request): bytes = request.encoded()
    case .deviceRequest(let request): bytes = request.encoded()
    }
    precondition(bytes.count <= JoinFrame.frameBytesMax, "a join frame of \(bytes.count) bytes")
    return bytes
  }

  /// The frame that `bytes` are, all of them. Total, as `Frame.decoded`.
  public static func decoded(_ bytes: [UInt8]) throws(FrameError) -> JoinFrame {
    guard let kind = bytes.first else { throw FrameError(.empty, at: 0) }
    guard bytes.count <= frameBytesMax else { throw FrameError(.tooLong, at: frameBytesMax) }
    var reader = FrameReader(bytes, from: 1)
    let frame: JoinFrame
    switch kind {
    case requestKind: frame = .request(try JoinRequest(&reader))
    case acceptedKind: frame = .accepted(try JoinAccepted(&reader))
    case refusedKind:
      let code = JoinRefused.Code(rawValue: try reader.varint())
      frame = .refused(JoinRefused(code: code, text: try reader.text(bytesMax: SyncLimits.textBytesMax, "text")))
    case cardQuestionKind: frame = .cardQuestion(try CardQuestion(&reader))
    case cardAnswerKind: frame = .cardAnswer(try CardAnswer(&reader))
    case cardRequestKind: frame = .cardRequest(try CardRequest(&reader))
    case deviceRequestKind: frame = .deviceRequest(try DeviceRequest(&reader))
    default: throw FrameError(.unknownKind(kind), at: 0)
    }
    try reader.end()
    return frame
  }
}

extension JoinRequest {
  fileprivate func encoded() -> [UInt8] {
    var writer = FrameWriter(kind: JoinFrame.requestKind)
    writer.raw(invite.bytes)
    writer.text(organisation, bytesMax: JoinFrame.nameBytesMax)
    writer.raw(rootKey.bytes)
    writer.raw(nodeKey.bytes)
    writer.addresses(addresses)
    for signature in [signatureByInvite, signatureByRoot, signatureByNode] { writer.raw(signature.bytes) }
    return writer.bytes
  }

  fileprivate init(_ reader: inout FrameReader) throws(FrameError) {
    guard let invite = ObjectID(try reader.bytes(ObjectID.byteCount)) else { throw reader.failure(.truncated) }
    self.invite = invite
    organisation = try reader.text(bytesMax: JoinFrame.nameBytesMax, "name")
    rootKey = try reader.publicKey()
    nodeKey = try reader.publicKey()
    addresses = try reader.addresses()
    signatureByInvite = try reader.signature()
    signatureByRoot = try reader.signature()
    signatureByNode = try reader.signature()
  }
}

extension JoinAccepted {
  /// The same with as many nodes, from the first, as one frame takes.
  public var fittingFrame: JoinAccepted {
    var fitting = self
    while !fitting.nodes.isEmpty, fitting.encoded().count > JoinFrame.frameBytesMax { fitting.nodes.removeLast() }
    return fitting
  }

  fileprivate func encoded() -> [UInt8] {
    var writer = FrameWriter(kind: JoinFrame.acceptedKind)
    writer.digest(member.digest)
    writer.digest(admission.digest)
    writer.count(genesis.count)
    writer.raw(genesis)
    writer.count(nodes.count)
    for node in nodes {
      writer.raw(node.key.bytes)
      writer.digest(node.member.digest)
      writer.addresses(node.addresses)
    }
    return writer.bytes
  }

  fileprivate init(_ reader: inout FrameReader) throws(FrameError) {
    member = MemberID(try reader.digest())
    admission = ChangeID(try reader.digest())
    genesis = Array(try reader.bytes(try reader.count(max: JoinFrame.genesisBytesMax, "genesis record")))
    let count = try reader.count(max: JoinFrame.nodesMax, "nodes")
    var nodes: [JoinNode] = []
    for _ in 0..<count {
      nodes.append(
        JoinNode(
          key: try reader.publicKey(),
          member: MemberID(try reader.digest()),
          addresses: try reader.addresses()
        )
      )
    }
    self.nodes = nodes
  }
}

extension FrameWriter {
  fileprivate mutating func addresses(_ addresses: [String]) {
    count(addresses.count)
    for address in addresses { text(address, bytesMax: JoinFrame.addressBytesMax) }
  }
}

extension FrameReader {
  mutating func publicKey() throws(FrameError) -> PublicKey {
    guard let key = PublicKey(try bytes(PublicKey.byteCount)) else { throw failure(.truncated) }
    return key
  }

  mutating func signature() throws(FrameError) -> Signature {
    guard let signature = Signature(try bytes(Signature.byteCount)) else { throw failure(.truncated) }
    return signature
  }

  fileprivate mutating func addresses() throws(FrameError) -> [String] {
    let count = try count(max: JoinFrame.addressesMax, "addresses")
    var addresses: [String] = []
    for _ in 0..<count { addresses.append(try text(bytesMax: JoinFrame.addressBytesMax, "address")) }
    return addresses
  }
}
