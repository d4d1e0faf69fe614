import TalkootCRDT
import TalkootTesting
import Testing

@Suite struct TextDifferenceTests {
  @Test(arguments: [
    ("", "", 0), ("", "abc", 1), ("abc", "", 1), ("abc", "abc", 0), ("abcdef", "abXdef", 1),
    ("the goal", "the shared goal", 1), ("abcabba", "cbabac", 4), ("pitää", "pitäisi", 1), ("👩‍👧 ok", "👩‍👦 ok", 1),
  ])
  func `few edits lead from one text to the other`(old: String, new: String, count: Int) {
    let edits = TextDifference.edits(from: old, to: new)
    #expect(edits.count == count)
    #expect(apply(edits, to: old) == new)
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `the edits are as small as the longest common subsequence allows`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func text() -> String {
      String((0..<Int.random(in: 0...30, using: &random)).map { _ in "abc".randomElement(using: &random)! })
    }
    let (old, new) = (text(), text())
    let edits = TextDifference.edits(from: old, to: new)
    #expect(apply(edits, to: old) == new, "seed \(seed)")
    let kept = old.unicodeScalars.count - edits.reduce(0) { $0 + $1.deleted }
    #expect(kept == longestCommonSubsequence(Array(old), Array(new)), "seed \(seed)")
  }

  @Test func `texts without anything in common are replaced in bounded time`() {
    var random = SplitMix64(seed: 1)
    func noise() -> String {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<5_000 { scalars.append(Unicode.Scalar(UInt32.random(in: 0x4E00...0x9FFF, using: &random))!) }
      return String(scalars)
    }
    let (old, new) = (noise(), noise())
    #expect(apply(TextDifference.edits(from: old, to: new), to: old) == new)
  }
}

func apply(_ edits: [TextEdit], to text: String) -> String {
  var scalars = Array(text.unicodeScalars)
  for edit in edits {
    scalars.replaceSubrange(edit.position..<edit.position + edit.deleted, with: edit.inserted.unicodeScalars)
  }
  return String(String.UnicodeScalarView(scalars))
}

private func longestCommonSubsequence(_ a: [Character], _ b: [Character]) -> Int {
  var lengths = [Int](repeating: 0, count: b.count + 1)
  for x in a {
    var diagonal = 0
    for (index, y) in b.enumerated() {
      let above = lengths[index + 1]
      lengths[index + 1] = x == y ? diagonal + 1 : max(above, lengths[index])
      diagonal = above
    }
  }
  return lengths[b.count]
}
