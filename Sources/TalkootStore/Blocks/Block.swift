internal import TalkootCRDT
internal import TalkootCrypto
internal import TalkootLog

/// One row of the table `changes`: changes next to each other in local versions, as one blob a column.
///
/// A commit adds its changes as one small block; as soon as the small ones at the end hold enough for a full one, they
/// become it, in the same transaction (`BlockPacking`).
struct Block: Equatable {
  var first: LocalVersion
  var count: Int
  /// 32 bytes a change.
  var ids: [UInt8]
  var runs: [UInt8]
  var body: [UInt8]

  /// - Precondition: the changes follow one another; there is one.
  init(_ changes: ArraySlice<StoredChange>) {
    first = changes.first!.version
    count = changes.count
    var ids = ColumnWriter(capacity: count * Digest.byteCount)
    var runs: [VersionRun] = []
    for change in changes {
      ids.digest(change.id.digest)
      runs.appendOrExtend(VersionRun(change))
    }
    self.ids = ids.bytes
    self.runs = RunColumn.encode(runs)
    body = BodyColumns.encode(changes)
  }

  init(first: LocalVersion, count: Int, ids: [UInt8], runs: [UInt8], body: [UInt8]) {
    self.first = first
    self.count = count
    self.ids = ids
    self.runs = runs
    self.body = body
  }

  func changes() throws(ColumnError) -> [StoredChange] {
    guard ids.count == count * Digest.byteCount else { throw ColumnError(column: "ids", position: ids.count) }
    var changeIDs: [ChangeID] = []
    Block.appendIDs(ids, to: &changeIDs)
    let runs = try RunColumn.decode(runs, first: first, count: count)
    return try BodyColumns.decode(body, runs: runs, ids: changeIDs)
  }

  static func appendIDs(_ bytes: [UInt8], to ids: inout [ChangeID]) {
    bytes.withUnsafeBytes { bytes in
      for start in stride(from: 0, to: bytes.count, by: Digest.byteCount) {
        let digest = Digest(prefixOf: UnsafeRawBufferPointer(rebasing: bytes[start..<start + Digest.byteCount]))
        ids.append(ChangeID(digest))
      }
    }
  }
}

/// When small blocks become full ones. The numbers are not part of the format: any block of at least one change reads.
enum BlockPacking {
  static let fullCount = 256
  static let fullBytes = 256 * 1024

  /// Cuts changes into full blocks and what is left.
  static func split(_ changes: [StoredChange]) -> (full: [ArraySlice<StoredChange>], rest: ArraySlice<StoredChange>) {
    var full: [ArraySlice<StoredChange>] = []
    var start = 0
    var bytes = 0
    for (i, change) in changes.enumerated() {
      bytes += change.byteCount
      if i - start + 1 == fullCount || bytes >= fullBytes {
        full.append(changes[start...i])
        start = i + 1
        bytes = 0
      }
    }
    return (full, changes[start...])
  }
}
