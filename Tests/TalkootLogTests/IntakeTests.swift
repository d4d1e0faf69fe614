import TalkootCrypto
import TalkootTesting
import Testing

@testable import TalkootLog

@Suite struct IntakeTests {
  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `any order of delivery ends with the same changes`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let writer = ChangePackTests.history(seed: seed + 40, steps: 120)
    var receiver = Receiver()
    if seed == 1 {
      var limits = Intake.Limits()
      limits.changes = .max
      limits.bytes = .max
      receiver.intake = Intake(limits: limits)
    }
    var changes = writer.received.map { change in
      var change = change
      // Every third signature travels, as for a run; the newest ones are signed.
      let isNewest = writer.index.rows.contains { $0.head == change.id }
      let isGovernance = change.change.header.flags.contains(.governance)
      if !isNewest, !isGovernance, random.next() % 3 != 0 { change.signature = nil }
      return change
    }
    changes.shuffle(using: &random)
    changes += changes.prefix(20)
    var rest = changes[...]
    while !rest.isEmpty {
      let count = Int(random.next() % 30) + 1
      receiver.receive(Array(rest.prefix(count)), from: NodeID(SHA256.hash("peer", [UInt8(count % 3)])))
      rest = rest.dropFirst(count)
    }
    #expect(receiver.rejections.isEmpty, "seed \(seed)")
    #expect(receiver.index.headsHash == writer.index.headsHash, "seed \(seed)")
    #expect(receiver.verified.count == writer.changes.count)
    #expect(receiver.intake.waitingCount == 0)
    #expect(receiver.intake.loads.isEmpty && receiver.intake.places.isEmpty && receiver.intake.dependents.isEmpty)
  }

  @Test func `what no signature covers waits, and comes out once one does`() {
    var writer = Writer(1)
    for _ in 0..<5 { writer.write(signed: false) }
    var receiver = Receiver()
    receiver.receive(writer.received)
    #expect(receiver.verified.isEmpty)
    #expect(receiver.intake.waitingCount == 5)
    let last = writer.write()
    receiver.receive([ReceivedChange(last)])
    #expect(receiver.verified.map(\.id) == writer.changes.map(\.change.id))
    #expect(receiver.intake.waitingCount == 0)
  }

  @Test func `a wrong signature lets nothing through`() {
    var writer = Writer(1)
    for _ in 0..<3 { writer.write(signed: false) }
    var bad = ReceivedChange(writer.write())
    bad.signature = Writer(2).key.sign(bad.id)
    var receiver = Receiver()
    receiver.receive(writer.received.dropLast() + [bad])
    #expect(receiver.verified.isEmpty)
    #expect(receiver.rejections.map(\.reason) == [.badSignature])
    #expect(receiver.rejections[0].severity == .misdelivered)
    receiver.receive([writer.received.last!])
    #expect(receiver.verified.count == 4)
  }

  @Test func `a governance change without its own signature is not taken`() {
    var writer = Writer(1)
    writer.write(flags: .governance)
    writer.write()
    var changes = writer.received
    changes[0].signature = nil
    var receiver = Receiver()
    receiver.receive(changes)
    #expect(receiver.verified.isEmpty)
    #expect(receiver.rejections.first?.reason == .unsignedGovernance)
  }

  @Test func `a log does not go on without signatures for ever`() {
    var writer = Writer(1)
    for _ in 0..<300 { writer.write(signed: false) }
    var changes = writer.received
    for i in changes.indices { changes[i].signature = nil }
    var receiver = Receiver()
    receiver.receive(changes)
    #expect(receiver.intake.waitingCount == 256)
    #expect(receiver.rejections.count == 44)
    #expect(receiver.rejections.allSatisfy { $0.reason == .unsignedTooLong })
    receiver.intake.forget(Receiver.peer)
    #expect(receiver.intake.waitingCount == 0)
    receiver.receive(writer.received)
    #expect(receiver.verified.count == 256)
  }

  @Test func `beginning logs without end lets no more wait`() {
    var writers = (1...5).map { Writer($0) }
    var receiver = Receiver()
    var limits = Intake.Limits()
    limits.changes = 10
    limits.unsignedChanges = 2
    limits.logs = 2
    receiver.intake = Intake(limits: limits)
    for i in 0..<5 { receiver.receive([ReceivedChange(writers[i].write())]) }
    #expect(receiver.index.logStates.count == 5)
    // All of these come after a change that never comes.
    writers[0].write()
    let orphans = (0..<30).map { _ in ReceivedChange(writers[0].write()) }
    receiver.receive(orphans, from: NodeID(HeaderTests.digest(1)))
    #expect(receiver.intake.waitingCount == 10 + 2 * 2)
  }

  @Test func `the changes of one peer that wait are limited, and other peers do not suffer`() {
    let writer = ChangePackTests.history(seed: 50, steps: 100)
    var receiver = Receiver()
    var limits = Intake.Limits()
    limits.changes = 10
    limits.unsignedChanges = 1
    receiver.intake = Intake(limits: limits)
    receiver.receive(Array(writer.received.dropFirst()), from: NodeID(HeaderTests.digest(1)))
    #expect(receiver.intake.waitingCount <= 14)
    #expect(receiver.rejections.contains { $0.reason == .waitingFull && $0.severity == .delayed })
    receiver.receive(writer.received, from: NodeID(HeaderTests.digest(2)))
    #expect(receiver.index.headsHash == writer.index.headsHash)
  }

  @Test func `an organisation that admits many nodes lets no more wait than one with one node`() {
    var writer = Writer(1)
    writer.write()
    var receiver = Receiver()
    var limits = Intake.Limits()
    limits.changes = 10
    limits.unsignedChanges = 2
    receiver.intake = Intake(limits: limits)
    receiver.receive(writer.received)
    // All of these come after a change that never comes.
    writer.write()
    let orphans = (0..<60).map { _ in ReceivedChange(writer.write()) }
    let organisation = MemberID(HeaderTests.digest(7))
    let nodes = (1...6).map { NodeID(HeaderTests.digest(UInt8($0))) }
    for (number, node) in nodes.enumerated() {
      receiver.receive(Array(orphans[number * 10..<number * 10 + 10]), from: node, of: organisation)
    }
    #expect(receiver.intake.waitingCount == 10 + 2)
    #expect(nodes.allSatisfy { receiver.intake.isFull($0) })
    // Another organisation has its own room.
    receiver.receive(
      Array(orphans.suffix(20)),
      from: NodeID(HeaderTests.digest(8)),
      of: MemberID(HeaderTests.digest(9))
    )
    #expect(receiver.intake.waitingCount == 2 * (10 + 2))
    // What one of them sent and nothing covers goes with it; what is covered stays, and stays counted.
    for node in nodes { receiver.intake.forget(node) }
    #expect(receiver.intake.loads.count == 2 && receiver.intake.organisations.count == 1)
  }

  @Test func `many logs with an open range each do not fill what may wait`() throws {
    var writers = (1...30).map { Writer($0) }
    for i in writers.indices { writers[i].write() }
    let begun = writers
    var reader = Writer(99)
    for writer in begun { reader.pull(writer) }
    for i in writers.indices { writers[i].pull(reader) }
    var receiver = Receiver()
    receiver.receive(reader.received)
    var limits = Intake.Limits()
    limits.changes = 100
    receiver.intake = Intake(limits: limits)
    for round in 0..<20 {
      let before = reader.changes.count
      for i in writers.indices {
        writers[i].write(signed: round == 19, dependencies: [])
        reader.take(writers[i].changes.last!.change, nil)
      }
      let (pack, _) = ChangePack.encode(reader.changes[before...], source: reader.source)
      receiver.receive(try ChangePack.decode(pack, target: receiver.target()))
    }
    #expect(receiver.rejections.isEmpty)
    #expect(receiver.index.headsHash == reader.index.headsHash)
  }

  @Test func `what two peers sent stays when one of them is gone, and counts for the other`() {
    var writer = Writer(1)
    for _ in 0..<5 { writer.write(signed: false) }
    let last = ReceivedChange(writer.write())
    let (one, other) = (NodeID(HeaderTests.digest(1)), NodeID(HeaderTests.digest(2)))
    var receiver = Receiver()
    receiver.receive(writer.received.prefix(5).map { $0 }, from: one)
    receiver.receive(writer.received.prefix(3).map { $0 }, from: other)
    receiver.intake.forget(one)
    #expect(receiver.intake.waitingCount == 3)
    #expect(receiver.intake.id(writer.id, 3, from: other) != nil)
    #expect(receiver.intake.id(writer.id, 3, from: one) == nil)
    // The other goes on from there, and names what it sent before.
    receiver.receive(Array(writer.received[3..<5]) + [last], from: other)
    #expect(receiver.verified.count == 6)
    #expect(receiver.intake.loads.isEmpty && receiver.intake.places.isEmpty)
    var again = Receiver()
    again.receive(writer.received.prefix(5).map { $0 }, from: one)
    again.receive(writer.received.prefix(3).map { $0 }, from: other)
    again.intake.forget(one)
    again.intake.forget(other)
    #expect(again.intake.waitingCount == 0 && again.intake.loads.isEmpty && again.intake.places.isEmpty)
  }

  @Test func `a log whose node is not admitted stays out with all that builds on it`() {
    var stranger = Writer(1)
    stranger.write()
    stranger.write()
    var friend = Writer(2)
    friend.write()
    var careless = Writer(3)
    careless.pull(stranger)
    careless.write()
    var receiver = Receiver()
    receiver.admits = { [id = stranger.id] descriptor, _ in descriptor.id != id }
    receiver.receive(Array(careless.received.reversed()) + friend.received)
    #expect(receiver.verified.map(\.id) == friend.changes.map(\.change.id))
    #expect(receiver.rejections.first?.reason == .notAdmitted)
    #expect(receiver.rejections.count == 3)
    #expect(receiver.rejections.allSatisfy { $0.severity == .invalid })
    receiver.receive(careless.received)
    #expect(receiver.verified.count == 1)
  }

  @Test func `admission is asked when all that the log's first change depends on is in the index`() {
    var host = Writer(1)
    let admission = host.write(flags: .governance)
    var guest = Writer(2)
    guest.pull(host)
    guest.write()
    let pack = ChangePack.encode(guest.changes, source: guest.source).pack
    let changes = try! ChangePack.decode(pack, target: Receiver().target())
    var index = LogIndex()
    var intake = Intake()
    intake.add(changes.reversed(), from: Receiver.peer)
    var asked: [LogID] = []
    while let event = intake.next(
      index,
      admission: { descriptor, header in
        asked.append(descriptor.id)
        return header.dependencies.isEmpty || index.contains(admission.id)
      }
    ) {
      guard case .verified(let change, _) = event else { continue }
      index.append(change)
    }
    #expect(asked == [host.id, guest.id])
    #expect(index.count == 2)
  }

  // MARK: Faults of an author

  /// A change with any header, properly hashed and signed.
  func forge(_ writer: Writer, _ change: (inout ChangeHeader) -> Void) -> ReceivedChange {
    var header = writer.changes.last!.change.header
    header.sequence += 1
    header.previous = writer.log.head
    header.dependencies = []
    change(&header)
    let whole = Change(
      trusting: header,
      id: header.id,
      structure: writer.changes.last!.change.change.structure,
      strings: []
    )
    return ReceivedChange(
      change: whole,
      structure: writer.changes.last!.change.structure,
      descriptor: nil,
      signature: writer.key.sign(whole.id)
    )
  }

  @Test func `a change that does not follow its predecessor is invalid, and so is what follows`() {
    var writer = Writer(1)
    writer.write()
    writer.write()
    let other = Writer(2)
    let forged: [ReceivedChange] = [
      forge(writer) { $0.sequence += 1 },
      forge(writer) { $0.sequence -= 1 },
      forge(writer) { $0.log = other.id },
    ]
    for change in forged {
      var receiver = Receiver()
      receiver.receive(writer.received + [change])
      #expect(receiver.verified.count == 2)
      #expect(receiver.rejections.map(\.severity).allSatisfy { $0 != .delayed })
      let next = forge(writer) {
        $0.previous = change.id
        $0.sequence = change.change.sequence + 1
      }
      receiver.receive([next])
      #expect(receiver.verified.count == 2)
    }
  }

  @Test func `a format does not go back`() {
    var writer = Writer(1)
    writer.write()
    writer.write()
    let newer = forge(writer) { $0.format = 2 }
    let older = forge(writer) {
      $0.format = 1
      $0.sequence = 4
      $0.previous = newer.id
    }
    var receiver = Receiver()
    receiver.receive(writer.received + [newer, older])
    #expect(receiver.verified.count == 3)
    #expect(receiver.rejections.map(\.reason) == [.formatBelowPredecessor])
  }

  @Test func `a first change with another log's descriptor is invalid`() {
    var writer = Writer(1)
    writer.write()
    let change = writer.received[0]
    let odd = ReceivedChange(
      change: change.change,
      structure: change.structure,
      descriptor: Writer(2).log.descriptor,
      signature: change.signature
    )
    var receiver = Receiver()
    receiver.receive([odd])
    #expect(receiver.rejections.map(\.reason) == [.wrongDescriptor])
  }

  @Test func `a chain that a peer made up does not harm the one of another peer`() throws {
    var writer = Writer(1)
    writer.write()
    var receiver = Receiver()
    receiver.receive(writer.received)
    var liar = writer
    for _ in 0..<20 { liar.write(signed: false) { $0.operation(kind: 6) { $0.varint(666) } } }
    receiver.receive(
      liar.received.map {
        var change = $0
        change.signature = nil
        return change
      },
      from: NodeID(HeaderTests.digest(1))
    )
    for _ in 0..<10 { writer.write(signed: false) }
    let honest = NodeID(HeaderTests.digest(2))
    for part in [writer.changes[1..<6], writer.changes[6...]] {
      let (pack, _) = ChangePack.encode(part, source: writer.source)
      receiver.receive(try ChangePack.decode(pack, target: receiver.target(honest)), from: honest)
    }
    writer.write()
    let (pack, _) = ChangePack.encode(writer.changes.suffix(1), source: writer.source)
    receiver.receive(try ChangePack.decode(pack, target: receiver.target(honest)), from: honest)
    #expect(receiver.index.headsHash == writer.index.headsHash)
    #expect(receiver.rejections.isEmpty)
  }
}
