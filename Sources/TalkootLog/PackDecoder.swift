internal import TalkootCrypto

/// Reads a pack, change by change, and rebuilds what was hashed.
struct PackDecoder<Target: PackTarget>: ~Copyable {
  let target: Target
  var reader: ByteReader
  let count: Int
  var hasher = ChangeHasher()
  var logs: [PackLog] = []
  var objects: [ObjectID] = []
  var current = -1
  var last: ChangeID?
  var act: ActID?
  var milliseconds: Int64 = 0

  init(_ bytes: [UInt8], _ target: Target) throws(FormatError) {
    self.target = target
    reader = ByteReader(bytes)
    guard try reader.byte("pack version") == ChangePack.version else {
      throw FormatError(.unknownFormat, at: 0, reading: "pack version")
    }
    count = try reader.count("change count", atMost: ChangePack.changesMax)
  }

  mutating func changes() throws(FormatError) -> [ReceivedChange] {
    var changes: [ReceivedChange] = []
    changes.reserveCapacity(min(count, reader.remaining / 4))
    for _ in 0..<count { changes.append(try next()) }
    try reader.finish("pack")
    return changes
  }

  mutating func next() throws(FormatError) -> ReceivedChange {
    let start = reader.position
    let control = PackControl(rawValue: try reader.byte("control"))
    guard control.rawValue < 128 else { throw FormatError(.outOfRange, at: start, reading: "control") }
    let extras = try control.contains(.extras) ? readExtras() : []
    try selectLog(control)
    let body =
      try extras.contains(.verbatim) ? readVerbatim(control, extras, start) : readChange(control, extras, start)
    let salts = try extras.contains(.salts) ? SaltTree(from: &reader) : nil
    let strings = try readStrings(body, tagged: extras.contains(.absentStrings))
    let change = try hash(body, strings, salts, start)
    let signature = try control.contains(.signed) ? readSignature() : nil
    let proof = try extras.contains(.proof) ? readProof(control) : nil
    logs[current].append(change.id)
    last = change.id
    return ReceivedChange(
      change: change,
      structure: body.structure,
      descriptor: body.descriptor,
      signature: signature,
      proof: proof,
      salts: salts
    )
  }

  /// A change before its hashes are known.
  struct Body {
    /// In a newer format with its hashes, else without.
    var header: ChangeHeader
    var structure: Structure?
    var structureBytes: [UInt8]
    var stringCount: Int
    var descriptor: LogDescriptor?
  }

  mutating func readExtras() throws(FormatError) -> PackExtras {
    let start = reader.position
    let extras = PackExtras(rawValue: try reader.byte("extras"))
    guard !extras.isEmpty, extras.isSubset(of: .known) else {
      throw FormatError(.outOfRange, at: start, reading: "extras")
    }
    return extras
  }

  mutating func readSignature() throws(FormatError) -> Signature {
    let range = try reader.skip(Signature.byteCount, "signature")
    return Signature(reader.bytes[range])!
  }

  private mutating func readProof(_ control: PackControl) throws(FormatError) -> HeaderChain {
    let start = reader.position
    guard !control.contains(.signed) else { throw FormatError(.notCanonical, at: start, reading: "proof") }
    return try HeaderChain(from: &reader)
  }

  // MARK: Logs

  mutating func selectLog(_ control: PackControl) throws(FormatError) {
    let start = reader.position
    if control.contains(.switchesLog) {
      let entry = try reader.count("log number", atMost: logs.count)
      guard entry != current else { throw FormatError(.notCanonical, at: start, reading: "log number") }
      if entry == logs.count { try readLog(mayBeNew: true) }
      current = entry
    }
    guard current >= 0 else { throw FormatError(.danglingReference, at: start, reading: "log number") }
    guard logs[current].sequence < ChangeLimits.sequence else {
      throw FormatError(.outOfRange, at: start, reading: "sequence")
    }
  }

  mutating func readLog(mayBeNew: Bool) throws(FormatError) {
    let start = reader.position
    guard logs.count < ChangePack.logsMax else { throw FormatError(.overLimit, at: start, reading: "logs") }
    switch PackLogForm(rawValue: try reader.byte("log form")) {
    case .known?:
      let prefix = try reader.short(ObjectID.self, "log")
      guard let log = target.log(prefix: prefix) else { throw FormatError(.unknownLog, at: start, reading: "log") }
      let sequence = try readSequence()
      guard let id = target.id(log, sequence) else {
        let code: FormatError.Code = target.isAmbiguous(log, sequence) ? .ambiguousChange : .unknownChange
        throw FormatError(code, at: start, reading: "log's change")
      }
      logs.append(PackLog(.known, log, base: sequence, id: id))
    case .literal?:
      let log = LogID(try reader.digest("log"))
      let sequence = try readSequence()
      logs.append(PackLog(.literal, log, base: sequence, id: ChangeID(try reader.digest("log's change"))))
    case .new? where mayBeNew:
      // Its id follows from the descriptor in its first change.
      logs.append(PackLog(.new, LogID(.zero), base: 0, id: nil))
    case .new?, nil: throw FormatError(.outOfRange, at: start, reading: "log form")
    }
  }

  mutating func readSequence() throws(FormatError) -> UInt64 {
    let start = reader.position
    let sequence = try reader.varint("sequence")
    guard sequence >= 1, sequence < ChangeLimits.sequence else {
      throw FormatError(.outOfRange, at: start, reading: "sequence")
    }
    return sequence
  }

  // MARK: Hashes

  /// The salts of a range on the branch that an entry is on: they came with it, or with the one that it leaves, or the
  /// receiver has them.
  private func saltTree(_ entry: Int, _ log: LogID, _ range: UInt64) -> (salts: SaltTree, isReceivers: Bool)? {
    var entry = entry
    while true {
      if let brought = logs[entry].brought.last(where: { $0.range == range }) { return (brought.salts, false) }
      let (base, baseID) = (logs[entry].base, logs[entry].baseID)
      // The one that it leaves begins before it, so this ends.
      let left = logs.firstIndex { $0.log == log && base > $0.base && $0.id(base) == baseID }
      guard let left else { return target.salts(log, range: range, upTo: baseID).map { ($0, true) } }
      entry = left
    }
  }

  mutating func hash(
    _ body: Body,
    _ strings: [ContentString],
    _ salts: SaltTree?,
    _ start: Int
  ) throws(FormatError) -> Change {
    var header = body.header
    let range = SaltTree.range(header.sequence)
    if let salts {
      logs[current].salts = SaltPath(range: range, salts)
      logs[current].hasReceiversSalts = false
      logs[current].brought.append((range, salts))
    } else if logs[current].salts?.range != range, !strings.isEmpty {
      let found = saltTree(current, header.log, range)
      logs[current].salts = found.map { SaltPath(range: range, $0.salts) }
      logs[current].hasReceiversSalts = found?.isReceivers ?? false
    }
    let slot = SaltTree.slot(header.sequence)
    guard let contentHash = hasher.contentHash(strings, slot: slot, salts: &logs[current].salts) else {
      throw FormatError(logs[current].hasReceiversSalts ? .erasedSalt : .missingSalt, at: start, reading: "content")
    }
    let structureHash = hasher.structureHash(body.structureBytes)
    if body.structure == nil {
      guard header.contentHash == contentHash, header.structureHash == structureHash else {
        throw FormatError(.notCanonical, at: start, reading: "hashes")
      }
    }
    header.structureHash = structureHash
    header.contentHash = contentHash
    return Change(trusting: header, id: hasher.id(header), structure: body.structureBytes, strings: strings)
  }
}
