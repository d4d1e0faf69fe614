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
    guard let tables = Tables(structure) else {
      numbers.varint(0)
      rest.counted(structure)
      return
    }
    var reader = tables.reader
    numbers.varint(tables.objects + 1)
    for _ in 0..<tables.objects { if let object = try? reader.object() { numbers.varint(number(of: object)) } }
    _ = try? reader.varint()
    numbers.varint(tables.changes)
    for _ in 0..<tables.changes { if let change = try? reader.digest() { numbers.varint(number(of: change)) } }
    rest.varint(1 + structure.count - tables.end)
    rest.byte(structure[0])
    rest.raw(structure[tables.end...])
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
  private struct Tables {
    /// At the first object.
    var reader: ColumnReader
    var objects: Int
    var changes: Int
    var end: Int

    init?(_ structure: [UInt8]) {
      guard let flags = structure.first, flags & ~flagsWithoutDescriptor == 0 else { return nil }
      var reader = ColumnReader(structure, "structure")
      do {
        _ = try reader.byte()
        objects = try reader.count()
        self.reader = reader
        _ = try reader.raw(objects * ObjectID.byteCount)
        changes = try reader.count()
        _ = try reader.raw(changes * Digest.byteCount)
      } catch {
        return nil
      }
      end = reader.position
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
      var structure = ColumnWriter(capacity: tail.count + 4 + 32 * marker)
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
