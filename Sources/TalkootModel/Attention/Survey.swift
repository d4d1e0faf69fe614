public import TalkootCRDT
public import TalkootLog

extension Workspace {
  /// What stalls the network, the weakest link first: a function of the replica, the day, and the times that its changes
  /// say. Nothing is replayed and nothing is searched for twice: one walk over goals and what is open.
  ///
  /// The times are what authors' clocks say. They order a list that people read; no rule depends on them.
  public func attention(_ times: AttentionTimes, _ index: LogIndex) -> Attention {
    var survey = Survey(self, times, index)
    survey.lookAtGoals()
    survey.lookAtDecisions()
    survey.lookAtAgreements()
    survey.lookAtQuestions()
    survey.lookAtMembers()
    survey.lookAtRoster()
    survey.lookAtStrengths()
    survey.lookAtConflicts()
    survey.lookAtMandates()
    return survey.finish()
  }

  /// The changes whose times attention wants: those that wrote values in conflict, and roster proposals.
  public func timedChanges(_ index: LogIndex) -> [LocalVersion] {
    let conflicts = conflicts(index).prefix(Survey.conflictsMax).flatMap { $0.values.map(\.version) }
    let proposals = governance.allProposals.compactMap { $0.proposers.first?.origin.dot.version }
    let unconfirmed = governance.participants().compactMap { governance.admission(of: $0)?.dot.version }
    return Set(conflicts + proposals + unconfirmed).sorted()
  }
}

/// One walk over the state that gathers what stalls. The walk over each kind is an extension of its own.
struct Survey {
  /// More conflicts than these are not told one by one.
  static let conflictsMax = 500

  let workspace: Workspace
  let times: AttentionTimes
  let index: LogIndex
  let today: Int
  /// Members and participants.
  let present: Set<ObjectID>
  let members: [MemberID]
  /// The organisations whose mandate is running: what nobody else answers for waits for them.
  let facilitators: [ObjectID]
  private(set) var attention = Attention()

  init(_ workspace: Workspace, _ times: AttentionTimes, _ index: LogIndex) {
    self.workspace = workspace
    self.times = times
    self.index = index
    today = times.today.dayNumber
    members = workspace.settled.members
    present = Set((members + workspace.settled.participants()).map { ObjectID($0) })
    let running = workspace.mandates(on: times.today).filter { $0.state == .running }
    facilitators = Electorate.distinct(running.compactMap { workspace.organisation(of: $0.holder) })
  }

  // MARK: Gathering

  /// Adds an item that began on a day; a day to come is today.
  mutating func add(_ item: AttentionItem, sinceDay day: Int?) {
    var item = item
    if let day {
      item.since = CalendarDate(dayNumber: min(day, today))
      item.days = max(0, today - day)
    }
    // Who isn't in the network any more is waited for in vain.
    item.waitsFor = Electorate.distinct(item.waitsFor.filter { present.contains($0) })
    if item.waitsFor.isEmpty, item.reason.callsForFacilitator { item.waitsFor = facilitators }
    item.weight = item.weighed
    attention.items.append(item)
  }

  /// Counts something that was mended on a day, if that is within the last seven.
  mutating func mended(onDay day: Int?) {
    if isWithinWeek(day) { attention.mended += 1 }
  }

  func isWithinWeek(_ day: Int?) -> Bool {
    guard let day else { return false }
    return today - day < AttentionItem.week && day <= today
  }

  func finish() -> Attention {
    var attention = attention
    if facilitators.isEmpty, let draft = mandateDraft(attention.items) {
      var item = AttentionItem(.noMandate, workspace.networkObject, .network)
      item.count = draft.stalled
      item.waitsFor = members.map { ObjectID($0) }
      item.weight = item.weighed
      attention.items.append(item)
      attention.mandateDraft = draft
    }
    attention.items.sort(by: AttentionItem.precedes)
    attention.new = attention.items.count { $0.isNew }
    return attention
  }

  // MARK: Days

  /// The day, in UTC, of what a clock said.
  func day(_ milliseconds: Int64?) -> Int? {
    guard let milliseconds else { return nil }
    let (days, rest) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    return Int(rest < 0 ? days - 1 : days)
  }

  func madeDay(_ state: ObjectState) -> Int? { day(state.creation?.claimedMilliseconds) }

  /// The later of the day that something began and the day that whoever answers for it took it over.
  func anew(_ began: Int?, takenOn taken: Int?) -> Int? {
    guard let began, let taken else { return began ?? taken }
    return max(began, taken)
  }
}
