import TalkootCrypto
import Testing

@testable import TalkootLog

@Suite struct LogWriterTests {
  func seal(_ writer: inout LogWriter, strings: [String] = [], bytes: Int = 0, dependencies: [ChangeID] = []) throws
    -> LogWriter.Sealed
  {
    var structure = StructureWriter(descriptor: writer.count == 0 ? writer.descriptor : nil)
    structure.operation(kind: 1) { w in
      w.bytes(Array(repeating: 0, count: bytes))
      for string in strings { w.string(string) }
    }
    let count = writer.count
    return try writer.seal(
      structure: structure.finish().structure,
      strings: strings,
      dependencies: dependencies,
      claimedMilliseconds: 0
    ) { SaltSeed(high: count, low: 1) }
  }

  @Test func `a range of 256 has one seed and ends with a signature that is kept`() throws {
    var writer = Writer(1).log
    for sequence in 1...600 {
      let sealed = try seal(&writer, strings: ["a"])
      #expect(sealed.beginsRange == (sequence % 256 == 1))
      #expect(sealed.keepsSignature == (sequence % 256 == 0))
      #expect(sealed.salts.root == SaltSeed(high: UInt64((sequence - 1) / 256 * 256), low: 1))
    }
  }

  @Test func `256 KiB without a signature are enough`() throws {
    var writer = Writer(1).log
    let kept = try (0..<6).map { _ in try seal(&writer, bytes: 100 * 1024).keepsSignature }
    #expect(kept == [false, false, true, false, false, true])
  }

  @Test func `what exceeds a limit is not sealed, and nothing has happened`() throws {
    var writer = Writer(1).log
    let big = String(repeating: "x", count: 200 * 1024)
    let over: [(inout LogWriter) throws -> Void] = [
      { _ = try seal(&$0, strings: [big + "x"]) },
      { _ = try seal(&$0, strings: [big, big]) },
      { _ = try seal(&$0, bytes: 256 * 1024) },
      { _ = try seal(&$0, dependencies: (0..<65).map { ChangeID(HeaderTests.digest($0)) }) },
      { log in
        var structure = StructureWriter(descriptor: log.descriptor)
        for _ in 0..<2_049 { structure.operation(kind: 1) { _ in } }
        _ = try log.seal(
          structure: structure.finish().structure,
          strings: [],
          dependencies: [],
          claimedMilliseconds: 0
        ) { SaltSeed(high: 0, low: 0) }
      },
    ]
    for attempt in over {
      #expect {
        try attempt(&writer)
      } throws: {
        ($0 as? FormatError)?.code == .overLimit
      }
      #expect(writer.count == 0 && writer.head == nil)
    }
    _ = try seal(&writer, strings: [big])
    #expect(writer.count == 1)
  }

  @Test func `a log is taken up again where it was left`() throws {
    var whole = Writer(1).log
    for _ in 0..<255 { _ = try seal(&whole, strings: ["a"]) }
    for _ in 0..<4 {
      var resumed = LogWriter(
        descriptor: whole.descriptor,
        count: whole.count,
        head: whole.head!,
        salts: whole.salts ?? SaltTree(root: SaltSeed(high: 0, low: 0))
      )
      let expected = try seal(&whole, strings: ["b"]).change.id
      #expect(try seal(&resumed, strings: ["b"]).change.id == expected)
    }
  }

  @Test func `a signature is over the change and nothing else`() throws {
    var writer = Writer(1)
    let a = writer.write()
    let b = writer.write()
    #expect(writer.key.publicKey.isValid(a.signature!, over: a.id))
    #expect(!writer.key.publicKey.isValid(a.signature!, over: b.id))
    #expect(!Writer(2).key.publicKey.isValid(a.signature!, over: a.id))
    #expect(!writer.key.publicKey.isValid(writer.key.sign(a.id.digest.bytes), over: a.id))
  }
}
