internal import Logging
internal import TalkootLog
internal import TalkootReplica
internal import TalkootSync
internal import TalkootTransport

// What takes time: each piece of work runs in a task and comes back with another input.
extension Links {
  func dial(_ node: NodeID, _ address: String) {
    guard let key = roster[node]?.key, let endpoint = NodeAddress(address) else {
      return dialFailed(node, "bad address")
    }
    Task {
      do {
        connected(
          try await dialer.connect(host: endpoint.host, port: endpoint.port, protocol: .peer, expecting: key)
        )
      } catch {
        dialFailed(node, "\(error)", isUnknownThere: (error as? CloseReason)?.isUnknownThere ?? false)
      }
    }
  }

  func dialFailed(_ node: NodeID, _ reason: String, isUnknownThere: Bool = false) {
    histories[node, default: PeerHistory()].failure = reason
    histories[node]?.isUnknownThere = isUnknownThere
    perform(mesh.dialFailed(node, now: clock.now, using: &generator))
  }

  func load(_ selection: Selection, for link: LinkID) {
    Task {
      do {
        let batch = try await replica.load(selection)
        perform(exchange.loaded(link, batch, now: clock.now))
      } catch {
        logger.error("reading for a peer failed", metadata: ["error": "\(error)"])
        perform(exchange.end(link, .cannotStore, "the store can't be read", now: clock.now))
      }
    }
  }

  func load(_ changes: [ChangeID], _ budget: Int, for link: LinkID) {
    Task {
      let batch = (try? await replica.load(changes, byteBudget: budget)) ?? LoadedBatch(pack: [], reached: [])
      perform(exchange.loaded(link, batch, now: clock.now))
    }
  }

  nonisolated func send(_ queue: FrameQueue, over connection: Connection) async {
    for await frame in queue.frames {
      do { try await connection.send(frame) } catch { return }
      queue.sent(frame)
    }
    connection.close("the link has ended")
  }

  nonisolated func store(
    _ packs: AsyncStream<(pack: [UInt8], tag: UInt64)>,
    of link: LinkID,
    from node: NodeID,
    whose organisation: MemberID?
  ) async {
    for await (pack, tag) in packs {
      var isStored = false
      while !isStored {
        guard await waitsForRoom(link) else { return }
        await turns.take(organisation)
        do {
          let receipt = try await replica.receive(pack, from: node, of: organisation)
          await took(receipt, link)
          // Credit comes back later, and with it what the organisation may send: others have their turns meanwhile.
          if receipt.isFull { try? await Task.sleep(for: .seconds(1)) }
          if receipt.isAmbiguous {
            await misunderstood(link, tag)
          } else if receipt.refusal == nil {
            await stored(link, tag)
          }
          isStored = true
        } catch ReplicaError.store(.diskFull) {
          // Nothing of it is stored; it is tried again when there may be room, and the peer waits for its credit.
          await noteShortage()
          turns.giveBack(organisation)
          try? await Task.sleep(for: Links.roomPatience)
          continue
        } catch {
          turns.giveBack(organisation)
          await storingFailed(link, error)
          return
        }
        turns.giveBack(organisation)
      }
    }
  }

  /// How often a full disk is looked at.
  private static let roomPatience = Duration.milliseconds(500)

  /// Waits until there is room for what others write; false once the link has ended. Meanwhile the peer keeps what it
  /// has: it has no credit left, and is answered otherwise.
  private func waitsForRoom(_ link: LinkID) async -> Bool {
    while let open = links[link], open.ending == nil {
      guard room.missing != nil else {
        if isShortOfRoom {
          isShortOfRoom = false
          logger.notice("there is room on the disk again: taking changes from others")
        }
        return true
      }
      noteShortage()
      try? await Task.sleep(for: Links.roomPatience)
    }
    return false
  }

  private func noteShortage() {
    guard !isShortOfRoom else { return }
    isShortOfRoom = true
    logger.error(
      "the disk is nearly full: changes of others wait until there is room",
      metadata: ["home": "\(room.path)"]
    )
  }

  private func took(_ receipt: Receipt, _ link: LinkID) {
    let now = clock.now
    if !receipt.rows.isEmpty {
      let mark = HeadsMark(replica.snapshot.headsHash)
      note(receipt.forks)
      perform(exchange.relayed(current(receipt.rows), mark: mark, now: now, using: &generator))
      if let ownLog, receipt.rows.contains(where: { $0.log == ownLog }) { ownLogGrew() }
    }
    askForContent(after: receipt, link)
    if let refusal = receipt.refusal {
      logger.warning("a peer's changes are refused", metadata: ["reason": "\(refusal)"])
      perform(exchange.refused(link, reason: refusal, now: now))
    }
  }

  private func stored(_ link: LinkID, _ tag: UInt64) { perform(exchange.stored(link, tag: tag, now: clock.now)) }

  private func storingFailed(_ link: LinkID, _ error: any Error) {
    // The node is stopping, and its links end anyway: what the peer sent comes again another time.
    if case ReplicaError.store(.closed) = error { return }
    logger.error("storing what a peer sent failed", metadata: ["error": "\(error)"])
    perform(exchange.end(link, .cannotStore, "this node can't store at present", now: clock.now))
  }

  nonisolated func receive(_ link: LinkID, _ connection: Connection) async {
    var reason = CloseReason.ended
    do {
      while let frame = try await connection.receive() { await received(frame, link) }
    } catch { reason = error }
    await disconnected(link, reason)
  }

  private func received(_ frame: [UInt8], _ link: LinkID) {
    perform(exchange.received(link, frame, now: clock.now))
  }

  private func disconnected(_ link: LinkID, _ reason: CloseReason) {
    guard let open = links.removeValue(forKey: link) else { return }
    open.outgoing.finish()
    open.storing.finish()
    if !links.values.contains(where: { $0.node == open.node }) {
      let replica = replica
      Task { await replica.forget(open.node) }
    }
    let ending = open.ending
    if ending == nil {
      histories[open.node, default: PeerHistory()].failure = "\(reason)"
      histories[open.node]?.isUnknownThere = reason.isUnknownThere
    }
    let severity: Violation.Severity =
      switch ending {
      case .violation(let violation): violation.severity
      case .byUs(.violation): .misbehaving
      case .byUs, .byPeer, nil: .harmless
      }
    logger.info(
      "disconnected",
      metadata: ["peer": "\(open.node.short)", "reason": "\(ending.map { "\($0)" } ?? "\(reason)")"]
    )
    perform(exchange.disconnected(link, now: clock.now))
    if case .byPeer(.duplicateLink, _) = ending {
      perform(mesh.displaced(link, from: open.node, now: clock.now, using: &generator))
    } else {
      perform(mesh.disconnected(link, from: open.node, severity, now: clock.now, using: &generator))
    }
  }
}

extension CloseReason {
  /// Whether the peer doesn't know this node's key, or no longer: alert 48, by which Talkoot refuses identities.
  fileprivate var isUnknownThere: Bool {
    switch self {
    case .tls(.alert(48)): true
    case .tls, .local, .ended, .truncated, .handshakeTimeout, .handshakeTooLong, .idle, .stalled, .joinTimeout,
      .frameTooLarge, .crowdedOut, .network:
      false
    }
  }
}
