internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica
internal import TalkootStore
internal import TalkootSync

extension ReplicaSimulation {
  enum Event: Sendable {
    case arrival(LinkID, side: Int, frame: [UInt8])
    case ended(LinkID, side: Int)
    case loaded(LinkID, node: Int, Selection)
    case loadedContent(LinkID, node: Int, [ChangeID], budget: Int)
    case stored(node: Int, run: Int)
    case wake(node: Int, run: Int)
    case meshWake(node: Int, run: Int)
    case wantContent(node: Int, run: Int)
    case dialled(node: Int, run: Int, NodeID)
    case clerk(node: Int, run: Int)
    case act(node: Int)
    case restart(node: Int)
    case fault
    case heal
    case removal
    case reunion
    case forked(LinkID, node: Int, run: Int, LogID)
  }

  /// The next event happens.
  func step() {
    guard let (time, event) = events.next() else { return }
    now = max(now, time)
    figures.steps += 1
    switch event {
    case .arrival(let id, let side, let frame):
      guard let link = links[id], link.isUp else { return }
      let node = link.nodes[1 - side]
      guard !link.isEnded[1 - side] else { return }
      perform(nodes[node].exchange.received(id, frame, now: instant), at: node)
    case .ended(let id, let side):
      guard let link = links[id], link.isUp else { return }
      links[id]!.isUp = false
      lost(id, at: link.nodes[side])
    case .loaded(let id, let node, let selection):
      var selection = selection
      if conditions.batchBytes > 0 { selection.byteBudget = Int(draw(1...Int64(conditions.batchBytes))) }
      answer(id, node) { [self] core in
        let batch = try core.load(selection)
        return isFaulty && (node == withholder || hostile.contains(node))
          ? try withholding(batch, selection.disputed, of: core) : batch
      }
    case .loadedContent(let id, let node, let changes, let budget):
      answer(id, node) { try $0.load(changes, byteBudget: budget) }
    case .stored(let node, let run):
      if isRunning(node, run) { store(node) }
    case .wake(let node, let run):
      guard isRunning(node, run), nodes[node].wakeAt == time else { return }
      nodes[node].wakeAt = nil
      perform(nodes[node].exchange.woke(now: instant), at: node)
    case .meshWake(let node, let run):
      guard isRunning(node, run), let wake = nodes[node].mesh.nextWake, wake.microseconds <= now else { return }
      perform(nodes[node].mesh.woke(now: instant, using: &generator), at: node)
    case .wantContent(let node, let run):
      if isRunning(node, run) { askAllForContent(node) }
    case .dialled(let node, let run, let peer):
      if isRunning(node, run) { dialled(node, peer) }
    case .clerk(let node, let run):
      if isRunning(node, run) { doDuties(node) }
    case .act(let node): act(node)
    case .restart(let node): restart(node)
    case .fault: somethingFails()
    case .heal: heal()
    case .removal: if isWorking { beginRemoval() }
    case .reunion: apart = []
    case .forked(let id, let node, let run, let log):
      if isRunning(node, run), isOpen(id, at: node) { forked(log, id, node) }
    }
  }

  func isRunning(_ node: Int, _ run: Int) -> Bool { nodes[node].isUp && nodes[node].run == run }

  // MARK: Links

  private func answer(_ id: LinkID, _ node: Int, _ load: (ReplicaCore) throws -> LoadedBatch) {
    guard links[id]?.isUp == true, nodes[node].isUp else { return }
    do {
      let batch = try load(nodes[node].core)
      perform(nodes[node].exchange.loaded(id, batch, now: instant), at: node)
    } catch {
      fail("node \(node) can't read for a peer: \(error)")
    }
  }

  func perform(_ effects: [LinkEffect], at node: Int) {
    for item in effects { perform(item.effect, item.link, node) }
    guard let wake = nodes[node].exchange.nextWake?.microseconds, nodes[node].wakeAt != max(wake, now) else { return }
    nodes[node].wakeAt = max(wake, now)
    events.add(.wake(node: node, run: nodes[node].run), at: max(wake, now))
  }

