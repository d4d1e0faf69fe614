import TalkootCRDT
import TalkootCrypto
import TalkootLog
import TalkootTesting
import Testing

@testable import TalkootModel

@Suite struct `A decision` {
  @Test func `is settled when all have answered, with one certificate everywhere`() {
    var network = Network(members: 3)
    let decision = network.decide(.consent, by: 0)
    network.sync(0, 1, 2)
    for number in 0..<3 { network.write(.position(decision: decision, .agree), by: number) }
    network.settle()
    let status = network.replicas[2].state.decision(decision)!
    #expect(status.state == .settled)
    #expect(status.outcome == .accepted)
    #expect(status.certificate!.parts.count >= 2)
    #expect(network.agreement().count == 1)
  }

  @Test func `waits while an objection or a missing position may still change`() {
    var network = Network(members: 3)
    let consent = network.decide(.consent, by: 0)
    let majority = network.decide(.majority, by: 0)
    network.sync(0, 1, 2)
    for number in 0..<3 { network.write(.position(decision: consent, number == 1 ? .object : .agree), by: number) }
    network.write(.position(decision: majority, .agree), by: 0)
    network.settle()
    #expect(network.replicas[0].state.decision(consent)?.state == .open)
    #expect(network.replicas[0].state.decision(majority)?.state == .open)
    network.write(.position(decision: majority, .agree), by: 2)
    network.settle()
    #expect(network.replicas[0].state.decision(majority)?.outcome == .accepted)
    network.write(.closeDecision(consent), by: 0)
    network.settle()
    #expect(network.replicas[1].state.decision(consent)?.outcome == .rejected)
    #expect(network.agreement().count == 1)
  }

  @Test func `takes silence for consent only from those who had received it`() {
    var network = Network(members: 4)
    let decision = network.decide(.consent, by: 0)
    network.write(.position(decision: decision, .agree), by: 0)
    network.settle(among: [0, 1])
    #expect(network.replicas[0].state.decision(decision)?.notReceived.count == 2)
    #expect(network.replicas[0].state.decision(decision)?.present == 2)
    network.settle(among: [0, 1, 2])
    network.write(.closeDecision(decision), by: 0)
    network.settle(among: [0, 1, 2])
    let status = network.replicas[0].state.decision(decision)!
    #expect(status.outcome == .accepted)
    #expect(status.tally.silent == 2)
    #expect(status.notReceived == [network.member(3)])
    network.settle()
    #expect(network.agreement().count == 1)
  }

  @Test func `is closed by its proposer's organisation alone`() {
    var network = Network(members: 3)
    let decision = network.decide(.majority, by: 0)
    network.sync(0, 1, 2)
    #expect(network.ignored(.closeDecision(decision), by: 1) == [.notOwn])
    #expect(network.ignored(.withdrawDecision(decision), by: 2) == [.notOwn])
    network.settle()
    #expect(network.replicas[0].state.decision(decision)?.state == .open)
  }

  @Test func `is settled after its deadline, by each voice's own clock`() {
    var network = Network(members: 3)
    let day = CalendarDate(year: 2026, month: 12, day: 1)!
    network.write(
      .openDecision(ObjectID(high: 5, low: 5), DecisionOpening(epoch: 2, rule: .majority, deadline: day)),
      by: 0
    )
    network.settle()
    #expect(network.replicas[1].state.decision(ObjectID(high: 5, low: 5))?.state == .open)
    var memory = DutyMemory()
    let duties = network.replicas[0].state.duties(
      of: network.authors[0],
      memory: &memory,
      network.circumstances(of: 0)
    )
    #expect(duties.lookAgainMilliseconds == Int64(day.packed) * 1_000_000)
    network.now = Int64(day.packed) * 1_000_000
    network.settle()
    #expect(network.replicas[1].state.decision(ObjectID(high: 5, low: 5))?.outcome == Outcome.none)
    #expect(network.agreement().count == 1)
  }

