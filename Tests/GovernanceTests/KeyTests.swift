import TalkootCrypto
import TalkootLog
import Testing

@testable import TalkootModel

@Suite struct `A recovery card` {
  /// Organisation 1 has lost its node; the card puts another in its place, in a change that organisation 0 writes.
  private func takeover(_ network: inout Network, by number: Int = 0) -> (node: SigningKey, change: Int) {
    let node = SigningKey(seed: Array(repeating: 90, count: 32))!
    let (root, member) = (network.parties[1].root, network.member(1))
    let term = network.replicas[number].state.nextVoiceTerm(of: member)!
    let change = network.write(
      [
        .retireNode(
          NodeRetirement(
            network: network.network,
            organisation: member,
            node: network.parties[1].nodeID,
            reason: "lost",
            root: root
          )
        ),
        .admitNode(NodeAdmission(network: network.network, organisation: member, node: node, root: root)),
        .assignVoice(
          VoiceAssignment(
            network: network.network,
            organisation: member,
            node: NodeID(of: node.publicKey),
            term: term,
            root: root
          )
        ),
      ],
      by: number
    )
    return (node, change)
  }

  @Test func `puts a new node in the place of the lost one, with its voice, in one change`() {
    var network = Network(members: 3)
    let (node, change) = takeover(&network)
    network.sync(0, 1, 2)
    let state = network.replicas[2].state
    #expect(network.replicas[0].ignored[change] == nil)
    #expect(state.voice(of: network.member(1)) == NodeID(of: node.publicKey))
    #expect(state.admittedNodes.filter { $0.organisation == network.member(1) }.map(\.key) == [node.publicKey])
    #expect(state.nextVoiceTerm(of: network.member(1)) == 2)
    #expect(state.organisation(withRoot: network.parties[1].root.publicKey) == network.member(1))
    #expect(state.organisation(withRoot: node.publicKey) == nil)
    #expect(network.agreement().count == 1)
  }

  @Test func `leaves a thief of the old node's key nothing to do to the new one`() {
    var network = Network(members: 3)
    let before = network.replicas[1].held
    let (node, _) = takeover(&network)
    network.sync(0, 1)
    let retirement = NodeRetirement(
      organisation: network.member(1),
      node: NodeID(of: node.publicKey),
      reason: "mine"
    )
    // Who knows of the new node knows by the same change that its own is retired.
    let late = network.history.write([.retireNode(retirement)], by: network.authors[1], after: network.replicas[1].held)
    network.replicas[2].receive(allOf: network.replicas[0])
    network.replicas[2].receive(late)
    #expect(network.replicas[2].ignored[late] == [.retired])
    // And who writes as if it knew nothing can't name it.
    let early = network.history.write([.retireNode(retirement)], by: network.authors[1], after: before)
    network.replicas[2].receive(early)
    #expect(network.replicas[2].ignored[early] == [.unknown])
    // Only the root names a voice.
    let forged = VoiceAssignment(
      network: network.network,
      organisation: network.member(1),
      node: network.parties[1].nodeID,
      term: 9,
      root: network.parties[1].node
    )
    #expect(!network.replicas[2].state.admits(forged))
    let voice = network.history.write([.assignVoice(forged)], by: network.authors[1], after: before)
    network.replicas[2].receive(voice)
    #expect(network.replicas[2].ignored[voice] == [.badSignature])
    #expect(network.replicas[2].state.voice(of: network.member(1)) == NodeID(of: node.publicKey))
  }

  @Test func `is judged before it is written as it will be after`() {
    var network = Network(members: 2)
    let (root, member) = (network.parties[1].root, network.member(1))
    let node = SigningKey(seed: Array(repeating: 91, count: 32))!
    let state = network.replicas[0].state
    let good = NodeAdmission(network: network.network, organisation: member, node: node, root: root)
    let unsigned = NodeAdmission(network: network.network, organisation: member, node: node)
    let stranger = NodeAdmission(network: network.network, organisation: member, node: node, root: node)
    #expect(state.admits(good, by: network.authors[0]))
    #expect(!state.admits(unsigned, by: network.authors[0]) && state.admits(unsigned, by: network.authors[1]))
    #expect(!state.admits(stranger, by: network.authors[1]))
    #expect(network.ignored(.admitNode(unsigned), by: 0) == [.notOwn])
    #expect(network.ignored(.admitNode(stranger), by: 1) == [.badSignature])
    #expect(network.ignored(.admitNode(good), by: 0).isEmpty)
  }
}

@Suite struct `A fingerprint` {
  @Test func `comes back from its words, whatever their case, and from nothing else`() {
    let digest = SHA256.hash("test", [1])
    let words = Fingerprint.words(digest)
    #expect(Fingerprint.bytes(words) == Array(digest.bytes.prefix(16)))
    #expect(Fingerprint.bytes(words.uppercased().replacing("-", with: " ")) == Array(digest.bytes.prefix(16)))
    for wrong in [
      "", String(words.dropLast()), words + "-lusab", "x" + words.dropFirst(), words.replacing("-", with: ""),
    ] {
      #expect(Fingerprint.bytes(wrong) == nil)
    }
  }
}
