public import TalkootLog
internal import TalkootSync

extension SimulatedNetwork {
  /// Gives every node a mesh with all others in its roster; `perOrganisation` of them belong to one organisation.
  public mutating func startMeshes(perOrganisation: Int = 1) {
    let roster = nodes.indices.map { index in
      Mesh.Node(
        id: nodes[index].id,
        organisation: SimulatedNetwork.organisation(index / perOrganisation),
        addresses: ["node-\(index)"]
      )
    }
    for node in nodes.indices {
      nodes[node].mesh = Mesh(node: nodes[node].id, organisation: roster[node].organisation)
      let effects = nodes[node].mesh!.roster(roster, now: instant, using: &generator)
      perform(effects, at: node)
    }
  }

  /// The organisation with an index.
  public static func organisation(_ index: Int) -> MemberID { MemberID(logID(index).digest) }

  /// A node's mesh is paused or goes on.
  public mutating func setPaused(_ node: Int, _ isPaused: Bool) {
    let effects = isPaused ? nodes[node].mesh!.pause() : nodes[node].mesh!.resume(now: instant)
    perform(effects, at: node)
  }

  mutating func perform(_ effects: [Mesh.Effect], at node: Int) {
    for effect in effects {
      switch effect {
      case .dial(let peer, _):
        events.add(
          .dialled(node: node, peer),
          at: now + Int64.random(in: conditions.latency, using: &generator)
        )
      case .drop(let link, let code):
        perform(nodes[node].exchange.end(link, code, "", now: instant), at: node)
      }
    }
    if let wake = nodes[node].mesh?.nextWake { events.add(.meshWake(node: node), at: max(now, wake.microseconds)) }
  }

  mutating func dialled(_ node: Int, _ peer: NodeID) {
    let other = nodes.firstIndex { $0.id == peer }!
    guard nodes[other].mesh?.admits(nodes[node].id) == true else {
      perform(nodes[node].mesh!.dialFailed(peer, now: instant, using: &generator), at: node)
      return
    }
    let link = connect(node, other)
    perform(nodes[node].mesh!.connected(link, to: peer, begunByUs: true, now: instant), at: node)
    perform(nodes[other].mesh!.connected(link, to: nodes[node].id, begunByUs: false, now: instant), at: other)
  }

  mutating func meshWoke(_ node: Int) {
    guard let wake = nodes[node].mesh?.nextWake, wake.microseconds <= now else { return }
    perform(nodes[node].mesh!.woke(now: instant, using: &generator), at: node)
  }

  mutating func meshLost(_ id: LinkID, at node: Int) {
    guard nodes[node].mesh != nil, let link = links[id] else { return }
    let peer = nodes[link.nodes[link.nodes.firstIndex(of: node) == 0 ? 1 : 0]].id
    let effects = nodes[node].mesh!.disconnected(id, from: peer, .harmless, now: instant, using: &generator)
    perform(effects, at: node)
  }
}
