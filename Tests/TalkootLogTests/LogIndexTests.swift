import TalkootCRDT
import TalkootCrypto
import TalkootTesting
import Testing

@testable import TalkootLog

@Suite struct LogIndexTests {
  @Test func `lamport time is one more than the greatest before`() {
    let writer = ChangePackTests.history(seed: 31)
    let index = writer.index
    for item in writer.changes {
      let header = item.change.header
      var expected: UInt32 = 0
      for parent in header.parents { expected = max(expected, index.lamport(of: index.version(of: parent)!)) }
      #expect(index.lamport(of: index.version(of: item.change.id)!) == expected + 1)
    }
  }

  @Test func `changes are found by id and by place`() {
    let writer = ChangePackTests.history(seed: 32, steps: 3_000)
    for (number, item) in writer.changes.enumerated() {
      let version = LocalVersion(UInt32(number))
      let place = LogPlace(log: item.change.header.log, sequence: item.change.header.sequence)
      #expect(writer.index.version(of: item.change.id) == version)
      #expect(writer.index.id(of: version) == item.change.id)
      #expect(writer.index.place(of: version) == place)
      #expect(writer.index.version(place.log, place.sequence) == version)
    }
    #expect(writer.index.version(of: ChangeID(.zero)) == nil)
    #expect(writer.index.version(writer.id, 0) == nil)
    #expect(writer.index.version(writer.id, writer.log.count + 1) == nil)
  }

  @Test func `rows and heads are the same whatever the order of arrival`() {
    var writers = society(4, steps: 200, seed: 33)
    let before = writers
    for i in 0..<4 { for j in 0..<4 where i != j { writers[i].pull(before[j]) } }
    for writer in writers {
      #expect(writer.index.headsHash == writers[0].index.headsHash)
      #expect(writer.index.rows == writers[0].index.rows)
    }
    writers[0].write()
    #expect(writers[0].index.headsHash != writers[1].index.headsHash)
  }

  @Test func `the order of operations extends causality and is the same everywhere`() {
    var writers = society(3, steps: 60, seed: 34)
    let before = writers
    for i in 0..<3 { for j in 0..<3 where i != j { writers[i].pull(before[j]) } }
    let ids = writers[0].changes.map(\.change.id).sorted()
    for a in ids {
      for b in ids where a != b {
        let orders = writers.map { writer in
          writer.index.precedes(Dot(writer.index.version(of: a)!, 0), Dot(writer.index.version(of: b)!, 0))
        }
        #expect(Set(orders).count == 1)
        let index = writers[0].index
        if index.isInPast(index.version(of: a)!, of: index.version(of: b)!) { #expect(orders[0]) }
      }
    }
  }

  @Test func `a stored index comes back`() {
    var reader = ChangePackTests.history(seed: 35)
    var one = Writer(9)
    one.write()
    var two = one
    for _ in 0..<3 { one.write { $0.operation(kind: 1) { $0.varint(1) } } }
    two.write { $0.operation(kind: 1) { $0.varint(2) } }
    for writer in [one, two] { reader.pull(writer) }
    two.write()
    reader.pull(two)
    reader.write()
    let columns = reader.index.columns
    var again = LogIndex(columns)!
    #expect(again.columns == columns)
    #expect(again.rows == reader.index.rows)
    #expect(again.headsHash == reader.index.headsHash)
    for number in 0..<UInt32(again.count) {
      #expect(again.lamport(of: LocalVersion(number)) == reader.index.lamport(of: LocalVersion(number)))
      #expect(again.place(of: LocalVersion(number)) == reader.index.place(of: LocalVersion(number)))
    }
    again.append(reader.write())
    #expect(again.columns == reader.index.columns)
    var broken = columns
    broken.ids.swapAt(0, 1)
    broken.ids[0] = broken.ids[1]
    #expect(LogIndex(broken) == nil)
    broken = columns
    broken.runs.removeLast()
    #expect(LogIndex(broken).map { $0.rows == again.rows } != true)
  }

  @Test func `a snapshot does not see what comes after it`() {
    var writer = Writer(1)
    for _ in 0..<10 { writer.write() }
    let snapshot = writer.index
    let hash = snapshot.headsHash
    for _ in 0..<2_000 { writer.write(signed: false) }
    #expect(snapshot.count == 10)
    #expect(snapshot.headsHash == hash)
    #expect(snapshot.version(of: writer.changes[500].change.id) == nil)
  }

  @Test func `more heads than a change can name are merged first`() throws {
    var reader = Writer(200)
    reader.write()
    for number in 1...150 as ClosedRange<UInt8> {
      var other = Writer(number)
      other.write()
      reader.pull(other)
    }
    let plan = reader.index.dependencies(for: reader.id)
    #expect(plan.merges.map(\.count) == [64, 64])
    #expect(plan.dependencies.count == 22)
    for merge in plan.merges { reader.write(dependencies: merge) }
    reader.write(dependencies: plan.dependencies)
    #expect(reader.index.heads == [reader.log.head!])
    #expect(try ChangePack.decode(reader.pack, target: Receiver().target()) == reader.received)
  }
}
