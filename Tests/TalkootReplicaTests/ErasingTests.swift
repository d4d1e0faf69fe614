import TalkootCRDT
import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import TalkootTesting
import Testing

@Suite struct Erasing {
  private let secret = "Kyllikki-4711"

  /// A goal whose title and description have said the secret, and say it no more.
  private func history(of replica: WholeReplica, _ goal: String) throws {
    try replica.rename(goal, "Ask \(secret) first")
    try replica.describe(goal, "One.\n\(secret) pays.\nTwo.\nThree.\n")
    try replica.rename(goal, "Ask somebody first")
    try replica.describe(goal, "One.\nTwo.\nThree.\nFour.\n")
  }

  @Test(arguments: Keeping.allCases)
  func `takes all that a field ever said from every replica, and all digests are one`(_ keeping: Keeping) throws {
    let places = [try Place(keeping), try Place(keeping)]
    let (founder, goal) = try WholeReplica.withGoal(in: try places[0].open())
    try history(of: founder, goal)
    let other = try founder.newcomer(1, in: try places[1].open())
    try founder.core.save()
    try other.core.save()
    let before = founder.digest
    try founder.erase(goal, "title")
    try founder.erase(goal, "description")
    try exchange([founder, other])
    #expect(founder.digest == other.digest)
    #expect(founder.digest != before)
    for (replica, place) in zip([founder, other], places) {
      #expect(!replica.shows(secret))
      #expect(try !replica.storedBytes().contains(secret))
      #expect(try !place.bytes().contains(secret))
      #expect(try replica.core.verify().fault == nil)
      let digest = replica.digest
      #expect(try !replica.core.rebuild())
      try place.restart(replica)
      #expect(replica.digest == digest)
      #expect(try replica.core.verify().fault == nil)
    }
    #expect(try founder.description(goal).allSatisfy { $0 == "\u{2588}" })
    #expect(try founder.description(goal).unicodeScalars.count == "One.\nTwo.\nThree.\nFour.\n".unicodeScalars.count)
  }

  @Test func `gives a newcomer who never saw the words the same digest`() throws {
    let (founder, goal) = try WholeReplica.withGoal(in: MemoryStorage())
    try history(of: founder, goal)
    try founder.erase(goal, "title")
    try founder.erase(goal, "description")
    try founder.describe(goal, "Written after it.\n")
    let newcomer = try founder.newcomer(1)
    try founder.pull(from: newcomer)
    #expect(newcomer.digest == founder.digest)
    #expect(newcomer.digest != "none")
    #expect(try newcomer.core.verify().fault == nil)
    #expect(try newcomer.description(goal) == "Written after it.\n")
  }

  @Test func `leaves no salt by which the words could be guessed`() throws {
    let (founder, goal) = try WholeReplica.withGoal(in: MemoryStorage())
    try founder.rename(goal, secret)
    let written = try #require(founder.lastWritten?.row?.head)
    let place = founder.core.index.place(of: founder.core.index.version(of: written)!)
    func salt() throws -> SaltSeed? {
      let seed = try founder.core.storage.seed(log: 0, range: 0)!
      return try SaltTree(parsing: seed).salt(sequence: place.sequence, string: 0, of: 1)
    }
    #expect(try salt() != nil)
    try founder.erase(goal, "title")
    #expect(try salt() == nil)
    // The log goes on in the same range, before and after a restart.
    try founder.rename(goal, "After it")
    try founder.reopen(founder.core.storage)
    try founder.rename(goal, "After that")
    #expect(try founder.core.verify().fault == nil)
  }

  @Test func `of what others wrote has no effect, the same everywhere`() throws {
    let (founder, goal) = try WholeReplica.withGoal(in: MemoryStorage())
    let other = try founder.newcomer(1)
    try founder.rename(goal, secret)
    let written = try #require(founder.lastWritten?.row?.head)
    try exchange([founder, other])
    #expect(throws: CommandError.self) { try other.erase(goal, "title") }
    try other.write([.erase(Erasure(targets: [.init(change: written, string: 0)], reason: "no"))])
    try exchange([founder, other])
    let late = try founder.newcomer(2)
    try exchange([founder, other, late])
    for replica in [founder, other, late] {
      #expect(try replica.goal(goal).title == secret)
      #expect(replica.digest == founder.digest)
      #expect(try replica.core.verify().fault == nil)
    }
  }

