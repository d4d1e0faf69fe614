public import TalkootCrypto

/// Headers of a log, one after the other, the last of them signed: proof that the log's node wrote them all, and what
/// precedes the first of them. One side of a fork; or what speaks for a change whose signed successors aren't here yet.
public struct HeaderChain: Hashable, Sendable {
  /// Canonical headers, in the order of the log; at most 256.
  public var headers: [[UInt8]]
  /// Over the last of them.
  public var signature: Signature

  /// Makes a chain, not yet checked.
  public init(headers: [[UInt8]], signature: Signature) {
    self.headers = headers
    self.signature = signature
  }

  /// The first header and its id, if all are a chain of `key` in `log`. Costs one signature check.
  func checkedStart(log: LogID, key: PublicKey) -> (first: ChangeHeader, firstID: ChangeID)? {
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

  /// Whether it is a chain of `key` in `log` that goes on from `change`: then `key` spoke for that change.
  public func speaks(for change: ChangeID, log: LogID, key: PublicKey) -> Bool {
    checkedStart(log: log, key: key)?.first.previous == change
  }
}

extension HeaderChain {
  /// Its bytes: varint number of headers, each as varint length and bytes, then the signature.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    encode(into: &bytes)
    return bytes
  }

  /// About how many they are.
  public var byteCount: Int { headers.reduce(Signature.byteCount) { $0 + $1.count + 2 } }

  func encode(into bytes: inout [UInt8]) {
    bytes.appendVarint(headers.count)
    for header in headers {
      bytes.appendVarint(header.count)
      bytes.append(contentsOf: header)
    }
    bytes.append(contentsOf: signature.bytes)
  }

  /// Reads what `bytes` gives.
  ///
  /// - Throws: FormatError with the place of the fault.
  public init(parsing bytes: [UInt8]) throws(FormatError) {
    var reader = ByteReader(bytes)
    try self.init(from: &reader)
    try reader.finish("header chain")
  }

  init(from reader: inout ByteReader) throws(FormatError) {
    let count = try reader.count("headers", atMost: ChangeLimits.range)
    var headers: [[UInt8]] = []
    for _ in 0..<count {
      let length = try reader.count("header length", atMost: ChangeLimits.headerBytes)
      headers.append(try reader.array(length, "header"))
    }
    let range = try reader.skip(Signature.byteCount, "signature")
    self.init(headers: headers, signature: Signature(reader.bytes[range])!)
  }
}
