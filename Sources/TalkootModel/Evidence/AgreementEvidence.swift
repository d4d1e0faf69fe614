internal import TalkootCrypto
internal import TalkootLog

extension AgreementEvidence {
  /// Reads who signed a version out of a bundle.
  init(_ evidence: Evidence) throws(EvidenceFault) {
    guard let making = evidence.making(of: evidence.subject, .agreementVersion),
      let agreement = making.value(VersionField.agreement).object, let hash = making.value(VersionField.hash).bytes
    else { throw EvidenceFault(.noSubject, CrockfordID.encode(evidence.subject)) }
    let binds = Electorate.distinct(making.value(VersionField.binds).list?.compactMap(\.object) ?? [])
    let signatures = try AgreementEvidence.signatures(evidence, hash: hash, binds: binds)
    let standing = signatures.filter { !$0.isWithdrawn }.map(\.organisation.object)
    network = evidence.network
    self.agreement = agreement
    title = evidence.string(AgreementField.title, of: agreement)
    version = evidence.subject
    text = try AgreementEvidence.text(making, hash: hash, evidence)
    self.hash = hash
    drafter = evidence.organisation(making.shown.organisation)
    claimedMilliseconds = making.shown.claimedMilliseconds
    self.binds = binds.map { evidence.organisation($0) }
    self.signatures = signatures
    missing = binds.filter { !standing.contains($0) }.map { evidence.organisation($0) }
  }

  private static func text(_ making: Evidence.Making, hash: [UInt8], _ evidence: Evidence) throws(EvidenceFault) -> Text
  {
    if making.shown.showsStrings(of: making.index), let text = making.value(VersionField.text).string {
      guard AgreementText.hash(text) == hash else { throw EvidenceFault(.wrongText, making.shown.id.description) }
      return .given(text)
    }
    let strings = making.shown.structure.operations[making.index].strings
    for (shown, index, operation) in evidence.words {
      guard case .erase(let erasure) = operation else { continue }
      let isErased = erasure.targets.contains { $0.change == making.shown.id && strings.contains(Int($0.string)) }
      // Of a version, nobody's words are erased but by a decision.
      guard isErased, let decision = erasure.decision else { continue }
      return .erased(
        by: evidence.organisation(shown.organisation),
        decision: decision,
        reason: shown.showsStrings(of: index) ? erasure.reason : nil
      )
    }
    return .withheld
  }

  private static func signatures(
    _ evidence: Evidence,
    hash: [UInt8],
    binds: [ObjectID]
  ) throws(EvidenceFault) -> [EvidenceSignature] {
    let records = evidence.makings(of: .signature).filter {
      $0.making.value(SignatureField.version).object == evidence.subject
    }
    // A record and who may have taken it back, as pairs.
    var withdrawn: [ObjectID: Set<ObjectID>] = [:]
    for (_, making) in records {
      guard let taken = making.value(SignatureField.withdraws).object else { continue }
      withdrawn[taken, default: []].insert(making.shown.organisation)
    }
    var signatures: [EvidenceSignature] = []
    for (object, making) in records where making.value(SignatureField.withdraws).object == nil {
      let shown = making.shown
      guard making.value(SignatureField.hash).bytes == hash else {
        throw EvidenceFault(.wrongHash, shown.id.description)
      }
      guard binds.contains(shown.organisation) else { throw EvidenceFault(.notBound, shown.id.description) }
      let isWithdrawn = withdrawn[object]?.contains(shown.organisation) ?? false
      signatures.append(
        EvidenceSignature(
          organisation: evidence.organisation(shown.organisation),
          node: shown.author.node,
          person: shown.person.flatMap { evidence.string(PersonField.name, of: $0, by: shown.organisation) },
          role: shown.showsStrings(of: making.index) ? making.value(SignatureField.role).string : nil,
          claimedMilliseconds: shown.claimedMilliseconds,
          change: shown.id,
          isWithdrawn: isWithdrawn
        )
      )
    }
    return signatures
  }
}
