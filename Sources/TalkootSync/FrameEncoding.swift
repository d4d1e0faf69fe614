internal import TalkootLog

enum FrameKind {
  static let hello: UInt8 = 1
  static let welcome: UInt8 = 2
  static let rows: UInt8 = 3
  static let changes: UInt8 = 4
  static let have: UInt8 = 5
  static let wantContent: UInt8 = 6
  static let fork: UInt8 = 7
  static let credit: UInt8 = 8
  static let ping: UInt8 = 9
  static let pong: UInt8 = 10
  static let bye: UInt8 = 11
  static let branches: UInt8 = 12
  static let firstIgnorable: UInt8 = 0x80
}

enum FrameFlag {
  static let mark: UInt8 = 1
  static let wantsAnswer: UInt8 = 2
  static let hold: UInt8 = 4
  static let isLast: UInt8 = 8
  static let rows: UInt8 = 16
  static let log: UInt8 = 32
}

extension Frame {
  /// The frame's bytes. Logs named for the first time get their numbers.
  func encoded(_ numbering: inout LogNumbering) -> [UInt8] {
    switch self {
    case .hello(let greeting): return greeting.encoded(FrameKind.hello, &numbering)
    case .welcome(let greeting): return greeting.encoded(FrameKind.welcome, &numbering)
    case .rows(let rows): return rows.encoded(&numbering)
    case .changes(let changes): return changes.encoded(&numbering)
    case .have(let have): return have.encoded(&numbering)
    case .wantContent(let changes):
      var writer = FrameWriter(kind: FrameKind.wantContent)
      writer.count(changes.count)
      for change in changes { writer.digest(change.digest) }
      return writer.bytes
    case .fork(let fork):
      var writer = FrameWriter(kind: FrameKind.fork)
      numbering.write(fork.log, to: &writer)
      writer.varint(fork.sequence)
      writer.raw(fork.evidence)
      return writer.bytes
    case .credit(let credit):
      var writer = FrameWriter(kind: FrameKind.credit)
      writer.varint(credit.batches)
      if let mark = credit.mark { writer.mark(mark) }
      return writer.bytes
    case .ping(let token): return Frame.encoded(FrameKind.ping, token: token)
    case .pong(let token): return Frame.encoded(FrameKind.pong, token: token)
    case .bye(let bye):
      var writer = FrameWriter(kind: FrameKind.bye)
      writer.varint(bye.code.rawValue)
      writer.text(bye.text, bytesMax: SyncLimits.textBytesMax)
      return writer.bytes
    case .branches(let landmarks):
      var writer = FrameWriter(kind: FrameKind.branches)
      writer.rows(landmarks, &numbering)
      return writer.bytes
    case .ignorable(let kind): return [kind]
    }
  }

  private static func encoded(_ kind: UInt8, token: UInt64) -> [UInt8] {
    var writer = FrameWriter(kind: kind)
    writer.varint(token)
    return writer.bytes
  }
}

extension Frame.Greeting {
  fileprivate func encoded(_ kind: UInt8, _ numbering: inout LogNumbering) -> [UInt8] {
    var writer = FrameWriter(kind: kind)
    writer.varint(versions.lowerBound)
    writer.varint(versions.upperBound)
    writer.varint(features)
    writer.digest(network.digest)
    writer.digest(node.digest)
    var flags = hold ? FrameFlag.hold : 0
    if log != nil { flags |= FrameFlag.log }
    if rows != nil { flags |= FrameFlag.rows }
    writer.byte(flags)
    if let log { numbering.write(log, to: &writer) }
    writer.mark(mark)
    if let rows { writer.rows(rows, &numbering) }
    return writer.bytes
  }
}

extension Frame.Rows {
  fileprivate func encoded(_ numbering: inout LogNumbering) -> [UInt8] {
    var writer = FrameWriter(kind: FrameKind.rows)
    var flags = hold ? FrameFlag.hold : 0
    if wantsAnswer { flags |= FrameFlag.wantsAnswer }
    if isLast { flags |= FrameFlag.isLast }
    writer.byte(flags)
    writer.mark(mark)
    writer.rows(rows, &numbering)
    return writer.bytes
  }
}

extension Frame.Changes {
  fileprivate func encoded(_ numbering: inout LogNumbering) -> [UInt8] {
    var writer = FrameWriter(kind: FrameKind.changes)
    writer.byte(mark == nil ? 0 : FrameFlag.mark)
    if let mark { writer.mark(mark) }
    writer.rows(reached, &numbering)
    writer.raw(pack)
    return writer.bytes
  }
}

extension Frame.Have {
  fileprivate func encoded(_ numbering: inout LogNumbering) -> [UInt8] {
    var writer = FrameWriter(kind: FrameKind.have)
    var flags = wantsAnswer ? FrameFlag.wantsAnswer : 0
    if mark != nil { flags |= FrameFlag.mark }
    writer.byte(flags)
    if let mark { writer.mark(mark) }
    writer.rows(rows, &numbering)
    return writer.bytes
  }
}

extension FrameWriter {
  fileprivate mutating func mark(_ mark: HeadsMark) {
    word(mark.high)
    word(mark.low)
  }

  fileprivate mutating func rows(_ rows: [SyncRow], _ numbering: inout LogNumbering) {
    count(rows.count)
    for row in rows {
      numbering.write(row.log, to: &self)
      varint(row.count)
      word(row.head.word)
    }
  }
}
