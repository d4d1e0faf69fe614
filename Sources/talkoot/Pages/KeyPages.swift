internal import TalkootAPI
internal import TalkootLanguage

extension Page {
  /// Nodes one a line.
  mutating func nodes(_ nodes: [NodeDescription]) {
    if nodes.isEmpty { return line(say(.nothingHere)) }
    table(
      [say(.columnID), say(.columnMember), say(.columnStatus), say(.fieldFingerprint)],
      nodes.map { node in
        var words = [Words.of(node.retired ? "retired" : node.closing ? "closing" : "open")]
        if node.voice { words.append(Words.of("voice")) }
        if node.own { words.append(say(.thisNode)) }
        return [node.short, node.memberName ?? "", words.joined(separator: ", "), node.fingerprint]
      },
      flexible: 1
    )
  }

  /// A recovery card, without its secret.
  mutating func card(_ card: RecoveryCardDescription) {
    line(say(.cardIs, card.file ?? ""))
    fields([
      (.fieldFingerprint, card.fingerprint), (.fieldKey, card.key), (.fieldNetwork, card.network),
      (.fieldMember, card.member), (.fieldPassphrase, card.sealed.map { say($0 ? .yes : .no) }),
      (.fieldCardPeers, Self.list(card.peers.map { $0.addresses.joined(separator: " ") })),
    ])
    line(say(.cardKeepAway))
  }
}
