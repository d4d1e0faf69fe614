import TalkootCrypto
import Testing

@testable import TalkootLog

@Suite struct ContentTests {
  static func writer() -> Writer {
    var writer = Writer(1)
    writer.write { writer in
      writer.operation(kind: 3) { w in for text in ["one", "two", "three"] { w.string(text) } }
    }
    return writer
  }

  @Test func `an erased string is gone and every hash still verifies`() throws {
    var writer = Self.writer()
    let whole = writer.changes[0].change
    let erased = whole.change.erasing([1], salts: writer.changes[0].salts!)!
    writer.changes[0].salts!.puncture(sequence: 1, string: 1, of: 3)
    writer.changes[0].change = VerifiedChange(
      trusting: erased,
      structure: whole.structure,
      descriptor: whole.descriptor,
      signature: whole.signature
    )
    let pack = writer.pack
    #expect(!pack.hex.contains(Array("two".utf8).hex))
    let decoded = try ChangePack.decode(pack, target: Receiver().target())
    #expect(decoded[0].id == whole.id)
    #expect(decoded[0].change == erased)
    #expect(!erased.isIncomplete)
    #expect(erased.erasing([1], salts: writer.changes[0].salts!) == erased)
  }

  @Test func `a string is erased only where its commitment can be made`() {
    let writer = Self.writer()
    var salts = writer.changes[0].salts!
    salts.puncture(sequence: 1, string: 0, of: 3)
    #expect(writer.changes[0].change.change.erasing([0], salts: salts) == nil)
    #expect(writer.changes[0].change.change.erasing([1, 2], salts: salts) != nil)
  }

  @Test func `a missing string is found again, and nothing else passes for it`() {
    let writer = Self.writer()
    let salts = writer.changes[0].salts!
    let whole = writer.changes[0].change.change
    guard case .erased(let commitment) = whole.erasing([2], salts: salts)!.strings[2] else { return }
    let missing = whole.with(strings: [whole.strings[0], whole.strings[1], .missing(commitment: commitment)])
    #expect(missing.isIncomplete)
    let salt = salts.salt(sequence: 1, string: 2, of: 3)!
    #expect(missing.filling(2, with: Array("three".utf8), salt: salt) == whole)
    #expect(missing.filling(2, with: Array("threE".utf8), salt: salt) == nil)
    #expect(missing.filling(2, with: Array("three".utf8), salt: SaltSeed(high: salt.high, low: 0)) == nil)
    #expect(missing.filling(1, with: Array("two".utf8), salt: salts.salt(sequence: 1, string: 1, of: 3)!) == nil)
    #expect(missing.filling(3, with: [], salt: salt) == nil)
  }
}
