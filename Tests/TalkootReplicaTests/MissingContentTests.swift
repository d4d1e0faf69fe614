import TalkootCRDT
import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import TalkootTesting
import Testing

@Suite struct `Missing content` {
  private let secret = "Kyllikki-4711"

  @Test(arguments: [true, false])
  func `without an Erase claims no digest, and is filled in by whoever has it`(_ asErased: Bool) throws {
    let storage = WatchedStorage(MemoryStorage())
    let (founder, goal) = try WholeReplica.withGoal(in: storage)
    let place = try Place(.inSQLite)
    let other = try founder.newcomer(1, in: try place.open())
    let keys = OrganisationKeys(2)
    let member = try founder.admit(keys)
    try exchange([founder, other])
    try founder.rename(goal, secret)
    let written = try #require(founder.lastWritten?.row?.head)
    try storage.withhold(0, of: written, in: founder.core, asErased: asErased)
    let receipts = try other.pull(from: founder)
    #expect(receipts.flatMap(\.incomplete) == [written])
    #expect(other.core.workspace.isIncomplete)
    #expect(other.digest == "none")
    #expect(try other.goal(goal).title == String(repeating: "\u{2588}", count: secret.count))
    // A peer that keeps it back has nothing to give.
    let nothing = try founder.core.load([written], byteBudget: 1 << 20)
    #expect(try other.core.receive(nothing.pack, from: founder.core.node).filled == 0)
    storage.alter = { _ in }
    let answer = try founder.core.load([written], byteBudget: 1 << 20)
    let receipt = try other.core.receive(answer.pack, from: founder.core.node)
    #expect(receipt.filled == 1)
    #expect(receipt.refusal == nil)
    #expect(other.digest == founder.digest)
    #expect(try other.goal(goal).title == secret)
    try place.restart(other)
    #expect(other.digest == founder.digest)
    #expect(try other.core.verify().fault == nil)
    // And it can pass it on.
    let network = founder.core.workspace.network
    let late = try WholeReplica.joining(network, as: member, keys, in: MemoryStorage())
    try late.pull(from: other)
    #expect(try late.goal(goal).title == secret)
    #expect(try late.core.verify().fault == nil)
  }

  @Test func `of a key is refused with its pack`() throws {
    let storage = WatchedStorage(MemoryStorage())
    let (founder, _) = try WholeReplica.withGoal(in: storage)
    let other = try founder.newcomer(1)
    try exchange([founder, other])
    let made = try founder.commit { _, _ in
      var draft = Draft()
      draft.append(.create(Creation(kind: .goal, key: "K-1", fields: [.init(GoalField.title, .text("Keyed"))])))
      return [draft]
    }
    try storage.withhold(0, of: made.changes[0], in: founder.core, asErased: false)
    #expect(try other.pull(from: founder).contains { $0.refusal != nil })
    storage.alter = { _ in }
    try other.pull(from: founder)
    #expect(other.digest == founder.digest)
  }

  @Test func `of an erased string comes in from who has not heard, to who got the salts without it`() throws {
    let (founder, goal) = try WholeReplica.withGoal(in: MemoryStorage())
    let unaware = try founder.newcomer(1)
    try exchange([founder, unaware])
    for number in 0..<20 { try founder.rename(goal, "\(secret) \(number)") }
    try unaware.pull(from: founder)
    try founder.erase(goal, "title")
    let keys = OrganisationKeys(2)
    // Only the very beginning from the one that has erased: salts with holes.
    let newcomer = try WholeReplica.joining(
      founder.core.workspace.network,
      as: founder.core.member!,
      keys,
      in: MemoryStorage()
    )
    let first = try founder.packs(for: newcomer.core, bytes: 1)
    for pack in first.prefix(2) { #expect(try newcomer.core.receive(pack, from: founder.core.node).refusal == nil) }
    newcomer.core.forget(founder.core.node)
    for receipt in try newcomer.pull(from: unaware, bytes: 400) { #expect(receipt.refusal == nil) }
    #expect(newcomer.digest == unaware.digest)
    #expect(try newcomer.goal(goal).title == "\(secret) 19")
    #expect(try newcomer.core.verify().fault == nil)
    // Then both hear of it.
    for replica in [newcomer, unaware] {
      try replica.pull(from: founder)
      #expect(replica.digest == founder.digest)
      #expect(try !replica.storedBytes().contains(secret))
      #expect(try replica.core.verify().fault == nil)
    }
  }

  @Test func `that was erased comes again from who has not heard, and changes nothing`() throws {
    let (founder, goal) = try WholeReplica.withGoal(in: MemoryStorage())
    let unaware = try founder.newcomer(1)
    try exchange([founder, unaware])
    try founder.rename(goal, secret)
    let written = try #require(founder.lastWritten?.row?.head)
    let pack = founder.lastWritten!.packs[0]
    try unaware.pull(from: founder)
    let aware = try founder.newcomer(2)
    try founder.pull(from: aware)
    try founder.erase(goal, "title")
    try aware.pull(from: founder)
    for again in [pack, try unaware.core.load([written], byteBudget: 1 << 20).pack] {
      let receipt = try aware.core.receive(again, from: unaware.core.node)
      #expect(receipt.changes == 0)
      #expect(receipt.filled == 0)
    }
    #expect(try !aware.storedBytes().contains(secret))
    #expect(aware.digest == founder.digest)
    #expect(try aware.stored(written).strings[0] == founder.stored(written).strings[0])
  }
}
