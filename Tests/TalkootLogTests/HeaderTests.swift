import TalkootCrypto
import Testing

@testable import TalkootLog

@Suite struct HeaderTests {
  static func digest(_ byte: UInt8) -> Digest { SHA256.hash("d", [byte]) }

  static let example = ChangeHeader(
    flags: [.governance],
    log: LogID(digest(1)),
    sequence: 300,
    previous: ChangeID(digest(2)),
    dependencies: [ChangeID(digest(3)), ChangeID(digest(4))].sorted(),
    claimedMilliseconds: -1,
    structureHash: digest(5),
    contentHash: digest(6)
  )

  @Test func `a header reads back, and only as a whole`() throws {
    let bytes = Self.example.bytes
    #expect(bytes.count == 2 + 32 + 8 + 32 + 1 + 64 + 8 + 64)
    #expect(try ChangeHeader(parsing: bytes) == Self.example)
    for count in 0..<bytes.count {
      #expect(throws: FormatError.self) { try ChangeHeader(parsing: Array(bytes.prefix(count))) }
    }
    #expect(throws: FormatError.self) { try ChangeHeader(parsing: bytes + [0]) }
  }

  @Test func `every bit of a header counts`() throws {
    let bytes = Self.example.bytes
    let id = Self.example.id
    for bit in 0..<bytes.count * 8 {
      var mutant = bytes
      mutant[bit / 8] ^= 1 << UInt8(bit % 8)
      guard let header = try? ChangeHeader(parsing: mutant) else { continue }
      #expect(header.id != id)
      #expect(header.bytes == mutant)
    }
  }

  @Test func `a newer format's bytes are kept as they are`() throws {
    var header = Self.example
    header.format = 2
    header.flags = ChangeFlags(rawValue: 0xf5)
    header.extensionBytes = [1, 2, 3]
    let again = try ChangeHeader(parsing: header.bytes)
    #expect(again == header)
    #expect(again.id == header.id)
  }

  @Test func `what is not canonical is refused`() {
    var header = Self.example
    header.dependencies.reverse()
    #expect(throws: FormatError.self) { try ChangeHeader(parsing: header.bytes) }
    header.dependencies = [header.dependencies[0], header.dependencies[0]]
    #expect(throws: FormatError.self) { try ChangeHeader(parsing: header.bytes) }
    header.dependencies = (0..<65).map { ChangeID(Self.digest($0)) }.sorted()
    #expect(throws: FormatError.self) { try ChangeHeader(parsing: header.bytes) }
    header = Self.example
    header.flags = ChangeFlags(rawValue: 4)
    #expect(throws: FormatError.self) { try ChangeHeader(parsing: header.bytes) }
    header = Self.example
    header.sequence = 0
    header.previous = nil
    #expect(throws: FormatError.self) { try ChangeHeader(parsing: header.bytes) }
    header = Self.example
    header.format = 2
    header.extensionBytes = Array(repeating: 0, count: ChangeLimits.headerBytes)
    #expect(throws: FormatError.self) { try ChangeHeader(parsing: header.bytes) }
  }

  @Test func `a descriptor reads back, and its log's id is its hash`() throws {
    var descriptor = Writer(1).log.descriptor
    for predecessor in [nil, ChangeID(Self.digest(9))] {
      descriptor.predecessor = predecessor
      let bytes = descriptor.bytes
      #expect(try LogDescriptor(parsing: bytes) == descriptor)
      for count in 0..<bytes.count {
        #expect(throws: FormatError.self) { try LogDescriptor(parsing: Array(bytes.prefix(count))) }
      }
    }
    #expect(descriptor.id != Writer(1).log.descriptor.id)
  }
}
