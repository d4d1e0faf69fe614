internal import TalkootCRDT
internal import TalkootCrypto
public import TalkootLog
internal import TalkootModel
public import TalkootStore

// Evidence of forks: made from what is stored, kept, published once.

extension ReplicaCore {
  /// The evidence that a log forked: the published one that all replicas keep, else what was made here.
  public func forkEvidence(of log: LogID) -> ForkEvidence? {
    workspace.settled.forkEvidence(of: log) ?? evidence[log]
  }

  /// Adds to the batch the evidence of logs that have just forked.
  func noteForks() throws(StoreError) {
    for log in Set(batch.changes.map(\.change.header.log)).sorted() {
      guard index.logState(log)?.isFrozen == true, evidence[log] == nil else { continue }
      if let found = try makeEvidence(of: log) { keep(found) }
    }
  }

  private func keep(_ found: ForkEvidence) {
    batch.evidence[found.log] = found
    batch.transaction.evidence.append(StoredEvidence(id: found.log.digest, bytes: found.bytes))
  }

  /// Takes evidence that a peer sent.
  /// - Returns: whether it is valid and was not known.
  public func take(_ bytes: [UInt8]) throws(StoreError) -> Bool {
    guard let found = try? ForkEvidence(parsing: bytes), found.descriptor.network == workspace.network,
      index.logState(found.log) != nil, forkEvidence(of: found.log) == nil, found.isValid
    else { return false }
    keep(found)
    try commitBatch()
    if found.log == writer?.log { beginNewLog() }
    return true
  }

  static func evidence(in state: StoredState) throws(StoreError) -> [LogID: ForkEvidence] {
    var evidence: [LogID: ForkEvidence] = [:]
    for item in state.evidence {
      guard let found = try? ForkEvidence(parsing: item.bytes), found.log.digest == item.id else {
        throw .damaged(what: "evidence that is none", place: "table evidence, \(item.id)")
      }
      evidence[found.log] = found
    }
    return evidence
  }

  // MARK: Making it

  /// Both sides of a log's first fork, each from the first change that differs up to one with a signature.
  private func makeEvidence(of log: LogID) throws(StoreError) -> ForkEvidence? {
    guard let state = index.logState(log), state.isFrozen else { return nil }
    let first = state.undisputedCount + 1
    let sides = index.versions(log, first).map { (version: $0, id: index.id(of: $0)) }.sorted { $0.id < $1.id }
    guard sides.count > 1, let left = try chain(from: sides[0].version, log),
      let right = try chain(from: sides[1].version, log)
    else { return nil }
    let evidence = ForkEvidence(descriptor: state.descriptor, left: left, right: right)
    return evidence.isValid ? evidence : nil
  }

  private func chain(from version: LocalVersion, _ log: LogID) throws(StoreError) -> HeaderChain? {
    let number = UInt32(index.logNumber(log)!)
    let (_, first) = index.numbers(of: version)
    let state = index.logStates[Int(number)]
    let branch = state.allBranches.firstIndex { $0.version(first) == version }!
    let last = min(state.allBranches[branch].count, first + UInt64(ChangeLimits.range) - 1)
    let key = BranchKey(log: number, branch: UInt32(branch))
    let stored =
      try storage.signatures(log: number, sequences: first..<last + 1)
      + batch.transaction.signatures.filter { $0.log == number && $0.sequence >= first && $0.sequence <= last }
    let signed = stored.filter { $0.branch == key.branch }.min { $0.sequence < $1.sequence }
    var headers: [[UInt8]] = []
    for sequence in first...(signed?.sequence ?? last) {
      guard let bytes = try headerBytes(of: state.allBranches[branch].version(sequence)!) else { return nil }
      headers.append(bytes)
    }
    if let signature = signed.flatMap({ Signature($0.bytes) }) {
      return HeaderChain(headers: headers, signature: signature)
    }
    guard let proof = batch.proofs[key] ?? proofs[key] else { return nil }
    return HeaderChain(headers: headers + proof.headers, signature: proof.signature)
  }

  /// The canonical header of a change that is in the batch or stored.
  private func headerBytes(of version: LocalVersion) throws(StoreError) -> [UInt8]? {
    if let past = batch.changes.first(where: { $0.version == version }) { return past.change.change.headerBytes }
    guard let stored = try storage.change(version) else { return nil }
    let change = try stored.verified(index).change
    return change.rehashed(salts: try salts(rangeKey(of: change)))?.headerBytes
  }
}
