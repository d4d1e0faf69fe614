public import TalkootCrypto

/// One side of a fork: headers from the first change after the common predecessor to one that is signed.
public struct ForkSide: Hashable, Sendable {
  /// Canonical headers, in the order of the log.
  public var headers: [[UInt8]]
  /// Over the last of them.
  public var signature: Signature

  /// Makes a side.
  public init(headers: [[UInt8]], signature: Signature) {
    self.headers = headers
    self.signature = signature
  }

  /// The first and the last header, if they are a chain of `key` in `log`.
  func ends(log: LogID, key: PublicKey) -> (first: ChangeHeader, firstID: ChangeID)? {
    guard headers.count <= ChangeLimits.range else { return nil }
    var first: (ChangeHeader, ChangeID)?
    var last: (header: ChangeHeader, id: ChangeID)?
    for bytes in headers {
      guard let header = try? ChangeHeader(parsing: bytes), header.log == log else { return nil }
      if let last, header.previous != last.id || header.sequence != last.header.sequence + 1 { return nil }
      let id = ChangeID(SHA256.hash("talkoot/change/1", bytes))
      last = (header, id)
      first = first ?? (header, id)
    }
    guard let first, let last, key.isValid(signature, over: last.id) else { return nil }
    return first
  }
}

/// Proof that a node wrote two changes with one predecessor. Anyone can check it.
public struct ForkEvidence: Hashable, Sendable {
  /// The log's descriptor, which holds the node's key.
  public var descriptor: LogDescriptor
  /// The side whose first change has the smaller id.
  public var left: ForkSide
  /// The other side.
  public var right: ForkSide

  /// Makes evidence, not yet checked.
  public init(descriptor: LogDescriptor, left: ForkSide, right: ForkSide) {
    self.descriptor = descriptor
    self.left = left
    self.right = right
  }

  /// Whether both sides are signed chains of the log with one predecessor and different first changes. Costs two
  /// signature checks.
  public var isValid: Bool {
    let log = descriptor.id
    guard let a = left.ends(log: log, key: descriptor.nodeKey), let b = right.ends(log: log, key: descriptor.nodeKey)
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
  public var arrived: ForkSide

  /// Both sides as evidence.
  public func evidence(descriptor: LogDescriptor, known side: ForkSide) -> ForkEvidence {
    let firstID = arrived.headers.first.map { ChangeID(SHA256.hash("talkoot/change/1", $0)) }
    let arrivedIsLeft = firstID.map { $0 < known } ?? false
    return ForkEvidence(
      descriptor: descriptor,
      left: arrivedIsLeft ? arrived : side,
      right: arrivedIsLeft ? side : arrived
    )
  }
}
