internal import TalkootCrypto
internal import TalkootLog

/// The objects and changes that a block's structures refer to, each once.
///
/// A structure begins with a byte of flags and its reference tables (`docs/formats/changes.md`, *Structure*): 16 bytes
/// an object, 32 a change, the same few in change after change. A block keeps each once and the structure its numbers.
/// What does not begin so (a descriptor comes first, flags of a later format, overlong numbers) is kept verbatim.
struct ReferenceTables {
  private var objectNumbers: [ObjectID: Int] = [:]
  private var changeNumbers: [Digest: Int] = [:]
  private(set) var objects = ColumnWriter()
  private(set) var changes = ColumnWriter()

  private static let flagsWithoutDescriptor: UInt8 = 0b110

  /// Writes the tables' numbers to `numbers` and the rest of the structure to `rest`.
  mutating func shorten(_ structure: [UInt8], numbers: inout ColumnWriter, rest: inout ColumnWriter) {
    guard let split = Split(structure) else {
      numbers.varint(0)
      rest.counted(structure)
      return
    }
    numbers.varint(split.objects.count + 1)
    for object in split.objects { numbers.varint(number(of: object)) }
    numbers.varint(split.changes.count)
    for change in split.changes { numbers.varint(number(of: change)) }
    rest.varint(1 + structure.count - split.end)
    rest.byte(structure[0])
    rest.raw(structure[split.end...])
  }

  private mutating func number(of object: ObjectID) -> Int {
    if let number = objectNumbers[object] { return number }
    objectNumbers[object] = objectNumbers.count
    objects.object(object)
    return objectNumbers.count - 1
  }

  private mutating func number(of change: Digest) -> Int {
    if let number = changeNumbers[change] { return number }
    changeNumbers[change] = changeNumbers.count
    changes.digest(change)
    return changeNumbers.count - 1
  }

  /// Where the tables of a structure are; nil when it does not begin with them in their canonical form.
  private struct Split {
    var objects: [ObjectID] = []
    var changes: [Digest] = []
    var end = 0

    init?(_ structure: [UInt8]) {
      guard let flags = structure.first, flags & ~flagsWithoutDescriptor == 0 else { return nil }
      var reader = ColumnReader(structure, "structure")
      do {
        _ = try reader.byte()
        for _ in 0..<(try reader.count()) { objects.append(try reader.object()) }
        for _ in 0..<(try reader.count()) { changes.append(try reader.digest()) }
      } catch {
        return nil
      }
      end = 1 + Split.length(objects.count) + 16 * objects.count + Split.length(changes.count) + 32 * changes.count
      // An overlong count would not come back as it was.
      var canonical = ColumnWriter()
      canonical.byte(flags)
      canonical.varint(objects.count)
      for object in objects { canonical.object(object) }
      canonical.varint(changes.count)
      for change in changes { canonical.digest(change) }
      guard structure.starts(with: canonical.bytes) else { return nil }
    }

    private static func length(_ count: Int) -> Int {
      var writer = ColumnWriter()
      writer.varint(count)
      return writer.bytes.count
    }
  }

  /// The way back: the tables as lists.
  struct Lists {
    var objects: [ArraySlice<UInt8>] = []
    var changes: [ArraySlice<UInt8>] = []

    init(objects: inout ColumnReader, changes: inout ColumnReader) throws(ColumnError) {
      while !objects.isAtEnd { self.objects.append(try objects.raw(ObjectID.byteCount)) }
      while !changes.isAtEnd { self.changes.append(try changes.raw(Digest.byteCount)) }
    }

    func structure(numbers: inout ColumnReader, rest: inout ColumnReader) throws(ColumnError) -> [UInt8] {
      let marker = try numbers.count()
      let tail = try rest.counted()
      if marker == 0 { return Array(tail) }
      guard let flags = tail.first else { throw rest.error }
      var structure = ColumnWriter()
      structure.byte(flags)
      try append(marker - 1, of: objects, numbers: &numbers, to: &structure)
      try append(try numbers.count(), of: changes, numbers: &numbers, to: &structure)
      structure.raw(tail.dropFirst())
      return structure.bytes
    }

    private func append(
      _ count: Int,
      of list: [ArraySlice<UInt8>],
      numbers: inout ColumnReader,
      to structure: inout ColumnWriter
    ) throws(ColumnError) {
      structure.varint(count)
      for _ in 0..<count {
        let number: Int = try numbers.number()
        guard number < list.count else { throw numbers.error }
        structure.raw(list[number])
      }
    }
  }
}
