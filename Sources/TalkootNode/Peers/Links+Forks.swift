internal import Logging
internal import TalkootLog
internal import TalkootReplica
internal import TalkootSync

// Forks of logs: what peers say of them, and what they are told.
extension Links {
  /// A peer holds another branch of a log than this node, or more of them.
  func forked(_ log: LogID, _ sequence: UInt64, _ link: LinkID) {
    logger.notice("a peer holds another branch of a log", metadata: ["log": "\(log.short)", "sequence": "\(sequence)"])
    if log == ownLog { heedClaim(log, sequence, link) }
    Task {
      guard let evidence = await replica.forkEvidence(of: log), let first = evidence.sequence,
        links[link]?.isEstablished == true
      else { return }
      let bytes = evidence.bytes
      guard bytes.count <= SyncLimits.evidenceBytesMax else { return }
      perform(exchange.send(ForkNotice(log: log, sequence: first, evidence: bytes), on: link, now: clock.now))
    }
  }

  /// A peer sends evidence. It is believed for what it proves, whoever sent it.
  func take(_ notice: ForkNotice, _ link: LinkID) {
    Task {
      guard (try? await replica.take(evidence: notice.evidence)) == true else { return }
      logger.warning(
        "a log has forked: its node wrote two changes in one place",
        metadata: ["log": "\(notice.log.short)", "sequence": "\(notice.sequence)"]
      )
      if notice.log == ownLog { ownLogForked() }
    }
  }

  /// Tells of logs of which a second branch has come in.
  func note(_ forks: [Fork]) {
    for fork in forks {
      logger.warning(
        "a log has forked: its node wrote two changes in one place",
        metadata: ["log": "\(fork.log.short)", "sequence": "\(fork.sequence)"]
      )
    }
    if let ownLog, forks.contains(where: { $0.log == ownLog }) { ownLogForked() }
  }

  private func ownLogForked() {
    logger.warning(
      """
      this node's own log was written in two places, probably by a restored copy of it: both branches are kept, \
      and this node goes on in a new log
      """
    )
  }

  /// Rows that have grown, of forked logs all as they are by now: of those an older one would not be known as such.
  func current(_ rows: [LogRow]) -> [LogRow] {
    let index = replica.snapshot.index
    let forked = Set(rows.map(\.log).filter { index.logState($0)?.isFrozen ?? false })
    guard !forked.isEmpty else { return rows }
    let all = rows.filter { !forked.contains($0.log) } + index.rows.filter { forked.contains($0.log) }
    return all.sorted { $0.log != $1.log ? $0.log < $1.log : $0.head < $1.head }
  }

  /// The peer named changes by places where this replica holds several.
  func misunderstood(_ link: LinkID, _ tag: UInt64) {
    perform(exchange.misunderstood(link, tag: tag, now: clock.now))
  }
}
