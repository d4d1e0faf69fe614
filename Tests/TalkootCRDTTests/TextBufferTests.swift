import TalkootTesting
import Testing

@testable import TalkootCRDT

@Suite struct TextBufferTests {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `edits by scalar offset do what they do to an array of scalars`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let samples = [
      "a", "é", "e\u{301}", "漢字", "👩‍👧‍👦", "", "plain words, many of them ", String(repeating: "pitkä ", count: 500),
    ]
    var buffer = TextBuffer()
    var scalars: [Unicode.Scalar] = []
    for _ in 0..<200 {
      let position = Int.random(in: -2...scalars.count + 2, using: &random)
      let deleted = Int.random(in: 0..<4, using: &random) > 0 ? 0 : Int.random(in: 0...900, using: &random)
      let inserted = samples.randomElement(using: &random)!
      let start = min(max(position, 0), scalars.count)
      let end = min(start + deleted, scalars.count)
      scalars.replaceSubrange(start..<end, with: inserted.unicodeScalars)
      let done = buffer.replace(position, deleted, with: inserted)
      #expect(done == (start, end - start, inserted.unicodeScalars.count), "seed \(seed)")
      #expect(buffer.scalarCount == scalars.count, "seed \(seed)")
    }
    #expect(Array(buffer.string.unicodeScalars) == scalars, "seed \(seed)")
  }
}
