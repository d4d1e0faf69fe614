import Foundation
import TalkootCrypto
import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import TalkootTesting
import Testing

/// The same bundle, changed by somebody who also makes its checksum good.
private func resealed(_ bytes: [UInt8]) -> [UInt8] {
  let body = Array(bytes.dropLast(Digest.byteCount))
  return body + SHA256.hash("talkoot/bundle/1", body).bytes
}

@Suite struct HostileBundleTests {
  private static let bundles = Result {
    let members = try Members(3)
    let (_, version) = try members.agreement("Signed by all.", signers: 3)
    let id = try members.decision("majority", ["agree", "agree", "object"])
    return (
      agreement: try members[0].core.bundle(ofVersion: version)!, decision: try members[0].core.bundle(ofDecision: id)!
    )
  }

  /// What is proven must not change, whatever the bytes; a flaw is a fault, never a crash.
  private func isHarmless(_ bytes: [UInt8], beside report: EvidenceReport) -> Bool {
    guard let other = try? EvidenceReport(verifying: bytes) else { return true }
    switch (report, other) {
    case (.agreement(let a), .agreement(let b)):
      // Less may be shown, and a bundle may be cut down to what still proves something: never anything else.
      return b.network == a.network && b.hash == a.hash && b.version == a.version
        && b.signatures.allSatisfy { signature in
          a.signatures.contains { $0.change == signature.change && $0.node == signature.node }
        }
    case (.decision(let a), .decision(let b)): return b.outcome == a.outcome && b.decision == a.decision
    case (.agreement, .decision), (.decision, .agreement): return false
    }
  }

  @Test func `every byte of a bundle that is another makes it one that proves nothing`() throws {
    for bytes in [try Self.bundles.get().agreement, try Self.bundles.get().decision] {
      for i in bytes.indices {
        var other = bytes
        other[i] ^= 1 << UInt8(i % 8)
        #expect(throws: EvidenceFault.self) { _ = try EvidenceReport(verifying: other) }
      }
    }
  }

  @Test func `a bundle that ends early, or goes on, is a fault`() throws {
    let bytes = try Self.bundles.get().agreement
    for count in 0..<bytes.count {
      #expect(throws: EvidenceFault.self) { _ = try EvidenceReport(verifying: Array(bytes.prefix(count))) }
    }
    #expect(throws: EvidenceFault.self) { _ = try EvidenceReport(verifying: bytes + [0]) }
    #expect(throws: EvidenceFault.self) { _ = try EvidenceReport(verifying: []) }
  }

