internal import TalkootCRDT
internal import TalkootLog
internal import TalkootStore

// A change can be taken because a later one of its log is signed, which itself still waits for another log. Until that
// one is here, the headers up to its signature are kept and shown with the change: its proof outlives a crash.

extension ReplicaCore {
  /// Adds to the batch what speaks for its logs' newest changes where they have no signature of their own.
  func noteProofs() {
    var newest: [BranchKey: VerifiedChange] = [:]
    var log: (id: LogID, key: BranchKey)?
    for past in batch.changes.reversed() {
      let change = past.change
      let number = UInt32(index.logNumber(change.header.log)!)
      let isFrozen = index.logStates[Int(number)].isFrozen
      if !isFrozen, log?.id == change.header.log { continue }
      let key = BranchKey(log: number, branch: isFrozen ? branchNumber(of: change, number) : 0)
      log = (change.header.log, key)
      if newest[key] == nil { newest[key] = change }
    }
    let found = intake.proofs(for: newest.values.filter { $0.signature == nil }.sorted { $0.id < $1.id })
    for (key, change) in newest.sorted(by: { ($0.key.log, $0.key.branch) < ($1.key.log, $1.key.branch) }) {
      let proof = found[change.id]
      guard proof != nil || proofs[key] != nil else { continue }
      if let proof { batch.proofs[key] = proof } else { batch.proven.insert(key) }
      batch.transaction.meta.append(StoreTransaction.NamedBytes(key.proofName, proof?.bytes))
    }
  }

  /// What speaks for a stored change without a signature of its own, if it is the newest of its branch and a pack has
  /// room for it.
  func proof(of version: LocalVersion, _ key: BranchKey) -> HeaderChain? {
    guard let proof = proofs[key], proof.byteCount <= ChangeLimits.unsignedBytes else { return nil }
    let state = index.logStates[Int(key.log)]
    let head = key.branch == 0 ? state.main.last : state.branches[Int(key.branch) - 1].last
    return head == version ? proof : nil
  }

  /// The proofs that an open storage holds.
  static func proofs(in meta: [String: [UInt8]]) throws(StoreError) -> [BranchKey: HeaderChain] {
    var proofs: [BranchKey: HeaderChain] = [:]
    for (name, bytes) in meta where name.hasPrefix(Meta.proof) {
      let numbers = name.dropFirst(Meta.proof.count).split(separator: ".").compactMap { UInt32($0) }
      guard numbers.count == 2, let proof = try? HeaderChain(parsing: bytes) else {
        throw .damaged(what: "headers that shall speak for a change are none", place: name)
      }
      proofs[BranchKey(log: numbers[0], branch: numbers[1])] = proof
    }
    return proofs
  }
}

extension BranchKey {
  var proofName: String { "\(ReplicaCore.Meta.proof)\(log).\(branch)" }
}