  private func perform(_ effect: SyncEffect, _ id: LinkID, _ node: Int) {
    guard let link = links[id], let side = link.nodes.firstIndex(of: node) else { return }
    switch effect {
    case .send(let frame): transmit(frame, on: id, side: side)
    case .load(let selection): schedule(.loaded(id, node: node, selection), in: draw(100...1_000))
    case .loadContent(let changes, let budget):
      schedule(.loadedContent(id, node: node, changes, budget: budget), in: 500)
    case .store(let pack, let tag):
      nodes[node].storeQueue.append(Pack(link: id, pack: pack, tag: tag, peer: nodes[link.nodes[1 - side]].id))
      beginStoring(node)
    case .report(let status): if status.isInSync { askForContent(id, node) }
    case .established: break
    case .forked(let log, let sequence):
      if !mayFork { fail("node \(node) sees a fork of \(log) at \(sequence)") }
      // Not now: frames made meanwhile would overtake those that are still to be sent.
      schedule(.forked(id, node: node, run: nodes[node].run, log), in: 100)
    case .evidence(let notice):
      if !mayFork { fail("node \(node) is told of a fork of \(notice.log)") }
      do { _ = try nodes[node].core.take(notice.evidence) } catch { storageFailed(node, error) }
    case .ownLogAhead(let log, let count):
      if !conditions.rewinds, isHonest(node, node) {
        fail("node \(node) is told that it lost \(count) of its log \(log)")
      }
      nodes[node].core.beginNewLog()
    case .close(let ending):
      if case .violation(let violation) = ending, violation.severity != .harmless,
        isHonest(link.nodes[0], link.nodes[1])
      {
        fail("node \(node) closes a link to an honest peer: \(violation)")
      }
      events.add(.ended(id, side: 1 - side), at: max(now, link.lastArrival[side]) + 1)
      lost(id, at: node)
    }
  }

  private func transmit(_ frame: [UInt8], on id: LinkID, side: Int) {
    guard var link = links[id], link.isUp else { return }
    let arrival = max(now + draw(conditions.latency), link.lastArrival[side]) + Int64(frame.count) / 50
    link.lastArrival[side] = arrival
    links[id] = link
    events.add(.arrival(id, side: side, frame: frame), at: arrival)
  }

  /// Both ends learn that a link is gone; what is under way is lost.
  func breakLink(_ id: LinkID) {
    guard let link = links[id], link.isUp else { return }
    links[id]!.isUp = false
    for node in link.nodes { lost(id, at: node) }
  }

  private func lost(_ id: LinkID, at node: Int) {
    guard nodes[node].isUp, let link = links[id], let side = link.nodes.firstIndex(of: node), !link.isEnded[side] else {
      return
    }
    links[id]!.isEnded[side] = true
    let peer = nodes[link.nodes[1 - side]].id
    // What it brought is stored all the same.
    perform(nodes[node].exchange.disconnected(id, now: instant), at: node)
    if !isLinked(node, to: link.nodes[1 - side]) { nodes[node].core.forget(peer) }
    let effects = nodes[node].mesh.disconnected(id, from: peer, .harmless, now: instant, using: &generator)
    perform(effects, at: node)
  }

  // MARK: Mesh

  func perform(_ effects: [Mesh.Effect], at node: Int) {
    for effect in effects {
      switch effect {
      case .dial(let peer, _):
        schedule(.dialled(node: node, run: nodes[node].run, peer), in: draw(conditions.latency))
      case .drop(let link, let code): perform(nodes[node].exchange.end(link, code, "", now: instant), at: node)
      }
    }
    guard let wake = nodes[node].mesh.nextWake?.microseconds else { return }
    events.add(.meshWake(node: node, run: nodes[node].run), at: max(wake, now))
  }

  private func dialled(_ node: Int, _ peer: NodeID) {
    let other = nodes.firstIndex { $0.id == peer }
    guard let other, nodes[other].isUp, isTogether(node, other), nodes[other].mesh.admits(nodes[node].id)
    else {
      return perform(nodes[node].mesh.dialFailed(peer, now: instant, using: &generator), at: node)
    }
    let id = LinkID(nextLink)
    nextLink += 1
    links[id] = Link(nodes: [node, other], lastArrival: [now, now])
    // As the shell does: the mesh is asked first, and a link that it drops is never given to the exchange.
    for (side, number) in [node, other].enumerated() {
      let peer = nodes[side == 0 ? other : node].id
      perform(nodes[number].mesh.connected(id, to: peer, begunByUs: side == 0, now: instant), at: number)
      guard links[id]?.isEnded[side] == false else { continue }
      perform(
        nodes[number].exchange.connected(id, role: side == 0 ? .dialling : .answering, peer: peer, now: instant),
        at: number
      )
    }
  }

