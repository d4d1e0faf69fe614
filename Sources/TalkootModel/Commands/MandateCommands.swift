internal import TalkootLanguage
internal import TalkootLog

/// A mandate to be.
public struct NewMandate: Sendable {
  /// The organisation that shall have it.
  public var holder: String
  /// What for.
  public var task: String
  /// Its last day.
  public var until: String
  /// What the decision that gives it is called.
  public var title: String
  /// How positions make its outcome.
  public var rule: String
  /// The last day for positions.
  public var deadline: String?
  /// What the decision says.
  public var text: String?

  /// Makes one of its parts.
  public init(
    holder: String,
    task: String,
    until: String,
    title: String,
    rule: String,
    deadline: String? = nil,
    text: String? = nil
  ) {
    self.holder = holder
    self.task = task
    self.until = until
    self.title = title
    self.rule = rule
    self.deadline = deadline
    self.text = text
  }
}

extension Workspace {
  /// Proposes to give an organisation a mandate for a term: one change opens the decision and makes the mandate, which
  /// runs once the decision is accepted.
  public func giveMandate(_ mandate: NewMandate, _ context: CommandContext) throws(CommandError) -> Draft {
    let holder = try resolve(mandate.holder, [.organisation])
    guard governance.members.contains(where: { ObjectID($0) == holder }) else {
      throw CommandError(.notPermitted, "A mandate is for a member; \(mandate.holder.quoted) is none.")
    }
    let task = try Input.line(mandate.task, "task", required: true)
    let until = try Input.date(mandate.until, "until")
    guard let end = until.date else { throw CommandError(.missingValue, "A mandate has a term; say until when.") }
    guard end.lastDay >= context.today else {
      throw CommandError(.invalidValue, "\(end) is over; a mandate ends on a day to come.")
    }
    var draft = try propose(
      NewDecision(
        title: mandate.title,
        rule: mandate.rule,
        deadline: mandate.deadline,
        about: [idText(holder, .organisation)],
        text: mandate.text
      ),
      context
    )
    guard case .made(let decision)? = draft.subject else { preconditionFailure("proposing makes a decision") }
    let fields: [Creation.FieldValue] = [
      .init(MandateField.holder, .object(holder)), .init(MandateField.task, task),
      .init(MandateField.until, until), .init(MandateField.decision, .made(decision)),
    ]
    draft.subject = draft.append(.create(Creation(kind: .mandate, fields: fields)))
    draft.subjectKind = .mandate
    return draft
  }

  /// Ends a mandate before its time: its holder lays it down, or whoever proposed it takes it back.
  /// - Parameter id: nil is the running one, where there is one that the author's organisation may end.
  public func endMandate(_ id: String?, _ context: CommandContext) throws(CommandError) -> Draft {
    let named = if let id { id } else { try runningMandate(context) }
    let state = try editable(named, [.mandate])
    guard let status = mandate(state.id, on: context.today) else {
      throw CommandError(.noSuchObject, "\(shortID(id: state)) is a mandate that no decision of its own gives.")
    }
    switch status.state {
    case .proposed:
      throw CommandError(
        .notOpen,
        "\(shortID(id: state)) was not given yet; withdraw \(shortID(status.decision, .decision)) instead."
      )
    case .rejected, .withdrawn: throw CommandError(.notOpen, "\(shortID(id: state)) was never given.")
    case .ended: throw CommandError(.notOpen, "\(shortID(id: state)) is over.")
    case .running: break
    }
    guard mayEnd(status, state, context) else {
      throw CommandError(
        .notPermitted,
        "Only its holder and the organisation that proposed it end \(shortID(id: state)); propose a decision about it."
      )
    }
    var draft = try editing(state, context)
    let own = Value.list([.object(context.author.organisation)])
    draft.append(.add(object: .object(state.id), field: MandateField.endedBy, element: own))
    return draft
  }

  private func mayEnd(_ status: MandateStatus, _ state: ObjectState, _ context: CommandContext) -> Bool {
    let own = context.author.organisation
    return organisation(of: status.holder) == own || state.creation?.organisation == own
  }

  private func runningMandate(_ context: CommandContext) throws(CommandError) -> String {
    let running = mandates(on: context.today).filter { $0.state == .running }
    let own = running.filter { organisation(of: $0.holder) == context.author.organisation }
    let candidates = own.isEmpty ? running : own
    guard let first = candidates.first else {
      throw CommandError(.notOpen, "No mandate is running; talkoot mandate list shows those there were.")
    }
    guard candidates.count == 1 else {
      throw CommandError(.ambiguousID, "Several mandates are running; name the one that ends.")
    }
    return idText(first.id, .mandate)
  }
}
