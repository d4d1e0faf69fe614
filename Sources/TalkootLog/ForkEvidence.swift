internal import TalkootCrypto

/// Proof that a node wrote two changes with one predecessor. Anyone can check it.
public struct ForkEvidence: Hashable, Sendable {
  /// The log's descriptor, which holds the node's key.
  public var descriptor: LogDescriptor
  /// The side whose first change has the smaller id.
  public var left: HeaderChain
  /// The other side.
  public var right: HeaderChain

  /// Makes evidence, not yet checked.
  public init(descriptor: LogDescriptor, left: HeaderChain, right: HeaderChain) {
    self.descriptor = descriptor
    self.left = left
    self.right = right
  }

  /// Whether both sides are signed chains of the log with one predecessor and different first changes. Costs two
  /// signature checks.
  public var isValid: Bool {
    let log = descriptor.id
    guard let a = left.checkedStart(log: log, key: descriptor.nodeKey),
      let b = right.checkedStart(log: log, key: descriptor.nodeKey)
    else { return false }
    return a.first.previous == b.first.previous && a.first.sequence == b.first.sequence && a.firstID < b.firstID
  }
}

/// A fork, as it comes to light: the side that just arrived, and the change here that it contradicts. The replica adds
/// the other side's headers from its store to make `ForkEvidence`.
public struct Fork: Hashable, Sendable {
  /// The log.
  public var log: LogID
  /// The sequence number of the first change that differs.
  public var sequence: UInt64
  /// The change at that number that is here already.
  public var known: ChangeID
  /// The side that arrived.
  public var arrived: HeaderChain

  /// Both sides as evidence.
  public func evidence(descriptor: LogDescriptor, known side: HeaderChain) -> ForkEvidence {
    let firstID = arrived.headers.first.map { ChangeID(SHA256.hash("talkoot/change/1", $0)) }
    let arrivedIsLeft = firstID.map { $0 < known } ?? false
    return ForkEvidence(
      descriptor: descriptor,
      left: arrivedIsLeft ? arrived : side,
      right: arrivedIsLeft ? side : arrived
    )
  }
}
