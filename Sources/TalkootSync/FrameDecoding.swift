internal import TalkootLog

extension Frame {
  /// The frame that `bytes` are, all of them. Total: any bytes give a frame or say what is wrong with them, and what
  /// is kept in memory is bounded by their count.
  static func decoded(_ bytes: [UInt8], _ numbering: inout LogNumbering) throws(FrameError) -> Frame {
    guard let kind = bytes.first else { throw FrameError(.empty, at: 0) }
    guard bytes.count <= SyncLimits.frameBytesMax else { throw FrameError(.tooLong, at: SyncLimits.frameBytesMax) }
    if kind >= FrameKind.firstIgnorable { return .ignorable(kind) }
    var reader = FrameReader(bytes, from: 1)
    let frame = try decoded(kind, &reader, &numbering)
    try reader.end()
    return frame
  }

  private static func decoded(
    _ kind: UInt8,
    _ reader: inout FrameReader,
    _ numbering: inout LogNumbering
  ) throws(FrameError) -> Frame {
    switch kind {
    case FrameKind.hello: return .hello(try Greeting(&reader, &numbering))
    case FrameKind.welcome: return .welcome(try Greeting(&reader, &numbering))
    case FrameKind.rows: return .rows(try Rows(&reader, &numbering))
    case FrameKind.changes: return .changes(try Changes(&reader, &numbering))
    case FrameKind.have: return .have(try Have(&reader, &numbering))
    case FrameKind.wantContent: return .wantContent(try wantedChanges(&reader))
    case FrameKind.fork:
      let log = try numbering.read(from: &reader)
      let sequence = try reader.varint()
      guard reader.remaining <= SyncLimits.evidenceBytesMax else { throw reader.failure(.limit(what: "evidence")) }
      return .fork(ForkNotice(log: log, sequence: sequence, evidence: Array(reader.rest())))
    case FrameKind.credit:
      let batches = try reader.varint()
      return .credit(Credit(batches: batches, mark: reader.remaining > 0 ? try reader.mark() : nil))
    case FrameKind.ping: return .ping(try reader.varint())
    case FrameKind.pong: return .pong(try reader.varint())
    case FrameKind.bye:
      let code = ByeCode(rawValue: try reader.varint())
      return .bye(Bye(code: code, text: try reader.text(bytesMax: SyncLimits.textBytesMax, "text")))
    case FrameKind.branches: return .branches(try reader.rows(max: SyncLimits.landmarksMax, &numbering))
    default: throw FrameError(.unknownKind(kind), at: 0)
    }
  }

  private static func wantedChanges(_ reader: inout FrameReader) throws(FrameError) -> [ChangeID] {
    let count = try reader.count(max: SyncLimits.wantedChangesMax, "wanted changes")
    var changes: [ChangeID] = []
    for _ in 0..<count { changes.append(ChangeID(try reader.digest())) }
    return changes
  }
}

extension Frame.Greeting {
  fileprivate init(_ reader: inout FrameReader, _ numbering: inout LogNumbering) throws(FrameError) {
    let lowest = try reader.varint()
    let highest = try reader.varint()
    guard lowest <= highest else { throw reader.failure(.emptyVersionRange) }
    versions = lowest...highest
    features = try reader.varint()
    network = NetworkID(try reader.digest())
    node = NodeID(try reader.digest())
    let flags = try reader.flags(FrameFlag.hold | FrameFlag.log | FrameFlag.rows)
    hold = flags & FrameFlag.hold != 0
    log = flags & FrameFlag.log != 0 ? try numbering.read(from: &reader) : nil
    mark = try reader.mark()
    rows = flags & FrameFlag.rows != 0 ? try reader.rows(max: SyncLimits.greetingRowsMax, &numbering) : nil
    // A later version may say more here.
    guard reader.remaining <= SyncLimits.greetingExtensionBytesMax else { throw reader.failure(.trailingBytes) }
    _ = reader.rest()
  }
}

extension Frame.Rows {
  fileprivate init(_ reader: inout FrameReader, _ numbering: inout LogNumbering) throws(FrameError) {
    let flags = try reader.flags(FrameFlag.hold | FrameFlag.wantsAnswer | FrameFlag.isLast)
    hold = flags & FrameFlag.hold != 0
    wantsAnswer = flags & FrameFlag.wantsAnswer != 0
    isLast = flags & FrameFlag.isLast != 0
    mark = try reader.mark()
    rows = try reader.rows(max: SyncLimits.rowsPerFrameMax, &numbering)
  }
}

extension Frame.Changes {
  fileprivate init(_ reader: inout FrameReader, _ numbering: inout LogNumbering) throws(FrameError) {
    let flags = try reader.flags(FrameFlag.mark)
    mark = flags & FrameFlag.mark != 0 ? try reader.mark() : nil
    reached = try reader.rows(max: SyncLimits.rowsPerFrameMax, &numbering)
    guard reader.remaining <= SyncLimits.packBytesMax else { throw reader.failure(.limit(what: "pack")) }
    pack = Array(reader.rest())
  }
}

extension Frame.Have {
  fileprivate init(_ reader: inout FrameReader, _ numbering: inout LogNumbering) throws(FrameError) {
    let flags = try reader.flags(FrameFlag.mark | FrameFlag.wantsAnswer)
    mark = flags & FrameFlag.mark != 0 ? try reader.mark() : nil
    wantsAnswer = flags & FrameFlag.wantsAnswer != 0
    rows = try reader.rows(max: SyncLimits.rowsPerFrameMax, &numbering)
  }
}

extension FrameReader {
  fileprivate mutating func mark() throws(FrameError) -> HeadsMark {
    HeadsMark(high: try word(), low: try word())
  }

  fileprivate mutating func flags(_ known: UInt8) throws(FrameError) -> UInt8 {
    let flags = try byte()
    guard flags & ~known == 0 else { throw failure(.unknownFlags(flags)) }
    return flags
  }

  fileprivate mutating func rows(
    max: Int,
    _ numbering: inout LogNumbering
  ) throws(FrameError) -> [SyncRow] {
    let count = try count(max: max, "rows")
    // A row is at least ten bytes: nothing is reserved for rows that cannot be there.
    guard count <= remaining / 10 else { throw failure(.truncated) }
    var rows: [SyncRow] = []
    rows.reserveCapacity(count)
    for _ in 0..<count {
      let log = try numbering.read(from: &self)
      let changes = try varint()
      guard changes > 0 else { throw failure(.emptyRow) }
      rows.append(SyncRow(log: log, count: changes, head: HeadPrefix(word: try word())))
    }
    return rows
  }
}
