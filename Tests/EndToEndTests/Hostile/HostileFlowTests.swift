import Foundation
import ProgramTesting
import TalkootAPI
import TalkootCrypto
import TalkootLog
import TalkootReplica
import Testing

@testable import TalkootSync

/// A member's node that keeps to the protocol and means ill: too much, too slowly, too little, or untrue.
@Suite(.serialized) struct HostileFlowTests {
  private static let shared = Result { try Stage() }

  @Test func `changes that wait for what never comes fill their room and no more, and others pass`() throws {
    let stage = try Stage()
    let link = try stage.traitor.link(to: stage.a)
    var (before, during) = (Latency(), Latency())
    try before.measure(from: stage.b, to: stage.a, "Before")
    // 40 MiB if it were let, as fast as credit comes back.
    var (sent, returned) = (0, 0)
    let begun = ContinuousClock.now
    while sent < 80, ContinuousClock.now - begun < .seconds(6) {
      if sent - returned < 2 {
        stage.traitor.send(try Attacks.orphans(stage.traitor, count: 3, bytes: 160 << 10), over: link)
        sent += 1
      } else if case .credit(let credit)? = try link.next(within: .seconds(2)) {
        returned += Int(credit.batches)
      }
      if sent % 6 == 0, sent > returned { try during.measure(from: stage.b, to: stage.a, "During \(sent)") }
    }
    let pending = try #require(stage.a.json("replica", "status")["pending"]?.int)
    print("  \(sent) packs sent, \(returned) taken in \(ContinuousClock.now - begun); \(pending) changes wait")
    // 8 MiB and 64 KiB for each log are 52 of these changes and a few more; a pack has three.
    #expect(pending >= 50 && pending <= 60)
    // From then on one pack a second is looked at.
    #expect(returned < 18 + 8)
    #expect(during.longest < .seconds(5))
    try stage.check((before, during))
  }

  @Test func `a flood of valid changes is taken in, in its turn, and holds up nobody`() throws {
    let stage = try Self.shared.get()
    let count = Programs.scale("TALKOOT_FLOOD", 2_000)
    var log = try stage.traitor.newLog()
    var (before, during) = (Latency(), Latency())
    for number in 0..<3 { try before.measure(from: stage.b, to: stage.a, "Before \(number)") }
    let link = try stage.traitor.link(to: stage.a)
    let begun = ContinuousClock.now
    let limit = Duration.seconds(120 + count / 500)
    var (written, sent, returned) = (0, 0, 0)
    var next = begun
    while written < count || returned < sent {
      try #require(ContinuousClock.now - begun < limit, "A has taken \(returned) of \(sent) packs")
      if written < count, sent - returned < Self.packsUnderWay {
        let end = min(written + 256, count)
        let items = try (written..<end).map { try log.write("Flood \($0)", signed: $0 == end - 1) }
        link.send(.changes(Frame.Changes(reached: [], mark: nil, pack: stage.traitor.pack(items))))
        (written, sent) = (end, sent + 1)
      } else if case .credit(let credit)? = try link.next(within: .seconds(30)) {
        returned += Int(credit.batches)
      }
      // Others are served at all times of it.
      guard sent > returned, ContinuousClock.now >= next else { continue }
      try during.measure(from: stage.b, to: stage.a, "During \(during.times.count)")
      next = .now + .milliseconds(500)
    }
    print("  \(count) changes in \(ContinuousClock.now - begun)")
    #expect(during.longest < .seconds(5))
    #expect(try stage.a.json("replica", "status")["objects"]?.int ?? 0 > count)
    // All of it counts and is shown, so it is in the state: what is bounded is what comes on top of that.
    try stage.check((before, during), growth: count * 3)
  }

  /// Less than credit allows: about 15 KiB each.
  private static let packsUnderWay = 16

  @Test func `who asks for content without end and takes none is left, and nothing piles up`() throws {
    let stage = try Self.shared.get()
    for number in 0..<20 {
      try stage.b.run("goal", "add", "Wanted \(number)", "--description", String(repeating: "long ", count: 8_000))
    }
    try eventually("A has them") {
      try stage.a.json("goal", "list").array.count { $0["title"]?.string?.hasPrefix("Wanted") == true } == 20
    }
    let changes = try stage.a.json("replica", "log", "--limit", "60").array.compactMap { $0["id"]?.string }
    let wanted = changes.compactMap { Digest(hex: $0).map { ChangeID($0) } }
    try #require(wanted.count > 20)
    let memory = stage.victim.memory
    var (before, during) = (Latency(), Latency())
    try before.measure(from: stage.b, to: stage.a, "Before")
    let link = try stage.traitor.link(to: stage.a)
    for _ in 0..<2_000 where link.isWritable && !link.isOver { link.send(.wantContent(wanted)) }
    for number in 0..<3 { try during.measure(from: stage.b, to: stage.a, "During \(number)") }
    #expect(stage.victim.memory - memory < 64 << 10)
    // Once it reads, it gets what it has credit for and no more.
    let bytes = link.drain(within: .seconds(1))
    print("  \(bytes) bytes came")
    #expect(bytes < 3 << 20)
    try stage.check((before, during))
  }

  @Test func `pings without end whose answers nobody reads fill no memory and hold up nobody`() throws {
    let stage = try Self.shared.get()
    let link = try stage.traitor.link(to: stage.a)
    let memory = stage.victim.memory
    var (before, during) = (Latency(), Latency())
    try before.measure(from: stage.b, to: stage.a, "Before")
    let pings = [UInt8](Array(repeating: [0, 0, 0, 2, 9, 7], count: 2_000).joined())
    for round in 0..<3 {
      let begun = ContinuousClock.now
      while !link.isOver, ContinuousClock.now - begun < .seconds(2) {
        if link.isWritable { link.write(pings) } else { usleep(1_000) }
      }
      try during.measure(from: stage.b, to: stage.a, "During \(round)")
    }
    #expect(stage.victim.memory - memory < 64 << 10)
    try stage.check((before, during))
  }
}
