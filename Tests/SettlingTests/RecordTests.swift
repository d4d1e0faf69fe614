import Testing

@testable import TalkootModel

@Suite struct `A settlement's record` {
  let a = TestValue(raw: 1)
  let b = TestValue(raw: 2)

  /// The counterexample of docs/decisions/0002-double-offers.md: nobody accepts twice, nobody hides anything, and two
  /// values are certified. Only the proposer's two offers tell.
  @Test func `two offers in one round are evidence, since they alone can certify two values`() {
    let script = Script(organisations: 3)
    let (first, second) = (script.round(1, 2), script.round(2, 0))
    let prepare = script.say(.prepare(first), by: 2, after: [])
    let liar = script.say(.promise(first, accepted: nil), by: 2, after: [prepare])
    let one = script.say(.promise(first, accepted: nil), by: 0, after: [prepare])
    let two = script.say(.promise(first, accepted: nil), by: 1, after: [prepare])
    let offerA = script.say(.offer(first, a), by: 2, after: [liar, one], computed: a)
    let offerB = script.say(.offer(first, b), by: 2, after: [liar, two], computed: b)
    let acceptA = script.say(.accept(first, a.digest), by: 0, after: [offerA])
    let acceptB = script.say(.accept(first, b.digest), by: 1, after: [two, offerB])
    let again = script.say(.prepare(second), by: 0, after: [acceptA])
    let namedA = AcceptedValue(round: first, digest: a.digest)
    let namedB = AcceptedValue(round: first, digest: b.digest)
    let promiseA = script.say(.promise(second, accepted: namedA), by: 0, after: [again])
    let promiseB = script.say(.promise(second, accepted: namedB), by: 1, after: [again, acceptB])
    let offer = script.say(.offer(second, a), by: 0, after: [promiseA, promiseB])
    script.say(.accept(second, a.digest), by: 0, after: [offer])
    script.say(.accept(second, a.digest), by: 1, after: [offer])
    #expect(script.record.certificate?.value == a)
    script.say(.accept(first, b.digest), by: 2, after: [offerB])
    #expect(script.flaws.allSatisfy { $0 == nil }, "\(script.flaws)")
    #expect(script.record.isContested)
    #expect(script.record.doubleVoices.map(\.kind) == [.offeredTwice])
    #expect(script.record.doubleVoices.map(\.organisation) == [script.members[2]])
    #expect(script.record.certificate?.value == a, "the first one stays")
  }

  @Test func `nobody uses up the rounds' numbers`() {
    let script = Script(organisations: 3)
    #expect(script.flaw(.prepare(script.round(.max, 0)), by: 0, after: []) == .counterLeaps)
    #expect(script.flaw(.prepare(script.round(2, 0)), by: 0, after: []) == .counterLeaps)
    #expect(script.flaw(.prepare(script.round(0, 0)), by: 0, after: []) == .counterLeaps)
    #expect(script.flaw(.prepare(script.round(1, 0)), by: 0, after: []) == nil)
    #expect(script.flaw(.prepare(script.round(2, 1)), by: 1, after: [3]) == nil)
    #expect(script.flaw(.prepare(script.round(2, 1)), by: 1, after: [0]) == .counterLeaps)
  }

