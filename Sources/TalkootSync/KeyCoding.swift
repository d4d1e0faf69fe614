internal import TalkootCrypto
internal import TalkootLog

extension CardQuestion {
  func encoded() -> [UInt8] {
    var writer = FrameWriter(kind: JoinFrame.cardQuestionKind)
    writer.raw(rootKey.bytes)
    writer.raw(signatureByRoot.bytes)
    return writer.bytes
  }

  init(_ reader: inout FrameReader) throws(FrameError) {
    rootKey = try reader.publicKey()
    signatureByRoot = try reader.signature()
  }
}

extension CardAnswer {
  func encoded() -> [UInt8] {
    var writer = FrameWriter(kind: JoinFrame.cardAnswerKind)
    writer.digest(member.digest)
    writer.count(genesis.count)
    writer.raw(genesis)
    writer.varint(UInt64(term))
    writer.count(nodes.count)
    for node in nodes { writer.digest(node.digest) }
    return writer.bytes
  }

  init(_ reader: inout FrameReader) throws(FrameError) {
    member = MemberID(try reader.digest())
    genesis = Array(try reader.bytes(try reader.count(max: JoinFrame.genesisBytesMax, "genesis record")))
    term = UInt32(try reader.count(max: Int(UInt32.max), "term"))
    let count = try reader.count(max: JoinFrame.nodesMax, "nodes")
    var nodes: [NodeID] = []
    for _ in 0..<count { nodes.append(NodeID(try reader.digest())) }
    self.nodes = nodes
  }
}

extension CardRequest {
  func encoded() -> [UInt8] {
    var writer = FrameWriter(kind: JoinFrame.cardRequestKind)
    writer.digest(member.digest)
    writer.raw(nodeKey.bytes)
    writer.raw(signatureByNode.bytes)
    writer.raw(signatureByRoot.bytes)
    writer.count(retirements.count)
    for retirement in retirements {
      writer.digest(retirement.node.digest)
      writer.raw(retirement.signatureByRoot.bytes)
    }
    writer.varint(UInt64(term))
    writer.raw(signatureForVoice.bytes)
    writer.text(reason, bytesMax: SyncLimits.textBytesMax)
    return writer.bytes
  }

  init(_ reader: inout FrameReader) throws(FrameError) {
    member = MemberID(try reader.digest())
    nodeKey = try reader.publicKey()
    signatureByNode = try reader.signature()
    signatureByRoot = try reader.signature()
    let count = try reader.count(max: JoinFrame.nodesMax, "nodes")
    var retirements: [Retirement] = []
    for _ in 0..<count {
      retirements.append(
        Retirement(node: NodeID(try reader.digest()), signatureByRoot: try reader.signature())
      )
    }
    self.retirements = retirements
    term = UInt32(try reader.count(max: Int(UInt32.max), "term"))
    signatureForVoice = try reader.signature()
    reason = try reader.text(bytesMax: SyncLimits.textBytesMax, "reason")
  }
}

extension DeviceRequest {
  func encoded() -> [UInt8] {
    var writer = FrameWriter(kind: JoinFrame.deviceRequestKind)
    writer.raw(invite.bytes)
    writer.raw(nodeKey.bytes)
    writer.raw(signatureByInvite.bytes)
    writer.raw(signatureByNode.bytes)
    return writer.bytes
  }

  init(_ reader: inout FrameReader) throws(FrameError) {
    invite = try reader.publicKey()
    nodeKey = try reader.publicKey()
    signatureByInvite = try reader.signature()
    signatureByNode = try reader.signature()
  }
}
