internal import HashTreeCollections
internal import TalkootCRDT
public import TalkootCrypto
public import TalkootLog

// What the holders of keys need to know before they sign.

extension GovernanceState {
  private var everything: Past<Unordered>? { nil }

  /// The organisation whose recovery card this is the public half of, a member before a participant; nil for none.
  public func organisation(withRoot key: PublicKey) -> MemberID? {
    let holders = everyone.filter { rootKey(of: $0) == key }
    return holders.first { standing(of: $0) == .member } ?? holders.first { standing(of: $0) == .participant }
  }

  /// The term for naming an organisation's voice: one more than the highest that counts; nil when there is none left.
  public func nextVoiceTerm(of organisation: MemberID) -> UInt32? {
    guard let entry = organisations[organisation] else { return nil }
    let terms = entry.voices.filter { holds($0.origin, for: organisation, everything) }.map(\.term)
    let (next, overflow) = (terms.max() ?? 0).addingReportingOverflow(1)
    return overflow ? nil : next
  }

  /// Whether an operation about an organisation's nodes would count if it were written now by `author`. For the one
  /// that writes it: what is written is judged by its own past.
  public func admits(_ admission: NodeAdmission, by author: Author) -> Bool {
    let message = NodeAdmission.signedBytes(
      network: network,
      organisation: admission.organisation,
      nodeKey: admission.nodeKey
    )
    return admission.nodeKey.isValid(admission.nodeSignature, over: message)
      && isSigned(admission.rootSignature, over: message, of: admission.organisation, by: author)
  }

  /// The same for a retirement.
  public func admits(_ retirement: NodeRetirement, by author: Author) -> Bool {
    let message = NodeRetirement.signedBytes(
      network: network,
      organisation: retirement.organisation,
      node: retirement.node
    )
    return nodes(of: retirement.organisation).contains { $0.id == retirement.node }
      && isSigned(retirement.rootSignature, over: message, of: retirement.organisation, by: author)
  }

  /// The same for the naming of a voice.
  public func admits(_ assignment: VoiceAssignment) -> Bool {
    let message = VoiceAssignment.signedBytes(
      network: network,
      organisation: assignment.organisation,
      node: assignment.node,
      term: assignment.term
    )
    return rootKey(of: assignment.organisation)?.isValid(assignment.rootSignature, over: message) ?? false
  }

  private func isSigned(
    _ signature: Signature?,
    over message: [UInt8],
    of organisation: MemberID,
    by author: Author
  ) -> Bool {
    if let signature { return rootKey(of: organisation)?.isValid(signature, over: message) ?? false }
    return author.organisation == organisation && isOpen(author.node, of: organisation, everything)
  }
}