  @Test func `of what is not in its past, of keys and of votes has no effect`() throws {
    let (founder, _) = try WholeReplica.withGoal(in: MemoryStorage())
    let imported = try founder.commit { _, _ in
      var draft = Draft()
      draft.append(
        .create(Creation(kind: .goal, key: "K-1", fields: [.init(GoalField.title, .text("Keyed"))]))
      )
      return [draft]
    }
    let opened = try founder.commit { state, context in
      [try state.propose(NewDecision(title: "Shall we?", rule: "majority"), context)]
    }
    let decision = founder.core.workspace.idText(opened.subjects[0]!, .decision)
    let taken = try founder.commit { state, context in
      [try state.takePosition(on: decision, "object", reason: "Because of \(secret)", context)]
    }
    let digest = founder.digest
    let unknown = ChangeID(founder.core.index.headsHash)
    try founder.write([
      .erase(
        Erasure(
          targets: [
            .init(change: imported.changes[0], string: 0), .init(change: taken.changes[0], string: 0),
            .init(change: opened.changes[0], string: 0), .init(change: opened.changes[0], string: 99),
            .init(change: unknown, string: 0),
          ],
          reason: "no"
        )
      )
    ])
    #expect(founder.digest == digest)
    #expect(try founder.core.verify().fault == nil)
    let error = #expect(throws: CommandError.self) { try founder.erase(decision, "title") }
    #expect(error?.code == .notPermitted)
    #expect(throws: CommandError.self) { try founder.erase("key:K-1", "key") }
    #expect(throws: CommandError.self) { try founder.erase("key:K-1", "status") }
    #expect(throws: CommandError.self) { try founder.erase("key:K-1", "nonsense") }
  }

  @Test func `of what others wrote takes a settled decision that names it`() throws {
    let (founder, goal) = try WholeReplica.withGoal(in: MemoryStorage())
    let other = try founder.newcomer(1)
    try founder.rename(goal, secret)
    try exchange([founder, other])
    let goalID = goal
    let opened = try founder.commit { state, context in
      [
        try state.propose(
          NewDecision(title: "The name goes", rule: "majority", erases: ["\(goalID):title"]),
          context
        )
      ]
    }
    let decision = founder.core.workspace.idText(opened.subjects[0]!, .decision)
    try exchange([founder, other])
    #expect(throws: CommandError.self) { try other.erase(goal, "title", by: decision) }
    // As if it were settled: nobody is fooled.
    let written = founder.core.index.id(
      of: try founder.core.storage.versionsTouching(
        founder.core.workspace.resolve(goal)
      ).last!
    )
    let early = Erasure(
      targets: [.init(change: written, string: 0)],
      reason: "too early",
      decision: opened.subjects[0]!
    )
    try other.write([.erase(early)])
    try exchange([founder, other])
    #expect(try founder.goal(goal).title == secret)
    try founder.commit { state, context in [try state.takePosition(on: decision, "agree", context)] }
    try settle([founder, other])
    #expect(founder.core.workspace.settled.decision(opened.subjects[0]!)?.outcome == .accepted)
    #expect(throws: CommandError.self) { try other.erase(goal, "description", by: decision) }
    try other.erase(goal, "title", by: decision)
    try exchange([founder, other])
    let late = try founder.newcomer(2)
    try exchange([founder, other, late])
    for replica in [founder, other, late] {
      #expect(!replica.shows(secret))
      #expect(try !replica.storedBytes().contains(secret))
      #expect(replica.digest == founder.digest)
      #expect(replica.digest != "none")
      #expect(try replica.core.verify().fault == nil)
    }
  }

  @Test func `forgets a person by name, once and everywhere`() throws {
    let (founder, goal) = try WholeReplica.withGoal(in: MemoryStorage())
    let other = try founder.newcomer(1)
    let name = secret
    try founder.commit(person: name) { state, context in [try state.editGoal(goal, GoalEdit(title: "A"), context)] }
    try exchange([founder, other])
    #expect(other.shows(name))
    #expect(throws: CommandError.self) {
      try other.commit { state, context in try state.forget(name, reason: "asked for", context).drafts }
    }
    try founder.commit { state, context in try state.forget(name, reason: "asked for", context).drafts }
    try exchange([founder, other])
    #expect(!other.shows(name))
    #expect(try !other.storedBytes().contains(name))
    #expect(founder.digest == other.digest)
    #expect(throws: CommandError.self) {
      try founder.commit { state, context in try state.forget(name, reason: "again", context).drafts }
    }
  }
}
