/// What to edit to turn one text into another.
///
/// Myers' algorithm in linear space (*An O(ND) difference algorithm and its variations*, 1986), on scalars, with a limit
/// on the work: where two texts have too little in common, that part is replaced as a whole.
public enum TextDifference {
  /// Edits that, one after the other, turn `old` into `new`, from the beginning to the end.
  public static func edits(from old: String, to new: String) -> [TextEdit] {
    let (old, new) = (Array(old.unicodeScalars), Array(new.unicodeScalars))
    var search = DifferenceSearch(old: old, new: new)
    search.compare(0..<old.count, 0..<new.count)
    // What comes before an edit is already new, so its position is that in the new text.
    return search.hunks.map { hunk in
      var inserted = String.UnicodeScalarView()
      inserted.append(contentsOf: new[hunk.new])
      return TextEdit(position: hunk.new.lowerBound, deleted: hunk.old.count, inserted: String(inserted))
    }
  }
}

private struct DifferenceSearch {
  private static let stepsMax = 1 << 24

  let old: [Unicode.Scalar]
  let new: [Unicode.Scalar]
  /// What differs, first to last, with something in common between one and the next.
  private(set) var hunks: [(old: Range<Int>, new: Range<Int>)] = []

  private var stepsLeft = stepsMax
  /// For each diagonal (place in `old` - place in `new`) how far in `old` a search from the beginning or the end got.
  private var forward: [Int] = []
  private var backward: [Int] = []

  init(old: [Unicode.Scalar], new: [Unicode.Scalar]) {
    self.old = old
    self.new = new
  }

  /// Finds what differs. Each half of what is divided has half the differences, so the depth is logarithmic.
  mutating func compare(_ oldRange: Range<Int>, _ newRange: Range<Int>) {
    let (a, b) = trim(oldRange, newRange)
    if a.isEmpty && b.isEmpty { return }
    guard !a.isEmpty, !b.isEmpty, let middle = middle(a, b) else { return add(a, b) }
    compare(a.lowerBound..<middle.old, b.lowerBound..<middle.new)
    compare(middle.old..<a.upperBound, middle.new..<b.upperBound)
  }

  private mutating func add(_ oldRange: Range<Int>, _ newRange: Range<Int>) {
    if let last = hunks.last, last.old.upperBound == oldRange.lowerBound, last.new.upperBound == newRange.lowerBound {
      hunks[hunks.count - 1] = (
        last.old.lowerBound..<oldRange.upperBound, last.new.lowerBound..<newRange.upperBound
      )
    } else {
      hunks.append((oldRange, newRange))
    }
  }

  private func trim(_ oldRange: Range<Int>, _ newRange: Range<Int>) -> (Range<Int>, Range<Int>) {
    var (a, b) = (oldRange, newRange)
    while !a.isEmpty, !b.isEmpty, old[a.lowerBound] == new[b.lowerBound] {
      a = a.lowerBound + 1..<a.upperBound
      b = b.lowerBound + 1..<b.upperBound
    }
    while !a.isEmpty, !b.isEmpty, old[a.upperBound - 1] == new[b.upperBound - 1] {
      a = a.lowerBound..<a.upperBound - 1
      b = b.lowerBound..<b.upperBound - 1
    }
    return (a, b)
  }

  /// A place on a shortest path, near its middle; nil if that would take too long.
  private mutating func middle(_ a: Range<Int>, _ b: Range<Int>) -> (old: Int, new: Int)? {
    let offset = new.count + 1
    if forward.isEmpty {
      forward = Array(repeating: 0, count: old.count + new.count + 3)
      backward = forward
    }
    let least = a.lowerBound - b.upperBound
    let greatest = a.upperBound - b.lowerBound
    let start = a.lowerBound - b.lowerBound
    let end = a.upperBound - b.upperBound
    let meetsForward = (start - end) % 2 != 0
    var fromStart = start...start
    var fromEnd = end...end
    forward[start + offset] = a.lowerBound
    backward[end + offset] = a.upperBound
    while stepsLeft > 0 {
      fromStart = widen(fromStart, least, greatest, &forward, outside: -1)
      for diagonal in stride(from: fromStart.upperBound, through: fromStart.lowerBound, by: -2) {
        let (left, right) = (forward[diagonal - 1 + offset], forward[diagonal + 1 + offset])
        var place = left >= right ? left + 1 : right
        while place < a.upperBound, place - diagonal < b.upperBound, old[place] == new[place - diagonal] {
          place += 1
          stepsLeft -= 1
        }
        stepsLeft -= 1
        forward[diagonal + offset] = place
        if meetsForward, fromEnd.contains(diagonal), backward[diagonal + offset] <= place {
          return (place, place - diagonal)
        }
      }
      fromEnd = widen(fromEnd, least, greatest, &backward, outside: .max)
      for diagonal in stride(from: fromEnd.upperBound, through: fromEnd.lowerBound, by: -2) {
        let (left, right) = (backward[diagonal - 1 + offset], backward[diagonal + 1 + offset])
        var place = left < right ? left : right - 1
        while place > a.lowerBound, place - diagonal > b.lowerBound, old[place - 1] == new[place - diagonal - 1] {
          place -= 1
          stepsLeft -= 1
        }
        stepsLeft -= 1
        backward[diagonal + offset] = place
        if !meetsForward, fromStart.contains(diagonal), place <= forward[diagonal + offset] {
          return (place, place - diagonal)
        }
      }
    }
    return nil
  }

  /// The diagonals that one more difference leads to.
  private func widen(
    _ diagonals: ClosedRange<Int>,
    _ least: Int,
    _ greatest: Int,
    _ places: inout [Int],
    outside: Int
  ) -> ClosedRange<Int> {
    let offset = new.count + 1
    var (low, high) = (diagonals.lowerBound, diagonals.upperBound)
    if low > least {
      low -= 1
      places[low - 1 + offset] = outside
    } else {
      low += 1
    }
    if high < greatest {
      high += 1
      places[high + 1 + offset] = outside
    } else {
      high -= 1
    }
    return low...high
  }
}
