internal import TalkootCRDT
internal import TalkootLog
internal import TalkootModel
internal import TalkootStore

// Content goes and comes: what an Erase names is taken out of everything that is stored; what is missing without one is
// filled in. Both become durable with the changes that the same batch brings.

extension ReplicaCore {
  /// What a peer calls erased is only missing until an Erase says so: its word alone must not hide what others have.
  static func onlyClaimed(_ received: [ReceivedChange]) -> [ReceivedChange] {
    var chains = SaltChains()
    return received.map { received in
      var received = received
      received.salts = chains.salts(of: received)
      guard received.change.strings.contains(where: \.isErased) else { return received }
      received.change = received.change.with(
        strings: received.change.strings.map { string in
          if case .erased(let commitment) = string { .missing(commitment: commitment) } else { string }
        }
      )
      return received
    }
  }

  /// The salts that a pack brings, which hold for what follows in its range on the same branch.
  private struct SaltChains {
    private var brought: [ChangeID: SaltTree] = [:]

    mutating func salts(of received: ReceivedChange) -> SaltTree? {
      let header = received.change.header
      let goesOn = SaltTree.slot(header.sequence) > 0 && !brought.isEmpty
      guard let salts = received.salts ?? (goesOn ? header.previous.flatMap { brought[$0] } : nil) else { return nil }
      brought[received.id] = salts
      return salts
    }
  }

  // MARK: Going

  /// Takes out the strings that the batch's Erases name, with their salts, and makes anew the objects they were in.
  func carryOutErasures() throws(StoreError) {
    guard !batch.erasures.isEmpty else { return }
    var named: [LocalVersion: Set<Int>] = [:]
    for erasure in batch.erasures {
      let strings = try workspace.strings(erasedBy: erasure, index: index) { version throws(StoreError) in
        try past(version)?.change
      }
      for string in strings { named[string.version, default: []].insert(string.index) }
    }
    batch.erasures = []
    var changed: [PastChange] = []
    for (version, strings) in named.sorted(by: { $0.key < $1.key }) {
      guard let erased = try erase(strings, version) else { continue }
      changed.append(erased)
    }
    refresh(changed)
    try checkHistory()
  }

  /// - Returns: the change without the strings; nil when they were erased before.
  private func erase(_ named: Set<Int>, _ version: LocalVersion) throws(StoreError) -> PastChange? {
    guard let past = try past(version) else { return nil }
    let change = past.change.change
    let strings = named.filter { !change.strings[$0].isErased }.sorted()
    guard !strings.isEmpty else { return nil }
    let key = rangeKey(of: change)
    guard var salts = try salts(key), let erased = change.erasing(strings, salts: salts) else {
      throw .damaged(what: "the salts of strings that are to be erased", place: "change \(past.change.id)")
    }
    let whole = salts
    for string in strings {
      salts.puncture(sequence: change.sequence, string: string, of: change.strings.count)
      if writer?.log == change.log {
        writer?.puncture(sequence: change.sequence, string: string, of: change.strings.count)
      }
    }
    try spare(rivalsOf: version, in: &salts, as: whole, key)
    keep(salts, key)
    return alter(past, to: erased, strings)
  }

  /// Changes at one place of a forked log have one salt, where their branches parted within the range: what others there
  /// still show needs it. It goes when they are erased too.
  private func spare(
    rivalsOf version: LocalVersion,
    in salts: inout SaltTree,
    as whole: SaltTree,
    _ key: RangeKey
  ) throws(StoreError) {
    guard index.logState(key.log)?.isFrozen == true else { return }
    for rival in index.versions(key.log, index.numbers(of: version).sequence) where rival != version {
      guard let change = try past(rival)?.change.change, rangeKey(of: change) == key else { continue }
      graft(whole, into: &salts, change, Array(change.strings.indices))
    }
  }

  // MARK: Coming

  /// Fills in strings of stored changes that were missing.
  /// - Returns: how many changes got some.
  func fill(from received: [ReceivedChange]) throws(StoreError) -> Int {
    guard workspace.isIncomplete else { return 0 }
    let incomplete = Set(workspace.incompleteVersions)
    var changed: [PastChange] = []
    for received in received {
      guard let version = index.version(of: received.id), incomplete.contains(version),
        let past = try past(version)
      else { continue }
      // One id, so the strings open the commitments of the change that is here.
      var strings = past.change.change.strings
      let found = strings.indices.filter { strings[$0].isMissing && received.change.strings[$0].isPresent }
      guard !found.isEmpty else { continue }
      for i in found { strings[i] = received.change.strings[i] }
      changed.append(alter(past, to: past.change.change.with(strings: strings), found))
      if let salts = received.salts { try graft(salts, into: past.change.change, found) }
    }
    refresh(changed)
    try checkHistory()
    return changed.count
  }

