import TalkootCrypto
import TalkootTesting
import Testing

@testable import TalkootLog

@Suite struct ChangePackTests {
  /// One node that heard of all the others.
  static func history(seed: UInt64, steps: Int = 250) -> Writer {
    var writers = society(4, steps: steps, seed: seed)
    for i in 1..<4 { writers[0].pull(writers[i]) }
    return writers[0]
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `unpacking gives the very changes that were packed`(seed: UInt64) throws {
    let writer = Self.history(seed: seed)
    #expect(try ChangePack.decode(writer.pack, target: Receiver().target()) == writer.received, "seed \(seed)")
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `packs of any size follow each other`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let writer = Self.history(seed: seed + 100)
    var rest = writer.changes[...]
    var receiver = Receiver()
    while !rest.isEmpty {
      let (pack, count) = ChangePack.encode(rest, source: writer.source, atMost: Int(random.next() % 3_000) + 1)
      rest = rest.dropFirst(count)
      receiver.receive(try ChangePack.decode(pack, target: receiver.target()))
    }
    #expect(receiver.rejections.isEmpty)
    #expect(receiver.index.headsHash == writer.index.headsHash, "seed \(seed)")
    #expect(receiver.index.rows == writer.index.rows)
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `any choice of changes can be packed for who holds them all`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let writer = Self.history(seed: seed + 200)
    for share in [2, 3, 10] as [UInt64] {
      // A log's first change among them, and others of that log that it does not lead to.
      let chosen = writer.changes.filter { $0.change.header.sequence == 1 || random.next() % share == 0 }
      let (pack, count) = ChangePack.encode(chosen, source: writer.source)
      #expect(count == chosen.count)
      let unpacked = try ChangePack.decode(pack, target: writer.target)
      #expect(unpacked.map(\.id) == chosen.map(\.change.id), "seed \(seed)")
    }
  }

  @Test func `a typical change in a run costs at most ten bytes over its payload`() {
    var writer = Writer(1)
    for i in 0..<255 {
      writer.checkIn(on: ObjectID(high: 1, low: 2), by: ObjectID(high: 3, low: 4), note: "note \(i)", signed: false)
    }
    var payload = 0
    for case let structure? in writer.changes.map(\.change.structure) { payload += structure.operationsRange.count }
    for change in writer.changes { payload += change.change.change.weight - change.change.change.structure.count }
    let overhead = Double(writer.pack.count - payload) / 255
    #expect(overhead < 10, "\(overhead)")
  }

  @Test func `a single change on known history is small`() throws {
    var writer = Writer(1)
    let object = writer.write { $0.operation(kind: 1) { $0.string("goal") } }
    for i in 0..<20 {
      writer.checkIn(on: ObjectID(madeBy: object.id, index: 0), by: ObjectID(high: 3, low: 4), note: "\(i)")
    }
    var receiver = Receiver()
    receiver.receive(writer.received)
    writer.checkIn(on: ObjectID(madeBy: object.id, index: 0), by: ObjectID(high: 3, low: 4), note: "all is well")
    let (pack, count) = ChangePack.encode(writer.changes.suffix(1), source: writer.source)
    #expect(count == 1)
    #expect(pack.count < 160, "\(pack.count)")
    #expect(try ChangePack.decode(pack, target: receiver.target()).map(\.id) == [writer.changes.last!.change.id])
    #expect { try ChangePack.decode(pack, target: Receiver().target()) } throws: {
      ($0 as? FormatError)?.code == .unknownLog
    }
  }

  @Test func `erased and missing strings travel as their commitments`() throws {
    var writer = Writer(1)
    let change = writer.write { writer in
      writer.operation(kind: 3) { w in for text in ["one", "two", "three"] { w.string(text) } }
    }
    writer.write { $0.operation(kind: 3) { $0.string("four") } }
    var tree = writer.changes[0].salts!
    var hasher = ChangeHasher()
    let commitments = (0..<3).map { index -> Digest in
      guard case .present(let bytes) = change.change.strings[index] else { return .zero }
      return hasher.commitment(bytes, salt: tree.salt(sequence: 1, string: index, of: 3)!)
    }
    tree.puncture(sequence: 1, string: 1, of: 3)
    let strings = [
      change.change.strings[0], .erased(commitment: commitments[1]), .missing(commitment: commitments[2]),
    ]
    writer.changes[0].change = VerifiedChange(
      trusting: change.change.with(strings: strings),
      structure: change.structure,
      descriptor: change.descriptor,
      signature: change.signature
    )
    writer.changes[0].salts = tree
    let decoded = try ChangePack.decode(writer.pack, target: Receiver().target())
    #expect(decoded == writer.received)
    #expect(decoded.map(\.id) == writer.changes.map(\.change.id))
    #expect(decoded[0].change.isIncomplete)
    #expect(decoded[0].change.text(StringSlot(index: 0, scalars: 3)) == "one")
    #expect(decoded[0].change.text(StringSlot(index: 1, scalars: 3)) == nil)
    #expect(decoded[1].change.text(StringSlot(index: 0, scalars: 4)) == "four")
  }

