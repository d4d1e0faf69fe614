import TalkootCrypto
import TalkootTesting
import Testing

@testable import TalkootLog

@Suite struct StructureTests {
  static let object = ObjectID(high: 1, low: 2)
  static let change = ChangeID(SHA256.hash("c", [1]))

  static func example(descriptor: LogDescriptor? = nil) -> (structure: [UInt8], strings: [String]) {
    var writer = StructureWriter(descriptor: descriptor, person: .object(object), act: ActID(high: 7, low: 8))
    writer.operation(kind: 1) {
      $0.object(.object(ObjectID(high: 3, low: 4)))
      $0.object(nil)
      $0.object(.made(0))
      $0.string("päivää")
      $0.signed(-5)
    }
    writer.operation(kind: 99) {
      $0.operation(OperationReference(change: change, index: 3))
      $0.operation(OperationReference(change: nil, index: 0))
      $0.change(change)
      $0.bytes([1, 2, 3])
      $0.digest(change.digest)
      $0.varint(.max)
      $0.string("")
      $0.string("🙂🙂")
    }
    return writer.finish()
  }

  @Test func `what was written is read`() throws {
    let (bytes, strings) = Self.example()
    #expect(strings == ["päivää", "", "🙂🙂"])
    let structure = try Structure(parsing: bytes)
    #expect(structure.person == .object(Self.object))
    #expect(structure.act == ActID(high: 7, low: 8))
    #expect(structure.operations.map(\.kind) == [1, 99])
    #expect(structure.stringCount == 3)
    var first = structure.reader(for: 0)
    #expect(try first.object() == .object(ObjectID(high: 3, low: 4)))
    #expect(try first.object() == nil)
    #expect(try first.object() == .made(0))
    #expect(try first.string() == StringSlot(index: 0, scalars: 6))
    #expect(try first.signed() == -5)
    try first.finish()
    var second = structure.reader(for: 1)
    #expect(try second.operation() == OperationReference(change: Self.change, index: 3))
    #expect(try second.operation() == OperationReference(change: nil, index: 0))
    #expect(try second.change() == Self.change)
    #expect(try second.bytes() == [1, 2, 3])
    #expect(try second.digest() == Self.change.digest)
    #expect(try second.varint() == .max)
    #expect(try second.string() == StringSlot(index: 1, scalars: 0))
    #expect(try second.string() == StringSlot(index: 2, scalars: 2))
    try second.finish()
  }

  @Test func `the strings of an operation are found behind one that nobody understands`() throws {
    let structure = try Structure(parsing: Self.example().structure)
    var reader = structure.reader(for: 1)
    _ = try reader.operation()
    _ = try reader.operation()
    _ = try reader.change()
    _ = try reader.bytes()
    _ = try reader.digest()
    _ = try reader.varint()
    #expect(try reader.string().index == 1)
  }

  @Test func `a structure cut short anywhere is refused`() {
    for descriptor in [nil, Writer(1).log.descriptor] {
      let bytes = Self.example(descriptor: descriptor).structure
      for count in 0..<bytes.count {
        #expect(throws: FormatError.self) { try Structure(parsing: Array(bytes.prefix(count))) }
      }
      #expect(throws: FormatError.self) { try Structure(parsing: bytes + [0]) }
    }
  }

  @Test(
    arguments: [
      ([8, 0, 0, 0], FormatError.Code.outOfRange), ([0, 0x80, 0, 0, 0], .overlongVarint),
      ([0, 2] + Array(repeating: 1, count: 32) + [0, 0], .notCanonical),
      ([2, 0, 0, 0, 0], .outOfRange), ([2, 0, 0, 2, 0], .danglingReference),
      ([0, 0, 0, 0x81, 0x10], .overLimit), ([0, 0xff, 0xff, 0x7f, 0, 0], .overLimit),
      ([0, 0, 0, 1, 3, 0, 0], .notCanonical), ([0, 0, 0, 1, 2, 5, 1], .truncated),
      ([0, 0, 0, 1, 2, 0, 9], .trailingBytes),
    ] as [([UInt8], FormatError.Code)]
  )
  func `odd bytes are refused with their fault`(bytes: [UInt8], code: FormatError.Code) {
    #expect { try Structure(parsing: bytes) } throws: { ($0 as? FormatError)?.code == code }
  }

  @Test func `any change of a byte is refused or gives other bytes' meaning, never a crash`() {
    var random = SplitMix64(seed: 11)
    let bytes = Self.example(descriptor: Writer(1).log.descriptor).structure
    for _ in 0..<5_000 {
      var mutant = bytes
      for _ in 0...random.next() % 3 {
        mutant[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      guard let structure = try? Structure(parsing: mutant) else { continue }
      for i in structure.operations.indices {
        var reader = structure.reader(for: i)
        while !reader.isAtEnd {
          let left = reader.remaining
          switch random.next() % 7 {
          case 0: _ = try? reader.object()
          case 1: _ = try? reader.operation()
          case 2: _ = try? reader.string()
          case 3: _ = try? reader.bytes()
          case 4: _ = try? reader.change()
          case 5: _ = try? reader.digest()
          default: _ = try? reader.signed()
          }
          if reader.remaining == left { break }
        }
      }
    }
  }

  @Test func `numbers have one form`() throws {
    for value in [0, 1, 127, 128, 16_383, 16_384, UInt64(UInt32.max), .max - 1, .max] {
      var bytes: [UInt8] = []
      bytes.appendVarint(value)
      var reader = ByteReader(bytes)
      #expect(try reader.varint("n") == value)
      #expect(reader.isAtEnd)
    }
    for value in [0, -1, 1, Int64.min, .max] {
      var bytes: [UInt8] = []
      bytes.appendSigned(value)
      var reader = ByteReader(bytes)
      #expect(try reader.signed("n") == value)
    }
    for bytes in [[0x80, 0], [0xff, 0x80, 0], Array(repeating: 0xff, count: 9) + [2], []] as [[UInt8]] {
      var reader = ByteReader(bytes)
      #expect(throws: FormatError.self) { try reader.varint("n") }
    }
  }
}