  /// Acceptance case 29. The closer knows the position, and would rather not.
  @Test func `counts a position known to more than half of the voices, whatever the closer leaves out`() {
    var network = Network(members: 3)
    let decision = network.decide(.majority, by: 0)
    network.write(.position(decision: decision, .agree), by: 0)
    network.sync(0, 1, 2)
    network.write(.position(decision: decision, .object), by: 2)
    network.sync(1, 2)
    // The closer hears of nothing but promises, and these bring the objection with them.
    network.write(.closeDecision(decision), by: 0)
    let round = Round(counter: 1, organisation: network.member(0))
    let prepare = network.write(.settle(.decision(decision), .prepare(round)), by: 0)
    network.write(.settle(.decision(decision), .promise(round, accepted: nil)), by: 0)
    network.replicas[1].receive(prepare)
    let promise = network.write(.settle(.decision(decision), .promise(round, accepted: nil)), by: 1)
    let withheld = network.replicas[0].value(of: decision)
    #expect(network.ignored(.settle(.decision(decision), .offer(round, withheld)), by: 0) == [.flawed(.tooFewPromises)])
    network.replicas[0].receive(promise)
    #expect(network.ignored(.settle(.decision(decision), .offer(round, withheld)), by: 0) == [.flawed(.wrongValue)])
    network.settle()
    let status = network.replicas[1].state.decision(decision)!
    #expect(status.outcome == .rejected)
    #expect(status.positions.contains { $0.organisation == network.member(2) && $0.stance == .object && !$0.isLate })
    #expect(network.agreement().count == 1)
  }

  /// Acceptance case 30.
  @Test func `settled by two at once, apart, comes out once`() {
    var random = SplitMix64(seed: 30)
    for seed in 0..<6 as Range<UInt64> {
      var network = Network(members: 3)
      let decision = network.decide(.majority, by: 0)
      for number in 0..<3 {
        network.sync(0, number)
        network.write(.position(decision: decision, number == 1 ? .object : .agree), by: number)
      }
      network.write(.closeDecision(decision), by: 0)
      network.sync(0, 1, 2)
      network.write(.position(decision: decision, .abstain), by: 0)
      network.write(.position(decision: decision, .abstain), by: 2)
      // Each works on what it happens to have; now and then two of them meet.
      for _ in 0..<60 {
        network.now += Int64.random(in: 0..<20_000, using: &random)
        let (a, b) = (Int.random(in: 0..<3, using: &random), Int.random(in: 0..<3, using: &random))
        _ = network.work(a)
        if Bool.random(using: &random) { network.replicas[b].receive(allOf: network.replicas[a]) }
      }
      network.settle()
      let outcomes = Set((0..<3).map { network.replicas[$0].state.decision(decision)!.outcome })
      #expect(outcomes.count == 1 && !outcomes.contains(nil), "seed \(seed)")
      #expect(network.replicas.allSatisfy { !$0.state.decision(decision)!.isContested })
      #expect(network.agreement().count == 1, "seed \(seed)")
    }
  }

