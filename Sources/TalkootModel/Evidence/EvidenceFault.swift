internal import TalkootLog

/// Why a bundle doesn't prove what it says: the first thing that is wrong, and where.
public struct EvidenceFault: Error, Hashable, Sendable {
  /// The kinds of fault, stable across versions.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// The file is none, is damaged, or is of a newer form.
    case malformed
    /// A structure is not the one that its header names.
    case structureHash
    /// A string, its salt or a commitment is not the one that its header names.
    case contentHash
    /// A signature is not the node's over the change.
    case badSignature
    /// No signature speaks for a change.
    case unsigned
    /// A log is another network's.
    case otherNetwork
    /// The genesis is not here, or isn't signed by the founder's recovery card.
    case noGenesis
    /// A node is not proven to belong to the organisation that it writes for.
    case unknownNode
    /// Two rosters, or two outcomes, have certificates.
    case contested
    /// What the bundle is about is not in it.
    case noSubject
    /// The text is not the one whose hash the version holds.
    case wrongText
    /// A signature names another hash than the version's.
    case wrongHash
    /// An organisation signed that the version doesn't bind.
    case notBound
    /// The roster that decides is not proven.
    case noElectorate
    /// Fewer than more than half of the electorate's voices have accepted.
    case notCertified
    /// A position that was counted is not here or says something else.
    case wrongPosition
    /// Someone is counted as silent who isn't proven to have received the proposal.
    case notReceived
    /// The outcome is not what the positions give.
    case wrongOutcome
  }

  /// The kind of fault.
  public let code: Code
  /// A change, a node or an organisation in hexadecimal, or a place in the file; nil where there is none.
  public let place: String?

  init(_ code: Code, _ place: String? = nil) {
    self.code = code
    self.place = place
  }

  init(_ error: FormatError) { self.init(.malformed, error.description) }

  init(_ flaw: BundleFlaw) {
    let code: Code =
      switch flaw.kind {
      case .structure: .structureHash
      case .content: .contentHash
      case .signature: .badSignature
      case .unsigned: .unsigned
      }
    self.init(code, flaw.change.description)
  }
}
