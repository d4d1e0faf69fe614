import TalkootCRDT
import TalkootCrypto
import TalkootTesting
import Testing

@testable import TalkootLog

/// A log that goes on in several places, others that build on some of its branches, and one who builds on all.
private struct ForkedHistory {
  var random: SplitMix64
  var copies = [Writer(1)]
  var others = [Writer(2), Writer(3)]

  init(seed: UInt64, steps: Int = 60) {
    random = SplitMix64(seed: seed)
    copies[0].write()
    for step in 0..<steps { act(step) }
    for other in [copies[0]] + copies.dropFirst() + [others[1]] { others[0].pull(other) }
    others[0].write()
  }

  private mutating func act(_ step: Int) {
    let copy = Int.random(in: 0..<copies.count, using: &random)
    switch Int.random(in: 0..<10, using: &random) {
    case 0 where copies.count < 5: copies.append(copies[copy])
    case 1, 2:
      let other = Int.random(in: 0..<2, using: &random)
      if Bool.random(using: &random) { others[other].pull(copies[copy]) }
      others[other].write()
    default: copies[copy].write { $0.operation(kind: 1) { $0.string("step \(step)") } }
    }
  }

  var log: LogID { copies[0].id }
  /// Everything, in causal order.
  var all: [ReceivedChange] { others[0].received }
  var lastHeads: LogIndex { others[0].index }

  /// What some of the changes build on, and they: in causal order.
  mutating func closedPart() -> [ReceivedChange] {
    let index = others[0].index
    let heads = (0..<3).map { _ in LocalVersion(UInt32.random(in: 0..<UInt32(index.count), using: &random)) }
    return all.filter { change in
      let version = index.version(of: change.id)!
      return heads.contains { $0 == version || index.isInPast(version, of: $0) }
    }
  }

  /// Everything to a new receiver, in some order and in pieces, some of it twice.
  mutating func deliver() -> Receiver {
    var receiver = Receiver()
    var changes = all.shuffled(using: &random)
    changes += changes.prefix(10)
    var rest = changes[...]
    while !rest.isEmpty {
      let count = Int.random(in: 1...20, using: &random)
      receiver.receive(Array(rest.prefix(count)), from: NodeID(SHA256.hash("peer", [UInt8(count % 3)])))
      rest = rest.dropFirst(count)
    }
    return receiver
  }
}

extension Receiver {
  /// One who holds these changes and nothing back.
  fileprivate init(holding changes: [ReceivedChange]) {
    var limits = Intake.Limits()
    limits.freeBranches = .max
    intake = Intake(limits: limits)
    receive(changes)
  }
}

@Suite struct ForkPropertyTests {
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `in whatever order branches come, all hold the same once someone builds on them`(seed: UInt64) {
    var history = ForkedHistory(seed: seed)
    for _ in 0..<3 {
      let receiver = history.deliver()
      #expect(receiver.rejections.isEmpty, "seed \(seed)")
      #expect(receiver.intake.waitingCount == 0 && receiver.intake.quarantinedLogs.isEmpty, "seed \(seed)")
      #expect(receiver.index.rows == history.lastHeads.rows, "seed \(seed)")
      #expect(receiver.index.headsHash == history.lastHeads.headsHash, "seed \(seed)")
      let (mine, theirs) = (receiver.index.logState(history.log)!, history.lastHeads.logState(history.log)!)
      #expect(mine.isFrozen == theirs.isFrozen && mine.undisputedCount == theirs.undisputedCount, "seed \(seed)")
      for fork in receiver.forks { #expect(fork.sequence > mine.undisputedCount, "seed \(seed)") }
    }
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `an index with branches is the same after it was stored`(seed: UInt64) throws {
    var history = ForkedHistory(seed: seed)
    let index = history.deliver().index
    let restored = try #require(LogIndex(index.columns))
    #expect(restored.rows == index.rows && restored.headsHash == index.headsHash, "seed \(seed)")
    #expect(restored.columns == index.columns, "seed \(seed)")
    let (before, after) = (index.logState(history.log)!.allBranches, restored.logState(history.log)!.allBranches)
    #expect(before.map(\.start) == after.map(\.start) && before.map(\.last) == after.map(\.last), "seed \(seed)")
    #expect(before.map(\.predecessor) == after.map(\.predecessor), "seed \(seed)")
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `what is left of a log beyond a peer's rows is what the peer lacks of it, no less and no more`(seed: UInt64) {
    var history = ForkedHistory(seed: seed)
    let index = history.deliver().index
    for _ in 0..<5 {
      let peer = Receiver(holding: history.closedPart()).index
      for state in index.logStates {
        let rows = peer.rows.filter { $0.log == state.id }
        let known = rows.compactMap { row in index.version(row.log, row.count) { $0 == row.head } }
        #expect(known.count == rows.count, "seed \(seed)")
        var left: Set<ChangeID> = []
        for rest in index.rest(state.id, beyond: known) {
          for sequence in rest.after + 1...rest.branch.count {
            #expect(left.insert(index.id(of: rest.branch.version(sequence)!)).inserted, "seed \(seed)")
          }
        }
        let lacking = history.all.filter { $0.change.log == state.id && !peer.contains($0.id) }
        #expect(left == Set(lacking.map(\.id)), "seed \(seed)")
      }
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `landmarks are few, and the last that both hold is near to where they part`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var original = Writer(1)
    let common = Int.random(in: 1...300, using: &random)
    for _ in 0..<common { original.write(signed: false) }
    var copy = original
    let beyond = Int.random(in: 1...300, using: &random)
    for step in 0..<beyond { copy.write(signed: false) { $0.operation(kind: 1) { $0.varint(UInt64(step)) } } }
    let marks = copy.index.landmarks(copy.id)
    #expect(marks.count <= 2 + Int.bitWidth - (common + beyond).leadingZeroBitCount, "seed \(seed)")
    let shared = marks.filter { original.index.contains($0.head) }.map(\.count).max()
    #expect(shared.map { common - Int($0) <= beyond } ?? false, "seed \(seed)")
    #expect(marks.contains { $0.count == UInt64(common + beyond) } && marks.contains { $0.count == 1 })
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `evidence is made of any two branches, and any change to it makes it none`(seed: UInt64) throws {
    var history = ForkedHistory(seed: seed)
    let receiver = history.deliver()
    for fork in receiver.forks {
      let known = receiver.index.version(of: fork.known)!
      let change = try #require(receiver.verified.first { $0.id == fork.known })
      guard let signature = change.signature else { continue }
      #expect(receiver.index.numbers(of: known).sequence == fork.sequence)
      let side = HeaderChain(headers: [change.change.headerBytes], signature: signature)
      let evidence = fork.evidence(descriptor: history.copies[0].log.descriptor, known: side)
      #expect(evidence.isValid && evidence.sequence == fork.sequence, "seed \(seed)")
      var bytes = evidence.bytes
      #expect(try ForkEvidence(parsing: bytes) == evidence)
      let place = Int.random(in: 0..<bytes.count, using: &history.random)
      bytes[place] ^= UInt8.random(in: 1...255, using: &history.random)
      let altered = try? ForkEvidence(parsing: bytes)
      #expect(altered?.isValid != true, "seed \(seed), byte \(place)")
    }
  }
}
