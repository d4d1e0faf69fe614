internal import TalkootAPI
internal import TalkootCrypto
internal import TalkootLog
internal import TalkootModel

extension View {
  func node(_ node: GovernanceState.Node) -> NodeDescription {
    let id = ObjectID(node.id)
    return NodeDescription(
      id: self.id(id, .node),
      short: short(id, .node),
      member: organisation(node.organisation),
      memberName: name(ObjectID(node.organisation)),
      fingerprint: Fingerprint.words(of: node.id),
      voice: node.isVoice,
      retired: node.isRetired,
      closing: node.isClosing,
      own: node.id == snapshot.node,
      addresses: workspace.settled.addresses(of: node.id)
    )
  }

  /// The recovery card that holds for this node's organisation, and whom its holder could ask; nil before it is in.
  var card: RecoveryCardDescription? {
    let settled = workspace.settled
    guard let member = snapshot.member, let key = settled.rootKey(of: member) else { return nil }
    let others = settled.admittedNodes.filter { $0.organisation != member }
    return RecoveryCardDescription(
      key: Hex.text(key.bytes),
      fingerprint: Fingerprint.words(NodeID(of: key).digest),
      network: workspace.network.digest.hex,
      member: member.digest.hex,
      memberName: name(ObjectID(member)),
      peers: others.map { CardPeer(node: $0.id.digest.hex, addresses: settled.addresses(of: $0.id)) }
        .filter { !$0.addresses.isEmpty }
    )
  }
}