  @Test func `a message counts only as far as its own past justifies it`() {
    let script = Script(organisations: 3)
    let round = script.round(1, 0)
    #expect(script.flaw(.prepare(round), by: 1, after: []) == .notTheRoundsOwn)
    #expect(script.flaw(.promise(round, accepted: nil), by: 1, after: []) == .notPrepared)
    let prepare = script.say(.prepare(round), by: 0, after: [])
    #expect(script.flaw(.prepare(round), by: 0, after: [prepare]) == .repeated)
    #expect(script.flaw(.promise(round, accepted: nil), by: 1, after: []) == .notPrepared)
    let own = script.say(.promise(round, accepted: nil), by: 0, after: [prepare])
    let other = script.say(.promise(round, accepted: nil), by: 1, after: [prepare])
    #expect(script.flaw(.promise(round, accepted: nil), by: 1, after: [other]) == .promisedOtherwise)
    #expect(script.flaw(.offer(round, a), by: 0, after: [own], computed: a) == .tooFewPromises)
    #expect(script.flaw(.offer(round, a), by: 1, after: [own, other], computed: a) == .notTheRoundsOwn)
    #expect(script.flaw(.offer(round, a), by: 0, after: [own, other], computed: b) == .wrongValue)
    #expect(script.flaw(.offer(round, a), by: 0, after: [own, other], computed: nil) == .nothingToSettle)
    #expect(script.flaw(.accept(round, a.digest), by: 1, after: [own, other]) == .notOffered)
    let offer = script.say(.offer(round, a), by: 0, after: [own, other], computed: a)
    #expect(script.flaw(.offer(round, b), by: 0, after: [offer], computed: b) == .repeated)
    #expect(script.flaw(.accept(round, b.digest), by: 1, after: [offer]) == .notOffered)
    let accept = script.say(.accept(round, a.digest), by: 1, after: [offer])
    #expect(script.flaw(.accept(round, a.digest), by: 1, after: [accept]) == .repeated)
    let later = script.round(2, 2)
    let prepared = script.say(.prepare(later), by: 2, after: [prepare])
    let hiding = script.flaw(.promise(later, accepted: nil), by: 1, after: [accept, prepared])
    #expect(hiding == .hidesAccepted)
    #expect(script.record.certificate == nil)
    #expect(script.record.doubleVoices.isEmpty)
  }

  @Test func `a promise that hides what its author accepted is proven by the two`() {
    let script = Script(organisations: 3)
    let (round, later) = (script.round(1, 0), script.round(2, 2))
    let prepare = script.say(.prepare(round), by: 0, after: [])
    let own = script.say(.promise(round, accepted: nil), by: 0, after: [prepare])
    let other = script.say(.promise(round, accepted: nil), by: 1, after: [prepare])
    let offer = script.say(.offer(round, a), by: 0, after: [own, other], computed: a)
    script.say(.accept(round, a.digest), by: 1, after: [offer])
    let prepared = script.say(.prepare(later), by: 2, after: [prepare])
    script.say(.promise(later, accepted: nil), by: 1, after: [other, prepared])
    #expect(script.record.doubleVoices.map(\.kind) == [.hidAccepted])
    #expect(script.record.doubleVoices.map(\.organisation) == [script.members[1]])
  }

  /// Why a restored voice asks all other members, and not just more than half of them (decision 0002).
  @Test func `a voice that lost its accept and asked three of the four others may settle two values`() {
    let script = Script(organisations: 5)
    let (restored, leader, third, fourth, last) = (0, 1, 2, 3, 4)
    let (first, second) = (script.round(1, leader), script.round(2, last))
    let prepare = script.say(.prepare(first), by: leader, after: [])
    let promise = SettlementMessage<TestValue>.promise(first, accepted: nil)
    let promises = [restored, leader, third].map { script.say(promise, by: $0, after: [prepare]) }
    let offer = script.say(.offer(first, a), by: leader, after: promises, computed: a)
    // Known to the leader alone. Then the voice is restored without it and without its promise, and asks the other three.
    let lost = script.say(.accept(first, a.digest), by: restored, after: [promises[0], offer])
    let asked = [promises[2]]
    let again = script.say(.prepare(second), by: last, after: [prepare])
    let others = [fourth, last].map { script.say(.promise(second, accepted: nil), by: $0, after: [again]) }
    let hiding = script.say(.promise(second, accepted: nil), by: restored, after: asked + [again])
    let other = script.say(.offer(second, b), by: last, after: others + [hiding], computed: b)
    for voice in [restored, fourth, last] { script.say(.accept(second, b.digest), by: voice, after: [hiding, other]) }
    for voice in [leader, third] { script.say(.accept(first, a.digest), by: voice, after: promises + [offer]) }
    #expect(script.flaws.allSatisfy { $0 == nil }, "\(script.flaws)")
    #expect(script.record.isContested)
    #expect(script.record.doubleVoices.map(\.organisation) == [script.members[restored]])
    // Had it asked the leader as well, it would have known.
    #expect(
      script.flaw(.promise(second, accepted: nil), by: restored, after: asked + [again, lost]) == .hidesAccepted
    )
  }
}
