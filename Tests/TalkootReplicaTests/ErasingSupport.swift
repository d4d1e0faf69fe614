import TalkootCRDT
import TalkootCrypto
import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import TalkootTesting

extension WholeReplica {
  /// Erases a field's words as the command does.
  @discardableResult
  func erase(_ object: String, _ field: String, by decision: String? = nil) throws -> Committed {
    try commit { state, context in
      let new = NewErasure(object: object, field: field, reason: "asked for", decision: decision)
      return try state.erase(new, context).drafts
    }
  }

  /// Everything that the storage shows of this replica: strings, structures, rows of the snapshot.
  func storedBytes() throws -> [UInt8] {
    var bytes: [UInt8] = []
    try core.storage.changes(LocalVersion(0)..<LocalVersion(UInt32(count))) { change in
      bytes += change.structure
      for case .present(let utf8) in change.strings { bytes += utf8 }
      return true
    }
    let state = try core.storage.load { bytes += $1 }
    for table in state.tables.sorted(by: { $0.key < $1.key }) { bytes += table.value }
    return bytes
  }

  /// The state's words, as people see them.
  func shows(_ marker: String) -> Bool {
    core.workspace.allObjects.contains { id in
      core.workspace.canonicalState(of: id).contains(marker)
    }
  }

  func stored(_ change: ChangeID) throws -> Change {
    try core.changes([core.index.version(of: change)!])[0].change
  }
}

extension [UInt8] {
  func contains(_ marker: String) -> Bool {
    let needle = Array(marker.utf8)
    guard count >= needle.count else { return false }
    return (0...(count - needle.count)).contains { start in
      self[start] == needle[0] && self[start..<start + needle.count].elementsEqual(needle)
    }
  }
}

extension WatchedStorage {
  /// Shows one string of a change as a peer that keeps it back would.
  func withhold(_ string: Int, of id: ChangeID, in core: ReplicaCore, asErased: Bool) throws {
    let version = core.index.version(of: id)!
    let change = try core.changes([version])[0].change
    let place = core.index.place(of: version)
    let number = UInt32(core.index.logNumber(place.log)!)
    let seed = try inner.seed(log: number, range: UInt32(SaltTree.range(place.sequence)))!
    let erased = change.erasing([string], salts: try SaltTree(parsing: seed))!.strings[string]
    guard case .erased(let commitment) = erased else { return }
    alter = { stored in
      guard stored.version == version else { return }
      stored.strings[string] = asErased ? .erased(commitment: commitment) : .missing(commitment: commitment)
    }
  }
}
