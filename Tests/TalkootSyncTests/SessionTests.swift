import TalkootLog
import TalkootTesting
import Testing

@testable import TalkootSync

@Suite struct SessionTests {
  static let otherMark = HeadsMark(Samples.digest("other heads"))
  static let nextMark = HeadsMark(Samples.digest("next heads"))

  @Test func `equal heads end it: nothing but the two greetings is sent`() {
    let wire = Wire.open(rows: [Samples.logRow("A", 3)], peer: [Samples.row("A", 3)])
    #expect(wire.frames.count == 1)
    #expect(wire.exchange.status(of: Wire.link) == LinkStatus(ahead: 0, behind: 0, isInSync: true, roundTrip: nil))
  }

  @Test func `the sender computes what the other lacks and sends it at once`() {
    var wire = Wire.open(
      rows: [Samples.logRow("A", 3), Samples.logRow("B", 7)],
      peer: [Samples.row("B", 5)],
      peerMark: Self.otherMark
    )
    let expected = [
      LogRange(log: Samples.log("A"), after: 0, through: 3, expecting: nil),
      LogRange(
        log: Samples.log("B"),
        after: 5,
        through: 7,
        expecting: HeadPrefix(Samples.change("B 5"))
      ),
    ].sorted { $0.log < $1.log }
    #expect(wire.selection == Selection(ranges: expected, byteBudget: SyncLimits.batchBytesMax))
    let rows = [Samples.logRow("A", 3), Samples.logRow("B", 7)]
    wire.perform { $0.loaded(Wire.link, LoadedBatch(pack: [1], reached: rows), now: $1) }
    #expect(
      wire.frames == [
        .changes(Frame.Changes(reached: rows.map { SyncRow($0) }, mark: Samples.mark, pack: [1]))
      ]
    )
    #expect(wire.exchange.status(of: Wire.link)?.ahead == 5, "sent is not yet had")
    wire.receive(.credit(Frame.Credit(batches: 1, mark: Samples.mark)))
    #expect(wire.exchange.status(of: Wire.link) == LinkStatus(ahead: 0, behind: 0, isInSync: true, roundTrip: nil))
  }

  @Test func `a log that differs at the peer's count is a fork: nothing of it is sent, the rest is`() {
    var wire = Wire.open(
      rows: [Samples.logRow("A", 3), Samples.logRow("B", 7)],
      peer: [Samples.row("B", 5)],
      peerMark: Self.otherMark
    )
    let batch = LoadedBatch(pack: [1], reached: [Samples.logRow("A", 3)], mismatched: [Samples.log("B")])
    wire.perform { $0.loaded(Wire.link, batch, now: $1) }
    #expect(wire.effects.contains(.forked(Samples.log("B"), sequence: 5)))
    #expect(wire.selection == nil)
    #expect(wire.frames.count == 1)
    #expect(wire.exchange.status(of: Wire.link)?.isInSync == false)
  }

  @Test func `equal counts with different heads are a fork`() {
    var row = Samples.row("B", 5)
    row.head = HeadPrefix(word: 7)
    let wire = Wire.open(rows: [Samples.logRow("B", 5)], peer: [row], peerMark: Self.otherMark)
    #expect(wire.effects.contains(.forked(Samples.log("B"), sequence: 5)))
    #expect(wire.selection?.ranges == [LogRange(log: Samples.log("B"), beyond: [row], isEnough: false)])
    #expect(wire.selection?.disputed == [Samples.log("B")])
  }

  @Test func `who can't place a peer's change tells landmarks, and gets what lies beyond them`() {
    var row = Samples.row("B", 5)
    row.head = HeadPrefix(word: 7)
    var wire = Wire.open(rows: [Samples.logRow("B", 5)], peer: [row], peerMark: Self.otherMark)
    let landmarks = [Samples.logRow("B", 5), Samples.logRow("B", 4)]
    let batch = LoadedBatch(pack: [], reached: [], mismatched: [Samples.log("B")], landmarks: landmarks)
    wire.perform { $0.loaded(Wire.link, batch, now: $1) }
    #expect(wire.frames.last == .branches(landmarks.map { SyncRow($0) }))
    // Once the peer has told where its branch leaves, what it lacks is read, whatever else it names.
    wire.receive(.branches([row, Samples.row("B", 3)]))
    let known = [row, Samples.row("B", 3)]
    #expect(wire.selection?.ranges == [LogRange(log: Samples.log("B"), beyond: known, isEnough: true)])
  }

  @Test func `a peer that tells two branches gets the third, and nothing twice`() {
    let (ours, one, two) = (Samples.logRow("B", 5), Samples.row("B", 4), Samples.row("B", 6))
    var wire = Wire.open(rows: [ours], peer: [one, two], peerMark: Self.otherMark)
    #expect(wire.selection?.ranges == [LogRange(log: Samples.log("B"), beyond: [one, two], isEnough: false)])
    wire.perform { $0.loaded(Wire.link, LoadedBatch(pack: [1], reached: [ours]), now: $1) }
    #expect(wire.selection == nil)
  }

  @Test func `credit goes back in order, once durable, with the heads when nothing is left`() {
    var wire = Wire.open(peer: [Samples.row("B", 2)], peerMark: Self.otherMark)
    wire.receive(.changes(Frame.Changes(reached: [Samples.row("B", 1)], mark: nil, pack: [1])))
    let first = wire.storeTags[0]
    wire.receive(.changes(Frame.Changes(reached: [Samples.row("B", 2)], mark: Self.otherMark, pack: [2])))
    let second = wire.storeTags[0]
    wire.perform { $0.stored(Wire.link, tag: second, now: $1) }
    #expect(wire.frames.isEmpty)
    wire.relay([Samples.logRow("B", 2)], mark: Self.otherMark)
    #expect(wire.frames.isEmpty, "it came from this very peer")
    wire.perform { $0.stored(Wire.link, tag: first, now: $1) }
    #expect(wire.frames == [.credit(Frame.Credit(batches: 2, mark: Self.otherMark))])
    #expect(wire.exchange.status(of: Wire.link)?.isInSync == true)
  }

  @Test func `a commit is pushed whole at once and costs little`() {
    var wire = Wire.open(rows: [Samples.logRow("A", 99_999)], peer: [Samples.row("A", 99_999)])
    wire.perform {
      $0.committed(
        [Samples.logRow("A", 100_000)],
        mark: Self.nextMark,
        pack: [UInt8](repeating: 1, count: 100),
        now: $1
      )
    }
    #expect(wire.frames.count == 1)
    guard case .send(let bytes)? = wire.effects.first else { return }
    #expect(bytes.count == 100 + 31)
    #expect(wire.selection == nil)
  }

  @Test func `what another sent is told at once and passed on later, unless the peer has it by then`() {
    for hasIt in [false, true] {
      var wire = Wire.open(rows: [Samples.logRow("C", 1)], peer: [Samples.row("C", 1)])
      wire.relay([Samples.logRow("C", 2)], mark: Self.nextMark)
      #expect(wire.frames == [.have(Frame.Have(mark: nil, wantsAnswer: false, rows: [Samples.row("C", 2)]))])
      #expect(wire.selection == nil)
      if hasIt { wire.receive(.have(Frame.Have(mark: nil, wantsAnswer: false, rows: [Samples.row("C", 2)]))) }
      wire.wait(.milliseconds(250))
      #expect((wire.selection == nil) == hasIt)
    }
  }

  @Test func `a commit that can't be sent becomes a HAVE, and not without end`() {
    var wire = Wire.open(rows: [Samples.logRow("A", 1)], peer: [Samples.row("A", 1)])
    var pushed = 0
    var told = 0
    for count in 2...20_000 as ClosedRange<UInt64> {
      wire.perform {
        $0.committed([Samples.logRow("A", count)], mark: Self.nextMark, pack: [1], now: $1)
      }
      for frame in wire.frames {
        if case .changes = frame { pushed += 1 }
        if case .have = frame { told += 1 }
      }
    }
    #expect(pushed == SyncLimits.creditWindowBytes / SyncLimits.packCostMin)
    #expect(told == SyncLimits.unansweredAnnouncementBytesMax / 16)
  }

  @Test func `heads are compared a minute after activity, then ever more rarely up to an hour`() {
    var wire = Wire.open(rows: [Samples.logRow("A", 1)], peer: [Samples.row("A", 1)])
    var at: [Int64] = []
    for _ in 0..<(4 * 3_600 / 30) {
      wire.wait(.seconds(30))
      let heads = Frame.have(Frame.Have(mark: Samples.mark, wantsAnswer: true, rows: []))
      if wire.frames.contains(heads) { at.append(wire.now.microseconds / 60_000_000) }
      wire.receive(.pong(0))
    }
    #expect(at == [1, 3, 7, 15, 31, 63, 123, 183])
  }

  @Test func `a difference of the heads that nothing explains makes both tell their rows`() {
    var wire = Wire.open(rows: [Samples.logRow("A", 1)], peer: [Samples.row("A", 1)])
    wire.receive(.have(Frame.Have(mark: Self.otherMark, wantsAnswer: true, rows: [])))
    #expect(
      wire.frames == [
        .rows(
          Frame.Rows(mark: Samples.mark, isLast: true, wantsAnswer: true, hold: false, rows: [Samples.row("A", 1)])
        )
      ]
    )
    wire.receive(.rows(Frame.Rows(mark: Self.otherMark, isLast: true, wantsAnswer: false, hold: false, rows: [])))
    #expect(wire.selection?.ranges.map { $0.after } == [0], "what the peer lost is sent again")
  }

  @Test func `who is held sends nothing until rows come`() {
    var wire = Wire(rows: [Samples.logRow("A", 3)])
    wire.connect(.answering)
    wire.receive(Wire.hello(rows: [], mark: Self.otherMark, hold: true))
    #expect(wire.selection == nil)
    wire.perform { $0.committed([Samples.logRow("A", 4)], mark: Self.nextMark, pack: [1], now: $1) }
    #expect(wire.frames.isEmpty)
    wire.receive(
      .rows(
        Frame.Rows(
          mark: Self.otherMark,
          isLast: true,
          wantsAnswer: false,
          hold: false,
          rows: [Samples.row("A", 3)]
        )
      )
    )
    #expect(wire.selection?.ranges.map { $0.after } == [3])
  }

  @Test func `beyond 256 logs rows follow the greetings, in frames of bounded size`() {
    let rows = (0..<300).map { Samples.logRow("log \($0)", 2) }
    var wire = Wire(rows: rows)
    wire.connect(.answering)
    wire.receive(Wire.hello(rows: nil, mark: Self.otherMark))
    #expect(wire.frames.count == 2)
    guard case .welcome(let welcome) = wire.frames[0], case .rows(let told) = wire.frames[1] else {
      Issue.record("\(wire.frames)")
      return
    }
    #expect(welcome.rows == nil)
    #expect(told.rows.count == 300 && told.isLast)
    #expect(wire.selection == nil)
    wire.receive(.rows(Frame.Rows(mark: Self.otherMark, isLast: true, wantsAnswer: false, hold: false, rows: [])))
    #expect(wire.selection?.ranges.count == 300)
  }

  @Test func `wanted content is read and sent beside everything else`() {
    var wire = Wire.open(rows: [Samples.logRow("A", 3)], peer: [Samples.row("A", 3)])
    wire.receive(.wantContent([Samples.change("x")]))
    #expect(wire.effects.contains(.loadContent([Samples.change("x")], byteBudget: SyncLimits.batchBytesMax)))
    wire.perform { $0.loaded(Wire.link, LoadedBatch(pack: [5], reached: []), now: $1) }
    #expect(wire.frames == [.changes(Frame.Changes(reached: [], mark: Samples.mark, pack: [5]))])
  }

  @Test func `a peer that says goodbye is believed`() {
    var wire = Wire.open()
    wire.receive(.bye(Frame.Bye(code: .paused, text: "")))
    #expect(wire.ending == .byPeer(.paused, text: ""))
    #expect(wire.frames.isEmpty)
  }
}
