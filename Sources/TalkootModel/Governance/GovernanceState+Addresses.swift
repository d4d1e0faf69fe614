internal import HashTreeCollections
internal import TalkootCRDT
public import TalkootLog

/// Where a node said it can be reached.
struct HintEntry: Sendable {
  let origin: Origin
  let addresses: [String]
}

extension GovernanceState {
  /// A node's word about itself; of two logs of one node the later in the total order stands.
  mutating func take(_ hint: AddressHint, _ origin: Origin, _ order: some CausalOrder) -> Ignored? {
    let node = origin.author.node
    if let entry = hints[node], order.precedes(origin.dot, entry.origin.dot) { return nil }
    hints[node] = HintEntry(origin: origin, addresses: hint.addresses)
    return nil
  }

  /// Where a node can be reached, `host:port`, the likeliest first; hints, which nothing proves.
  public func addresses(of node: NodeID) -> [String] { hints[node]?.addresses ?? [] }

  /// The change that admitted an organisation, of several the one with the smallest id; nil for a stranger.
  public func admissionChange(of organisation: MemberID) -> ChangeID? {
    organisations[organisation]?.admitted.min(by: Origin.precedes)?.change
  }
}