  @Test func `shows a voice that accepted twice, with its two messages`() {
    var network = Network(members: 3)
    let decision = network.decide(.majority, by: 0)
    network.sync(0, 1, 2)
    network.write(.closeDecision(decision), by: 0)
    let matter = Matter.decision(decision)
    let round = Round(counter: 1, organisation: network.member(0))
    network.write(.settle(matter, .prepare(round)), by: 0)
    network.write(.settle(matter, .promise(round, accepted: nil)), by: 0)
    network.sync(0, 1, 2)
    network.write(.settle(matter, .promise(round, accepted: nil)), by: 1)
    network.sync(0, 1)
    // Two offers in one round: one before, one after a position, neither knowing of the other.
    let first = network.replicas[0].value(of: decision)
    let apart = network.replicas[0].held
    network.write(.settle(matter, .offer(round, first)), by: 0)
    let position = network.history.write([.position(decision: decision, .agree)], by: network.authors[0], after: apart)
    var twin = network.replicas[1]
    twin.receive(position)
    let second = twin.value(of: decision)
    let offer = network.history.write(
      [.settle(matter, .offer(round, second))],
      by: network.authors[0],
      after: apart.union([position])
    )
    network.replicas[2].receive(offer)
    network.sync(0, 1)
    network.write(.settle(matter, .accept(round, first.digest)), by: 1)
    network.replicas[1].receive(network.write(.settle(matter, .accept(round, first.digest)), by: 0))
    network.write(.settle(matter, .accept(round, second.digest)), by: 2)
    let lie = network.history.write(
      [.settle(matter, .accept(round, second.digest))],
      by: network.authors[0],
      after: apart.union([position, offer])
    )
    network.replicas[2].receive(lie)
    #expect(network.replicas[1].state.decision(decision)?.outcome == .some(.none))
    network.sync(0, 1, 2)
    for number in 0..<3 {
      let status = network.replicas[number].state.decision(decision)!
      #expect(status.isContested)
      #expect(status.doubleVoices.map(\.organisation) == [network.member(0)])
      #expect(network.replicas[number].state.doubleVoices.count == 1)
    }
    // Each keeps the certificate it had.
    let kept = (1..<3).map { network.replicas[$0].state.decision(decision)!.certificate!.value.digest }
    #expect(kept == [first.digest, second.digest])
  }

  /// Acceptance case 31.
  @Test func `shows what arrives after it as late, for ever, and stays as it is`() {
    var network = Network(members: 3)
    let decision = network.decide(.majority, by: 0)
    network.sync(0, 1, 2)
    // Written long before the end, at home.
    network.write(.position(decision: decision, .object), by: 2)
    network.write(.position(decision: decision, .agree), by: 0)
    network.write(.position(decision: decision, .agree), by: 1)
    network.settle(among: [0, 1])
    #expect(network.replicas[0].state.decision(decision)?.outcome == .accepted)
    network.settle()
    let status = network.replicas[1].state.decision(decision)!
    #expect(status.outcome == .accepted)
    #expect(status.positions.map(\.isLate).filter { $0 }.count == 1)
    #expect(status.positions.first { $0.isLate }?.organisation == network.member(2))
    #expect(network.agreement().count == 1)
  }

  @Test func `counts an organisation's last position, and none when two of its nodes disagree unknowing`() {
    var network = Network(members: 2)
    let decision = network.decide(.majority, by: 0)
    network.write(.position(decision: decision, .object), by: 0)
    network.write(.position(decision: decision, .agree), by: 0)
    network.sync(0, 1)
    #expect(network.replicas[1].state.decision(decision)?.tally.agree == 1)
    let before = network.replicas[0].held
    network.write(.position(decision: decision, .agree), by: 0)
    let other = network.history.write([.position(decision: decision, .object)], by: network.authors[0], after: before)
    network.replicas[0].receive(other)
    let status = network.replicas[0].state.decision(decision)!
    #expect(status.contradictory == [network.member(0)])
    #expect(status.tally.agree == 0 && status.tally.object == 0)
    network.write(.position(decision: decision, .abstain), by: 0)
    #expect(network.replicas[0].state.decision(decision)?.tally.abstain == 1)
  }

  @Test func `withdrawn, comes out withdrawn, unless it was settled before that was heard`() {
    var network = Network(members: 3)
    let first = network.decide(.majority, by: 0)
    let second = network.decide(.majority, by: 0)
    network.sync(0, 1, 2)
    network.write(.withdrawDecision(first), by: 0)
    #expect(network.replicas[0].state.decision(first)?.state == .withdrawn)
    for number in 1..<3 { network.write(.position(decision: second, .agree), by: number) }
    network.settle(among: [1, 2])
    network.write(.withdrawDecision(second), by: 0)
    network.settle()
    #expect(network.replicas[2].state.decision(first)?.state == .withdrawn)
    #expect(network.replicas[2].state.decision(first)?.outcome == .withdrawn)
    #expect(network.replicas[0].state.decision(second)?.state == .settled)
    #expect(network.replicas[0].state.decision(second)?.outcome == .accepted)
    #expect(network.agreement().count == 1)
  }

