import TalkootCrypto
import Testing

@testable import TalkootLog

@Suite struct ForkTests {
  /// One node's log, copied and written on in `count` places.
  static func copies(_ count: Int, length: Int = 3) -> [Writer] {
    var original = Writer(1)
    for _ in 0..<3 { original.write() }
    return (0..<count).map { number in
      var copy = original
      for _ in 0..<length { copy.write { $0.operation(kind: 1) { $0.varint(UInt64(number)) } } }
      return copy
    }
  }

  static func side(_ writer: Writer) -> HeaderChain {
    HeaderChain(headers: [writer.changes[3].change.change.headerBytes], signature: writer.changes[3].change.signature!)
  }

  @Test func `two changes after one are a fork, with evidence that anyone can check`() {
    let copies = Self.copies(2)
    var receiver = Receiver()
    receiver.receive(copies[0].received)
    receiver.receive(copies[1].received)
    #expect(receiver.forks.count == 1)
    let fork = receiver.forks[0]
    #expect(fork.sequence == 4)
    #expect(fork.known == copies[0].changes[3].change.id)
    let evidence = fork.evidence(descriptor: copies[0].log.descriptor, known: Self.side(copies[0]))
    #expect(evidence.isValid)
    #expect(receiver.index.logState(copies[0].id)?.isFrozen == true)
    #expect(receiver.verified.count == 9)
  }

  @Test func `evidence is the same whichever branch came first`() {
    let copies = Self.copies(2)
    let evidence = [(0, 1), (1, 0)].map { first, second in
      var receiver = Receiver()
      receiver.receive(copies[first].received)
      receiver.receive(copies[second].received)
      return receiver.forks[0].evidence(descriptor: copies[0].log.descriptor, known: Self.side(copies[first]))
    }
    #expect(evidence[0] == evidence[1])
    #expect(evidence[0].isValid)
  }

  @Test func `a bundle shows both branches of a log, each with what signs it`() throws {
    var copies = Self.copies(2, length: 0)
    for number in 0..<2 {
      for step in 0..<3 {
        copies[number].write(signed: step == 2) { $0.operation(kind: 1) { $0.varint(UInt64(number)) } }
      }
    }
    func entry(_ number: Int, _ place: Int) throws -> ChangeBundle.Entry {
      let item = copies[number].changes[place]
      let salts = copies[number].trees[LogPlace(log: copies[number].id, sequence: SaltTree.range(1))]
      return try #require(ChangeBundle.Entry(item.change, salts: salts, showing: place == 3 ? [] : nil))
    }
    let entries = try [0, 1].flatMap { number in try (3...5).map { try entry(number, $0) } }
    func bundle(_ entries: [ChangeBundle.Entry]) -> ChangeBundle {
      ChangeBundle(
        kind: 1,
        subject: ObjectID(truncating: .zero),
        descriptors: [copies[0].log.descriptor],
        entries: entries
      )
    }
    let whole = bundle(entries)
    #expect(try ChangeBundle(parsing: whole.bytes) == whole)
    #expect(bundle(entries.reversed()) == whole)
    let shown = Set(try whole.proven().map(\.change.id))
    #expect(shown == Set([0, 1].map { copies[$0].changes[3].change.id }))
    // The other branch's signature does not speak for this one.
    let broken = entries.enumerated().filter { $0.offset != 1 }.map(\.element)
    #expect(throws: BundleFlaw(.unsigned, copies[0].changes[3].change.id)) { try bundle(broken).proven() }
  }

  @Test func `a side that is not signed itself is a chain up to a signature`() {
    var copies = Self.copies(2, length: 0)
    for number in 0..<2 {
      for step in 0..<4 {
        copies[number].write(signed: step == 3) { $0.operation(kind: 1) { $0.varint(UInt64(number)) } }
      }
    }
    var receiver = Receiver()
    receiver.receive(copies[0].received)
    receiver.receive(copies[1].received)
    #expect(receiver.forks.map(\.arrived.headers.count) == [4])
    let known = HeaderChain(
      headers: copies[0].changes[3...].map { $0.change.change.headerBytes },
      signature: copies[0].changes.last!.change.signature!
    )
    var evidence = receiver.forks[0].evidence(descriptor: copies[0].log.descriptor, known: known)
    #expect(evidence.isValid)
    evidence.left.headers.removeFirst()
    #expect(!evidence.isValid)
  }

  @Test func `what is no fork makes no evidence`() {
    let copies = Self.copies(2)
    let a = Self.side(copies[0])
    let b = Self.side(copies[1])
    let descriptor = copies[0].log.descriptor
    let valid = [(a, b), (b, a)].map { ForkEvidence(descriptor: descriptor, left: $0, right: $1).isValid }
    #expect(valid.filter { $0 }.count == 1)
    #expect(!ForkEvidence(descriptor: descriptor, left: a, right: a).isValid)
    #expect(!ForkEvidence(descriptor: Writer(2).log.descriptor, left: a, right: b).isValid)
    var stolen = b
    stolen.signature = a.signature
    #expect(!ForkEvidence(descriptor: descriptor, left: a, right: stolen).isValid)
    #expect(!ForkEvidence(descriptor: descriptor, left: stolen, right: a).isValid)
    #expect(
      !ForkEvidence(descriptor: descriptor, left: HeaderChain(headers: [], signature: a.signature), right: b).isValid
    )
  }

  @Test func `a third branch waits until someone else builds on it`() {
    let copies = Self.copies(3)
    var receiver = Receiver()
    for copy in copies { receiver.receive(copy.received) }
    #expect(receiver.forks.count == 2)
    #expect(receiver.verified.count == 9)
    #expect(receiver.intake.waitingCount == 3)
    var other = Writer(2)
    other.pull(copies[2])
    other.write()
    receiver.receive(other.received)
    #expect(receiver.intake.waitingCount == 0)
    #expect(receiver.verified.count == 13)
    #expect(receiver.rejections.isEmpty)
  }

  @Test func `a third branch that someone built on comes in whatever comes first`() {
    let copies = Self.copies(3)
    var other = Writer(2)
    other.pull(copies[2])
    other.write()
    var receiver = Receiver()
    receiver.receive(copies[0].received)
    receiver.receive(copies[1].received)
    receiver.receive([other.received.last!])
    receiver.receive(copies[2].received)
    #expect(receiver.verified.count == 13)
    receiver = Receiver()
    receiver.receive(copies[0].received)
    receiver.receive(copies[1].received)
    receiver.receive(Array(other.received.reversed()))
    #expect(receiver.verified.count == 13)
    #expect(receiver.intake.waitingCount == 0)
  }

  @Test func `branches that came in a different order are the same rows`() {
    let copies = Self.copies(2)
    let rows = [(0, 1), (1, 0)].map { first, second in
      var receiver = Receiver()
      receiver.receive(copies[first].received)
      receiver.receive(copies[second].received)
      return receiver.index.rows
    }
    #expect(rows[0] == rows[1])
    #expect(rows[0].count == 2)
  }
}
