import Foundation
import TalkootCRDT
import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import TalkootTesting
import Testing

/// Power cuts under the real SQLite store (rules section 5, case 3). `TALKOOT_CRASH_POINTS` for more of them,
/// `TALKOOT_SEED` for one history.
@Suite struct PowerCutTests {
  private static let pointsOfHistory = 60

  @Test func `whenever the power goes, what was acknowledged is there, nothing is half there, and peers know no more`()
    throws
  {
    let environment = ProcessInfo.processInfo.environment
    let points = environment["TALKOOT_CRASH_POINTS"].flatMap { Int($0) } ?? 300
    let seeds = environment["TALKOOT_SEED"].flatMap { UInt64($0) }.map { [$0] }
    let histories = (points + Self.pointsOfHistory - 1) / Self.pointsOfHistory
    var (checked, lostSomething) = (0, 0)
    for seed in seeds ?? Array(1...UInt64(histories)) {
      let history = try PowerCutHistory(seed: seed, points: Self.pointsOfHistory)
      checked += history.moments.count
      for moment in history.moments { lostSomething += try history.check(moment) ? 1 : 0 }
    }
    #expect(checked >= histories * Self.pointsOfHistory / 2, "too few crash points: \(checked)")
    // Else the disk would keep what was not synced, and nothing were shown.
    #expect(lostSomething > 0)
  }
}

/// A replica that writes and receives on a disk whose power goes at moments of chance; work goes on after each, and what
/// the disk had in that moment is kept.
private final class PowerCutHistory {
  /// The disk at one moment, and what had been said by then.
  struct Moment {
    let files: [String: [UInt8]]
    let acknowledged: Int
    let known: Int
    let number: Int
  }

  private let seed: UInt64
  private(set) var moments: [Moment] = []
  private let author: WholeReplica
  private let peer: WholeReplica
  /// Of the changes, by the author's local version.
  private var ids: [ChangeID] = []
  /// How many changes there were after each transaction.
  private var transactions: Set<Int> = []
  private var random: SplitMix64
  private var acknowledged = 0
  /// How many of the author's versions the peer has.
  private var known = 0

  init(seed: UInt64, points: Int) throws {
    self.seed = seed
    random = SplitMix64(seed: seed)
    let folder = FileManager.default.temporaryDirectory.path + "/talkoot-power-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try SQLiteStorage.create(at: folder + "/talkoot.db")
    let disk = PowerCutDisk(folder: folder)
    defer { disk.eject() }
    author = try WholeReplica.founding(
      OrganisationKeys(0),
      in: SQLiteStorage(openingAt: folder + "/talkoot.db"),
      seed: seed
    )
    peer = try author.newcomer(1)
    try author.pull(from: peer)
    note()
    var (power, steps) = (SplitMix64(seed: seed ^ 0xfeed), 0)
    disk.willWork = { [unowned self] in
      steps += 1
      guard moments.count < points, Int.random(in: 0..<3, using: &power) == 0 else { return }
      let files = disk.filesAfterPowerCut(using: &power)
      moments.append(Moment(files: files, acknowledged: acknowledged, known: known, number: steps))
    }
    var goals = [try author.addGoal("First")]
    note()
    while moments.count < points, goals.count < 400 { try work(&goals) }
    disk.willWork = {}
    try author.core.storage.close()
  }

  /// The transaction before has returned.
  private func note() {
    let index = author.core.index
    acknowledged = index.count
    transactions.insert(acknowledged)
    for version in ids.count..<acknowledged { ids.append(index.id(of: LocalVersion(UInt32(version)))) }
  }

  private func work(_ goals: inout [String]) throws {
    let goal = goals.randomElement(using: &random)!
    switch Int.random(in: 0..<10, using: &random) {
    case 0...2: goals.append(try author.addGoal("Goal \(goals.count)"))
    case 3:
      try author.describe(
        goal,
        String(repeating: "Line \(goals.count).\n", count: .random(in: 1...900, using: &random))
      )
    case 4:
      // One act of several changes: all of them or none.
      let count = Int.random(in: 2...9, using: &random)
      try author.commit { state, context in
        try (0..<count).map { try state.addGoal(NewGoal(title: "Of an act, \($0)"), context) }
      }
    case 5:
      for number in 0..<Int.random(in: 1...20, using: &random) { try peer.addGoal("Of the peer \(number)") }
      for pack in try peer.packs(for: author.core, bytes: 2_000) {
        _ = try author.core.receive(pack, from: peer.core.node)
        note()
      }
    case 6: try author.core.save()
    case 7:
      // The peer gets what is acknowledged; from now on it may tell others.
      try peer.pull(from: author)
      known = acknowledged
    default: try author.rename(goal, "Called \(Int.random(in: 0...999, using: &random))")
    }
    note()
  }

  /// Starts from what the disk had.
  /// - Returns: whether something was lost that had not been acknowledged.
  func check(_ moment: Moment) throws -> Bool {
    let place: Comment = "TALKOOT_SEED=\(seed), at step \(moment.number)"
    let folder = FileManager.default.temporaryDirectory.path + "/talkoot-power-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, bytes) in moment.files {
      let created = FileManager.default.createFile(
        atPath: folder + "/" + name,
        contents: Data(bytes),
        attributes: [.posixPermissions: 0o600]
      )
      try #require(created)
    }
    let storage = try SQLiteStorage(openingAt: folder + "/talkoot.db")
    defer { try? storage.close() }
    #expect(try storage.integrityProblems(limit: 3) == [], place)
    let core = try ReplicaCore.open(storage, key: author.keys.node)
    let count = core.index.count
    #expect(count >= moment.acknowledged, "acknowledged changes are lost: \(place)")
    #expect(count >= moment.known, "a peer has what its author lost: \(place)")
    #expect(transactions.contains(count), "a transaction is half there: \(place)")
    let found = (0..<count).map { core.index.id(of: LocalVersion(UInt32($0))) }
    #expect(found == Array(ids.prefix(count)), place)
    if moment.number % 10 == 0 { #expect(try core.verify().fault == nil, place) }
    let next = transactions.filter { $0 > moment.acknowledged }.min() ?? count
    return count < next
  }
}
