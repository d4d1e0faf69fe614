import TalkootCrypto
import TalkootLog
import Testing

@testable import TalkootSync

@Suite struct AcceptanceTests {
  @Test func `an acceptance fits its frame, whatever the nodes said of their addresses`() throws {
    let long = String(repeating: "a", count: 250) + ":7440"
    let nodes = (0..<64).map { number in
      JoinNode(
        key: SigningKey(seed: [UInt8](repeating: UInt8(number), count: 32))!.publicKey,
        member: MemberID(SHA256.hash("test", [UInt8(number)])),
        addresses: Array(repeating: long, count: 8)
      )
    }
    let id = ChangeID(SHA256.hash("test", [1]))
    let accepted = JoinAccepted(member: nodes[0].member, admission: id, genesis: [1], nodes: nodes)
    let fitting = accepted.fittingFrame
    #expect(fitting.nodes == Array(nodes.prefix(7)))
    #expect(try JoinFrame.decoded(JoinFrame.accepted(fitting).encoded()) == .accepted(fitting))
  }
}
