import Foundation
import TalkootAPI
import TalkootCrypto
import TalkootLog
import TalkootModel
import TalkootReplica
import Testing

/// An organisation's nodes and its card, by the API.
@Suite("The routes of keys")
struct KeyTests {
  @Test func `list the nodes, tell the card, and pass on what the node itself answers`() async throws {
    try await TestNode.run { node in
      let nodes = try await node.ask { api throws(ErrorDescription) in try api.send(Endpoints.nodes).decoded() }
      #expect(nodes.count == 1 && nodes[0].own && nodes[0].voice && !nodes[0].retired && !nodes[0].closing)
      #expect(nodes[0].memberName == "Ant")
      let card = try await node.ask { api throws(ErrorDescription) in try api.send(Endpoints.card).decoded() }
      #expect(card.key == hex(node.root.publicKey.bytes) && card.memberName == "Ant" && card.peers.isEmpty)
      let request = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.certificateRequest).decoded()
      }
      #expect(request.pem == "request")
      _ = try await node.ask { api throws(ErrorDescription) in try api.send(Endpoints.renewTLS).decoded() }
      let made = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.inviteDevice, body: NewDevice(expires: "10m")).decoded()
      }
      #expect(made.code == "code")
      for expires in ["soon", "0h", "-1h"] {
        let refused = await node.failure { api throws(ErrorDescription) in
          try api.send(Endpoints.inviteDevice, body: NewDevice(expires: expires))
        }
        #expect(refused?.exit == 65, "\(expires)")
      }
    }
  }

  @Test func `retire another node, for a reason, and never the one that is asked without the card`() async throws {
    try await TestNode.run { node in
      let own = try await node.ask { api throws(ErrorDescription) in try api.send(Endpoints.nodes).decoded()[0].id }
      func exit(_ id: String, _ act: NodeAct) async -> Int? {
        await node.failure { api throws(ErrorDescription) in try api.send(Endpoints.retireNode, id, body: act) }?.exit
      }
      let before = node.replica.snapshot.index.count
      #expect(await exit(own, NodeAct(reason: "tired")) == 1)
      #expect(await exit(own, NodeAct()) == 65)
      #expect(await exit(own, NodeAct(reason: String(repeating: "x", count: 1025))) == 65)
      #expect(await exit("n-00000000", NodeAct(reason: "lost")) == 66)
      #expect(node.replica.snapshot.index.count == before)
      let second = try await node.admitAnother()
      let retired = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.retireNode, second, body: NodeAct(reason: "stolen")).decoded()
      }
      #expect(retired.retired && !retired.closing && retired.id == second)
      let written = node.replica.snapshot.index.count
      _ = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.retireNode, second, body: NodeAct(reason: "again")).decoded()
      }
      #expect(node.replica.snapshot.index.count == written, "who is retired is not retired again")
    }
  }

  @Test func `name the voice by the organisation's own card only`() async throws {
    try await TestNode.run { node in
      let second = try await node.admitAnother()
      let (card, foreign, open) = (node.folder + "/card", node.folder + "/foreign", node.folder + "/open")
      try KeyFile.write(node.root, to: card)
      try KeyFile.write(SigningKey(), to: foreign)
      try KeyFile.write(node.root, to: open)
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: open)
      func exit(_ act: NodeAct) async -> Int? {
        await node.failure { api throws(ErrorDescription) in try api.send(Endpoints.assignVoice, second, body: act) }?
          .exit
      }
      let before = node.replica.snapshot.index.count
      #expect(await exit(NodeAct()) == 64)
      #expect(await exit(NodeAct(card: "card")) == 64)
      #expect(await exit(NodeAct(card: node.folder + "/nowhere")) == 77)
      #expect(await exit(NodeAct(card: open)) == 77)
      #expect(await exit(NodeAct(card: foreign)) == 77)
      #expect(node.replica.snapshot.index.count == before)
      let named = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.assignVoice, second, body: NodeAct(card: card)).decoded()
      }
      #expect(named.voice && named.id == second)
      let nodes = try await node.ask { api throws(ErrorDescription) in try api.send(Endpoints.nodes).decoded() }
      #expect(nodes.filter(\.voice).map(\.id) == [second])
      // The lost voice's place is taken by the node that retires it, when it has the card.
      let retired = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.retireNode, second, body: NodeAct(reason: "lost", card: card)).decoded()
      }
      #expect(retired.retired)
      let after = try await node.ask { api throws(ErrorDescription) in try api.send(Endpoints.nodes).decoded() }
      #expect(after.first { $0.own }?.voice == true)
    }
  }
}

private func hex(_ bytes: [UInt8]) -> String { bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }

extension TestNode {
  /// Lets another node of the organisation in, and gives its id.
  fileprivate func admitAnother() async throws -> String {
    let (key, member) = (SigningKey(), replica.snapshot.member!)
    let network = replica.snapshot.workspace.network
    let message = NodeAdmission.signedBytes(network: network, organisation: member, nodeKey: key.publicKey)
    let admission = NodeAdmission(
      organisation: member,
      nodeKey: key.publicKey,
      nodeSignature: key.sign(message)
    )
    _ = try await replica.commit(
      CommitRequest { _, _ in
        var draft = Draft()
        draft.append(.governance(.admitNode(admission)))
        return [draft]
      }
    )
    return replica.snapshot.workspace.idText(ObjectID(NodeID(of: key.publicKey)), .node)
  }
}
