internal import TalkootLog

/// One direction's short names for logs: a log is named by its id once in a session and by its number from then on.
/// Each side numbers the logs it names itself, in the order it names them.
struct LogNumbering: Sendable {
  private var logs: [LogID] = []
  private var numbers: [LogID: UInt64] = [:]

  var count: Int { logs.count }

  /// Writes a log: its number + 1, or 0 and the id, which gets the next number.
  mutating func write(_ log: LogID, to writer: inout FrameWriter) {
    if let number = numbers[log] {
      writer.varint(number + 1)
    } else {
      writer.varint(0)
      writer.digest(log.digest)
      add(log)
    }
  }

  mutating func read(from reader: inout FrameReader) throws(FrameError) -> LogID {
    let number = try reader.varint()
    if number == 0 {
      let log = LogID(try reader.digest())
      guard numbers[log] == nil else { throw reader.failure(.repeatedLog) }
      guard logs.count < SyncLimits.logsMax else { throw reader.failure(.tooManyLogs) }
      add(log)
      return log
    }
    guard number <= UInt64(logs.count) else { throw reader.failure(.unknownLogNumber(number)) }
    return logs[Int(number - 1)]
  }

  private mutating func add(_ log: LogID) {
    numbers[log] = UInt64(logs.count)
    logs.append(log)
  }
}
