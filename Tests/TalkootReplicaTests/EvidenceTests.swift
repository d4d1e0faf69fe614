import Foundation
import TalkootCrypto
import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import TalkootTesting
import Testing

/// Members of one network with real keys.
private struct Members {
  var replicas: [WholeReplica]

  /// The founder and others, each confirmed.
  init(_ count: Int, storage: any ReplicaStorage = MemoryStorage()) throws {
    replicas = [try WholeReplica.founding(OrganisationKeys(0), in: storage)]
    for number in 1..<max(1, count) {
      let newcomer = try replicas[0].newcomer(number)
      try exchange(replicas + [newcomer])
      for member in replicas { try member.confirm(newcomer.core.member!) }
      replicas.append(newcomer)
      try settle(replicas)
    }
  }

  subscript(number: Int) -> WholeReplica { replicas[number] }

  /// A version signed by the first `signers`, each followed by other work, so that its change is not its log's newest.
  func agreement(_ text: String, signers: Int) throws -> (agreement: ObjectID, version: ObjectID) {
    let made = try self[0].commit(person: "Aino") { state, context in
      [try state.draftAgreement(NewAgreement(title: "Ways of working", text: text), context)]
    }
    let agreement = made.subjects[0]!
    let id = self[0].core.workspace.idText(agreement, .agreement)
    try exchange(replicas)
    for number in 0..<signers {
      try self[number].commit(person: "Signer \(number)") { state, context in
        [try state.sign(id, role: "chair", context)]
      }
      try self[number].addGoal("Goal of \(number)")
    }
    try exchange(replicas)
    let core = self[0].core
    return (agreement, core.workspace.agreement(agreement, core.index)!.versions[0].id)
  }

  func decision(
    _ rule: String,
    _ stances: [String?],
    options: [String] = [],
    erases: [String] = []
  ) throws -> ObjectID {
    let made = try self[0].commit(person: "Aino") { state, context in
      var new = NewDecision(title: "Meet", rule: rule, options: options, text: "Monthly.")
      new.erases = erases
      return [try state.propose(new, context)]
    }
    let decision = made.subjects[0]!
    let id = self[0].core.workspace.idText(decision, .decision)
    // Everyone has received it before anybody takes a position.
    try settle(replicas)
    for (number, stance) in stances.enumerated() {
      guard let stance else { continue }
      try self[number].commit { state, context in
        let option = options.contains(stance) ? stance : nil
        return [
          try state.takePosition(on: id, option == nil ? stance : "choose", option: option, reason: "so", context)
        ]
      }
    }
    try exchange(replicas)
    if self[0].core.workspace.settled.decision(decision)?.state == .open {
      try self[0].commit { state, context in [try state.close(id, context)] }
    }
    try settle(replicas)
    return decision
  }
}

/// The finding of a bundle; its kind must be right.
private func agreement(_ bytes: [UInt8]) throws -> AgreementEvidence {
  guard case .agreement(let evidence) = try EvidenceReport(verifying: bytes) else { throw Missing() }
  return evidence
}

private func decision(_ bytes: [UInt8]) throws -> DecisionEvidence {
  guard case .decision(let evidence) = try EvidenceReport(verifying: bytes) else { throw Missing() }
  return evidence
}

private struct Missing: Error {}

@Suite struct BundleTests {
  @Test func `a bundle of a version tells whose signatures are under exactly which text`() throws {
    let members = try Members(3)
    let (id, version) = try members.agreement("We share what we learn.\n", signers: 3)
    let bytes = try #require(try members[1].core.bundle(ofVersion: version))
    let evidence = try agreement(bytes)
    #expect(evidence.isComplete && evidence.missing.isEmpty)
    #expect(evidence.text == .given("We share what we learn.\n"))
    #expect(evidence.hash == AgreementText.hash("We share what we learn.\n"))
    #expect(evidence.agreement == id && evidence.title == "Ways of working")
    #expect(evidence.network == members[0].core.workspace.network)
    #expect(Set(evidence.signatures.map(\.person)) == ["Signer 0", "Signer 1", "Signer 2"])
    #expect(evidence.signatures.allSatisfy { $0.role == "chair" && !$0.isWithdrawn })
    #expect(Set(evidence.binds.map(\.name)) == ["Organisation 0", "Organisation 1", "Organisation 2"])
    let roots = Set((0..<3).map { OrganisationKeys($0).root.publicKey })
    #expect(Set(evidence.binds.compactMap(\.rootKey)) == roots)
    #expect(Set(evidence.signatures.map(\.node)) == Set((0..<3).map { OrganisationKeys($0).nodeID }))
    #expect(bytes == (try members[1].core.bundle(ofVersion: version)))
    #expect(try ChangeBundle(parsing: bytes).bytes == bytes)
  }

