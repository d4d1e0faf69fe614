/// A field's choices: numbered for ever, named as the command line and JSON name them.
public protocol ChoiceName: RawRepresentable<UInt32>, CaseIterable, Sendable, Hashable {
  /// The word in JSON and on the command line.
  var name: String { get }
}

extension ChoiceName {
  /// The choice of a word; nil for any other word.
  public init?(name: String) {
    guard let choice = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = choice
  }

  /// The choice as a value.
  public var value: Value { .choice(rawValue) }

  /// The choice in a value; nil when there is none or one of a newer version.
  public init?(_ value: Value?) {
    guard let number = value?.choice else { return nil }
    self.init(rawValue: number)
  }

  static var choices: Choices {
    Choices(names: allCases.map { ($0.rawValue, $0.name) })
  }
}

/// Numbers and names of a field's choices, for the table of fields.
public struct Choices: Sendable {
  let names: [(number: UInt32, name: String)]

  /// All the words, in order of their numbers.
  public var words: [String] { names.map(\.name) }

  /// The word of a number.
  public func name(of number: UInt32) -> String? { names.first { $0.number == number }?.name }

  /// The number of a word.
  public func number(of name: String) -> UInt32? { names.first { $0.name == name }?.number }
}

/// How far a goal has come.
public enum GoalStatus: UInt32, ChoiceName {
  case proposed = 1
  case active, achieved, dropped

  /// What it is called.
  public var name: String {
    switch self {
    case .proposed: "proposed"
    case .active: "active"
    case .achieved: "achieved"
    case .dropped: "dropped"
    }
  }
}

/// What an organisation does for a goal, and what a member brings.
public enum Role: UInt32, ChoiceName {
  case ideator = 1
  case definer, implementer, coordinator, customer

  /// What it is called.
  public var name: String {
    switch self {
    case .ideator: "ideator"
    case .definer: "definer"
    case .implementer: "implementer"
    case .coordinator: "coordinator"
    case .customer: "customer"
    }
  }
}

/// How sure a check-in's author is of reaching the target.
public enum Confidence: UInt32, ChoiceName {
  case onTrack = 1
  case atRisk, offTrack

  /// What it is called.
  public var name: String {
    switch self {
    case .onTrack: "on-track"
    case .atRisk: "at-risk"
    case .offTrack: "off-track"
    }
  }
}

/// How positions make an outcome (`rules.md` 2.5, *Exactly*).
public enum DecisionRule: UInt32, ChoiceName {
  case consent = 1
  case majority, twoThirds, unanimous, choice

  /// What it is called.
  public var name: String {
    switch self {
    case .consent: "consent"
    case .majority: "majority"
    case .twoThirds: "two-thirds"
    case .unanimous: "unanimous"
    case .choice: "choice"
    }
  }
}

/// What an organisation says to a decision.
public enum PositionChoice: UInt32, ChoiceName {
  case agree = 1
  case abstain, object, choose

  /// What it is called.
  public var name: String {
    switch self {
    case .agree: "agree"
    case .abstain: "abstain"
    case .object: "object"
    case .choose: "choose"
    }
  }
}

/// Where a question stands.
public enum QuestionStatus: UInt32, ChoiceName {
  case open = 1
  case answered, dropped

  /// What it is called.
  public var name: String {
    switch self {
    case .open: "open"
    case .answered: "answered"
    case .dropped: "dropped"
    }
  }
}
