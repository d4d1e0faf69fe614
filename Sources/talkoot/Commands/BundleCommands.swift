internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootModel

/// `-o FILE` of the bundles.
struct BundleOptions: ParsableArguments {
  @Option(name: .customShort("o"), help: ArgumentHelp(stringLiteral: say(.optionBundleFile)), completion: .file())
  var output: String

  /// Writes the file and says so.
  func write(_ document: APIClient.Document<EvidenceFile>, _ session: Session) throws(ErrorDescription) {
    let file = try document.decoded()
    guard let bytes = Base64.decode(file.bytes), bytes.count == file.size else {
      throw ErrorDescription(.internalFault, say(.bundleBroken))
    }
    if output == "-" {
      if let code = Output.write(bytes, to: 1) {
        throw ErrorDescription(.outputFailed, say(.outputFailed, Environment.systemError(code)))
      }
      return
    }
    try Files.write(bytes, to: output)
    let written = JSONValue.object([
      JSONMember("id", .string(file.id)), JSONMember("kind", .string(file.kind)),
      JSONMember("version", file.version.map { .string($0) } ?? .null), JSONMember("file", .string(output)),
      JSONMember("size", .number("\(file.size)")),
    ])
    try session.show(own: written, say(.bundleWritten, Inert.line(output), String(file.size)))
  }
}

/// Needs no node, no home and no network: it reads a file and says what that proves.
struct VerifyBundleCommand: SessionCommand {
  static var configuration: CommandConfiguration { about("verify-bundle", .aboutVerifyBundle) }
  @Argument(completion: .file()) var file: String
  @Option(help: ArgumentHelp(stringLiteral: say(.optionCompareText)), completion: .file()) var text: String?
  @OptionGroup var global: GlobalOptions

  func run(_ session: Session) throws(ErrorDescription) {
    let bytes = try Files.read(file)
    let given = try text.map { (path) throws(ErrorDescription) in try Files.readText(path) }
    let report = BundleReport(verifying: bytes, comparing: given)
    if session.isJSON {
      guard let document = try? JSONValue(encoding: report, absent: .null) else {
        throw ErrorDescription(.internalFault, say(.bundleBroken))
      }
      try Output.write(document.text + "\n")
    } else {
      var page = Page(columns: Output.columns, hasColour: Output.takesColour)
      page.bundle(report)
      try Output.write(page.text)
    }
    if !report.ok { throw Found.fault }
  }
}

extension BundleReport {
  /// What a bundle proves, or the first thing that is wrong with it.
  ///
  /// - Parameter text: a text that should be the one that was signed.
  init(verifying bytes: [UInt8], comparing text: String? = nil) {
    do throws(EvidenceFault) {
      switch try EvidenceReport(verifying: bytes) {
      case .agreement(let agreement): self.init(agreement)
      case .decision(let decision): self.init(decision)
      }
      if let text { compare(text) }
    } catch { self.init(ok: false, fault: BundleFault(error)) }
  }

  private mutating func compare(_ text: String) {
    guard let hash, hash == hexadecimal(AgreementText.hash(text)) else {
      ok = false
      fault = BundleFault(code: "wrongText", message: say(.faultOtherText))
      return
    }
    textStatus = "matches"
    self.text = text
  }

  private init(_ evidence: AgreementEvidence) {
    self.init(
      ok: true,
      kind: "agreement",
      network: evidence.network.description,
      id: "a-" + CrockfordID.encode(evidence.agreement),
      title: evidence.title,
      member: BundleOrganisation(evidence.drafter),
      time: instant(evidence.claimedMilliseconds),
      version: CrockfordID.encode(evidence.version),
      hash: hexadecimal(evidence.hash),
      binds: evidence.binds.map { BundleOrganisation($0) },
      signatures: evidence.signatures.map { BundleSignature($0) },
      missing: evidence.missing.map { BundleOrganisation($0) },
      complete: evidence.isComplete
    )
    switch evidence.text {
    case .given(let given):
      text = given
      textStatus = "given"
    case .erased(let organisation, let decision, let reason):
      textStatus = "erased"
      erasedBy = BundleOrganisation(organisation)
      erasedDecision = "d-" + CrockfordID.encode(decision)
      erasedReason = reason
    case .withheld: textStatus = "withheld"
    }
  }

