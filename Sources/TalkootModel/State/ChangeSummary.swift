public import TalkootLog

/// What one operation of a change did, for `replica log` and events.
public struct OperationSummary: Hashable, Sendable {
  /// A stable word: `create`, `set`, `add`, `remove`, `edit`, `move`, `settle` or `unknown`.
  public let verb: String
  /// The object.
  public let object: ObjectID?
  /// What kind of object it is.
  public let kind: ObjectKind?
  /// The field's name, where one field is meant.
  public let field: String?
  /// The value or the inserted text, where there is one.
  public let value: Value?
  /// What it calls the object that it makes, which may not be there: what is set aside makes nothing.
  public var title: String?
}

extension Workspace {
  /// What a change's operations did, in their order.
  public func summary(of change: VerifiedChange) -> [OperationSummary] {
    guard let structure = change.structure else { return [] }
    let decoded = DecodedChange(change.change, structure, network: network)
    return decoded.operations.enumerated().map { i, operation in
      summary(of: operation, made: decoded.made[i])
    }
  }

  /// The person that a change names.
  public func person(of change: VerifiedChange) -> ObjectID? {
    guard let structure = change.structure, structure.person != nil else { return nil }
    return DecodedChange(change.change, structure, network: network).person
  }

  private func summary(of operation: Operation, made: ObjectID?) -> OperationSummary {
    switch operation {
    case .create(let creation):
      OperationSummary(
        verb: "create",
        object: made,
        kind: creation.kind,
        field: nil,
        value: nil,
        title: creation.fields.first { $0.field == 2 }?.value.string
      )
    case .set(let object, let field, _, let value): summary("set", object, field, value)
    case .add(let object, let field, let element): summary("add", object, field, element)
    case .remove(let object, let field, let element): summary("remove", object, field, element)
    case .text(let object, let field, let edit): summary("edit", object, field, .text(edit.inserted))
    case .move(let object, let place):
      summary("move", object, .parent, place.parent.flatMap { id($0) }.map { .object($0) } ?? .null)
    case .governance(let operation):
      OperationSummary(verb: "settle", object: nil, kind: nil, field: operation.word, value: nil)
    case .unknown(_, let object):
      OperationSummary(
        verb: "unknown",
        object: object.flatMap { id($0) },
        kind: object.flatMap { id($0) }.flatMap { objects[$0]?.kind },
        field: nil,
        value: nil
      )
    }
  }

  private func summary(
    _ verb: String,
    _ object: ObjectReference,
    _ field: FieldNumber,
    _ value: Value?
  ) -> OperationSummary {
    let kind = id(object).flatMap { objects[$0]?.kind }
    let name = field == .parent ? "parent" : kind?.field(field)?.name
    return OperationSummary(verb: verb, object: id(object), kind: kind, field: name, value: value)
  }

  private func id(_ reference: ObjectReference) -> ObjectID? {
    if case .object(let id) = reference { id } else { nil }
  }
}

extension GovernanceOperation {
  /// A stable word for what it does.
  public var word: String {
    switch self {
    case .genesis: "genesis"
    case .invite: "invite"
    case .revoke: "revoke"
    case .admit: "admit"
    case .admitNode: "admitNode"
    case .retireNode: "retireNode"
    case .assignVoice: "assignVoice"
    case .propose: "propose"
    case .approve: "approve"
    case .withdrawProposal: "withdrawProposal"
    case .leave: "leave"
    case .settle: "settle"
    case .received: "received"
    case .closeDecision: "closeDecision"
    case .withdrawDecision: "withdrawDecision"
    case .forkEvidence: "forkEvidence"
    case .erase: "erase"
    case .addressHint: "addressHint"
    case .understands: "understands"
    case .openDecision: "openDecision"
    case .position: "position"
    }
  }
}
