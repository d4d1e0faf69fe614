internal import TalkootCRDT

/// Places, lamport times and parents of a block's changes, run-length encoded (`docs/formats/database.md`, *Runs*).
/// A run of what one node wrote, or of what a catch-up brought, costs about six bytes.
enum RunColumn {
  private static let explicitPredecessor: UInt64 = 1
  private static let otherFormat: UInt64 = 2
  private static let usualFormat: UInt8 = 1

  /// - Precondition: the runs follow one another.
  static func encode(_ runs: [VersionRun]) -> [UInt8] {
    var writer = ColumnWriter()
    var next = Next()
    for run in runs {
      let place = next.place(of: run.log)
      let follows = run.sequence == 1 ? run.predecessor == nil : run.predecessor == place?.last && place != nil
      writer.varint(run.count)
      let isUsual = run.format == usualFormat
      writer.varint(UInt64(run.log) << 2 | (isUsual ? 0 : otherFormat) | (follows ? 0 : explicitPredecessor))
      if !isUsual { writer.byte(run.format) }
      writer.signed(Int64(bitPattern: run.sequence &- (place?.sequence ?? 1)))
      writer.signed(Int64(run.lamport) - Int64(next.lamport))
      writer.varint(run.dependencies.count)
      for dependency in run.dependencies { writer.varint(run.first.rawValue - dependency.rawValue) }
      if !follows { writer.varint(run.predecessor.map { run.first.rawValue - $0.rawValue } ?? 0) }
      next.advance(over: run)
    }
    return writer.bytes
  }

  static func decode(_ bytes: [UInt8], first: LocalVersion, count: Int) throws(ColumnError) -> [VersionRun] {
    var reader = ColumnReader(bytes, "runs")
    var runs: [VersionRun] = []
    var next = Next()
    var version = first.rawValue
    let end = UInt64(first.rawValue) + UInt64(count)
    while !reader.isAtEnd {
      let run = try decodeRun(from: &reader, first: LocalVersion(version), next: next)
      guard run.count > 0, UInt64(version) + UInt64(run.count) <= end else { throw reader.error }
      version += run.count
      next.advance(over: run)
      runs.append(run)
    }
    guard UInt64(version) == end else { throw reader.error }
    return runs
  }

  private static func decodeRun(
    from reader: inout ColumnReader,
    first: LocalVersion,
    next: Next
  ) throws(ColumnError) -> VersionRun {
    let count: UInt32 = try reader.number()
    let head = try reader.varint()
    guard let log = UInt32(exactly: head >> 2) else { throw reader.error }
    let format = head & otherFormat != 0 ? try reader.byte() : usualFormat
    let place = next.place(of: log)
    let sequence = (place?.sequence ?? 1) &+ UInt64(bitPattern: try reader.signed())
    guard let lamport = UInt32(exactly: Int64(next.lamport) &+ (try reader.signed())) else { throw reader.error }
    var run = VersionRun(
      first: first,
      count: count,
      log: log,
      sequence: sequence,
      lamport: lamport,
      predecessor: nil,
      dependencies: [],
      format: format
    )
    for _ in 0..<(try reader.count()) {
      guard let dependency = try earlier(&reader, than: first) else { throw reader.error }
      run.dependencies.append(dependency)
    }
    if head & explicitPredecessor != 0 {
      run.predecessor = try earlier(&reader, than: first)
    } else {
      run.predecessor = sequence == 1 ? nil : place?.last
    }
    guard (run.predecessor == nil) == (sequence == 1), sequence >= 1,
      !sequence.addingReportingOverflow(UInt64(count)).overflow,
      !lamport.addingReportingOverflow(count).overflow
    else { throw reader.error }
    return run
  }

  /// The version a distance before `first`; nil for none.
  private static func earlier(
    _ reader: inout ColumnReader,
    than first: LocalVersion
  ) throws(ColumnError) -> LocalVersion? {
    let distance: UInt32 = try reader.number()
    guard distance <= first.rawValue else { throw reader.error }
    return distance == 0 ? nil : LocalVersion(first.rawValue - distance)
  }

  /// What the next run is expected to be, from the block's runs before it.
  private struct Next {
    private var places: [UInt32: (sequence: UInt64, last: LocalVersion)] = [:]
    private(set) var lamport: UInt32 = 0

    func place(of log: UInt32) -> (sequence: UInt64, last: LocalVersion)? { places[log] }

    mutating func advance(over run: VersionRun) {
      let last = LocalVersion(run.first.rawValue &+ (run.count &- 1))
      places[run.log] = (run.sequence &+ UInt64(run.count), last)
      lamport = run.lamport &+ run.count
    }
  }
}