  @Test func `a flip or a cut with a good checksum never proves anything else`() throws {
    for bytes in [try Self.bundles.get().agreement, try Self.bundles.get().decision] {
      let report = try EvidenceReport(verifying: bytes)
      var generator = SplitMix64(seed: 32)
      for _ in 0..<300 {
        let place = Int.random(in: 0..<bytes.count - Digest.byteCount, using: &generator)
        var other = bytes
        other[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        #expect(isHarmless(resealed(other), beside: report), "byte \(place), seed 32")
        let cut = resealed(Array(bytes.prefix(place)) + [UInt8](repeating: 0, count: Digest.byteCount))
        #expect(isHarmless(cut, beside: report), "cut at \(place), seed 32")
      }
    }
  }

  @Test func `changes left out, doubled, swapped or taken from another place are a fault or prove the same`() throws {
    for bytes in [try Self.bundles.get().agreement, try Self.bundles.get().decision] {
      let report = try EvidenceReport(verifying: bytes)
      let bundle = try ChangeBundle(parsing: bytes)
      for i in bundle.entries.indices {
        var other = bundle
        other.entries.remove(at: i)
        #expect(isHarmless(other.bytes, beside: report), "without entry \(i)")
        other = bundle
        other.entries.insert(bundle.entries[i], at: i)
        #expect(throws: EvidenceFault.self) { _ = try EvidenceReport(verifying: other.bytes) }
        guard i > 0 else { continue }
        other = bundle
        other.entries.swapAt(i - 1, i)
        #expect(throws: EvidenceFault.self) { _ = try EvidenceReport(verifying: other.bytes) }
        other = bundle
        other.entries[i].signature = bundle.entries[i - 1].signature
        #expect(isHarmless(other.bytes, beside: report), "signature of entry \(i - 1) under \(i)")
        other = bundle
        other.entries[i].body = bundle.entries[i - 1].body
        #expect(isHarmless(other.bytes, beside: report), "body of entry \(i - 1) under \(i)")
      }
      for i in bundle.descriptors.indices {
        var other = bundle
        other.descriptors.remove(at: i)
        #expect(throws: EvidenceFault.self) { _ = try EvidenceReport(verifying: other.bytes) }
      }
    }
  }

  @Test func `a certificate with one accept less than it takes proves no outcome`() throws {
    let bundle = try ChangeBundle(parsing: try Self.bundles.get().decision)
    let report = try decision(bundle.bytes)
    var other = bundle
    // Without any word of all but one of those who accepted: their logs but for what proves whose they are.
    var left = report.certificate.count
    for organisation in report.certificate where left >= report.needed {
      let logs = Set(
        bundle.descriptors.filter { ObjectID($0.member) == organisation.object }.map(\.id)
      )
      other.entries.removeAll { logs.contains($0.header.log) && $0.header.sequence > 1 && isSettling($0) }
      left -= 1
    }
    let error = #expect(throws: EvidenceFault.self) { _ = try EvidenceReport(verifying: other.bytes) }
    #expect(error?.code != nil)
  }

  private func isSettling(_ entry: ChangeBundle.Entry) -> Bool {
    guard let body = entry.body, let structure = try? Structure(parsing: body.structure) else { return false }
    return structure.operations.contains { $0.kind == 29 }
  }

  @Test func `a bundle under keys that nobody admitted proves nothing`() throws {
    // A stranger founds a network of its own with the same names and has it signed by nodes of its own.
    let bundle = try ChangeBundle(parsing: try Self.bundles.get().agreement)
    let stranger = try WholeReplica.founding(OrganisationKeys(99), in: MemoryStorage())
    let made = try stranger.commit { state, context in
      [try state.draftAgreement(NewAgreement(title: "Ways of working", text: "Signed by all."), context)]
    }
    let core = stranger.core
    let version = core.workspace.agreement(made.subjects[0]!, core.index)!.versions[0].id
    let foreign = try ChangeBundle(parsing: try #require(try core.bundle(ofVersion: version)))
    let mixed = ChangeBundle(
      kind: bundle.kind,
      subject: bundle.subject,
      descriptors: bundle.descriptors + foreign.descriptors,
      entries: bundle.entries + foreign.entries
    )
    let error = #expect(throws: EvidenceFault.self) { _ = try EvidenceReport(verifying: mixed.bytes) }
    #expect(error?.code == .otherNetwork)
  }

  /// As many words of which each waits for the one before it: in a whole file of 64 MiB there are some 200,000.
  @Test(.timeLimit(.minutes(1)))
  func `a bundle whose nodes let each other in one by one costs what it holds`() throws {
    let count = 2_000
    let (root, first) = (SigningKey(), SigningKey())
    let record = GenesisRecord(
      nonce: SecureRandom.bytes(GenesisRecord.nonceBytes),
      timeZone: "UTC",
      rootKey: root.publicKey,
      nodeKey: first.publicKey
    )!
    var (key, descriptors, entries) = (first, [LogDescriptor](), [ChangeBundle.Entry]())
    for number in 0..<count {
      let next = SigningKey()
      let message = NodeAdmission.signedBytes(
        network: record.network,
        organisation: record.founder,
        nodeKey: next.publicKey
      )
      let admission = NodeAdmission(
        organisation: record.founder,
        nodeKey: next.publicKey,
        nodeSignature: next.sign(message)
      )
      var draft = Draft()
      if number == 0 {
        draft.append(.governance(.genesis(Genesis(record: record, rootSignature: root.sign(record.signedBytes)))))
      }
      draft.append(.governance(.admitNode(admission)))
      let descriptor = LogDescriptor(
        network: record.network,
        nodeKey: key.publicKey,
        member: record.founder,
        incarnation: Incarnation(high: 0, low: UInt64(number))
      )
      let (structure, strings) = draft.encode(descriptor: descriptor)
      var writer = LogWriter(descriptor: descriptor)
      let sealed = try writer.seal(
        structure: structure,
        strings: strings,
        dependencies: [],
        claimedMilliseconds: 0,
        flags: .governance
      ) { SaltSeed(SecureRandom.bytes(16))! }
      var change = sealed.change
      change.signature = key.sign(change.id)
      entries.append(try #require(ChangeBundle.Entry(change, salts: sealed.salts, showing: [])))
      descriptors.append(descriptor)
      key = next
    }
    let bundle = ChangeBundle(
      kind: 1,
      subject: ObjectID(truncating: .zero),
      descriptors: descriptors,
      entries: entries
    )
    // All keys are established: what is lacking is what the bundle is about.
    let error = #expect(throws: EvidenceFault.self) { _ = try EvidenceReport(verifying: bundle.bytes) }
    #expect(error?.code == .noSubject)
  }
}
