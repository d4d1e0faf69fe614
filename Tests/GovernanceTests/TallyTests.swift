import Testing

@testable import TalkootModel

@Suite struct `A tally` {
  struct Case: Sendable, CustomTestStringConvertible {
    let rule: DecisionRule
    let electorate: Int
    var agree = 0
    var object = 0
    var abstain = 0
    var choosers: [Int] = []
    var silent = 0
    var quorum: UInt32?
    let outcome: Outcome

    var tally: Tally {
      var tally = Tally(electorate: electorate, options: choosers.count)
      tally.count(.agree, times: agree)
      tally.count(.object, times: object)
      tally.count(.abstain, times: abstain)
      for (option, times) in choosers.enumerated() { tally.count(.choose(UInt32(option)), times: times) }
      tally.silent = silent
      return tally
    }

    var testDescription: String { "\(rule.name) \(tally) \(quorum ?? 0) -> \(outcome)" }
  }

  static let cases = [
    Case(rule: .consent, electorate: 5, agree: 1, silent: 2, outcome: .accepted),
    Case(rule: .consent, electorate: 5, agree: 1, silent: 1, outcome: .none),
    Case(rule: .consent, electorate: 5, agree: 4, object: 1, outcome: .rejected),
    Case(rule: .consent, electorate: 3, silent: 3, outcome: .accepted),
    Case(rule: .consent, electorate: 4, agree: 1, silent: 1, outcome: .none),
    Case(rule: .majority, electorate: 5, agree: 2, object: 1, outcome: .accepted),
    Case(rule: .majority, electorate: 5, agree: 1, object: 1, abstain: 1, outcome: .rejected),
    Case(rule: .majority, electorate: 5, agree: 2, silent: 3, outcome: .none),
    Case(rule: .majority, electorate: 5, agree: 2, silent: 3, quorum: 40, outcome: .accepted),
    Case(rule: .majority, electorate: 5, agree: 2, quorum: 41, outcome: .none),
    Case(rule: .majority, electorate: 3, abstain: 3, outcome: .rejected),
    Case(rule: .majority, electorate: 3, agree: 3, quorum: 101, outcome: .none),
    Case(rule: .majority, electorate: 3, quorum: 0, outcome: .rejected),
    Case(rule: .twoThirds, electorate: 6, agree: 4, object: 2, outcome: .accepted),
    Case(rule: .twoThirds, electorate: 6, agree: 3, object: 2, outcome: .rejected),
    Case(rule: .twoThirds, electorate: 6, abstain: 4, outcome: .rejected),
    Case(rule: .unanimous, electorate: 3, agree: 3, outcome: .accepted),
    Case(rule: .unanimous, electorate: 3, agree: 2, abstain: 1, outcome: .rejected),
    Case(rule: .unanimous, electorate: 3, agree: 2, silent: 1, outcome: .rejected),
    Case(rule: .choice, electorate: 5, choosers: [2, 1, 0], outcome: .chosen(0)),
    Case(rule: .choice, electorate: 5, choosers: [2, 2, 1], outcome: .none),
    Case(rule: .choice, electorate: 5, abstain: 5, choosers: [0, 0], outcome: .none),
    Case(rule: .choice, electorate: 5, abstain: 2, choosers: [0, 1], outcome: .chosen(1)),
  ]

  @Test(arguments: cases)
  func `comes to what the rule says`(example: Case) {
    #expect(example.tally.outcome(under: example.rule, quorumPercent: example.quorum) == example.outcome)
  }

  /// Every way of up to four more to speak, against the corners.
  @Test(arguments: [DecisionRule.majority, .twoThirds, .choice])
  func `is decided exactly when nothing that the missing say can change it`(rule: DecisionRule) {
    for missing in 0...4 {
      for agree in 0...3 {
        for object in 0...3 {
          let known = agree + object
          var tally = Tally(electorate: known + missing, options: rule == .choice ? 2 : 0)
          tally.count(rule == .choice ? .choose(0) : .agree, times: agree)
          tally.count(rule == .choice ? .choose(1) : .object, times: object)
          let outcomes = completions(of: tally, missing: missing, options: rule == .choice ? 2 : 0)
            .map { $0.outcome(under: rule, quorumPercent: nil) }
          let decided = tally.isDecided(missing: missing, under: rule, quorumPercent: nil)
          #expect(decided == (Set(outcomes).count == 1), "\(rule) \(tally) \(missing)")
        }
      }
    }
  }

  private func completions(of tally: Tally, missing: Int, options: Int) -> [Tally] {
    guard missing > 0 else { return [tally] }
    let stances = [Stance.agree, .object, .abstain] + (0..<options).map { .choose(UInt32($0)) }
    return completions(of: tally, missing: missing - 1, options: options).flatMap { base in
      [base]
        + stances.map { stance in
          var next = base
          next.count(stance)
          return next
        }
    }
  }
}
