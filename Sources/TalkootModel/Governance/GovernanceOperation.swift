public import TalkootLog

/// The operations that say who belongs to the network and what is settled (operation kinds 16 to 36), and the two that
/// decisions are made of, which changes hold as objects of kinds *decision* and *position*.
public enum GovernanceOperation: Hashable, Sendable {
  /// Founds the network.
  case genesis(Genesis)
  /// Lets somebody in who knows a secret.
  case invite(Invitation)
  /// Takes an invitation back.
  case revoke(invitation: ObjectID)
  /// Makes a newcomer a participant.
  case admit(Admission)
  /// Adds a node to an organisation.
  case admitNode(NodeAdmission)
  /// Closes a node.
  case retireNode(NodeRetirement)
  /// Names an organisation's voice.
  case assignVoice(VoiceAssignment)
  /// Proposes a change of the roster.
  case propose(RosterProposal)
  /// Approves one, for the epoch with this number.
  case approve(proposal: ObjectID, epoch: UInt32)
  /// Takes back what its organisation proposed or approved.
  case withdrawProposal(ObjectID)
  /// Its organisation leaves.
  case leave
  /// A word of a voice.
  case settle(Matter, SettlementMessage<GovernanceValue>)
  /// This node has these decisions.
  case received([ObjectID])
  /// To every voice that has this, the deadline has passed.
  case closeDecision(ObjectID)
  /// Its proposer takes a decision back.
  case withdrawDecision(ObjectID)
  /// Two changes of one log with the same predecessor.
  case forkEvidence(ForkEvidence)
  /// Strings whose bytes are to go.
  case erase(Erasure)
  /// Where a node can be reached.
  case addressHint(AddressHint)
  /// What its node's version understands beyond the first.
  case understands(Understanding)
  /// A decision opens: made of the object's creation, never encoded by itself.
  case openDecision(ObjectID, DecisionOpening)
  /// An organisation takes a position: made of the object's creation, never encoded by itself.
  case position(decision: ObjectID, Stance)
}

/// What a voice's word is about, as operations name it.
public enum Matter: Hashable, Sendable {
  /// A decision's outcome.
  case decision(ObjectID)
  /// What follows the roster epoch with this number.
  case roster(after: UInt32)
}

/// What a decision opens with.
public struct DecisionOpening: Hashable, Sendable {
  /// The number of the roster epoch whose members decide.
  public let epoch: UInt32
  /// How positions make an outcome.
  public let rule: DecisionRule
  /// How many options there are to choose from.
  public let options: UInt32
  /// How many in a hundred of the electorate must be present; nil is more than half.
  public let quorumPercent: UInt32?
  /// The last day, month or year for positions.
  public let deadline: CalendarDate?

  /// An opening with these terms.
  public init(
    epoch: UInt32,
    rule: DecisionRule,
    options: UInt32 = 0,
    quorumPercent: UInt32? = nil,
    deadline: CalendarDate? = nil
  ) {
    self.epoch = epoch
    self.rule = rule
    self.options = options
    self.quorumPercent = quorumPercent
    self.deadline = deadline
  }
}

/// Strings to be erased, and why.
public struct Erasure: Hashable, Sendable {
  /// A string of a change, by number.
  public struct Target: Hashable, Sendable {
    /// The change that holds it.
    public let change: ChangeID
    /// Its number there.
    public let string: UInt32

    /// String number `string` of `change`.
    public init(change: ChangeID, string: UInt32) {
      self.change = change
      self.string = string
    }
  }

  /// The strings.
  public let targets: [Target]
  /// Why, for people.
  public let reason: String
  /// The settled decision that allows it; nil for what the author's own organisation wrote.
  public let decision: ObjectID?

  /// An erasure of these strings.
  public init(targets: [Target], reason: String, decision: ObjectID? = nil) {
    self.targets = targets
    self.reason = reason
    self.decision = decision
  }
}

/// Where a node says it can be reached.
public struct AddressHint: Hashable, Sendable {
  /// As `host:port`, best first.
  public let addresses: [String]

  /// These addresses of the node that writes it.
  public init(addresses: [String]) { self.addresses = addresses }
}
