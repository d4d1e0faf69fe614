public import TalkootLog

/// Who acts: the organisation of the node, and a person for it.
public struct CommandAuthor: Hashable, Sendable {
  /// The organisation.
  public let member: MemberID
  /// The person's name, as `--as` has it; nil for none.
  public let person: String?

  /// Makes one of its parts.
  public init(member: MemberID, person: String? = nil) {
    self.member = member
    self.person = person
  }

  var organisation: ObjectID { ObjectID(member) }
}

/// What a command needs to know besides the state.
public struct CommandContext {
  /// Who acts.
  public let author: CommandAuthor
  /// Its index in the change.
  public let index: LogIndex
  /// Today in the network's time zone.
  public let today: CalendarDate
  /// The heads that the person's page showed; nil for the present ones. An edit then overwrites only what was seen.
  public let seen: [ChangeID]?
  /// Gives earlier changes on an object.
  public let history: ChangeHistory

  /// Makes one of its parts.
  public init(
    author: CommandAuthor,
    index: LogIndex,
    today: CalendarDate,
    seen: [ChangeID]? = nil,
    history: @escaping ChangeHistory
  ) {
    self.author = author
    self.index = index
    self.today = today
    self.seen = seen
    self.history = history
  }
}

/// The operations of one change to be, before it is sealed.
public struct Draft: Sendable {
  /// What it does, in order.
  public private(set) var operations: [Operation] = []
  /// The person that the change names.
  public private(set) var person: ObjectReference?
  /// The act that several changes make up together.
  public var act: ActID?
  /// What the command makes or changes; its id is known once the change is sealed.
  public internal(set) var subject: ObjectReference?
  /// The kind of the subject.
  public internal(set) var subjectKind: ObjectKind?

  /// Makes one of its parts.
  public init() {}

  /// Adds an operation.
  /// - Returns: the reference of the object that it makes, if it makes one.
  @discardableResult
  public mutating func append(_ operation: Operation) -> ObjectReference {
    operations.append(operation)
    return .made(UInt32(operations.count - 1))
  }

  mutating func name(_ person: ObjectReference) { self.person = person }

  /// Changes what the draft makes, before anything refers to how it was.
  mutating func rewriteCreations(_ body: (inout Creation) -> Void) {
    for (i, operation) in operations.enumerated() {
      guard case .create(var creation) = operation else { continue }
      body(&creation)
      operations[i] = .create(creation)
    }
  }

  /// Whether there is nothing to write.
  public var isEmpty: Bool {
    operations.isEmpty
      || (operations.count == 1 && person == .made(0) && subject != .made(0))
  }

  /// What the header says: changes that settling reads are signed and checked one by one.
  public var flags: ChangeFlags {
    var flags: ChangeFlags = []
    for operation in operations {
      switch operation {
      case .governance(let operation):
        flags.insert(.governance)
        if operation.isCritical { flags.insert(.critical) }
      case .create(let creation):
        switch creation.kind {
        case .decision, .position: flags.insert(.governance)
        // Nothing is settled by it, but it is shown alone, to third parties.
        case .signature: flags.insert(.governance)
        case .network, .goal, .measure, .checkIn, .agreement, .question, .comment, .organisation, .node, .person,
          .invitation, .rosterProposal, .mandate, .meeting, .agreementVersion, .answer:
          break
        }
      case .set, .add, .remove, .text, .move, .unknown: break
      }
    }
    return flags
  }

  /// The structure and the strings, to be sealed.
  /// - Parameter descriptor: in a log's first change.
  public func encode(descriptor: LogDescriptor? = nil) -> (structure: [UInt8], strings: [String]) {
    var writer = StructureWriter(descriptor: descriptor, person: person, act: act)
    for operation in operations { writer.append(operation) }
    return writer.finish()
  }
}
