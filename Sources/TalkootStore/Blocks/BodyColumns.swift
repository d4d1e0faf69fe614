internal import TalkootCRDT
internal import TalkootCrypto
internal import TalkootLog

/// What a block's changes say, in columns: headers' rests, times, structures, strings
/// (`docs/formats/database.md`, *Body*). Nothing is compressed but by what the columns make obvious.
enum BodyColumns {
  private enum StringKind: UInt64 { case present, erased, missing }

  static func encode(_ changes: ArraySlice<StoredChange>) -> [UInt8] {
    var headers = ColumnWriter()
    var extensions = ColumnWriter()
    var times = ColumnWriter()
    var numbers = ColumnWriter()
    var rest = ColumnWriter()
    var strings = ColumnWriter()
    var text = ColumnWriter()
    var tables = ReferenceTables()
    var lastTime: Int64 = 0
    for run in headerRuns(changes) {
      headers.varint(run.count)
      headers.byte(run.flags)
      headers.byte(run.isExtended ? 1 : 0)
    }
    for change in changes {
      if !change.headerExtension.isEmpty { extensions.counted(change.headerExtension) }
      times.signed(change.claimedMilliseconds &- lastTime)
      lastTime = change.claimedMilliseconds
      tables.shorten(change.structure, numbers: &numbers, rest: &rest)
      encode(change.strings, lengths: &strings, text: &text)
    }
    var body = ColumnWriter()
    for column in [headers, extensions, times, tables.objects, tables.changes, numbers, rest, strings, text] {
      body.counted(column.bytes)
    }
    return body.bytes
  }

  private static func encode(_ strings: [ContentString], lengths: inout ColumnWriter, text: inout ColumnWriter) {
    lengths.varint(strings.count)
    for string in strings {
      switch string {
      case .present(let utf8):
        lengths.varint(UInt64(utf8.count) << 2 | StringKind.present.rawValue)
        text.raw(utf8)
      case .erased(let commitment):
        lengths.varint(StringKind.erased.rawValue)
        text.digest(commitment)
      case .missing(let commitment):
        lengths.varint(StringKind.missing.rawValue)
        text.digest(commitment)
      }
    }
  }

  private struct HeaderRun {
    var count: Int
    var flags: UInt8
    var isExtended: Bool
  }

  private static func headerRuns(_ changes: ArraySlice<StoredChange>) -> [HeaderRun] {
    var runs: [HeaderRun] = []
    for change in changes {
      let isExtended = !change.headerExtension.isEmpty
      if let last = runs.last, last.flags == change.flags, last.isExtended == isExtended {
        runs[runs.count - 1].count += 1
      } else {
        runs.append(HeaderRun(count: 1, flags: change.flags, isExtended: isExtended))
      }
    }
    return runs
  }

  /// The changes of a block: places from `runs`, ids from `ids`, the rest from `body`.
  static func decode(_ body: [UInt8], runs: [VersionRun], ids: [ChangeID]) throws(ColumnError) -> [StoredChange] {
    var columns = ColumnReader(body, "body")
    var headers = try columns.column("headers")
    var extensions = try columns.column("extensions")
    var times = try columns.column("times")
    var objects = try columns.column("objects")
    var changeReferences = try columns.column("change references")
    var numbers = try columns.column("reference numbers")
    var rest = try columns.column("structures")
    var strings = try columns.column("strings")
    var text = try columns.column("text")
    try columns.finish()
    let tables = try ReferenceTables.Lists(objects: &objects, changes: &changeReferences)
    var changes = skeletons(runs: runs, ids: ids)
    var headersLeft = 0
    var header = HeaderRun(count: 0, flags: 0, isExtended: false)
    var time: Int64 = 0
    for i in changes.indices {
      if headersLeft == 0 {
        header = try decodeHeaderRun(&headers)
        headersLeft = header.count
      }
      headersLeft -= 1
      time = time &+ (try times.signed())
      changes[i].flags = header.flags
      if header.isExtended { changes[i].headerExtension = Array(try extensions.counted()) }
      changes[i].claimedMilliseconds = time
      changes[i].structure = try tables.structure(numbers: &numbers, rest: &rest)
      changes[i].strings = try decodeStrings(lengths: &strings, text: &text)
    }
    guard headersLeft == 0 else { throw headers.error }
    for column in [headers, extensions, times, numbers, rest, strings, text] { try column.finish() }
    return changes
  }

  private static func decodeHeaderRun(_ headers: inout ColumnReader) throws(ColumnError) -> HeaderRun {
    let count: UInt32 = try headers.number()
    guard count > 0 else { throw headers.error }
    return HeaderRun(
      count: Int(count),
      flags: try headers.byte(),
      isExtended: try headers.byte() != 0
    )
  }

  private static func decodeStrings(
    lengths: inout ColumnReader,
    text: inout ColumnReader
  ) throws(ColumnError) -> [ContentString] {
    let count = try lengths.count()
    var strings: [ContentString] = []
    strings.reserveCapacity(count)
    for _ in 0..<count {
      let head = try lengths.varint()
      switch StringKind(rawValue: head & 3) {
      case .present:
        guard let count = Int(exactly: head >> 2) else { throw lengths.error }
        strings.append(.present(Array(try text.raw(count))))
      case .erased: strings.append(.erased(commitment: try text.digest()))
      case .missing: strings.append(.missing(commitment: try text.digest()))
      case nil: throw lengths.error
      }
    }
    return strings
  }

  private static func skeletons(runs: [VersionRun], ids: [ChangeID]) -> [StoredChange] {
    var changes: [StoredChange] = []
    changes.reserveCapacity(ids.count)
    for run in runs {
      for i in 0..<run.count {
        let version = run.version(i)
        changes.append(
          StoredChange(
            version: version,
            log: run.log,
            sequence: run.sequence + UInt64(i),
            id: ids[changes.count],
            lamport: run.lamport + i,
            predecessor: i == 0 ? run.predecessor : run.version(i - 1),
            dependencies: i == 0 ? run.dependencies : [],
            format: run.format,
            claimedMilliseconds: 0,
            structure: []
          )
        )
      }
    }
    return changes
  }
}

extension VersionRun {
  /// The version of its change `index`.
  func version(_ index: UInt32) -> LocalVersion { LocalVersion(first.rawValue + index) }
}
