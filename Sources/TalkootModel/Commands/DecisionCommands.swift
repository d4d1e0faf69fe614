internal import TalkootLanguage
internal import TalkootLog

/// A decision to be.
public struct NewDecision: Sendable {
  /// What it is called.
  public var title: String
  /// How positions make an outcome.
  public var rule: String
  /// What there is to choose from.
  public var options: [String]
  /// The last day for positions.
  public var deadline: String?
  /// When to look at it again.
  public var review: String?
  /// As `60%`; nil is more than half.
  public var quorum: String?
  /// What it is about.
  public var about: [String]
  /// What it says.
  public var text: String?
  /// What it allows to erase, as `ID:FIELD`.
  public var erases: [String]

  /// Makes one of its parts.
  public init(
    title: String,
    rule: String,
    options: [String] = [],
    deadline: String? = nil,
    review: String? = nil,
    quorum: String? = nil,
    about: [String] = [],
    text: String? = nil,
    erases: [String] = []
  ) {
    self.title = title
    self.rule = rule
    self.options = options
    self.deadline = deadline
    self.review = review
    self.quorum = quorum
    self.about = about
    self.text = text
    self.erases = erases
  }
}

extension Workspace {
  /// Opens a decision: its electorate is the roster of now, its rule, options, quorum and deadline stay as they are.
  public func propose(_ decision: NewDecision, _ context: CommandContext) throws(CommandError) -> Draft {
    guard let epoch = governance.currentEpoch, epoch.members.contains(context.author.member) else {
      throw CommandError(
        .notPermitted,
        "Only members propose decisions; a participant becomes one when more than half confirm it."
      )
    }
    var draft = try draft(context)
    let rule = try Input.choice(decision.rule, "rule", DecisionRule.self)
    guard rule != .null else { throw CommandError(.missingValue, "A decision needs a rule.") }
    var fields: [Creation.FieldValue] = [
      .init(DecisionField.title, try Input.line(decision.title, "title", required: true)),
      .init(DecisionField.rule, rule),
      .init(DecisionField.epoch, .decimal(Decimal(Int64(epoch.number)))),
    ]
    try fields.append(contentsOf: options(of: decision, rule))
    if let deadline = decision.deadline {
      fields.append(.init(DecisionField.deadline, try Input.date(deadline, "deadline")))
    }
    if let review = decision.review {
      fields.append(.init(DecisionField.review, try Input.date(review, "review")))
    }
    if let quorum = decision.quorum {
      fields.append(.init(DecisionField.quorum, try Input.percent(quorum, "quorum")))
    }
    if let text = decision.text { fields.append(.init(DecisionField.text, try Input.line(text, "text"))) }
    let erases = try erasableFields(decision.erases)
    if !erases.isEmpty { fields.append(.init(DecisionField.erases, .list(erases.map(\.value)))) }
    for about in decision.about { fields.append(.init(DecisionField.about, .object(try resolve(about)))) }
    draft.subject = draft.append(
      .create(Creation(kind: .decision, fields: fields.filter { $0.value != .null }))
    )
    draft.subjectKind = .decision
    return draft
  }

  private func options(
    of decision: NewDecision,
    _ rule: Value
  ) throws(CommandError) -> [Creation.FieldValue] {
    guard rule == DecisionRule.choice.value else {
      guard decision.options.isEmpty else {
        throw CommandError(.invalidValue, "Only the rule choice has options; leave them out or choose that rule.")
      }
      return []
    }
    var values: [Value] = []
    for option in decision.options {
      let value = try Input.line(option, "option", required: true)
      guard !values.contains(value) else {
        throw CommandError(.invalidValue, "The option \(option.quoted) is there twice.")
      }
      values.append(value)
    }
    guard values.count >= 2 else {
      throw CommandError(.missingValue, "The rule choice needs at least two options.")
    }
    return [.init(DecisionField.options, .list(values))]
  }

  /// Changes what a decision says; its proposer's organisation only, until another one has answered.
  public func editDecision(
    _ id: String,
    title: String? = nil,
    text: String? = nil,
    review: String? = nil,
    _ context: CommandContext
  ) throws(CommandError) -> Draft {
    let state = try openDecision(id, changing: true)
    try requireProposer(state, context)
    try requireUnanswered(state)
    var draft = try editing(state, context)
    if let title {
      set(DecisionField.title, of: state, to: try Input.line(title, "title", required: true), in: &draft, context)
    }
    if let review {
      set(DecisionField.review, of: state, to: try Input.date(review, "review"), in: &draft, context)
    }
    if let text { try edit(DecisionField.text, of: state, to: text, in: &draft, context) }
    return draft
  }

