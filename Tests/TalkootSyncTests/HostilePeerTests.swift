import TalkootLog
import TalkootTesting
import Testing

@testable import TalkootSync

@Suite struct HostilePeerTests {
  static let otherMark = HeadsMark(Samples.digest("other heads"))

  @Test func `a greeting of another network, node or version ends with its reason`() {
    let cases: [(Frame, Violation, Violation.Severity)] = [
      (
        Wire.hello(rows: [], network: NetworkID(Samples.digest("other"))),
        .wrongNetwork(NetworkID(Samples.digest("other"))), .incompatible
      ),
      (Wire.hello(rows: [], node: Samples.node("C")), .wrongNode(Samples.node("C")), .misbehaving),
      (Wire.hello(rows: [], node: Samples.node("A")), .sameNode, .incompatible),
      (Wire.hello(rows: [], versions: 2...9), .noSharedVersion(theirs: 2...9), .incompatible),
      (.ping(1), .unexpected(frame: "PING"), .misbehaving),
    ]
    for (frame, violation, severity) in cases {
      var wire = Wire(rows: [Samples.logRow("A", 3)])
      wire.connect(.answering)
      #expect(wire.effects.isEmpty)
      wire.receive(frame)
      #expect(wire.violation == violation)
      #expect(violation.severity == severity)
      guard case .bye(let bye)? = wire.frames.first else {
        Issue.record("no BYE for \(violation)")
        continue
      }
      #expect(bye.code == violation.byeCode)
      // Nothing is answered any more.
      wire.receive(Wire.hello(rows: []))
      #expect(wire.effects.isEmpty)
    }
  }

  @Test func `frames that have no place end the link with a name`() {
    for (frame, violation) in [
      (Wire.hello(rows: []), Violation.unexpected(frame: "HELLO")),
      (.credit(Frame.Credit(batches: 1, mark: nil)), .creditInvented),
      (.credit(Frame.Credit(batches: 0, mark: nil)), .creditInvented),
      (.credit(Frame.Credit(batches: .max, mark: nil)), .creditInvented),
    ] {
      var wire = Wire.open()
      wire.receive(frame)
      #expect(wire.violation == violation)
    }
    var wire = Wire.open()
    wire.receive([3, 0xff])
    #expect(wire.violation == .malformed(FrameError(.unknownFlags(0xff), at: 2)))
    wire = Wire.open()
    wire.receive([0x99, 1, 2, 3])
    #expect(wire.effects.isEmpty, "an ignorable kind is ignored")
  }

  @Test func `packs beyond the credit end the link`() {
    var wire = Wire.open(peer: [Samples.row("B", 9)], peerMark: HostilePeerTests.otherMark)
    for _ in 0..<4_096 {
      wire.receive(.changes(Frame.Changes(reached: [Samples.row("B", 9)], mark: nil, pack: [0])))
      #expect(wire.storeTags.count == 1)
    }
    wire.receive(.changes(Frame.Changes(reached: [], mark: nil, pack: [0])))
    #expect(wire.violation == .creditExceeded)
  }

  @Test func `a peer that never greets is left after ten seconds, a silent one after ninety`() {
    var wire = Wire()
    wire.connect(.dialling)
    #expect(wire.exchange.nextWake == wire.now.advanced(by: .seconds(10)))
    wire.wait(.seconds(10))
    #expect(wire.violation == .greetingTimeout)

    wire = Wire.open()
    wire.wait(.seconds(60))
    #expect(wire.frames.count == 1, "a question, to see whether it is there")
    wire.wait(.seconds(29))
    #expect(wire.ending == nil)
    wire.wait(.seconds(1))
    #expect(wire.violation == .silent)
  }

  @Test func `claims of any size are counted without trapping`() {
    var wire = Wire.open(
      rows: [Samples.logRow("A", 3)],
      peer: [Samples.row("X", .max), Samples.row("Y", .max), Samples.row("A", .max)],
      peerMark: HostilePeerTests.otherMark
    )
    #expect(wire.exchange.status(of: Wire.link)?.behind == .max)
    #expect(wire.effects.contains(.ownLogAhead(Samples.log("A"), peerCount: .max)))
    for _ in 0..<5 { wire.wait(.seconds(10)) }
    #expect(wire.ending == nil)
    #expect(wire.exchange.nextWake! > wire.now.advanced(by: .seconds(1)), "no waking for who brings nothing")
  }

  @Test func `asking for rows again and again is answered once in five seconds`() {
    var wire = Wire.open(rows: [Samples.logRow("A", 3)])
    let ask = Frame.rows(Frame.Rows(mark: Samples.mark, isLast: true, wantsAnswer: true, hold: false, rows: []))
    var answers = 0
    for _ in 0..<100 {
      wire.receive(ask)
      answers += wire.frames.count
    }
    #expect(answers == 1)
  }

  @Test func `rows without end are refused`() {
    var wire = Wire.open()
    let row = Samples.row("B", 2)
    let part = Frame.rows(
      Frame.Rows(
        mark: Samples.mark,
        isLast: false,
        wantsAnswer: false,
        hold: false,
        rows: [SyncRow](repeating: row, count: 16_384)
      )
    )
    for _ in 0..<4 { wire.receive(part) }
    #expect(wire.ending == nil)
    wire.receive(part)
    #expect(wire.violation == .malformed(FrameError(.tooManyRows, at: 0)))
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func `any frames in any order end in a named violation or are taken`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var wire = Wire.open(rows: [Samples.logRow("A", 3), Samples.logRow("B", 1)])
    for _ in 0..<200 {
      var bytes = Samples.encode(Samples.frames.randomElement(using: &random)!.frame)
      if Bool.random(using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
      }
      wire.receive(bytes)
      if let violation = wire.violation {
        #expect(!violation.description.isEmpty)
        wire = Wire.open(rows: [Samples.logRow("A", 3), Samples.logRow("B", 1)])
        continue
      }
      if wire.ending != nil { wire = Wire.open() }
      for tag in wire.storeTags where Bool.random(using: &random) {
        wire.perform { $0.stored(Wire.link, tag: tag, now: $1) }
      }
      if wire.selection != nil {
        wire.perform { $0.loaded(Wire.link, LoadedBatch(pack: [], reached: []), now: $1) }
      }
      wire.wait(.milliseconds(Int64.random(in: 0...30_000, using: &random)))
      if wire.ending != nil { wire = Wire.open() }
    }
  }
}
