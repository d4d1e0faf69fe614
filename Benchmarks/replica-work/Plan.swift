internal import Foundation
internal import TalkootCrypto
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica
internal import TalkootStore

/// The founder whose plan is measured. Its keys come from a fixed seed, so that a plan made by one run is opened by the
/// next; nothing else in a benchmark needs keys that are secret.
enum Founder {
  static let key = SigningKey(seed: SHA256.hash("talkoot/benchmark/1", Array("node".utf8)).bytes)!
  static let root = SigningKey(seed: SHA256.hash("talkoot/benchmark/1", Array("root".utf8)).bytes)!

  static var genesis: Genesis {
    let record = GenesisRecord(
      nonce: Array(repeating: 7, count: GenesisRecord.nonceBytes),
      timeZone: "Europe/Helsinki",
      rootKey: root.publicKey,
      nodeKey: key.publicKey
    )!
    return Genesis(record: record, rootSignature: root.sign(record.signedBytes))
  }
}

/// A plan of goals that many small edits have made what it is: one goal in ten changes, the others edits of a title, a
/// status or a due date, each a change of its own.
struct Plan {
  let changes: Int
  var goals: Int { max(1, changes / 10) }

  private static let words = [
    "shared", "support", "hours", "customer", "portal", "renewal", "of", "the", "contract", "before", "autumn",
    "together", "with", "partners", "data", "centre", "move", "training", "for", "new", "staff",
  ]

  /// The act that makes change number `i`.
  func act(_ i: Int, _ generator: inout SplitMix) -> CommitRequest {
    if i < goals {
      let title = Plan.title(&generator)
      return CommitRequest { state, context in
        [try state.addGoal(NewGoal(title: title, key: "b\(i)"), context)]
      }
    }
    let goal = "key:b\(generator.below(goals))"
    let edit = Plan.edit(i, &generator)
    return CommitRequest { state, context in [try state.editGoal(goal, edit, context)] }
  }

  static func title(_ generator: inout SplitMix) -> String {
    (0..<6).map { _ in words[generator.below(words.count)] }.joined(separator: " ")
  }

  // The number in the title sees to it that no edit leaves things as they are.
  static func edit(_ i: Int, _ generator: inout SplitMix) -> GoalEdit {
    switch i % 3 {
    case 0: GoalEdit(due: "\(2027 + i % 900)-\(["01", "05", "09"][generator.below(3)])-1\(generator.below(10))")
    case 1: GoalEdit(title: "\(title(&generator)) \(i)", status: ["active", "proposed"][generator.below(2)])
    default: GoalEdit(title: "\(title(&generator)) \(i)")
    }
  }

  /// Writes the plan into a new database, several acts a transaction.
  func write(to path: String) throws {
    let storage = try newStorage(path)
    let genesis = Founder.genesis
    let core = try ReplicaCore.create(
      in: storage,
      network: genesis.record.network,
      member: genesis.record.founder,
      key: Founder.key
    )
    let founding = CommitRequest { _, _ in
      var draft = Draft()
      draft.append(.governance(.genesis(genesis)))
      return [draft]
    }
    try commit([founding], to: core)
    try grow(core)
    try storage.close()
  }

  /// Adds the plan to a node's home while no daemon runs on it.
  func grow(home: String) throws {
    let storage = try SQLiteStorage(openingAt: home + "/replica.db")
    try grow(try ReplicaCore.open(storage, key: try KeyFile.read(home + "/keys/identity.key")))
    try storage.close()
  }

  private func grow(_ core: ReplicaCore) throws {
    var generator = SplitMix(state: 1)
    for start in stride(from: 0, to: changes, by: 256) {
      try commit((start..<min(start + 256, changes)).map { act($0, &generator) }, to: core)
    }
    try core.save()
  }

  private func commit(_ acts: [CommitRequest], to core: ReplicaCore) throws {
    for result in try core.commit(acts, authoring()).results { _ = try result.get() }
  }
}

func authoring() -> AuthoringContext {
  AuthoringContext(milliseconds: 1_790_000_000_000, today: CalendarDate("2026-11-24")!, random: randomBytes)
}

@Sendable func randomBytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in .random(in: .min ... .max) } }

func newStorage(_ path: String) throws -> SQLiteStorage {
  let folder = URL(filePath: path).deletingLastPathComponent()
  let rights: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: rights)
  try SQLiteStorage.create(at: path)
  return try SQLiteStorage(openingAt: path)
}

/// Sebastiano Vigna's SplitMix64, so that a plan is the same in every run.
struct SplitMix: Sendable, RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
