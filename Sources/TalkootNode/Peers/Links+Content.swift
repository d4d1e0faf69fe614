internal import TalkootReplica
internal import TalkootSync

// Strings that are missing without an Erase. Peers that hold the same changes are asked, each when it comes to that and
// again as long as it helps; a peer that lacks them too has nothing to give.
extension Links {
  /// A pack has been stored.
  func askForContent(after receipt: Receipt, _ link: LinkID) {
    if receipt.filled > 0 { askForContent(link) }
    guard !receipt.incomplete.isEmpty else { return }
    for link in links.keys.sorted() where exchange.status(of: link)?.isInSync == true { askForContent(link) }
  }

  /// Asks a peer for what is missing.
  func askForContent(_ link: LinkID) {
    let snapshot = replica.snapshot
    guard snapshot.workspace.isIncomplete else { return }
    let changes = snapshot.workspace.incompleteVersions.prefix(SyncLimits.wantedChangesMax)
      .map { snapshot.index.id(of: $0) }
    perform(exchange.want(changes, from: link, now: clock.now))
  }
}
