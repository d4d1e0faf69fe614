internal import TalkootLog

extension Mesh {
  var isFull: Bool { peers.count + 1 <= Mesh.fullMeshMax }

  var dialCount: Int { order.reduce(0) { $0 + (peers[$1]?.dialling == nil ? 0 : 1) } }

  func wantsDial(_ node: NodeID) -> Bool {
    guard let peer = peers[node], peer.link == nil, peer.dialling == nil, !peer.addresses.isEmpty else { return false }
    return isFull || partners.contains(node)
  }

  /// Dials whom it is time to dial, the longest due first.
  mutating func dial(_ now: SyncInstant) -> [Effect] {
    if isPaused { return [] }
    let due = order.filter { wantsDial($0) && peers[$0]!.dialDue <= now }
      .sorted { (peers[$0]!.dialDue, $0) < (peers[$1]!.dialDue, $1) }
    return due.prefix(max(0, Mesh.dialsMax - dialCount)).map { node in
      let address = peers[node]!.addresses.next!
      peers[node]!.dialling = address
      return .dial(node, address: address)
    }
  }

  /// Fills the partners up to eight, two of them of other organisations where there are such.
  mutating func drawPartners(now: SyncInstant, using generator: inout some RandomNumberGenerator) {
    partners = partners.filter { peers[$0] != nil }
    if isFull {
      partners = []
      redrawDue = nil
      return
    }
    if redrawDue == nil { scheduleRedraw(now: now, using: &generator) }
    let others = order.filter { !partners.contains($0) && !peers[$0]!.addresses.isEmpty }
    for node in others.shuffled(using: &generator) where partners.count < Mesh.partnersMax {
      let room = Mesh.partnersMax - partners.count
      if isForeign(node) || room > foreignPartnersMissing { partners.insert(node) }
    }
    // Fewer foreign nodes than wanted: fill up with whoever is left.
    for node in others.shuffled(using: &generator) where partners.count < Mesh.partnersMax { partners.insert(node) }
  }

  /// One partner is replaced. A link that this node began to it ends; who wants it still dials itself.
  mutating func redrawOne(now: SyncInstant, using generator: inout some RandomNumberGenerator) -> [Effect] {
    scheduleRedraw(now: now, using: &generator)
    guard let gone = partners.sorted().randomElement(using: &generator) else { return [] }
    partners.remove(gone)
    drawPartners(now: now, using: &generator)
    guard let link = peers[gone]?.link, link.begunByUs, !partners.contains(gone) else { return [] }
    return [.drop(link.id, .goodbye)]
  }

  private mutating func scheduleRedraw(now: SyncInstant, using generator: inout some RandomNumberGenerator) {
    let base = Mesh.redrawAfter.wholeMicroseconds
    redrawDue = now.advanced(by: .microseconds(Int64.random(in: base / 2...base * 3 / 2, using: &generator)))
  }

  private func isForeign(_ node: NodeID) -> Bool { peers[node]?.organisation != organisation }

  private var foreignPartnersMissing: Int {
    max(0, Mesh.foreignPartnersMin - partners.reduce(0) { $0 + (isForeign($1) ? 1 : 0) })
  }
}