  @Test func `a present string whose salt is lost can't be packed as if it were whole`() {
    var writer = Writer(1)
    writer.write { $0.operation(kind: 3) { $0.string("one") } }
    writer.changes[0].salts!.puncture(sequence: 1, string: 0, of: 1)
    #expect { try ChangePack.decode(writer.pack, target: Receiver().target()) } throws: {
      ($0 as? FormatError)?.code == .missingSalt
    }
  }

  @Test func `a string counts only as what the structure says it is`() {
    let change = Change(
      trusting: HeaderTests.example,
      id: HeaderTests.example.id,
      structure: [],
      strings: [.present(Array("abc".utf8)), .present([0xff, 0xfe]), .missing(commitment: .zero)]
    )
    #expect(change.text(StringSlot(index: 0, scalars: 3)) == "abc")
    #expect(change.text(StringSlot(index: 0, scalars: 4)) == nil)
    #expect(change.text(StringSlot(index: 1, scalars: 2)) == nil)
    #expect(change.text(StringSlot(index: 2, scalars: 0)) == nil)
    #expect(change.text(StringSlot(index: 3, scalars: 0)) == nil)
  }

  @Test func `a change of a newer format travels verbatim`() throws {
    var writer = Writer(1)
    writer.write()
    let change = newer(after: writer, strings: ["mystery"])
    writer.take(change, nil)
    // A fork of it, which has the same range and so the same salts.
    writer.write(dependencies: []) { $0.operation(kind: 1) { $0.string("after") } }
    var receiver = Receiver()
    let decoded = try ChangePack.decode(writer.pack, target: receiver.target())
    #expect(decoded == writer.received)
    receiver.receive(Array(decoded.prefix(2)))
    #expect(receiver.verified.count == 2)
    #expect(receiver.verified[1].structure == nil)
    #expect(receiver.verified[1].header.extensionBytes == [9, 9, 9])
  }

  /// A change that only a later version could write.
  func newer(after writer: Writer, strings: [String]) -> VerifiedChange {
    let structure: [UInt8] = [0xff, 1, 2, 3]
    var hasher = ChangeHasher()
    let content = strings.map { ContentString.present(Array($0.utf8)) }
    var path: SaltPath? = SaltPath(range: 0, writer.changes[0].salts!)
    let sequence = writer.log.count + 1
    let hash = hasher.contentHash(content, slot: SaltTree.slot(sequence), salts: &path)!
    let header = ChangeHeader(
      format: 2,
      flags: ChangeFlags(rawValue: 0x80),
      log: writer.id,
      sequence: sequence,
      previous: writer.log.head,
      dependencies: [],
      claimedMilliseconds: 5,
      structureHash: hasher.structureHash(structure),
      contentHash: hash,
      extensionBytes: [9, 9, 9]
    )
    let change = Change(trusting: header, id: header.id, structure: structure, strings: content)
    return VerifiedChange(
      trusting: change,
      structure: nil,
      descriptor: writer.log.descriptor,
      signature: writer.key.sign(change.id)
    )
  }

  @Test func `a pack cut short anywhere is refused`() {
    let pack = Self.history(seed: 3, steps: 20).pack
    for count in 0..<pack.count {
      #expect(throws: FormatError.self) {
        try ChangePack.decode(Array(pack.prefix(count)), target: Receiver().target())
      }
    }
    #expect(throws: FormatError.self) { try ChangePack.decode(pack + [0], target: Receiver().target()) }
  }

  @Test func `a pack with any byte changed is refused or carries other ids`() {
    var random = SplitMix64(seed: 17)
    let writer = Self.history(seed: 4, steps: 14)
    let pack = writer.pack
    let ids = writer.changes.map(\.change.id)
    let signatures = writer.changes.map(\.change.signature)
    for round in 0..<6_000 {
      var mutant = pack
      let position = round < pack.count ? round : Int(random.next() % UInt64(pack.count))
      mutant[position] ^= UInt8(truncatingIfNeeded: random.next() % 255 + 1)
      guard let decoded = try? ChangePack.decode(mutant, target: Receiver().target()) else { continue }
      let differs = decoded.map(\.id) != ids || decoded.map(\.signature) != signatures
      #expect(differs || decoded.map(\.salts) != writer.changes.map(\.salts), "byte \(position)")
    }
  }

  @Test func `noise is no pack`() {
    var random = SplitMix64(seed: 23)
    for _ in 0..<10_000 {
      var noise: [UInt8] = [1]
      for _ in 0..<random.next() % 120 {
        noise.append(UInt8(truncatingIfNeeded: random.next() % 4 == 0 ? random.next() : random.next() % 8))
      }
      _ = try? ChangePack.decode(noise, target: Receiver().target())
    }
  }

  @Test func `a count is not believed`() {
    for count in [16_384, 16_385, Int.max] {
      var bytes: [UInt8] = [1]
      bytes.appendVarint(count)
      #expect(throws: FormatError.self) { try ChangePack.decode(bytes, target: Receiver().target()) }
    }
  }

  @Test func `a forked log's branches travel in full names`() throws {
    var one = Writer(1)
    for _ in 0..<3 { one.write() }
    var two = one
    one.write { $0.operation(kind: 1) { $0.varint(1) } }
    for _ in 0..<2 { two.write { $0.operation(kind: 1) { $0.varint(2) } } }
    var reader = Writer(2)
    reader.pull(one)
    reader.pull(two)
    reader.write()
    #expect(reader.index.logState(one.id)?.isFrozen == true)
    var receiver = Receiver()
    receiver.receive(two.received)
    let items = reader.changes.filter { !receiver.index.contains($0.change.id) }
    let (pack, _) = ChangePack.encode(items, source: reader.source)
    receiver.receive(try ChangePack.decode(pack, target: receiver.target()))
    #expect(receiver.rejections.isEmpty)
    #expect(receiver.forks.count == 1)
    #expect(receiver.index.headsHash == reader.index.headsHash)
    #expect(receiver.index.rows == reader.index.rows)
  }
}
