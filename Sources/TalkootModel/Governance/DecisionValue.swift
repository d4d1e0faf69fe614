public import TalkootCrypto
public import TalkootLog

/// What an organisation says to a decision.
public enum Stance: Hashable, Sendable {
  /// For it.
  case agree
  /// Neither; counts as present.
  case abstain
  /// Against it.
  case object
  /// For the option with this number, from 0.
  case choose(UInt32)
}

/// What a decision came to.
public enum Outcome: Hashable, Sendable {
  /// The rule was met.
  case accepted
  /// The rule was not met.
  case rejected
  /// This option, by number from 0.
  case chosen(UInt32)
  /// Short of the quorum, or no option ahead of all others.
  case none
  /// Its proposer took it back.
  case withdrawn
}

/// A position that a decision's value counted.
public struct CountedPosition: Hashable, Sendable {
  /// Whose it is.
  public let organisation: MemberID
  /// What it says.
  public let stance: Stance
  /// The change that says it.
  public let change: ChangeID
  /// The operation in it.
  public let index: UInt32

  /// A position as it stands in a change.
  public init(organisation: MemberID, stance: Stance, change: ChangeID, index: UInt32) {
    self.organisation = organisation
    self.stance = stance
    self.change = change
    self.index = index
  }
}

/// What a decision's settling comes out as, with everything it was computed from.
public struct DecisionValue: Hashable, Sendable {
  /// What it came to.
  public let outcome: Outcome
  /// The positions counted, ascending by organisation; none when withdrawn.
  public let positions: [CountedPosition]
  /// Who had received the proposal and said nothing, ascending; none when withdrawn.
  public let silent: [MemberID]

  /// A value with these parts, which are in order.
  public init(outcome: Outcome, positions: [CountedPosition], silent: [MemberID]) {
    self.outcome = outcome
    self.positions = positions
    self.silent = silent
  }
}

/// What nodes settle: a decision's value or a change of the roster.
public enum GovernanceValue: SettledValue {
  /// A decision's.
  case decision(DecisionValue)
  /// The roster's.
  case roster(RosterChange)

  /// H("talkoot/value/1" ‖ canonical bytes).
  public var digest: Digest {
    var bytes: [UInt8] = []
    switch self {
    case .decision(let value):
      bytes.append(1)
      bytes.append(value)
    case .roster(let change):
      bytes.append(2)
      bytes.append(change)
    }
    return SHA256.hash("talkoot/value/1", bytes)
  }
}

extension [UInt8] {
  fileprivate mutating func append(number: UInt32) {
    Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
  }

  fileprivate mutating func append(members: [MemberID]) {
    append(number: UInt32(members.count))
    for member in members { append(contentsOf: member.digest.bytes) }
  }

  fileprivate mutating func append(_ value: DecisionValue) {
    append(number: value.outcome.code)
    append(number: value.outcome.option)
    append(number: UInt32(value.positions.count))
    for position in value.positions {
      append(contentsOf: position.organisation.digest.bytes)
      append(number: position.stance.code)
      append(number: position.stance.option)
      append(contentsOf: position.change.digest.bytes)
      append(number: position.index)
    }
    append(members: value.silent)
  }

  fileprivate mutating func append(_ change: RosterChange) {
    append(members: change.confirmed)
    append(members: change.removed)
    append(number: UInt32(change.rekeyed.count))
    for entry in change.rekeyed {
      append(contentsOf: entry.organisation.digest.bytes)
      append(contentsOf: entry.rootKey.bytes)
    }
    append(members: change.left)
  }
}

extension Stance {
  var code: UInt32 {
    switch self {
    case .agree: 1
    case .abstain: 2
    case .object: 3
    case .choose: 4
    }
  }

  /// 0 unless it chooses.
  var option: UInt32 { if case .choose(let option) = self { option } else { 0 } }

  init?(code: UInt32, option: UInt32) {
    switch code {
    case 1: self = .agree
    case 2: self = .abstain
    case 3: self = .object
    case 4: self = .choose(option)
    default: return nil
    }
    guard code == 4 || option == 0 else { return nil }
  }
}

extension Outcome {
  var code: UInt32 {
    switch self {
    case .accepted: 1
    case .rejected: 2
    case .chosen: 3
    case .none: 4
    case .withdrawn: 5
    }
  }

  /// 0 unless an option was chosen.
  var option: UInt32 { if case .chosen(let option) = self { option } else { 0 } }

  init?(code: UInt32, option: UInt32) {
    switch code {
    case 1: self = .accepted
    case 2: self = .rejected
    case 3: self = .chosen(option)
    case 4: self = .none
    case 5: self = .withdrawn
    default: return nil
    }
    guard code == 3 || option == 0 else { return nil }
  }
}
