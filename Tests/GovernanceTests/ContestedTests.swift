import TalkootLog
import TalkootTesting
import Testing

@testable import TalkootModel

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct `A second certificate` {
  @Test func `for one roster needs double voices: each keeps its first, settles nothing more, and shows the proof`() {
    var network = Network(members: 3)
    let newcomer = network.join(Party(9), by: 0)
    network.sync(0, 1, 2, newcomer)
    // The same two voices settle in two worlds that don't know of each other.
    var twin = network
    let proposal = network.propose(.remove(network.member(2)), by: 0)
    network.sync(0, 1)
    network.approve(proposal, by: 1)
    network.settle(among: [0, 1])
    for number in [0, 1] { twin.confirm(newcomer, by: number) }
    twin.settle(among: [0, 1])
    let (removed, confirmed) = (network.replicas[0], twin.replicas[0])
    #expect(removed.state.members.count == 2 && confirmed.state.members.count == 4)
    for (mine, theirs) in [(removed, confirmed), (confirmed, removed)] {
      var replica = mine
      replica.receive(allOf: theirs)
      #expect(replica.state.isRosterContested)
      #expect(replica.state.currentEpoch == mine.state.currentEpoch, "it keeps the one that it had")
      let guilty = [network.member(0), network.member(1)].sorted()
      #expect(replica.state.doubleVoicesOfRoster.map(\.organisation) == guilty)
      #expect(replica.state.doubleVoicesOfRoster.allSatisfy { $0.first != $0.second })
      var memory = DutyMemory()
      let author = network.authors[0]
      let duties = replica.state.duties(of: author, memory: &memory, network.circumstances(of: 0))
      #expect(duties.operations.isEmpty, "it settles nothing more")
    }
  }
}

/// `TALKOOT_HISTORIES` sets how many random histories are made in each of eight parts.
private let histories = getenv("TALKOOT_HISTORIES").flatMap { UInt64(String(cString: $0)) } ?? 3

/// Random histories with a hostile minority: what it writes is random too, back-dated and contradictory.
@Suite struct `A hostile minority` {
  @Test(arguments: 0..<8)
  func `brings nobody back, throws nobody out, and replicas agree in every order`(part: UInt64) {
    for number in 0..<histories { history(seed: part << 32 | number) }
  }

  private func history(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var network = Network(members: Int.random(in: 3...5, using: &random))
    let count = network.authors.count
    let hostile = Array((0..<count).shuffled(using: &random).prefix((count - 1) / 2))
    let honest = (0..<count).filter { !hostile.contains($0) }
    let newcomer = network.join(Party(20), by: honest[0])
    network.sync(Array(0...newcomer))
    var wanted: Set<ObjectID> = []
    for _ in 0..<24 {
      switch Int.random(in: 0..<6, using: &random) {
      case 0:
        let number = honest.randomElement(using: &random)!
        let target = (0..<count).filter { $0 != number }.randomElement(using: &random)!
        guard network.replicas[number].state.members.contains(network.member(target)) else { continue }
        guard network.replicas[number].state.members.contains(network.member(number)) else { continue }
        // The honest want only hostile ones out.
        guard hostile.contains(target) else { continue }
        wanted.insert(network.propose(.remove(network.member(target)), by: number))
      case 1:
        let number = honest.randomElement(using: &random)!
        guard network.replicas[number].state.members.contains(network.member(number)) else { continue }
        for status in network.replicas[number].state.allProposals
        where wanted.contains(status.id) && status.state == .open { network.approve(status.id, by: number) }
      case 2: network.sync((0..<count).shuffled(using: &random).prefix(2).map { $0 })
      default: act(hostile.randomElement(using: &random)!, count, &network, &random)
      }
    }
    settle(&network, honest)
    check(network, honest, hostile, seed)
  }

  /// One hostile change on a random part of what its author knows, as long as that is causally closed.
  private func act(_ author: Int, _ count: Int, _ network: inout Network, _ random: inout SplitMix64) {
    var past: Set<Int> = []
    let known = network.replicas[author].arrived
    for number in known.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random)) {
      past.formUnion(network.history.entries[number].past.union([number]))
    }
    let state = network.replicas[author].state
    let members = (0..<count).map { network.member($0) }
    let leader = members.randomElement(using: &random)!
    let round = Round(counter: UInt64.random(in: 1...3, using: &random), organisation: leader)
    let epoch = UInt32.random(in: 0...UInt32(count), using: &random)
    let victim = members.randomElement(using: &random)!
    let change = GovernanceValue.roster(RosterChange(removed: [victim]))
    let proposals = state.allProposals.map(\.id)
    let words: [GovernanceOperation] = [
      .propose(RosterProposal(epoch: epoch, action: .remove(victim), reason: "")),
      .propose(RosterProposal(epoch: epoch, action: .confirm(victim), reason: "")),
      .approve(proposal: proposals.randomElement(using: &random)!, epoch: epoch),
      .withdrawProposal(proposals.randomElement(using: &random)!),
      .settle(.roster(after: epoch), .prepare(round)), .settle(.roster(after: epoch), .promise(round, accepted: nil)),
      .settle(.roster(after: epoch), .offer(round, change)),
      .settle(.roster(after: epoch), .accept(round, change.digest)),
      .understands(Understanding(kind: 99)),
    ]
    let number = network.history.write(
      words.shuffled(using: &random).prefix(4).map { $0 },
      by: network.authors[author],
      after: past
    )
    network.replicas[Int.random(in: 0..<count, using: &random)].receive(number)
  }

  private func settle(_ network: inout Network, _ honest: [Int]) {
    let everyone = Array(network.replicas.indices)
    for _ in 0..<2 {
      network.sync(everyone)
      network.settle(among: honest)
    }
    network.sync(everyone)
  }

  private func check(_ network: Network, _ honest: [Int], _ hostile: [Int], _ seed: UInt64) {
    let summaries = network.agreement(seed: seed).map { Set($0.split(separator: "\n").map(String.init)) }
    for other in summaries.dropFirst() {
      let lines = summaries[0].symmetricDifference(other).sorted()
      Issue.record("seed \(seed): replicas differ in \(lines.joined(separator: "\n"))")
    }
    let state = network.replicas[honest[0]].state
    #expect(!state.isRosterContested, "seed \(seed)")
    for number in honest {
      #expect(state.members.contains(network.member(number)), "seed \(seed): an honest one is out")
    }
    var out: Set<MemberID> = []
    for epoch in state.roster {
      #expect(out.isDisjoint(with: epoch.members.organisations), "seed \(seed): a removed one is back")
      out.formUnion(epoch.removed)
      if let predecessor = epoch.predecessor {
        let certificate = state.certificate(of: epoch)
        let before = state.roster.first { $0.id == predecessor }!
        #expect(certificate!.parts.count >= before.members.quorum, "seed \(seed)")
      }
    }
    for proof in state.doubleVoices {
      let isHostile = hostile.contains { network.member($0) == proof.organisation }
      #expect(isHostile, "seed \(seed): an honest voice is accused")
    }
  }
}
