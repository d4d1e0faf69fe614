/// Where a node might be reached: hints, from the network's own state and from configuration, with a memory of what
/// worked. Bounded; what is not hinted at any more is forgotten.
struct AddressBook: Sendable {
  private struct Entry: Sendable {
    var address: String
    var lastSuccess: SyncInstant?
    var failures = 0
  }

  static let addressesMax = 8
  private var entries: [Entry] = []

  var isEmpty: Bool { entries.isEmpty }

  /// The addresses hinted at now, in order of preference.
  mutating func replace(with addresses: [String]) {
    let known = entries
    entries = []
    for address in addresses where !entries.contains(where: { $0.address == address }) {
      guard entries.count < AddressBook.addressesMax else { return }
      entries.append(known.first { $0.address == address } ?? Entry(address: address))
    }
  }

  /// The one to try next: least failures since it last worked, then the latest success, then the order of hints.
  var next: String? {
    var best: Entry?
    for entry in entries {
      guard let other = best else {
        best = entry
        continue
      }
      let later = (entry.lastSuccess?.microseconds ?? .min) > (other.lastSuccess?.microseconds ?? .min)
      if entry.failures < other.failures || (entry.failures == other.failures && later) { best = entry }
    }
    return best?.address
  }

  mutating func succeeded(_ address: String, now: SyncInstant) {
    guard let index = entries.firstIndex(where: { $0.address == address }) else { return }
    entries[index].lastSuccess = now
    entries[index].failures = 0
  }

  mutating func failed(_ address: String) {
    guard let index = entries.firstIndex(where: { $0.address == address }) else { return }
    entries[index].failures = min(entries[index].failures + 1, 1_000)
  }
}
