internal import TalkootReplica
internal import TalkootSync

// Strings that are missing without an Erase. Peers that hold the same changes are asked: each when it comes to that,
// again as long as it helps, and all of them now and then, for one may have got them meanwhile.
extension Links {
  /// A pack has been stored.
  func askForContent(after receipt: Receipt, _ link: LinkID) {
    if receipt.filled > 0 { askForContent(link) }
    if !receipt.incomplete.isEmpty { askAllForContent() }
  }

  /// Asks a peer for what is missing.
  func askForContent(_ link: LinkID) {
    let snapshot = replica.snapshot
    guard snapshot.workspace.isIncomplete else { return }
    let changes = snapshot.workspace.incompleteVersions.prefix(SyncLimits.wantedChangesMax)
      .map { snapshot.index.id(of: $0) }
    perform(exchange.want(changes, from: link, now: clock.now))
    askAgainForContent()
  }

  private func askAllForContent() {
    for link in links.keys.sorted() where exchange.status(of: link)?.isInSync == true { askForContent(link) }
    askAgainForContent()
  }

  private func askAgainForContent() {
    guard contentAsker == nil, replica.snapshot.workspace.isIncomplete else { return }
    let delay = contentDelay
    contentDelay = min(delay * 2, .seconds(600))
    contentAsker = Task {
      guard (try? await Task.sleep(for: delay)) != nil else { return }
      contentAsker = nil
      if !replica.snapshot.workspace.isIncomplete { contentDelay = .seconds(30) }
      askAllForContent()
    }
  }
}
