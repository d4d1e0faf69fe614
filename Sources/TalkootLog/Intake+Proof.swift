internal import TalkootCrypto

// What speaks for a change that was given out before the one whose signature covers it.

extension Intake {
  /// For changes that were given out without a signature of their own since the last `add`, each the newest of its log:
  /// the headers after it up to a signed one. The signed one is here and waits for others, or came and was not taken.
  ///
  /// Until a signature of the log is stored, this is to be stored beside the change: a change that nothing here speaks
  /// for could be shown to nobody after a restart.
  public func proofs(for heads: [VerifiedChange]) -> [ChangeID: HeaderChain] {
    guard !heads.isEmpty else { return [:] }
    let logs = Set(heads.map(\.header.log))
    var successors: [ChangeID: [ReceivedChange]] = [:]
    let candidates = (waiting.values.map(\.received) + passedOver).filter { logs.contains($0.change.log) }
    for change in candidates.sorted(by: { $0.id < $1.id }) {
      if let previous = change.change.header.previous { successors[previous, default: []].append(change) }
    }
    var proofs: [ChangeID: HeaderChain] = [:]
    for head in heads {
      proofs[head.id] = proven[head.id] ?? proof(for: head, successors)
    }
    return proofs
  }

  private func proof(for head: VerifiedChange, _ successors: [ChangeID: [ReceivedChange]]) -> HeaderChain? {
    let (log, key) = (head.header.log, head.descriptor.nodeKey)
    var paths: [[ReceivedChange]] = (successors[head.id] ?? []).map { [$0] }
    while let path = paths.popLast() {
      guard let last = path.last, path.count <= ChangeLimits.range else { continue }
      if last.isVouchedFor {
        let chain = HeaderChain(
          headers: path.map(\.change.headerBytes) + (last.proof?.headers ?? []),
          signature: (last.signature ?? last.proof?.signature)!
        )
        if chain.speaks(for: head.id, log: log, key: key) { return chain }
      }
      for next in successors[last.id] ?? [] { paths.append(path + [next]) }
    }
    return nil
  }
}
