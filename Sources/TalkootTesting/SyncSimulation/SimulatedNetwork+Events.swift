internal import TalkootLog
internal import TalkootSync

extension SimulatedNetwork {
  enum Event: Sendable {
    case arrival(LinkID, side: Int, frame: [UInt8])
    case ended(LinkID, side: Int)
    case loaded(LinkID, node: Int, Selection)
    case loadedContent(LinkID, node: Int, [ChangeID])
    case stored(node: Int, [Pack])
    case wake(node: Int)
    case dialled(node: Int, NodeID)
    case meshWake(node: Int)
  }

  /// A pack that waits for the node's writer.
  struct Pack: Sendable {
    var link: LinkID
    var pack: [UInt8]
    var tag: UInt64
  }

  /// Lets everything happen that happens in this time.
  public mutating func run(for duration: Duration) {
    let (seconds, attoseconds) = duration.components
    let end = now + seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    while let time = events.nextTime, time <= end { step() }
    now = end
  }

  /// Runs until all hold the same, at most this long. Returns whether they do.
  public mutating func runUntilConverged(atMost limit: Duration) -> Bool {
    let end = now + limit.components.seconds * 1_000_000
    while !isConverged {
      guard let time = events.nextTime, time <= end else { return false }
      step()
    }
    return true
  }

  /// The next event happens.
  public mutating func step() {
    guard let (time, event) = events.next() else { return }
    now = max(now, time)
    switch event {
    case .arrival(let id, let side, let frame):
      guard let link = links[id], link.isUp else { return }
      let node = link.nodes[1 - side]
      perform(nodes[node].exchange.received(id, frame, now: instant), at: node)
    case .ended(let id, let side):
      guard let link = links[id], link.isUp else { return }
      links[id]!.isUp = false
      lost(id, at: link.nodes[side])
    case .loaded(let id, let node, let selection):
      let batch = nodes[node].replica.load(duplicated(selection))
      perform(nodes[node].exchange.loaded(id, batch, now: instant), at: node)
    case .loadedContent(let id, let node, let changes):
      let held = nodes[node].replica.changes.filter { changes.contains($0.id) }
      let batch = LoadedBatch(pack: SimulatedPack.encode(held), reached: [])
      perform(nodes[node].exchange.loaded(id, batch, now: instant), at: node)
    case .stored(let node, let packs):
      nodes[node].isStoring = false
      for pack in packs { stored(pack.link, node, pack.pack, pack.tag) }
      beginStoring(node)
    case .wake(let node):
      guard nodes[node].wakeAt == time else { return }
      nodes[node].wakeAt = nil
      perform(nodes[node].exchange.woke(now: instant), at: node)
    case .dialled(let node, let peer): dialled(node, peer)
    case .meshWake(let node): meshWoke(node)
    }
  }

  /// One writer: what has come meanwhile goes into the next transaction.
  private mutating func beginStoring(_ node: Int) {
    guard !nodes[node].isStoring, !nodes[node].storeQueue.isEmpty else { return }
    nodes[node].isStoring = true
    let took = Int64.random(in: nodes[node].storing ?? conditions.storing, using: &generator)
    events.add(.stored(node: node, nodes[node].storeQueue), at: now + took)
    nodes[node].storeQueue = []
  }

  private mutating func stored(_ id: LinkID, _ node: Int, _ pack: [UInt8], _ tag: UInt64) {
    guard let grown = nodes[node].replica.receive(pack: pack) else {
      perform(nodes[node].exchange.refused(id, reason: "no pack", now: instant), at: node)
      return
    }
    if !grown.isEmpty {
      let mark = nodes[node].replica.mark
      perform(nodes[node].exchange.relayed(grown, mark: mark, now: instant, using: &generator), at: node)
    }
    perform(nodes[node].exchange.stored(id, tag: tag, now: instant), at: node)
  }

  /// A load that begins too early, so that the peer gets some changes twice.
  private mutating func duplicated(_ selection: Selection) -> Selection {
    guard conditions.duplicateLoads > 0, UInt64.random(in: 0..<conditions.duplicateLoads, using: &generator) == 0
    else { return selection }
    var selection = selection
    for index in selection.ranges.indices where selection.ranges[index].after > 0 {
      selection.ranges[index].after -= 1
      selection.ranges[index].expecting = nil
    }
    return selection
  }

  mutating func perform(_ effects: [LinkEffect], at node: Int) {
    for item in effects { perform(item.effect, item.link, node) }
    guard let wake = nodes[node].exchange.nextWake?.microseconds else { return }
    if nodes[node].wakeAt != wake {
      nodes[node].wakeAt = wake
      events.add(.wake(node: node), at: max(wake, now))
      nodes[node].wakeAt = max(wake, now)
    }
  }

  private mutating func perform(_ effect: SyncEffect, _ id: LinkID, _ node: Int) {
    guard let side = links[id]?.nodes.firstIndex(of: node) else { return }
    switch effect {
    case .send(let frame):
      traffic.frames += 1
      traffic.bytes += frame.count
      transmit(frame, on: id, side: side)
    case .load(let selection):
      events.add(.loaded(id, node: node, selection), at: now + Int64.random(in: 100...1_000, using: &generator))
    case .loadContent(let changes, _): events.add(.loadedContent(id, node: node, changes), at: now + 500)
    case .store(let pack, let tag):
      traffic.packBytes += pack.count
      lastPackAt = now
      nodes[node].storeQueue.append(Pack(link: id, pack: pack, tag: tag))
      beginStoring(node)
    case .established, .report: break
    case .forked(let log, _): forks.append((node, log))
    case .evidence(let evidence): forkEvidence.append((node, evidence))
    case .ownLogAhead: ownLogAhead.append(node)
    case .close(let ending):
      endings.append((node, ending))
      // The peer gets what was sent before; then the connection is gone for it too.
      events.add(.ended(id, side: 1 - side), at: max(now, links[id]!.lastArrival[side]) + 1)
      lost(id, at: node)
    }
  }

  mutating func transmit(_ frame: [UInt8], on id: LinkID, side: Int) {
    guard var link = links[id], link.isUp else { return }
    if link.isBlocked[side] {
      link.heldBack[side].append(frame)
    } else {
      let way = Int64.random(in: conditions.latency, using: &generator)
      let carrying = Int64(frame.count) * 1_000_000 / conditions.bandwidth
      let arrival = max(now + way, link.lastArrival[side]) + carrying
      link.lastArrival[side] = arrival
      events.add(.arrival(id, side: side, frame: frame), at: arrival)
    }
    links[id] = link
  }

  /// Both ends learn at once that the link is gone.
  mutating func breakLink(_ id: LinkID) {
    guard let link = links[id], link.isUp else { return }
    links[id]!.isUp = false
    for node in link.nodes { lost(id, at: node) }
  }

  private mutating func lost(_ id: LinkID, at node: Int) {
    perform(nodes[node].exchange.disconnected(id, now: instant), at: node)
    meshLost(id, at: node)
  }
}
