/// What an object is. The number is in every change that makes one and in keyed ids, so it never changes.
public enum ObjectKind: UInt64, Sendable, CaseIterable, Comparable {
  case network = 1
  case goal, measure, checkIn, decision, agreement, question, comment, organisation, node, person
  case invitation, rosterProposal, mandate, meeting
  // Owned records without a letter of their own; people see them as part of what they belong to.
  case position, signature, agreementVersion, answer

  /// The letter before the dash in an id; nil for what people see only as part of something else.
  public var letter: Character? {
    switch self {
    case .goal: "g"
    case .measure: "m"
    case .checkIn: "k"
    case .decision: "d"
    case .agreement: "a"
    case .question: "q"
    case .comment: "c"
    case .organisation: "o"
    case .node: "n"
    case .person: "u"
    case .invitation: "i"
    case .rosterProposal: "p"
    case .mandate: "x"
    case .meeting: "t"
    case .network, .position, .signature, .agreementVersion, .answer: nil
    }
  }

  /// The kind of an id's letter.
  public init?(letter: Character) {
    guard let kind = ObjectKind.allCases.first(where: { $0.letter == letter }) else { return nil }
    self = kind
  }

  /// The name in JSON, in `import --kind` and in messages.
  public var name: String {
    switch self {
    case .network: "network"
    case .goal: "goal"
    case .measure: "measure"
    case .checkIn: "checkin"
    case .decision: "decision"
    case .agreement: "agreement"
    case .question: "question"
    case .comment: "comment"
    case .organisation: "member"
    case .node: "node"
    case .person: "person"
    case .invitation: "invitation"
    case .rosterProposal: "proposal"
    case .mandate: "mandate"
    case .meeting: "meeting"
    case .position: "position"
    case .signature: "signature"
    case .agreementVersion: "version"
    case .answer: "answer"
    }
  }

  /// Who may write an object of this kind. Whatever others write to it counts for nothing.
  public enum Writers: Sendable {
    /// Every organisation of the network.
    case everyone
    /// The organisation that made it.
    case owner
    /// The organisation that it is.
    case itself
    /// No general operation: governance alone makes and changes it.
    case governance
  }

  /// Who may write an object of this kind.
  public var writers: Writers {
    switch self {
    case .network, .goal, .measure, .agreement, .question, .mandate, .meeting: .everyone
    case .checkIn, .decision, .comment, .person, .position, .signature, .agreementVersion, .answer: .owner
    case .organisation: .itself
    case .node, .invitation, .rosterProposal: .governance
    }
  }

  /// Whether the making operation is all there ever is to it, but for archiving.
  public var isAppendOnly: Bool {
    switch self {
    case .checkIn, .comment, .position, .signature, .agreementVersion, .answer: true
    case .network, .goal, .measure, .decision, .agreement, .question, .organisation, .node, .person, .invitation,
      .rosterProposal, .mandate, .meeting:
      false
    }
  }

  /// Whether governance makes such objects; all others have a `create`.
  var isMadeByGovernance: Bool {
    switch self {
    case .network, .organisation, .node, .invitation, .rosterProposal: true
    case .goal, .measure, .checkIn, .decision, .agreement, .question, .comment, .person, .mandate, .meeting,
      .position, .signature, .agreementVersion, .answer:
      false
    }
  }

  /// By number.
  public static func < (a: ObjectKind, b: ObjectKind) -> Bool { a.rawValue < b.rawValue }
}