  /// Takes a position for the author's organisation; the last one before closing counts, later ones show as late.
  public func takePosition(
    on id: String,
    _ position: String,
    option: String? = nil,
    reason: String? = nil,
    _ context: CommandContext
  ) throws(CommandError) -> Draft {
    let state = try openDecision(id, changing: true)
    guard isInElectorate(context.author.member, of: state) else {
      throw CommandError(
        .notPermitted,
        "This organisation is not in the electorate of \(shortID(id: state)), which was fixed at its opening."
      )
    }
    let choice = try Input.choice(position, "position", PositionChoice.self)
    var fields: [Creation.FieldValue] = [
      .init(PositionField.decision, .object(state.id)), .init(PositionField.position, choice),
    ]
    let rule = DecisionRule(state.value(DecisionField.rule))
    switch PositionChoice(choice) {
    case nil: throw CommandError(.missingValue, "A position is needed: agree, abstain, object or choose.")
    case .choose: fields.append(.init(PositionField.option, try self.option(option, of: state)))
    case .agree where rule == .choice, .object where rule == .choice:
      throw CommandError(.invalidValue, "\(shortID(id: state)) wants a choice: choose --option, or abstain.")
    case .object where (reason ?? "").allSatisfy(\.isWhitespace):
      throw CommandError(.missingValue, "An objection needs a reason, so that the proposal can be mended.")
    case .agree, .abstain, .object: break
    }
    if let reason { fields.append(.init(PositionField.reason, try Input.line(reason, "reason"))) }
    var draft = try draft(context)
    draft.append(.create(Creation(kind: .position, fields: fields.filter { $0.value != .null })))
    draft.subject = .object(state.id)
    draft.subjectKind = .decision
    return draft
  }

  private func option(_ option: String?, of state: ObjectState) throws(CommandError) -> Value {
    let options = (state.value(DecisionField.options).list ?? []).map { $0.string ?? "" }
    guard DecisionRule(state.value(DecisionField.rule)) == .choice else {
      throw CommandError(.invalidValue, "\(shortID(id: state)) has no options; agree, abstain or object.")
    }
    let list = options.map(\.quoted).joined(separator: ", ")
    guard let option else { throw CommandError(.missingValue, "Choose one of \(list).") }
    guard let index = options.firstIndex(where: { ExactString($0) == ExactString(option) }) else {
      throw CommandError(.invalidValue, "\(option.quoted) is none of the options \(list).")
    }
    return .decimal(Decimal(Int64(index)))
  }

  /// Asks the nodes to settle a decision now; its proposer's organisation only.
  public func close(_ id: String, _ context: CommandContext) throws(CommandError) -> Draft {
    let state = try openDecision(id, changing: false)
    try requireProposer(state, context)
    var draft = try editing(state, context)
    if decisionStatus(state.id) == .open { draft.append(.governance(.closeDecision(state.id))) }
    return draft
  }

  /// Takes a decision back; its proposer's organisation only.
  public func withdraw(_ id: String, _ context: CommandContext) throws(CommandError) -> Draft {
    let state = try openDecision(id, changing: true)
    try requireProposer(state, context)
    var draft = try editing(state, context)
    draft.append(.governance(.withdrawDecision(state.id)))
    return draft
  }

  private func openDecision(_ id: String, changing: Bool) throws(CommandError) -> ObjectState {
    let state = try editable(id, [.decision])
    switch decisionStatus(state.id) {
    case .open, .settling: return state
    case .settled:
      if !changing { return state }
      throw CommandError(
        .settledDecision,
        "\(shortID(id: state)) is settled, which is final; propose a new decision to change it."
      )
    case .withdrawn:
      throw CommandError(.withdrawnDecision, "\(shortID(id: state)) was withdrawn; propose it anew.")
    }
  }

  /// What others have answered to stays what it was.
  func requireUnanswered(_ state: ObjectState) throws(CommandError) {
    guard !governance.isAnswered(state.id) else {
      throw CommandError(
        .answeredDecision,
        "Others have taken positions on \(shortID(id: state)), so what it says stays as it is; withdraw it and propose a new one."
      )
    }
  }

  private func requireProposer(_ state: ObjectState, _ context: CommandContext) throws(CommandError) {
    guard state.isOwned(by: context.author.organisation) else {
      throw CommandError(.notPermitted, "Only the organisation that proposed \(shortID(id: state)) may do this.")
    }
  }
}
