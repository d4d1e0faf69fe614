internal import TalkootCrypto

// What waits of forked logs.

extension Intake {
  /// The logs of which a further branch waits for somebody to build on it, ascending: others hold something of them
  /// that this replica does not.
  public var quarantinedLogs: [LogID] { Set(quarantined.compactMap { waiting[$0]?.received.change.log }).sorted() }

  /// Changes that wait without the salts that came before them, by what they follow: what holds now may not when they
  /// come out, for an Erase takes the salts of what is here at the same place.
  public func unsalted(_ changes: [ReceivedChange]) -> [ChangeID] {
    guard !waiting.isEmpty else { return [] }
    return changes.map(\.id).filter { id in
      guard let received = waiting[id]?.received else { return false }
      return received.salts == nil && received.showsStrings
    }
  }

  /// Gives a waiting change the salts that opened its strings.
  public mutating func keep(_ salts: SaltTree, with id: ChangeID) { waiting[id]?.received.salts = salts }

  /// The logs of what waits, for whatever it waits, ascending.
  public var waitingLogs: [LogID] { Set(waiting.values.map(\.received.change.log)).sorted() }

  /// The salts of a range, as the waiting change `id` and those before it brought them along; else the change at
  /// which the walk back left what waits.
  public func salts(range: UInt64, upTo id: ChangeID) -> (salts: SaltTree?, left: ChangeID?) {
    let first = range * UInt64(ChangeLimits.range) + 1
    var cursor = id
    while let entry = waiting[cursor] {
      if entry.received.change.sequence <= first {
        return (entry.received.change.sequence == first ? entry.received.salts : nil, nil)
      }
      guard let previous = entry.received.change.header.previous else { return (nil, nil) }
      cursor = previous
    }
    return (nil, cursor)
  }
}

extension ReceivedChange {
  fileprivate var showsStrings: Bool {
    change.strings.contains { if case .present = $0 { true } else { false } }
  }
}
