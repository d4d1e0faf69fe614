internal import TalkootCRDT
public import TalkootLog

extension Workspace {
  /// Whether a decision's title, text or review date were written by somebody who did not know of a position, and whose
  /// words it did not know: it answers to others than those that are shown (decision 0016). Of its proposer's own
  /// position, which it may take before it mends its words, nothing is said.
  public func answersOtherWords(_ position: DecisionStatus.Position, in status: DecisionStatus, _ index: LogIndex)
    -> Bool
  {
    guard let state = self[status.id], position.organisation != status.origin.author.organisation else { return false }
    let written =
      (state.textState(DecisionField.text)?.frontier ?? [])
      + [DecisionField.title, DecisionField.review].flatMap { state.register($0).entries.map(\.dot.version) }
    let answered = position.origin.dot.version
    return written.contains { $0 != answered && !index.isInPast($0, of: answered) }
  }
}
