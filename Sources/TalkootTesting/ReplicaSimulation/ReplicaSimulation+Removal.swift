internal import TalkootCRDT
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica
internal import TalkootSync

// One organisation is removed and doesn't accept it: it writes on, and another one, which hears of nothing for a while,
// takes that in and builds on it.
extension ReplicaSimulation {
  /// The numbers of the nodes that stay.
  var loyal: [Int] { nodes.indices.filter { $0 != outcast && !hostile.contains($0) } }

  /// The numbers of the nodes that mean well.
  var honest: [Int] { nodes.indices.filter { !hostile.contains($0) } }

  /// The last to join is to go. From here on it is cut off from the others, and now and then one of them with it.
  func beginRemoval() {
    let number = nodes.count - 1
    guard number >= 3, let member = nodes[number].core.member, nodes[0].isUp,
      nodes[0].core.workspace.settled.members.contains(member)
    else { return schedule(.removal, in: 1_000_000) }
    setClock(0)
    let epoch = nodes[0].core.workspace.settled.currentEpoch!.number
    let proposal = RosterProposal(epoch: epoch, action: .remove(member), reason: "")
    do {
      let written = try nodes[0].replica.commit([CommitRequest { _, _ in [.governance(.propose(proposal))] }])
      outcast = number
      apart = happens(one: 2) ? [number, Int.random(in: 1..<number, using: &generator)] : [number]
      wrote(0, written)
    } catch {
      storageFailed(0, error)
      return schedule(.removal, in: 1_000_000)
    }
    for id in links.keys.sorted() where links[id]!.isUp && !isTogether(links[id]!.nodes[0], links[id]!.nodes[1]) {
      breakLink(id)
    }
    schedule(.reunion, in: draw(2_000_000...12_000_000))
  }

  /// Whether anything passes between two nodes.
  func isTogether(_ a: Int, _ b: Int) -> Bool {
    nodes[a].side == nodes[b].side && apart.contains(a) == apart.contains(b)
  }

  /// An act that the removal, or what came of it, asks of this node; nil for none.
  func actOnRemoval(_ number: Int) -> CommitRequest? {
    guard let outcast, number != outcast, let member = nodes[outcast].core.member,
      let own = nodes[number].core.member
    else { return nil }
    let state = nodes[number].core.workspace
    let open = state.settled.allProposals.first { $0.action == .remove(member) && $0.state == .open }
    if let open, !open.approvers.contains(own), let epoch = state.settled.currentEpoch?.number {
      return CommitRequest { _, _ in [.governance(.approve(proposal: open.id, epoch: epoch))] }
    }
    let aside = state.setAside.versions
    guard happens(one: 12), let version = aside.randomElement(using: &generator) else { return nil }
    figures.broughtBack += 1
    let change = nodes[number].core.index.id(of: version)
    return CommitRequest(bringsBack: [change]) { _, _ in [] }
  }

  /// What the one that is out wrote reaches one of the others in spite of all.
  func smuggle(from number: Int) {
    let to = loyal[Int.random(in: 0..<loyal.count, using: &generator)]
    guard nodes[to].isUp, isTogether(number, to), !nodes[to].isStoring else { return }
    do {
      var counts: [LogID: UInt64] = [:]
      for row in nodes[to].core.index.rows { counts[row.log] = row.count }
      for pack in try nodes[number].core.packs(after: counts, bytes: 512 << 10) {
        let receipt = try nodes[to].core.receive(pack, from: nodes[number].id)
        guard !receipt.rows.isEmpty else { continue }
        let mark = mark(of: to)
        perform(nodes[to].exchange.relayed(receipt.rows, mark: mark, now: instant, using: &generator), at: to)
        changed(to)
      }
    } catch { storageFailed(to, error) }
  }

  /// Who was removed is out everywhere, what the others wrote counts, and of its own what they built on.
  func checkRemoval() {
    guard let outcast, let member = nodes[outcast].core.member else { return }
    // In a short run too few have come to approve it.
    let proposals = nodes[0].core.workspace.settled.allProposals.filter { $0.action == .remove(member) }
    if proposals.allSatisfy({ $0.state == .open }) { return }
    for number in loyal {
      let (state, index) = (nodes[number].core.workspace, nodes[number].core.index)
      if state.settled.standing(of: member) != .removed { fail("node \(number) has not removed the one that is out") }
      let heads = index.logStates.filter { $0.descriptor.member != member }.compactMap(\.head)
      for version in (0..<UInt32(index.count)).map({ LocalVersion($0) }) {
        let isBuiltOn = index.graph.contains(version, inPastOf: heads)
        if isBuiltOn == state.setAside.contains(version) {
          let what = isBuiltOn ? "sets aside what was built on" : "counts what nobody built on"
          return fail("node \(number) \(what): \(index.id(of: version))")
        }
      }
      if state.settled.admittedNodes.contains(where: { $0.organisation == member }) {
        fail("node \(number) still lets the removed one connect")
      }
    }
    figures.removed = 1
    figures.setAside = nodes[0].core.workspace.setAside.count
  }
}
