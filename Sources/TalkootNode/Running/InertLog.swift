public import Logging
internal import Synchronization

/// Log lines on standard error, one line each, whatever peers put into names and farewells: control and invisible
/// characters are shown as escapes, long values are cut. And no more of one kind a minute than a person would read: who
/// can make a node write a line must not be able to fill its disk.
public struct InertLog: LogHandler {
  private var output: StreamLogHandler
  private let rate: LogRate

  /// Writes lines with this label; handlers that share a rate are counted together.
  public init(label: String, rate: LogRate) {
    output = StreamLogHandler.standardError(label: label)
    self.rate = rate
  }

  /// See `LogHandler`.
  public var logLevel: Logger.Level {
    get { output.logLevel }
    set { output.logLevel = newValue }
  }

  /// See `LogHandler`.
  public var metadata: Logger.Metadata {
    get { output.metadata }
    set { output.metadata = newValue.mapValues { InertLog.inert($0) } }
  }

  /// See `LogHandler`.
  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { output[metadataKey: key] }
    set { output[metadataKey: key] = newValue.map { InertLog.inert($0) } }
  }

  /// See `LogHandler`.
  public func log(event: LogEvent) {
    let text = event.message.description
    guard let silent = rate.admits(text, isUrgent: event.level >= .error) else { return }
    var event = event
    event.message = "\(InertLog.inert(text))"
    event.metadata = event.metadata?.mapValues { InertLog.inert($0) }
    if silent > 0 {
      var metadata = event.metadata ?? [:]
      metadata["left out"] = "\(silent)"
      event.metadata = metadata
    }
    output.log(event: event)
  }

  private static let valueScalarsMax = 500

  private static func inert(_ value: Logger.Metadata.Value) -> Logger.Metadata.Value {
    .string(inert("\(value)"))
  }

  static func inert(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(valueScalarsMax) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
        result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      default: result.append(scalar)
      }
    }
    if text.unicodeScalars.count > valueScalarsMax { result.append("…") }
    return String(result)
  }
}

/// Counts lines of one kind: those with the same message, whatever their values.
public final class LogRate: Sendable {
  private static let linesMax = 60
  private static let kindsMax = 256
  private static let window = Duration.seconds(60)

  private struct Kind {
    var since: ContinuousClock.Instant
    var lines = 0
    var silent = 0
  }

  private let kinds = Mutex<[String: Kind]>([:])

  /// Nothing has been written yet.
  public init() {}

  /// How many lines of this kind were left out before this one; nil when this one is to be left out too.
  func admits(_ message: String, isUrgent: Bool, now: ContinuousClock.Instant = .now) -> Int? {
    kinds.withLock { kinds in
      if kinds[message] == nil, kinds.count >= LogRate.kindsMax { kinds = [:] }
      var kind = kinds[message] ?? Kind(since: now)
      if now - kind.since >= LogRate.window { kind = Kind(since: now, silent: kind.silent) }
      defer { kinds[message] = kind }
      if kind.lines >= LogRate.linesMax, !isUrgent {
        kind.silent += 1
        return nil
      }
      kind.lines += 1
      defer { kind.silent = 0 }
      return kind.silent
    }
  }
}
