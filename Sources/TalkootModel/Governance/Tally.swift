/// How many of an electorate say what, and what a rule makes of it (`rules.md` 2.5, *Exactly*).
public struct Tally: Hashable, Sendable {
  /// How many organisations decide.
  public let electorate: Int
  /// How many agree.
  public internal(set) var agree = 0
  /// How many object.
  public internal(set) var object = 0
  /// How many abstain.
  public internal(set) var abstain = 0
  /// How many choose each option.
  public internal(set) var choosers: [Int]
  /// How many had received the proposal and took no position.
  public internal(set) var silent = 0

  /// Nobody has said anything yet.
  public init(electorate: Int, options: Int = 0) {
    self.electorate = electorate
    choosers = Array(repeating: 0, count: options)
  }

  /// Counts a position. A choice of an option that there isn't counts for nothing.
  public mutating func count(_ stance: Stance, times: Int = 1) {
    switch stance {
    case .agree: agree += times
    case .object: object += times
    case .abstain: abstain += times
    case .choose(let option):
      if Int(option) < choosers.count { choosers[Int(option)] += times }
    }
  }

  /// How many are present under a rule: silence is consent from those who have received the proposal.
  public func present(under rule: DecisionRule) -> Int {
    let spoken = agree + object + abstain + choosers.reduce(0, +)
    return rule == .consent ? spoken + silent : spoken
  }

  /// How many must be present: so many in a hundred, rounded up; by default more than half.
  public func quorum(percent: UInt32?) -> Int {
    guard let percent else { return electorate / 2 + 1 }
    return (electorate * Int(percent) + 99) / 100
  }

  /// What a rule makes of it.
  public func outcome(under rule: DecisionRule, quorumPercent: UInt32?) -> Outcome {
    guard present(under: rule) >= quorum(percent: quorumPercent) else { return .none }
    switch rule {
    case .consent: return object == 0 ? .accepted : .rejected
    case .majority: return agree > object ? .accepted : .rejected
    case .twoThirds: return agree > 0 && agree >= 2 * object ? .accepted : .rejected
    case .unanimous: return agree == electorate ? .accepted : .rejected
    case .choice:
      guard let most = choosers.max(), most > 0, choosers.count(where: { $0 == most }) == 1 else { return .none }
      return .chosen(UInt32(choosers.firstIndex(of: most)!))
    }
  }

  /// Whether the outcome is the same whatever `missing` more organisations will say.
  ///
  /// Tried at the corners: all of them say one and the same, or nothing. Every rule asked here is monotone in each
  /// count, so if the corners agree, everything between them does.
  public func isDecided(missing: Int, under rule: DecisionRule, quorumPercent: UInt32?) -> Bool {
    let now = outcome(under: rule, quorumPercent: quorumPercent)
    let corners = [Stance.agree, .object, .abstain] + choosers.indices.map { Stance.choose(UInt32($0)) }
    return corners.allSatisfy { stance in
      var corner = self
      corner.count(stance, times: missing)
      return corner.outcome(under: rule, quorumPercent: quorumPercent) == now
    }
  }
}
