internal import TalkootAPI
internal import TalkootLanguage

extension Page {
  /// What was found, one a line.
  mutating func found(_ results: [SearchResult]) {
    if results.isEmpty { return line(say(.nothingHere)) }
    table(
      [say(.columnID), say(.columnTitle), say(.columnFound)],
      results.map { [$0.short, $0.title, $0.excerpt == $0.title ? "" : $0.excerpt] },
      flexible: 2
    )
  }

  /// What a batch did, and how it is undone.
  mutating func batch(_ report: BatchReport) {
    line(say(.batchDone, String(report.commands), String(report.changes.count)))
    line(say(.undoAgain, report.act))
  }

  /// What an undoing did, and what it left.
  mutating func undone(_ report: UndoReport) {
    line(say(.undone, report.summary))
    for part in report.kept {
      let why: Message =
        switch part.reason {
        case "changedSince": .keptChangedSince
        case "notYours": .keptNotYours
        case "settles": .keptSettles
        case "frozen": .keptFrozen
        case "cyclic": .keptCyclic
        default: .keptOther
        }
      let what = [part.short, part.title, part.field].compactMap(\.self).joined(separator: " ")
      line("  " + say(.keptPart, what.isEmpty ? "–" : what, say(why)))
    }
    line(say(.undoAgain, String(report.change.prefix(12))))
  }
}
