internal import TalkootCRDT

/// Two people's changes of one text, each written without the other's, as one text with the words of both.
enum TextMerge {
  /// What somebody changed of a text, by places in the old one.
  private struct Changes {
    var deleted: Set<Int> = []
    var inserted: [Int: String] = [:]

    init(from base: String, to text: String) {
      var shift = 0
      for edit in TextDifference.edits(from: base, to: text) {
        let place = edit.position - shift
        deleted.formUnion(place..<place + edit.deleted)
        if !edit.inserted.isEmpty { inserted[place, default: ""] += edit.inserted }
        shift += edit.inserted.unicodeScalars.count - edit.deleted
      }
    }
  }

  /// What either left out is out, what either put in is in; where both wrote at one place, theirs comes first.
  static func merged(_ mine: String, _ theirs: String, from base: String) -> String {
    if mine == theirs || theirs == base { return mine }
    if mine == base { return theirs }
    let (left, right) = (Changes(from: base, to: theirs), Changes(from: base, to: mine))
    var result = String.UnicodeScalarView()
    let scalars = Array(base.unicodeScalars)
    for place in 0...scalars.count {
      let (first, second) = (left.inserted[place], right.inserted[place])
      if let first { result.append(contentsOf: first.unicodeScalars) }
      if let second, second != first { result.append(contentsOf: second.unicodeScalars) }
      if place < scalars.count, !left.deleted.contains(place), !right.deleted.contains(place) {
        result.append(scalars[place])
      }
    }
    return String(result)
  }
}
