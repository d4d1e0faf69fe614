internal import TalkootCRDT
internal import TalkootLog

/// Which objects the changes of a block touch: sorted by object, each with its versions
/// (`docs/formats/database.md`, *Touched objects*).
enum TouchColumn {
  static func encode(_ touched: [StoreTransaction.Touch], first: UInt32) -> [UInt8] {
    let sorted = touched.sorted { $0.object != $1.object ? $0.object < $1.object : $0.version < $1.version }
    var writer = ColumnWriter()
    var start = 0
    while start < sorted.count {
      let object = sorted[start].object
      var versions: [UInt32] = []
      while start < sorted.count, sorted[start].object == object {
        if versions.last != sorted[start].version.rawValue { versions.append(sorted[start].version.rawValue) }
        start += 1
      }
      writer.object(object)
      writer.varint(versions.count)
      var last = first
      for version in versions {
        writer.varint(version - last)
        last = version
      }
    }
    return writer.bytes
  }

  static func decode(_ bytes: [UInt8], first: UInt32) throws(ColumnError) -> [StoreTransaction.Touch] {
    var reader = ColumnReader(bytes, "touched")
    var touched: [StoreTransaction.Touch] = []
    while !reader.isAtEnd {
      let object = try reader.object()
      for version in try versions(&reader, first: first) { touched.append(StoreTransaction.Touch(object, version)) }
    }
    return touched
  }

  /// Only the versions of one object; the rest is passed over.
  static func versions(
    of object: ObjectID,
    in bytes: [UInt8],
    first: UInt32
  ) throws(ColumnError) -> [LocalVersion] {
    var reader = ColumnReader(bytes, "touched")
    while !reader.isAtEnd {
      let found = try reader.object()
      let versions = try versions(&reader, first: first)
      if found == object { return versions }
      if found > object { return [] }
    }
    return []
  }

  private static func versions(_ reader: inout ColumnReader, first: UInt32) throws(ColumnError) -> [LocalVersion] {
    var versions: [LocalVersion] = []
    var last = first
    for _ in 0..<(try reader.count()) {
      let step: UInt32 = try reader.number()
      let (version, overflow) = last.addingReportingOverflow(step)
      guard !overflow else { throw reader.error }
      versions.append(LocalVersion(version))
      last = version
    }
    return versions
  }
}
