public import TalkootCrypto
public import TalkootLog

/// What a bundle proves. Names of organisations and of persons are what the organisations themselves say; who they are
/// is in their fingerprints.
public enum EvidenceReport: Hashable, Sendable {
  /// Who signed one exact text.
  case agreement(AgreementEvidence)
  /// What was decided, by whom.
  case decision(DecisionEvidence)

  /// Checks a bundle.
  ///
  /// - Parameter bytes: the file.
  /// - Throws: the first fault.
  public init(verifying bytes: [UInt8]) throws(EvidenceFault) {
    let evidence = try Evidence(bytes)
    switch evidence.kind {
    case .agreement: self = .agreement(try AgreementEvidence(evidence))
    case .decision: self = .decision(try DecisionEvidence(evidence))
    }
  }
}

/// What bundles are about: the number in their first byte after the magic.
public enum EvidenceKind: UInt8, Hashable, Sendable {
  /// One version of an agreement.
  case agreement = 1
  /// A settled decision.
  case decision = 2
}

/// An organisation as a bundle shows it.
public struct EvidenceOrganisation: Hashable, Sendable {
  /// Its id as an object.
  public let object: ObjectID
  /// Its admission; nil where the bundle doesn't prove it, because nothing of the organisation is in it.
  public let member: MemberID?
  /// The root key that it was admitted with.
  public let rootKey: PublicKey?
  /// What it calls itself.
  public let name: String?
}

/// A signature under a version.
public struct EvidenceSignature: Hashable, Sendable {
  /// Who signed.
  public let organisation: EvidenceOrganisation
  /// With which node's key.
  public let node: NodeID
  /// The person who signed for it.
  public let person: String?
  /// As whom.
  public let role: String?
  /// What the signer's clock said.
  public let claimedMilliseconds: Int64
  /// The change that says so.
  public let change: ChangeID
  /// Whether the bundle holds a word of the same organisation that takes it back.
  public let isWithdrawn: Bool
}

/// Who signed one exact text, and who of those it binds has not.
public struct AgreementEvidence: Hashable, Sendable {
  /// The text of the version.
  public enum Text: Hashable, Sendable {
    /// As it was signed.
    case given(String)
    /// It was erased, by a decision that this organisation carried out. The hash stays: whoever has a copy can show that
    /// it is the one. That the decision was accepted is for its own bundle to prove.
    case erased(by: EvidenceOrganisation, decision: ObjectID, reason: String?)
    /// Whoever made the bundle kept it back or did not have it.
    case withheld
  }

  /// The network.
  public let network: NetworkID
  /// The agreement.
  public let agreement: ObjectID
  /// What it is called; no part of what was signed.
  public let title: String?
  /// The version.
  public let version: ObjectID
  /// The text.
  public let text: Text
  /// The text's hash (`AgreementText`), which every signature names.
  public let hash: [UInt8]
  /// Who wrote the version down.
  public let drafter: EvidenceOrganisation
  /// What the drafter's clock said.
  public let claimedMilliseconds: Int64
  /// Whom it binds.
  public let binds: [EvidenceOrganisation]
  /// Who signed it.
  public let signatures: [EvidenceSignature]
  /// Whose signature isn't here, or was taken back.
  public let missing: [EvidenceOrganisation]

  /// Whether all whom it binds have signed it.
  public var isComplete: Bool { missing.isEmpty && !binds.isEmpty }
}

/// A decision's outcome, with what it was computed from and who made it final.
public struct DecisionEvidence: Hashable, Sendable {
  /// A position that was counted.
  public struct Position: Hashable, Sendable {
    /// Whose it is.
    public let organisation: EvidenceOrganisation
    /// What it says.
    public let position: PositionChoice
    /// The chosen option.
    public let option: String?
    /// What its clock said.
    public let claimedMilliseconds: Int64
    /// The change that says so.
    public let change: ChangeID
  }

  /// The network.
  public let network: NetworkID
  /// The decision.
  public let decision: ObjectID
  /// What it was called when it opened.
  public let title: String?
  /// What it said when it opened.
  public let text: String?
  /// Who proposed it.
  public let proposer: EvidenceOrganisation
  /// What the proposer's clock said.
  public let claimedMilliseconds: Int64
  /// How positions make an outcome.
  public let rule: DecisionRule
  /// What there was to choose from.
  public let options: [String]
  /// How many had to be present.
  public let quorum: Int
  /// How many were.
  public let present: Int
  /// The number of the roster epoch whose members decided.
  public let epoch: UInt32
  /// Who decided.
  public let electorate: [EvidenceOrganisation]
  /// `accepted`, `rejected`, `withdrawn` or an option's text; nil for none.
  public let outcome: String?
  /// The positions counted.
  public let positions: [Position]
  /// Who had received the proposal and said nothing.
  public let silent: [EvidenceOrganisation]
  /// Whose nodes accepted the outcome.
  public let certificate: [EvidenceOrganisation]
  /// How many had to.
  public let needed: Int
}
