/// What to edit to turn one text into another.
///
/// Myers' algorithm in linear space (*An O(ND) difference algorithm and its variations*, 1986), on scalars, with a limit
/// on the work: where two texts have too little in common, that part is replaced as a whole.
public enum TextDifference {
  /// Edits that, one after the other, turn `old` into `new`, from the beginning to the end.
  public static func edits(from old: String, to new: String) -> [TextEdit] {
    var search = DifferenceSearch(old: Array(old.unicodeScalars), new: Array(new.unicodeScalars))
    search.run()
    // What comes before an edit is already new, so its position is that in the new text.
    return search.hunks.map { hunk in
      var inserted = String.UnicodeScalarView()
      inserted.append(contentsOf: search.new[hunk.new])
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
  /// How far searches from the beginning and from the end got.
  private var forward = Diagonals()
  private var backward = Diagonals()

  init(old: [Unicode.Scalar], new: [Unicode.Scalar]) {
    self.old = old
    self.new = new
  }

  mutating func run() {
    let (a, b) = trim(0..<old.count, 0..<new.count)
    // Both begin at the same place, so the diagonals are those of two texts from 0 on.
    forward = Diagonals(old: a.count, new: b.count)
    backward = forward
    compare(a, b)
  }

  /// Finds what differs. Each half of what is divided has half the differences, so the depth is logarithmic.
  private mutating func compare(_ oldRange: Range<Int>, _ newRange: Range<Int>) {
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
    let limits = a.lowerBound - b.upperBound...a.upperBound - b.lowerBound
    let start = a.lowerBound - b.lowerBound
    let end = a.upperBound - b.upperBound
    let meetsForward = (start - end) % 2 != 0
    var (fromStart, fromEnd) = (start...start, end...end)
    forward[start] = a.lowerBound
    backward[end] = a.upperBound
    while stepsLeft > 0 {
      fromStart = forward.widen(fromStart, within: limits, outside: -1)
      for diagonal in stride(from: fromStart.upperBound, through: fromStart.lowerBound, by: -2) {
        let place = goForward(diagonal, a, b)
        if meetsForward, fromEnd.contains(diagonal), backward[diagonal] <= place { return (place, place - diagonal) }
      }
      fromEnd = backward.widen(fromEnd, within: limits, outside: .max)
      for diagonal in stride(from: fromEnd.upperBound, through: fromEnd.lowerBound, by: -2) {
        let place = goBackward(diagonal, a, b)
        if !meetsForward, fromStart.contains(diagonal), place <= forward[diagonal] { return (place, place - diagonal) }
      }
    }
    return nil
  }

  /// One more difference on a diagonal, from the beginning on, and all that is common after it.
  private mutating func goForward(_ diagonal: Int, _ a: Range<Int>, _ b: Range<Int>) -> Int {
    var place = max(forward[diagonal - 1] + 1, forward[diagonal + 1])
    stepsLeft -= 1
    while place < a.upperBound, place - diagonal < b.upperBound, old[place] == new[place - diagonal] {
      place += 1
      stepsLeft -= 1
    }
    forward[diagonal] = place
    return place
  }

  /// One more difference on a diagonal, from the end back, and all that is common before it.
  private mutating func goBackward(_ diagonal: Int, _ a: Range<Int>, _ b: Range<Int>) -> Int {
    var place = min(backward[diagonal - 1], backward[diagonal + 1] - 1)
    stepsLeft -= 1
    while place > a.lowerBound, place - diagonal > b.lowerBound, old[place - 1] == new[place - diagonal - 1] {
      place -= 1
      stepsLeft -= 1
    }
    backward[diagonal] = place
    return place
  }
}

/// For each diagonal (place in the old text - place in the new one) how far in the old text a search got.
private struct Diagonals {
  private var places: [Int] = []
  private var offset = 0

  init() {}

  init(old: Int, new: Int) {
    places = Array(repeating: 0, count: old + new + 3)
    offset = new + 1
  }

  subscript(diagonal: Int) -> Int {
    get { places[diagonal + offset] }
    set { places[diagonal + offset] = newValue }
  }

  /// The diagonals that one more difference leads to. What is just outside counts as never reached.
  mutating func widen(_ diagonals: ClosedRange<Int>, within limits: ClosedRange<Int>, outside: Int) -> ClosedRange<Int>
  {
    var (low, high) = (diagonals.lowerBound, diagonals.upperBound)
    if low > limits.lowerBound {
      low -= 1
      self[low - 1] = outside
    } else {
      low += 1
    }
    if high < limits.upperBound {
      high += 1
      self[high + 1] = outside
    } else {
      high -= 1
    }
    return low...high
  }
}
