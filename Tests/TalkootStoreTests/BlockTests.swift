import TalkootCRDT
import TalkootCrypto
import TalkootLog
import TalkootTesting
import Testing

@testable import TalkootStore

@Suite struct `A block` {
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `reads back as it was written`(seed: UInt64) throws {
    var history = RandomHistory(seed: seed)
    let changes = history.transaction(changes: 1...300).changes
    #expect(try Block(changes[...]).changes() == changes, "seed \(seed)")
    let middle = Array(changes.dropFirst(changes.count / 2))
    #expect(try Block(middle[...]).changes() == middle, "seed \(seed)")
  }

  @Test func `that is cut anywhere is an error and no crash`() throws {
    var history = RandomHistory(seed: 5)
    let block = Block(history.transaction(changes: 30...30).changes[...])
    for end in block.body.indices {
      let cut = Block(
        first: block.first,
        count: block.count,
        ids: block.ids,
        runs: block.runs,
        body: Array(block.body[..<end])
      )
      #expect(throws: ColumnError.self) { try cut.changes() }
    }
    for end in block.runs.indices {
      let cut = Block(
        first: block.first,
        count: block.count,
        ids: block.ids,
        runs: Array(block.runs[..<end]),
        body: block.body
      )
      #expect(throws: ColumnError.self) { try cut.changes() }
    }
  }

  @Test(arguments: 1...300 as ClosedRange<UInt64>)
  func `with any byte changed never crashes its reader`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var history = RandomHistory(seed: seed)
    var block = Block(history.transaction(changes: 5...20).changes[...])
    for _ in 0..<3 {
      block.body[Int.random(in: 0..<block.body.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      block.runs[Int.random(in: 0..<block.runs.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    _ = try? block.changes()
  }

  @Test func `keeps what many changes refer to once`() throws {
    let object = ObjectID(high: 1, low: 2)
    let changes = (0..<256 as Range<UInt32>).map { i in
      StoredChange(
        version: LocalVersion(i),
        log: 0,
        sequence: UInt64(i) + 1,
        id: ChangeID(.zero),
        lamport: i + 1,
        predecessor: i == 0 ? nil : LocalVersion(i - 1),
        claimedMilliseconds: 1_700_000_000_000 + Int64(i) * 1000,
        structure: [0, 1] + object.bytes + [0, 1, 5, 2, 3, 7],
        strings: [.present(Array("ten bytes!".utf8))]
      )
    }
    let block = Block(changes[...])
    #expect(block.runs.count < 16)
    // 8 of structure, 10 of text; the rest is lengths and time.
    #expect(block.body.count < 256 * 27)
    #expect(try block.changes() == changes)
  }

  /// The example of `docs/formats/database.md`, and one of each column.
  @Test func `has the bytes that its format says`() {
    let id = ChangeID(.zero)
    var changes = [
      StoredChange(
        version: LocalVersion(0),
        log: 0,
        sequence: 1,
        id: id,
        lamport: 1,
        predecessor: nil,
        claimedMilliseconds: 5,
        structure: [0, 0, 0, 9],
        strings: [.present([0x61, 0x62])]
      ),
      StoredChange(
        version: LocalVersion(1),
        log: 0,
        sequence: 2,
        id: id,
        lamport: 2,
        predecessor: LocalVersion(0),
        claimedMilliseconds: 3,
        structure: [1, 9]
      ),
    ]
    #expect(Block(changes[...]).runs == [2, 0, 0, 2, 0])
    let columns: [[UInt8]] = [
      [2, 0, 0], [], [10, 3], [], [], [1, 0, 0], [2, 0, 9, 2, 1, 9], [1, 8, 0], [0x61, 0x62],
    ]
    #expect(Block(changes[...]).body == columns.flatMap { [UInt8($0.count)] + $0 })
    changes[1].format = 2
    changes[1].headerExtension = [7]
    changes[1].dependencies = [LocalVersion(0)]
    #expect(Block(changes[...]).runs == [1, 0, 0, 2, 0, 1, 2, 2, 0, 0, 1, 1])
    #expect(Block(changes[...]).body.starts(with: [6, 1, 0, 0, 1, 0, 1, 2, 1, 7]))
  }

  @Test func `is full at 256 changes or 256 KiB`() {
    var history = RandomHistory(seed: 8)
    var changes = history.transaction(changes: 600...600).changes
    #expect(BlockPacking.split(changes).full.map(\.count) == [256, 256])
    changes[100].structure = [UInt8](repeating: 0, count: 256 * 1024)
    #expect(BlockPacking.split(changes).full.map(\.count) == [101, 256])
    #expect(BlockPacking.split(Array(changes[..<100])).full.isEmpty)
  }

  @Test func `knows its touched objects`() throws {
    var history = RandomHistory(seed: 21)
    let touched = Set(history.transaction(changes: 200...200).touched)
    let bytes = TouchColumn.encode(Array(touched), first: 0)
    #expect(try Set(TouchColumn.decode(bytes, first: 0)) == touched)
    let object = history.object(7)
    let expected = touched.filter { $0.object == object }.map(\.version).sorted()
    #expect(try TouchColumn.versions(of: object, in: bytes, first: 0) == expected)
  }
}