  @Test func `a bundle of a version that not all have signed says who is missing`() throws {
    let members = try Members(3)
    let (_, version) = try members.agreement("Half a promise.", signers: 2)
    let evidence = try agreement(try #require(try members[2].core.bundle(ofVersion: version)))
    #expect(!evidence.isComplete)
    #expect(evidence.missing.map(\.name) == ["Organisation 2"])
    #expect(evidence.signatures.count == 2)
  }

  @Test func `a bundle shows a signature that was taken back as taken back`() throws {
    let members = try Members(2)
    let (id, version) = try members.agreement("For a while.", signers: 2)
    let text = members[0].core.workspace.idText(id, .agreement)
    try members[1].commit { state, context in [try state.withdrawSignature(text, context)] }
    try exchange(members.replicas)
    let evidence = try agreement(try #require(try members[0].core.bundle(ofVersion: version)))
    #expect(evidence.missing.map(\.name) == ["Organisation 1"])
    #expect(evidence.signatures.count { $0.isWithdrawn } == 1)
  }

  @Test func `nothing is shown of changes that a bundle needs but what it needs`() throws {
    let members = try Members(2)
    let (_, version) = try members.agreement("Just this.", signers: 2)
    let bytes = try #require(try members[0].core.bundle(ofVersion: version))
    let shown = String(decoding: bytes, as: UTF8.self)
    for word in ["Just this.", "Signer 1", "chair", "Organisation 1"] { #expect(shown.contains(word)) }
    #expect(!shown.contains("Goal of"))
  }

  @Test func `a bundle of an erased text says so, and its signatures still hold`() throws {
    let storage = WatchedStorage(MemoryStorage())
    let members = try Members(2, storage: storage)
    let (_, version) = try members.agreement("Nobody should read this.", signers: 2)
    let core = members[0].core
    let named = CrockfordID.encode(version)
    // Held back by somebody, without a word that erased it.
    let place = core.workspace[version]!.creation!.dot
    let change = core.index.id(of: place.version)
    let whole = try ChangeBundle(parsing: try #require(try core.bundle(ofVersion: version)))
    let strings = try #require(whole.entries.first { $0.header.id == change }?.body?.strings)
    let text = try #require(
      strings.firstIndex {
        if case .shown(_, let utf8) = $0 { utf8.elementsEqual("Nobody should read this.".utf8) } else { false }
      }
    )
    try storage.withhold(text, of: change, in: core, asErased: true)
    var evidence = try agreement(try #require(try core.bundle(ofVersion: version)))
    #expect(evidence.text == .withheld && evidence.isComplete)
    storage.alter = { _ in }
    // Not by its author alone: others have signed it.
    #expect(throws: CommandError.self) { try members[0].erase(named, "text") }
    let decision = try members.decision("majority", ["agree", "agree"], erases: ["\(named):text"])
    let permission = core.workspace.idText(decision, .decision)
    try members[0].erase(named, "text", by: permission)
    try exchange(members.replicas)
    for replica in members.replicas {
      let bytes = try #require(try replica.core.bundle(ofVersion: version))
      evidence = try agreement(bytes)
      guard case .erased(let organisation, let by, let reason) = evidence.text else { throw Missing() }
      #expect(organisation.name == "Organisation 0" && by == decision && reason == "asked for")
      #expect(evidence.isComplete && evidence.hash == AgreementText.hash("Nobody should read this."))
      #expect(!bytes.contains("Nobody should read"))
      let status = replica.core.workspace.agreement(evidence.agreement, replica.core.index)
      #expect(status?.state == .inForce)
    }
    let id = core.workspace.idText(evidence.agreement, .agreement)
    // What nobody can read nobody signs any more.
    try members[0].commit { state, context in [try state.withdrawSignature(id, context)] }
    #expect(throws: CommandError.self) {
      try members[0].commit { state, context in [try state.sign(id, context)] }
    }
  }

  @Test func `a bundle of a decision gives its outcome anew from its positions, for every rule`() throws {
    let members = try Members(3)
    let cases: [(rule: String, stances: [String?], options: [String], outcome: String?)] = [
      ("majority", ["agree", "agree", "object"], [], "accepted"),
      ("consent", ["agree", nil, nil], [], "accepted"),
      ("unanimous", ["agree", "agree", nil], [], "rejected"),
      ("choice", ["Green", "Green", "Red"], ["Red", "Green"], "Green"),
      ("choice", ["Green", "Red", "abstain"], ["Red", "Green"], nil),
    ]
    for example in cases {
      let id = try members.decision(example.rule, example.stances, options: example.options)
      #expect(members[2].core.workspace.settled.decision(id)?.state == .settled)
      let evidence = try decision(try #require(try members[2].core.bundle(ofDecision: id)))
      #expect(evidence.outcome == example.outcome, "\(example.rule)")
      #expect(evidence.title == "Meet" && evidence.text == "Monthly.")
      #expect(evidence.positions.count == example.stances.compactMap { $0 }.count)
      #expect(evidence.certificate.count >= evidence.needed && evidence.needed == 2)
      #expect(evidence.electorate.count == 3 && evidence.epoch == 2)
    }
  }

  @Test func `an open decision has no bundle`() throws {
    let members = try Members(2)
    let made = try members[0].commit { state, context in
      [try state.propose(NewDecision(title: "Later", rule: "unanimous"), context)]
    }
    #expect(try members[0].core.bundle(ofDecision: made.subjects[0]!) == nil)
  }
}

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
}
