import TalkootCRDT
import TalkootCrypto
import TalkootLog
import TalkootStore
import TalkootTesting

/// Random transactions that keep what a caller owes the store: several logs, forks, erasures, long and short changes.
struct RandomHistory {
  private(set) var random: SplitMix64
  private(set) var changes: [StoredChange] = []
  private var branches: [Branch] = []
  private var logCount: UInt32 = 0
  private let objects: [ObjectID]

  private struct Branch {
    var log: UInt32
    var number: UInt32
    var sequence: UInt64
    var last: LocalVersion?
  }

  init(seed: UInt64, objectCount: Int = 40) {
    random = SplitMix64(seed: seed)
    var random = random
    objects = (0..<objectCount).map { _ in ObjectID(high: random.next(), low: random.next()) }
    self.random = random
  }

  mutating func transaction(changes count: ClosedRange<Int> = 0...40) -> StoreTransaction {
    var transaction = StoreTransaction()
    if logCount == 0 || chance(10) { addLog(to: &transaction) }
    let start = changes.count
    for _ in 0..<Int.random(in: count, using: &random) { addChange(to: &transaction) }
    addTouched(to: &transaction, from: start)
    addSmallRows(to: &transaction)
    if start > 0, chance(5) { replaceStrings(in: &transaction, before: start) }
    return transaction
  }

  func object(_ i: Int) -> ObjectID { objects[i % objects.count] }
  var objectCount: Int { objects.count }
  var logs: UInt32 { logCount }

  private mutating func chance(_ oneIn: Int) -> Bool { Int.random(in: 0..<oneIn, using: &random) == 0 }

  mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) } }
  mutating func digest() -> Digest { Digest(bytes(32))! }

  private mutating func addLog(to transaction: inout StoreTransaction) {
    transaction.newLogs.append(
      StoredLog(number: logCount, id: LogID(digest()), descriptor: bytes(90), nodeKey: bytes(32))
    )
    branches.append(Branch(log: logCount, number: 0, sequence: 0, last: nil))
    logCount += 1
  }

  private mutating func addChange(to transaction: inout StoreTransaction) {
    let i = Int.random(in: 0..<branches.count, using: &random)
    if branches[i].sequence > 1, chance(200) {
      let old = changes.first { $0.log == branches[i].log && $0.sequence == 1 }!
      let number = UInt32(branches.filter { $0.log == old.log }.count)
      branches.append(Branch(log: old.log, number: number, sequence: 1, last: old.version))
    }
    let version = LocalVersion(UInt32(changes.count))
    var change = StoredChange(
      version: version,
      log: branches[i].log,
      sequence: branches[i].sequence + 1,
      id: ChangeID(digest()),
      lamport: 1,
      predecessor: branches[i].last,
      claimedMilliseconds: Int64.random(in: -5...2_000_000_000_000, using: &random),
      structure: structure()
    )
    if version.rawValue > 0 {
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        change.dependencies.append(LocalVersion(UInt32.random(in: 0..<version.rawValue, using: &random)))
      }
    }
    let parents = change.dependencies + (change.predecessor.map { [$0] } ?? [])
    change.lamport = 1 + (parents.map { changes[Int($0.rawValue)].lamport }.max() ?? 0)
    if chance(8) { change.flags = UInt8.random(in: 0...3, using: &random) }
    if chance(20) {
      change.format = 2
      change.headerExtension = bytes(Int.random(in: 0...9, using: &random))
    }
    for _ in 0..<Int.random(in: 0...3, using: &random) { change.strings.append(string()) }
    branches[i].sequence += 1
    branches[i].last = version
    changes.append(change)
    transaction.changes.append(change)
    addSignature(of: branches[i], to: &transaction)
  }

  private mutating func addSignature(of branch: Branch, to transaction: inout StoreTransaction) {
    guard chance(3) else { return }
    transaction.signatures.append(
      StoredSignature(
        log: branch.log,
        branch: branch.number,
        sequence: branch.sequence,
        bytes: bytes(64),
        isKept: chance(3)
      )
    )
  }

  private mutating func string() -> ContentString {
    switch Int.random(in: 0..<12, using: &random) {
    case 0: .erased(commitment: digest())
    case 1: .missing(commitment: digest())
    case 2: .present(bytes(Int.random(in: 0...3000, using: &random)))
    default: .present(bytes(Int.random(in: 0...20, using: &random)))
    }
  }

  /// Mostly as the format has it, sometimes not.
  private mutating func structure() -> [UInt8] {
    if chance(10) { return bytes(Int.random(in: 0...30, using: &random)) }
    let flags: [UInt8] = [0, 2, 4, 6, 1, 8]
    var structure = [flags[Int.random(in: 0..<flags.count, using: &random)]]
    let objectReferences = Int.random(in: 0...3, using: &random)
    structure.append(UInt8(objectReferences))
    for _ in 0..<objectReferences { structure += objects[Int.random(in: 0..<objects.count, using: &random)].bytes }
    let changeReferences = changes.isEmpty ? 0 : Int.random(in: 0...1, using: &random)
    structure.append(UInt8(changeReferences))
    for _ in 0..<changeReferences { structure += changes.randomElement(using: &random)!.id.digest.bytes }
    return structure + bytes(Int.random(in: 0...40, using: &random))
  }

  private mutating func addTouched(to transaction: inout StoreTransaction, from start: Int) {
    for version in start..<changes.count {
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let object = objects[Int.random(in: 0..<objects.count, using: &random)]
        transaction.touched.append(StoreTransaction.Touch(object, LocalVersion(UInt32(version))))
      }
    }
  }

  private mutating func addSmallRows(to transaction: inout StoreTransaction) {
    for _ in 0..<Int.random(in: 0...5, using: &random) {
      let object = objects[Int.random(in: 0..<objects.count, using: &random)]
      let row = chance(4) ? nil : bytes(Int.random(in: 0...900, using: &random))
      transaction.objects.append(StoreTransaction.ObjectRow(object, row))
    }
    // A row once a transaction: which of two comes last is the caller's to decide.
    var seen: Set<ObjectID> = []
    transaction.objects = transaction.objects.filter { seen.insert($0.id).inserted }
    let name = "table \(Int.random(in: 0...3, using: &random))"
    let size = Int.random(in: 0...2000, using: &random)
    transaction.tables = [StoreTransaction.NamedBytes(name, chance(5) ? nil : bytes(size))]
    transaction.meta = [StoreTransaction.NamedBytes("fact \(size % 3)", chance(5) ? nil : bytes(8))]
    if chance(2) { transaction.snapshotEnd = LocalVersion(UInt32(changes.count)) }
    let range = UInt32.random(in: 0...3, using: &random)
    transaction.seeds = [StoredSeed(log: logCount - 1, range: range, bytes: bytes(16))]
    if chance(4) {
      transaction.peers = [
        StoredPeer(
          node: NodeID(digest()),
          addresses: ["[::1]:\(size)", "ä.example:7"],
          lastSuccessMilliseconds: chance(2) ? nil : Int64(size)
        )
      ]
    }
    if chance(9) { transaction.evidence = [StoredEvidence(id: digest(), bytes: bytes(200))] }
  }

  private mutating func replaceStrings(in transaction: inout StoreTransaction, before end: Int) {
    for _ in 0..<3 {
      let version = Int.random(in: 0..<end, using: &random)
      guard !changes[version].strings.isEmpty else { continue }
      let string = chance(2) ? ContentString.erased(commitment: digest()) : .present(bytes(12))
      changes[version].strings[0] = string
      transaction.replacedStrings.removeAll { Int($0.version.rawValue) == version }
      transaction.replacedStrings.append(
        StoreTransaction.StringReplacement(version: LocalVersion(UInt32(version)), index: 0, string: string)
      )
    }
  }
}

/// All that a store answers, for comparing two.
struct Answers: Equatable {
  var state: StoredState
  var objects: [StoreTransaction.ObjectRow] = []
  var changes: [StoredChange]
  var byLog: [[StoredChange]] = []
  var signatures: [[StoredSignature]] = []
  var seeds: [[UInt8]?] = []
  var touching: [[LocalVersion]] = []

  init(_ store: any ReplicaStorage, _ history: RandomHistory) throws {
    var objects: [StoreTransaction.ObjectRow] = []
    state = try store.load { objects.append(StoreTransaction.ObjectRow($0, $1)) }
    self.objects = objects
    changes = try store.changes(LocalVersion(0)..<LocalVersion(UInt32(history.changes.count)))
    for log in 0..<history.logs {
      byLog.append(try store.changes(log: log, sequences: 3..<40))
      signatures.append(try store.signatures(log: log, sequences: 0..<UInt64.max))
      for range in 0..<4 as Range<UInt32> { seeds.append(try store.seed(log: log, range: range)) }
    }
    for i in 0..<history.objectCount { touching.append(try store.versionsTouching(history.object(i))) }
  }
}
