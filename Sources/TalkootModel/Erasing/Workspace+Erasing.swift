internal import HashTreeCollections
public import TalkootCRDT
public import TalkootLog

// Which strings an Erase takes away (docs/decisions/0010-erasure.md).

/// An Erase that was applied, for whoever keeps the strings.
public struct AppliedErasure: Sendable {
  /// The operation.
  public let dot: Dot
  /// The organisation that wrote it.
  public let author: MemberID
  /// What it says.
  public let erasure: Erasure
}

/// A string of a change that is here, by its number.
public struct ErasedString: Hashable, Sendable {
  /// The change.
  public let version: LocalVersion
  /// The string.
  public let index: Int
}

extension Workspace {
  /// The strings that an Erase takes away: judged from its own past, so that every replica finds the same ones. What it
  /// must not touch, or does not know, it leaves.
  ///
  /// - Parameter change: gives a change of the Erase's past.
  public func strings<Failure>(
    erasedBy applied: AppliedErasure,
    index: LogIndex,
    change: (LocalVersion) throws(Failure) -> VerifiedChange?
  ) throws(Failure) -> [ErasedString] {
    var erased: [ErasedString] = []
    var owners: [LocalVersion: [StringOwner]] = [:]
    let allowed = applied.erasure.decision.map { fields(erasedBy: $0, before: applied.dot, index) }
    for target in applied.erasure.targets {
      // Only what its author had read: an Erase of what may come one day would be judged by who has what already.
      guard let version = index.version(of: target.change), index.isInPast(version, of: applied.dot.version) else {
        continue
      }
      // Whose it is costs nothing to know; what it belongs to, a read.
      guard allowed != nil || index.member(of: version) == applied.author else { continue }
      if owners[version] == nil {
        guard let past = try change(version), let structure = past.structure else { continue }
        let decoded = DecodedChange(past.change, structure, network: network)
        owners[version] = decoded.stringOwners(structure)
      }
      guard let all = owners[version], Int(target.string) < all.count else { continue }
      let owner = all[Int(target.string)]
      let goes =
        if let allowed { isErasable(owner, by: allowed, at: version, index) } else {
          isErasableByAuthor(owner, at: version, index)
        }
      if goes { erased.append(ErasedString(version: version, index: Int(target.string))) }
    }
    return erased
  }

  /// What a decision names to be erased, if it is settled and accepted in the past of `dot`; else nothing.
  private func fields(erasedBy id: ObjectID, before dot: Dot, _ index: LogIndex) -> Set<ErasableField> {
    guard governance.isAccepted(id, before: dot, order: index), let decision = object(id, .decision) else { return [] }
    return Set(decision.erasableFields)
  }

  private func isErasable(
    _ owner: StringOwner,
    by allowed: Set<ErasableField>,
    at version: LocalVersion,
    _ index: LogIndex
  ) -> Bool {
    guard case .field(let object, let field, let made) = owner else { return false }
    let protection = (made ?? kind(of: object, before: version, index))?.protection(of: field)
    return protection != .never && allowed.contains(ErasableField(object: object, field: field))
  }

  private func isErasableByAuthor(_ owner: StringOwner, at version: LocalVersion, _ index: LogIndex) -> Bool {
    switch owner {
    case .key, .governance: return false
    case .unknown: return true
    case .field(let object, let field, let made):
      // Of an object that the string's own past doesn't make nothing is ever shown.
      let kind = made ?? kind(of: object, before: version, index)
      return (kind?.protection(of: field) ?? .byAuthor) == .byAuthor
    }
  }

  /// The kind of an object, as the past of a change has it.
  private func kind(of object: ObjectID, before version: LocalVersion, _ index: LogIndex) -> ObjectKind? {
    func isPast(_ made: LocalVersion) -> Bool { made == version || index.isInPast(made, of: version) }
    if let state = objects[object], state.creations.contains(where: { isPast($0.dot.version) }) { return state.kind }
    return asideMade[object]?.first { isPast($0.version) }?.kind
  }

  /// Takes in the strings of changes applied before, as they are now: some have come, or have gone by an erasure.
  ///
  /// - Returns: the objects made anew, ascending.
  @discardableResult
  public mutating func refresh(
    _ changes: [PastChange],
    index: LogIndex,
    history: @escaping ChangeHistory
  ) -> [ObjectID] {
    var named: Set<ObjectID> = []
    // What is set aside is read as it is by then when it comes to count.
    for past in changes where !counting.setAside.contains(past.version) {
      guard let structure = past.change.structure else { continue }
      let decoded = DecodedChange(past.change.change, structure, network: network)
      if decoded.isIncomplete {
        incompleteChanges.insert(past.version)
      } else {
        incompleteChanges.remove(past.version)
      }
      named.formUnion(decoded.namedObjects)
    }
    let counted = counted(history)
    for object in named.sorted() where objects[object] != nil { rebuild(object, from: counted(object), index: index) }
    return named.sorted()
  }

  /// The changes with missing strings, ascending.
  public var incompleteVersions: [LocalVersion] { incompleteChanges.sorted() }
}

extension LogIndex {
  /// The organisation whose log holds a change.
  fileprivate func member(of version: LocalVersion) -> MemberID? { logState(place(of: version).log)?.descriptor.member }
}

extension GovernanceState {
  /// Whether a certificate of the decision's acceptance is in the causal past of `dot`.
  func isAccepted(_ decision: ObjectID, before dot: Dot, order: some CausalOrder) -> Bool {
    settlementIDs(of: decision).contains { id in
      guard let record = settlement(id) else { return false }
      return record.certificates.contains { certificate in
        guard case .decision(let value) = certificate.value, value.outcome == .accepted else { return false }
        return record.isCertified(certificate.value.digest, before: dot, order: order)
      }
    }
  }
}

// MARK: - What may go

/// A field whose words a decision allows to erase.
public struct ErasableField: Hashable, Sendable {
  /// The object.
  public let object: ObjectID
  /// Its field.
  public let field: FieldNumber

  /// A field of an object.
  public init(object: ObjectID, field: FieldNumber) {
    self.object = object
    self.field = field
  }

  var value: Value { .list([.object(object), .decimal(Decimal(Int64(field.rawValue)))]) }

  init?(_ value: Value) {
    guard let pair = value.list, pair.count == 2, let object = pair[0].object, let number = pair[1].decimal,
      number.exponent == 0, let field = UInt32(exactly: number.mantissa)
    else { return nil }
    self.init(object: object, field: FieldNumber(field))
  }
}

extension ObjectState {
  /// What a decision allows to erase once it is accepted.
  public var erasableFields: [ErasableField] {
    guard kind == .decision else { return [] }
    return (value(DecisionField.erases).list ?? []).compactMap { ErasableField($0) }
  }
}

/// What guards a field's words.
enum ErasureProtection {
  /// Whoever wrote them erases them.
  case byAuthor
  /// Others have answered to them or signed them: a settled decision erases them.
  case byDecision
  /// They stay.
  case never
}

extension ObjectKind {
  func protection(of field: FieldNumber) -> ErasureProtection {
    switch self {
    case .position, .signature, .node, .invitation, .rosterProposal: .never
    case .decision, .agreementVersion: .byDecision
    case .network, .goal, .measure, .checkIn, .agreement, .question, .comment, .organisation, .person, .mandate,
      .meeting, .answer:
      .byAuthor
    }
  }
}
