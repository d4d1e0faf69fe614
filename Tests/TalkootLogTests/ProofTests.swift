import TalkootCrypto
import TalkootTesting
import Testing

@testable import TalkootLog

/// What speaks for a change that is given out before the signed one after it can be.
@Suite struct ProofTests {
  /// A log whose second and third change are covered by the signature of the fourth, which waits for another log.
  private func gap() -> (ahead: Writer, missing: VerifiedChange) {
    var other = Writer(2)
    var ahead = Writer(1)
    ahead.write()
    ahead.write(signed: false)
    ahead.write(signed: false)
    let missing = other.write()
    ahead.pull(other)
    ahead.write()
    return (ahead, missing)
  }

  private func receiver(of changes: [ReceivedChange]) -> Receiver {
    var receiver = Receiver()
    receiver.receive(changes)
    return receiver
  }

  @Test func `a change given out before its signature comes with the headers up to it`() throws {
    let (ahead, missing) = gap()
    let receiver = receiver(of: ahead.received.filter { $0.id != missing.id })
    #expect(receiver.verified.count == 3)
    let head = try #require(receiver.verified.last)
    #expect(head.signature == nil)
    let proof = try #require(receiver.intake.proofs(for: [head])[head.id])
    #expect(proof.headers == [ahead.changes.last!.change.change.headerBytes])
    #expect(proof.speaks(for: head.id, log: ahead.id, key: ahead.key.publicKey))
    #expect(!proof.speaks(for: receiver.verified[1].id, log: ahead.id, key: ahead.key.publicKey))
    #expect(!proof.speaks(for: head.id, log: ahead.id, key: Writer(2).key.publicKey))
    #expect(try HeaderChain(parsing: proof.bytes) == proof)
  }

  @Test func `a change that came with its proof is taken and can be passed on with it`() throws {
    let (ahead, missing) = gap()
    let first = receiver(of: ahead.received.filter { $0.id != missing.id })
    let head = try #require(first.verified.last)
    var items = Array(ahead.changes.prefix(3))
    items[2].proof = first.intake.proofs(for: [head])[head.id]
    let pack = ChangePack.encode(items, source: ahead.source).pack
    let changes = try ChangePack.decode(pack, target: Receiver().target())
    #expect(changes[2].proof == items[2].proof)
    for order in [changes, changes.reversed()] {
      let second = receiver(of: order)
      #expect(second.verified.map(\.id) == first.verified.map(\.id))
      #expect(second.intake.proofs(for: [head])[head.id] == items[2].proof)
    }
  }

  @Test func `a proof of another key, of another change or cut short lets nothing through`() throws {
    let (ahead, missing) = gap()
    let first = receiver(of: ahead.received.filter { $0.id != missing.id })
    let head = try #require(first.verified.last)
    let proof = try #require(first.intake.proofs(for: [head])[head.id])
    let forged = [
      HeaderChain(headers: proof.headers, signature: Writer(2).key.sign(ahead.log.head!)),
      HeaderChain(headers: [], signature: proof.signature),
      HeaderChain(headers: proof.headers + proof.headers, signature: proof.signature),
    ]
    for proof in forged {
      var changes = Array(ahead.received.prefix(3))
      changes[2].proof = proof
      let receiver = receiver(of: changes)
      #expect(receiver.verified.count == 1)
      #expect(receiver.rejections.map(\.reason) == [.badSignature])
    }
    var changes = Array(ahead.received.prefix(2))
    changes[1].proof = proof
    #expect(receiver(of: changes).verified.count == 1)
  }

  @Test func `another log's signature never covers a change, even as its successor`() {
    var victim = Writer(1)
    victim.write()
    let unsigned = victim.write(signed: false)
    var liar = Writer(2)
    liar.write()
    // It follows in the liar's log, and names the victim's change as its predecessor.
    var header = liar.changes.last!.change.header
    header.sequence = 3
    header.previous = unsigned.id
    header.dependencies = []
    let change = Change(
      trusting: header,
      id: header.id,
      structure: victim.changes[1].change.change.structure,
      strings: []
    )
    let forged = ReceivedChange(
      change: change,
      structure: victim.changes[1].change.structure,
      descriptor: nil,
      signature: liar.key.sign(change.id)
    )
    for order in [victim.received + liar.received + [forged], [forged] + liar.received + victim.received] {
      let receiver = receiver(of: order)
      #expect(!receiver.verified.contains { $0.id == unsigned.id })
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `whatever was given out without a signature has a proof, however the packs are cut`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let writer = ChangePackTests.history(seed: seed + 90, steps: 150)
    var changes = writer.received.map { change in
      var change = change
      let isNewest = writer.index.rows.contains { $0.head == change.id }
      let isGovernance = change.change.header.flags.contains(.governance)
      if !isNewest, !isGovernance, random.next() % 4 != 0 { change.signature = nil }
      return change
    }
    if seed % 2 == 0 { changes.shuffle(using: &random) }
    var receiver = Receiver()
    var rest = changes[...]
    while !rest.isEmpty {
      let count = Int(random.next() % 20) + 1
      let before = receiver.verified.count
      receiver.receive(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
      var heads: [LogID: VerifiedChange] = [:]
      for change in receiver.verified[before...] { heads[change.header.log] = change }
      let unsigned = heads.values.filter { $0.signature == nil }
      let proofs = receiver.intake.proofs(for: Array(unsigned))
      for head in unsigned {
        let speaks = proofs[head.id]?.speaks(for: head.id, log: head.header.log, key: head.descriptor.nodeKey)
        #expect(speaks == true, "seed \(seed)")
      }
    }
    #expect(receiver.index.headsHash == writer.index.headsHash, "seed \(seed)")
  }
}