  @Test func `goes on when a minority is away, and not when half is`() {
    var network = Network(members: 4)
    let decision = network.decide(.majority, by: 0)
    network.settle()
    network.write(.closeDecision(decision), by: 0)
    network.away = [2, 3]
    network.settle()
    #expect(network.replicas[0].state.decision(decision)?.outcome == nil)
    network.away = [3]
    network.settle()
    #expect(network.replicas[0].state.decision(decision)?.state == .settled)
    network.away = []
    network.settle()
    #expect(network.agreement().count == 1)
  }

  @Test func `a choice comes to the option with most choosers`() {
    var network = Network(members: 3)
    let decision = network.decide(.choice, options: 2, by: 0)
    network.sync(0, 1, 2)
    #expect(network.ignored(.position(decision: decision, .choose(2)), by: 0) == [.noSuchOption])
    for number in 0..<3 { network.write(.position(decision: decision, .choose(number == 0 ? 0 : 1)), by: number) }
    network.settle()
    #expect(network.replicas[0].state.decision(decision)?.outcome == .chosen(1))
  }

  @Test func `opened by two at once under one outside key, is one decision and comes out once`() {
    for apart in [false, true] {
      var network = Network(members: 3)
      let id = ObjectID(high: 8, low: 8)
      network.write(.openDecision(id, DecisionOpening(epoch: 2, rule: .majority)), by: 2)
      if apart {
        // Meanwhile the others have gone on to another epoch.
        let newcomer = network.join(Party(91), by: 0)
        network.sync(0, 1, newcomer)
        network.confirm(newcomer, by: 0)
        network.confirm(newcomer, by: 1)
        network.settle(among: [0, 1, newcomer])
      }
      let epoch = network.replicas[0].state.currentEpoch!.number
      network.write(.openDecision(id, DecisionOpening(epoch: epoch, rule: .unanimous)), by: 0)
      network.sync(Array(network.authors.indices))
      #expect(network.replicas[1].state.allDecisions == [id])
      #expect(network.ignored(.openDecision(id, DecisionOpening(epoch: 2, rule: .consent)), by: 1) == [.pointless])
      for number in 0..<3 { network.write(.position(decision: id, .agree), by: number) }
      network.write(.closeDecision(id), by: 0)
      network.settle()
      #expect(network.replicas[1].state.decision(id)?.state == .settled)
      #expect(network.agreement(orders: 6).count == 1)
    }
  }

  @Test func `is decided by the members of the epoch it names, whoever comes and goes`() {
    var network = Network(members: 3)
    let decision = network.decide(.unanimous, by: 0)
    network.sync(0, 1, 2)
    network.write(.leave, by: 2)
    network.settle()
    #expect(network.replicas[0].state.members.count == 2)
    let newcomer = network.join(Party(90), by: 0)
    network.sync(Array(network.authors.indices))
    #expect(network.ignored(.position(decision: decision, .agree), by: newcomer) == [.notInElectorate])
    for number in 0..<2 { network.write(.position(decision: decision, .agree), by: number) }
    network.write(.closeDecision(decision), by: 0)
    network.settle()
    #expect(network.replicas[1].state.decision(decision)?.outcome == .rejected)
    #expect(network.agreement().count == 1)
  }
}

extension Replica {
  /// What an offer that knew everything here would have to say.
  func value(of decision: ObjectID) -> GovernanceValue {
    let everything: Past<Unordered>? = nil
    return .decision(state.decisions[decision]!.value(everything, in: state)!)
  }
}