  private init(_ evidence: DecisionEvidence) {
    self.init(
      ok: true,
      kind: "decision",
      network: evidence.network.description,
      id: "d-" + CrockfordID.encode(evidence.decision),
      title: evidence.title,
      member: BundleOrganisation(evidence.proposer),
      time: instant(evidence.claimedMilliseconds),
      text: evidence.text,
      rule: evidence.rule.name,
      options: evidence.options,
      outcome: evidence.outcome,
      epoch: Int(evidence.epoch),
      quorum: Quorum(needed: evidence.quorum, present: evidence.present),
      electorate: evidence.electorate.map { BundleOrganisation($0) },
      positions: evidence.positions.map { BundlePosition($0) },
      silent: evidence.silent.map { BundleOrganisation($0) },
      certificate: evidence.certificate.map { BundleOrganisation($0) },
      needed: evidence.needed
    )
  }
}

extension BundleOrganisation {
  fileprivate init(_ organisation: EvidenceOrganisation) {
    self.init(
      id: "o-" + CrockfordID.encode(organisation.object),
      name: organisation.name,
      fingerprint: organisation.member.map { Fingerprint.words(of: $0) },
      rootKey: organisation.rootKey.map { hexadecimal($0.bytes) }
    )
  }
}

extension BundleSignature {
  fileprivate init(_ signature: EvidenceSignature) {
    let organisation = BundleOrganisation(signature.organisation)
    self.init(
      member: organisation.id,
      memberName: organisation.name,
      fingerprint: organisation.fingerprint,
      person: signature.person,
      role: signature.role,
      time: instant(signature.claimedMilliseconds),
      node: signature.node.description,
      change: signature.change.description,
      withdrawn: signature.isWithdrawn
    )
  }
}

extension BundlePosition {
  fileprivate init(_ position: DecisionEvidence.Position) {
    let organisation = BundleOrganisation(position.organisation)
    self.init(
      member: organisation.id,
      memberName: organisation.name,
      position: position.position.name,
      option: position.option,
      time: instant(position.claimedMilliseconds),
      change: position.change.description
    )
  }
}

extension BundleFault {
  fileprivate init(_ fault: EvidenceFault) {
    let place = fault.place ?? ""
    self.init(code: fault.code.rawValue, place: fault.place, message: say(fault.code.message, place))
  }
}

extension EvidenceFault.Code {
  fileprivate var message: Message {
    switch self {
    case .malformed: .faultMalformed
    case .structureHash: .faultStructureHash
    case .contentHash: .faultContentHash
    case .badSignature: .faultBadSignature
    case .unsigned: .faultUnsigned
    case .otherNetwork: .faultOtherNetwork
    case .noGenesis: .faultNoGenesis
    case .unknownNode: .faultUnknownNode
    case .contested: .faultContested
    case .noSubject: .faultNoSubject
    case .wrongText: .faultWrongText
    case .wrongHash: .faultWrongHash
    case .notBound: .faultNotBound
    case .noElectorate: .faultNoElectorate
    case .notCertified: .faultNotCertified
    case .wrongPosition: .faultWrongPosition
    case .notReceived: .faultNotReceived
    case .wrongOutcome: .faultWrongOutcome
    }
  }
}

private func hexadecimal(_ bytes: [UInt8]) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// ISO 8601 in UTC; nil for what a clock should never say.
private func instant(_ milliseconds: Int64) -> String? {
  let (quotient, rest) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
  guard let date = CalendarDate(dayNumber: Int(rest < 0 ? quotient - 1 : quotient)) else { return nil }
  let ofDay = rest < 0 ? rest + 86_400_000 : rest
  func two(_ number: Int64) -> String { (number < 10 ? "0" : "") + String(number) }
  return "\(date)T\(two(ofDay / 3_600_000)):\(two(ofDay / 60_000 % 60)):\(two(ofDay / 1000 % 60))Z"
}
