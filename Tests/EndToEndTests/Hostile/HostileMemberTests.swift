import Foundation
import ProgramTesting
import TalkootAPI
import TalkootCrypto
import TalkootLog
import TalkootReplica
import Testing

@testable import TalkootSync

/// A member's node that has turned, against real nodes: A is attacked, B looks on, C attacks.
@Suite(.serialized) struct HostileMemberTests {
  private static let shared = Result { try Stage() }

  /// One thing that no honest node does, and what the node is to say of it.
  struct Attack {
    let name: String
    let code: ByeCode
    let words: String
    let strike: (Traitor, HostileLink) throws -> Void
  }

  @Test func `each malformed, oversized or forged thing ends the link with its reason, and harms nobody`() throws {
    let stage = try Self.shared.get()
    var (before, during) = (Latency(), Latency())
    for number in 0..<3 { try before.measure(from: stage.b, to: stage.a, "Before \(number)") }
    for attack in try Attacks.all(stage.traitor) {
      let mark = stage.victim.log.utf8.count
      let link = try stage.traitor.link(to: stage.a)
      try attack.strike(stage.traitor, link)
      let bye = try #require(try link.farewell(), "\(attack.name): no word")
      #expect(bye.code == attack.code && bye.text.contains(attack.words), "\(attack.name): \(bye)")
      try stage.victim.says("disconnected", attack.words, after: mark)
      try during.measure(from: stage.b, to: stage.a, attack.name)
    }
    try stage.check((before, during))
  }

  @Test func `a frame that announces more than a frame may have ends the link at its length`() throws {
    let stage = try Self.shared.get()
    for length in [0xFFFF_FFFF, 0x0010_0401, 0x4745_5420] as [UInt32] {
      let mark = stage.victim.log.utf8.count
      let link = try stage.traitor.link(to: stage.a)
      let memory = stage.victim.memory
      link.write(withUnsafeBytes(of: length.bigEndian) { Array($0) })
      #expect(try link.farewell() == nil)
      try stage.victim.says("disconnected", "a frame of \(length) bytes", after: mark)
      #expect(stage.victim.memory - memory < 16 << 10)
    }
    try stage.check()
  }

  @Test func `greetings of another network, node or version are told apart and refused`() throws {
    let stage = try Self.shared.get()
    let other = SHA256.hash("test", [1])
    let victim = try #require(stage.traitor.core.workspace.settled.admittedNodes.first { $0.id == stage.victimID })
    let cases: [(ByeCode, (inout Frame.Greeting) -> Void)] = [
      (.wrongNetwork, { $0.network = NetworkID(other) }), (.violation, { $0.node = NodeID(other) }),
      (.sameNode, { $0.node = victim.id }), (.tooNew, { $0.versions = 7...9 }),
    ]
    for (code, change) in cases {
      let link = try HostileLink(to: stage.a.listen, as: stage.traitor.key)
      link.send(.hello(stage.traitor.greeting(change)))
      #expect(try link.farewell()?.code == code)
    }
    let mute = try HostileLink(to: stage.a.listen, as: stage.traitor.key)
    let begun = ContinuousClock.now
    #expect(try mute.farewell(within: .seconds(20))?.code == .silent)
    #expect(ContinuousClock.now - begun < .seconds(13))
    try stage.check()
  }

  @Test func `the link of a removed member is closed within five seconds, and its key opens no door again`() throws {
    let stage = try Stage()
    let link = try stage.traitor.link(to: stage.a)
    try stage.a.run("member", "propose-removal", "Cumulus Turva", "--reason", "it has turned")
    try eventually("B has heard of it") { try !stage.b.json("proposal", "list").array.isEmpty }
    try stage.b.run("member", "propose-removal", "Cumulus Turva", "--reason", "we see it too")
    try eventually("C is removed") {
      try stage.a.json("member", "show", "Cumulus Turva")["status"]?.string == "removed"
    }
    let begun = ContinuousClock.now
    #expect(try link.farewell(within: .seconds(5))?.code == .notInNetwork)
    print("  closed \(ContinuousClock.now - begun) after A knew")
    for node in [stage.a, stage.b] {
      let mark = try Victim(node).log.utf8.count
      let again = try HostileLink(to: node.listen, as: stage.traitor.key)
      again.send(.hello(stage.traitor.greeting()))
      #expect(again.drain(within: .seconds(5)) == 0 && again.isOver)
      try Victim(node).says("refused a connection", "not one that is accepted here", after: mark)
    }
    try stage.check()
  }
}