  /// Tells the mesh whom the state lets in now.
  func updateRoster(_ number: Int) {
    let node = nodes[number]
    let admitted = node.core.workspace.settled.admittedNodes
    var entries = admitted.map { Mesh.Node(id: $0.id, organisation: $0.organisation, addresses: ["node"]) }
    if let contact = node.contact, !admitted.contains(where: { $0.id == contact }), let founder = nodes.first {
      entries.append(Mesh.Node(id: contact, organisation: founder.core.member!, addresses: ["node"]))
    }
    guard entries.map(\.id) != node.roster else { return }
    node.roster = entries.map(\.id)
    perform(node.mesh.roster(entries, now: instant, using: &generator), at: number)
  }

  // MARK: Storing

  /// One writer: what has come meanwhile waits for the next transaction.
  func beginStoring(_ node: Int) {
    guard !nodes[node].isStoring, !nodes[node].storeQueue.isEmpty else { return }
    nodes[node].isStoring = true
    schedule(.stored(node: node, run: nodes[node].run), in: draw(nodes[node].storing))
  }

  private func store(_ node: Int) {
    nodes[node].isStoring = false
    guard !nodes[node].storeQueue.isEmpty else { return }
    let item = nodes[node].storeQueue.removeFirst()
    do {
      stored(item, try nodes[node].core.receive(item.pack, from: item.peer), node)
    } catch {
      storageFailed(node, error)
      nodes[node].storeQueue.removeAll { $0.link == item.link }
      if nodes[node].isUp, isOpen(item.link, at: node) {
        perform(nodes[node].exchange.end(item.link, .cannotStore, "", now: instant), at: node)
      }
    }
    if nodes[node].isUp { beginStoring(node) }
  }

  /// As `Links` does: who holds another branch is shown the evidence.
  private func forked(_ log: LogID, _ id: LinkID, _ node: Int) {
    if log == nodes[node].core.ownLog { nodes[node].core.beginNewLog() }
    guard let evidence = nodes[node].core.forkEvidence(of: log), let sequence = evidence.sequence else { return }
    let notice = ForkNotice(log: log, sequence: sequence, evidence: evidence.bytes)
    perform(nodes[node].exchange.send(notice, on: id, now: instant), at: node)
  }

  private func stored(_ item: Pack, _ receipt: Receipt, _ node: Int) {
    if !receipt.forks.isEmpty, !mayFork { fail("node \(node) got a fork") }
    if !receipt.rows.isEmpty, !(hostile.contains(node) && isFaulty) {
      let mark = mark(of: node)
      perform(nodes[node].exchange.relayed(receipt.rows, mark: mark, now: instant, using: &generator), at: node)
    }
    // Of a link that is gone the first packs may be forgotten, and the last ones refer to them.
    if isOpen(item.link, at: node) {
      if let refusal = receipt.refusal {
        guard let ends = links[item.link]?.nodes, !isHonest(ends[0], ends[1]) else {
          let peer = nodes.firstIndex { $0.id == item.peer }!
          return fail("node \(node) refuses changes of node \(peer), which means well: \(refusal)")
        }
        figures.refused += 1
        return perform(nodes[node].exchange.end(item.link, .cannotStore, "", now: instant), at: node)
      }
      perform(
        receipt.isAmbiguous
          ? nodes[node].exchange.misunderstood(item.link, tag: item.tag, now: instant)
          : nodes[node].exchange.stored(item.link, tag: item.tag, now: instant),
        at: node
      )
    }
    if receipt.changes > 0 { changed(node) }
    if receipt.filled > 0 { askForContent(item.link, node) }
    if !receipt.incomplete.isEmpty { askAllForContent(node) }
  }

  func isOpen(_ id: LinkID, at node: Int) -> Bool {
    guard let link = links[id], link.isUp, let side = link.nodes.firstIndex(of: node) else { return false }
    return !link.isEnded[side]
  }

  /// Something new is durable.
  func changed(_ node: Int) {
    noteRemoved(node)
    updateRoster(node)
    schedule(.clerk(node: node, run: nodes[node].run), in: 2_000)
    if happens(one: 20) {
      do { try nodes[node].core.save() } catch { storageFailed(node, error) }
    }
  }

  /// Tells the peers what this node wrote.
  func wrote(_ node: Int, _ written: OwnChanges) {
    guard let row = written.row else { return }
    let mark = mark(of: node)
    nodes[node].exchange.writes(row.log)
    if written.packs.count == 1 {
      perform(nodes[node].exchange.committed([row], mark: mark, pack: written.packs[0], now: instant), at: node)
    } else {
      perform(nodes[node].exchange.relayed([row], mark: mark, now: instant, using: &generator), at: node)
    }
    changed(node)
  }
}
