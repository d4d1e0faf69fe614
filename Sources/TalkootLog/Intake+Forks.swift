internal import TalkootCrypto

// What waits of forked logs.

extension Intake {
  /// The logs of which a further branch waits for somebody to build on it, ascending: others hold something of them
  /// that this replica does not.
  public var quarantinedLogs: [LogID] { Set(quarantined.compactMap { waiting[$0]?.received.change.log }).sorted() }

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
