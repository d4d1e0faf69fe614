public import TalkootLog

/// A facilitator's mandate and how it stands. It carries duties and no technical power: nothing that a node accepts
/// depends on it.
public struct MandateStatus: Hashable, Sendable {
  /// How far it has come.
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// The decision that would give it isn't settled.
    case proposed
    /// It was given, and its term isn't over.
    case running
    /// The decision came out otherwise.
    case rejected
    /// The decision was taken back.
    case withdrawn
    /// Its term is over, or its holder or whoever proposed it has ended it.
    case ended
  }

  /// Its id.
  public let id: ObjectID
  /// The organisation, or the person, that has it.
  public let holder: ObjectID
  /// What for.
  public let task: String
  /// Its last day; nil for one without a term.
  public let until: CalendarDate?
  /// The decision that gives it.
  public let decision: ObjectID
  /// How far it has come.
  public let state: State
  /// Whether someone ended it before its time.
  public let isEndedEarly: Bool
}

extension Workspace {
  /// A mandate as of a day; nil when there is none with this id.
  ///
  /// It is given by the decision that its own change opens: so nobody hangs a mandate on a decision about something else.
  /// Only its holder's organisation and the one that proposed it end it.
  public func mandate(_ id: ObjectID, on today: CalendarDate) -> MandateStatus? {
    guard let state = object(id, .mandate), let creation = state.creation,
      let holder = state.value(MandateField.holder).object,
      let decision = state.value(MandateField.decision).object,
      objects[decision]?.creation?.dot.version == creation.dot.version
    else { return nil }
    let until = state.value(MandateField.until).date
    let enders = [organisation(of: holder), creation.organisation].compactMap { $0 }
    let isEndedEarly = enders.contains { state.set(MandateField.endedBy).contains(.list([.object($0)])) }
    return MandateStatus(
      id: id,
      holder: holder,
      task: state.value(MandateField.task).string ?? "",
      until: until,
      decision: decision,
      state: standing(of: decision, isOver: isEndedEarly || until.map { $0.lastDay < today } ?? false),
      isEndedEarly: isEndedEarly
    )
  }

  private func standing(of decision: ObjectID, isOver: Bool) -> MandateStatus.State {
    guard let status = governance.decision(decision) else { return .proposed }
    switch status.state {
    case .open, .settling: return isOver ? .ended : .proposed
    case .withdrawn: return .withdrawn
    case .settled:
      guard status.outcome == .accepted else { return .rejected }
      return isOver ? .ended : .running
    }
  }

  /// All mandates that are not put away, in the order of their making.
  public func mandates(on today: CalendarDate) -> [MandateStatus] {
    list(.mandate).compactMap { id in
      objects[id]?.isArchived ?? true ? nil : mandate(id, on: today)
    }
  }

  /// The organisation that someone answerable is, or acts for.
  func organisation(of answerable: ObjectID?) -> ObjectID? {
    guard let answerable else { return nil }
    guard let state = object(answerable, .person) else { return answerable }
    return state.creation?.organisation
  }
}