  // MARK: Both

  /// A change as the batch has it by now.
  func past(_ version: LocalVersion) throws(StoreError) -> PastChange? {
    if version >= batch.firstVersion { return batch.changes[Int(version.rawValue - batch.firstVersion.rawValue)] }
    if let altered = batch.altered[version] { return altered }
    guard let stored = try storage.change(version) else { return nil }
    return PastChange(version: version, change: try stored.verified(index))
  }

  /// Puts a change with other strings in the place of the one before: in the batch, or over the stored one.
  private func alter(_ past: PastChange, to change: Change, _ strings: [Int]) -> PastChange {
    let altered = PastChange(version: past.version, change: past.change.with(change))
    if past.version >= batch.firstVersion {
      let place = Int(past.version.rawValue - batch.firstVersion.rawValue)
      batch.changes[place] = altered
      batch.transaction.changes[place].strings = change.strings
    } else {
      let isAgain = batch.altered.updateValue(altered, forKey: past.version) != nil
      for i in strings {
        if isAgain {
          batch.transaction.replacedStrings.removeAll { $0.version == past.version && $0.index == UInt32(i) }
        }
        batch.transaction.replacedStrings.append(
          StoreTransaction.StringReplacement(version: past.version, index: UInt32(i), string: change.strings[i])
        )
      }
    }
    return altered
  }

  private func refresh(_ changed: [PastChange]) {
    guard !changed.isEmpty else { return }
    let objects = workspace.refresh(changed, index: index) { [unowned self] in self.history(of: $0) }
    batch.touched.formUnion(objects)
  }

  // MARK: Salts

  /// Keeps the salts that came with a change: all of them where none of its range are here, else those that its
  /// strings prove right.
  func keep(_ salts: SaltTree, of change: VerifiedChange) {
    let header = change.header
    let key = rangeKey(of: change.change)
    // The usual case: it is one of a run whose salts are here. Of another branch they are kept beside, though its author
    // may have drawn the same.
    if key.branch == 0, let newest = newestSalts[header.log], newest.range == key.range, newest.salts == salts {
      return
    }
    do throws(StoreError) {
      if SaltTree.slot(header.sequence) == 0 {
        let known = key.branch == 0 ? nil : try self.salts(key)
        if known == nil { return keep(salts, key) }
      }
      try graft(salts, into: change.change, Array(change.change.strings.indices))
    } catch {
      historyFailure = error
    }
  }

  private func graft(_ salts: SaltTree, into change: Change, _ strings: [Int]) throws(StoreError) {
    let key = rangeKey(of: change)
    guard let known = try self.salts(key) else { return keep(salts, key) }
    guard known != salts else { return }
    var grafted = known
    graft(salts, into: &grafted, change, strings)
    if grafted != known { keep(grafted, key) }
  }

  /// Takes over the salts of those strings that are shown.
  private func graft(_ salts: SaltTree, into tree: inout SaltTree, _ change: Change, _ strings: [Int]) {
    let count = change.strings.count
    for i in strings where change.strings[i].isPresent {
      guard let salt = salts.salt(sequence: change.sequence, string: i, of: count) else { continue }
      tree.graft(salt, sequence: change.sequence, string: i, of: count)
    }
  }

  /// Keeps a range's salts from now on.
  func keep(_ salts: SaltTree, _ key: RangeKey) {
    let (number, range, branch) = (UInt32(index.logNumber(key.log)!), UInt32(key.range), UInt32(key.branch))
    batch.salts[key] = salts
    if branch == 0, newestSalts[key.log].map({ $0.range <= key.range }) ?? true {
      newestSalts[key.log] = (key.range, salts)
    }
    batch.transaction.seeds.removeAll { $0.log == number && $0.range == range && $0.branch == branch }
    batch.transaction.seeds.append(StoredSeed(log: number, range: range, branch: branch, bytes: salts.bytes))
  }

  /// Where the salts of a change are, which is here.
  func rangeKey(of change: Change) -> RangeKey {
    let range = SaltTree.range(change.sequence)
    return RangeKey(
      log: change.log,
      range: range,
      branch: index.saltBranch(of: change.id, range: range, change.log)
    )
  }
}

extension VerifiedChange {
  /// The same change with another state of its content.
  fileprivate func with(_ change: Change) -> VerifiedChange {
    VerifiedChange(trusting: change, structure: structure, descriptor: descriptor, signature: signature)
  }
}

extension ContentString {
  var isPresent: Bool { if case .present = self { true } else { false } }
  var isErased: Bool { if case .erased = self { true } else { false } }
  var isMissing: Bool { if case .missing = self { true } else { false } }
}
