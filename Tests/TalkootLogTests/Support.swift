import TalkootCRDT
import TalkootCrypto
import TalkootTesting

@testable import TalkootLog

/// A node that writes, and everything that it holds: enough of a replica to test logs with.
struct Writer {
  let key: SigningKey
  var log: LogWriter
  var index = LogIndex()
  var changes: [ChangePack.Item] = []
  /// What each object was made by.
  var makers: [ObjectID: (change: ChangeID, index: UInt32)] = [:]
  var trees: [LogPlace: SaltTree] = [:]
  private var random: SplitMix64
  private var clock: Int64 = 1_790_000_000_000

  static let network = NetworkID(SHA256.hash("test", [0]))

  init(_ number: UInt8, random seed: UInt64 = 1, incarnation: UInt64 = 0) {
    key = SigningKey(seed: Array(repeating: number, count: 32))!
    random = SplitMix64(seed: seed ^ UInt64(number) << 32)
    log = LogWriter(
      descriptor: LogDescriptor(
        network: Writer.network,
        nodeKey: key.publicKey,
        member: MemberID(SHA256.hash("member", [number])),
        incarnation: Incarnation(high: incarnation, low: UInt64(number))
      )
    )
  }

  var id: LogID { log.log }
  var node: NodeID { log.descriptor.node }

  /// Writes a change on top of everything the node holds.
  @discardableResult
  mutating func write(
    flags: ChangeFlags = [],
    signed: Bool = true,
    dependencies: [ChangeID]? = nil,
    _ fill: (inout StructureWriter) -> Void = { _ in }
  ) -> VerifiedChange {
    var writer = StructureWriter(descriptor: log.count == 0 ? log.descriptor : nil)
    fill(&writer)
    let (structure, strings) = writer.finish()
    clock += Int64(random.next() % 5_000)
    var generator = random
    let sealed = try! log.seal(
      structure: structure,
      strings: strings,
      dependencies: dependencies ?? index.dependencies(for: id).dependencies,
      claimedMilliseconds: clock,
      flags: flags
    ) { SaltSeed(high: generator.next(), low: generator.next()) }
    random = generator
    var change = sealed.change
    if signed || sealed.keepsSignature { change.signature = key.sign(change.id) }
    take(change, sealed.beginsRange ? sealed.salts : nil)
    return change
  }

  /// A typical small change: an object of kind 3 with a reference, a number and a note.
  @discardableResult
  mutating func checkIn(on object: ObjectID, by person: ObjectID, note: String, signed: Bool = true) -> VerifiedChange {
    var writer = StructureWriter(
      descriptor: log.count == 0 ? log.descriptor : nil,
      person: .object(person)
    )
    writer.operation(kind: 1) {
      $0.object(.object(object))
      $0.signed(1234)
      $0.string(note)
    }
    let (structure, strings) = writer.finish()
    clock += 1_000
    var generator = random
    let sealed = try! log.seal(
      structure: structure,
      strings: strings,
      dependencies: index.dependencies(for: id).dependencies,
      claimedMilliseconds: clock
    ) { SaltSeed(high: generator.next(), low: generator.next()) }
    random = generator
    var change = sealed.change
    if signed || sealed.keepsSignature { change.signature = key.sign(change.id) }
    take(change, sealed.beginsRange ? sealed.salts : nil)
    return change
  }

  mutating func take(_ change: VerifiedChange, _ salts: SaltTree?) {
    index.append(change)
    changes.append(ChangePack.Item(change, salts: salts))
    if let salts {
      trees[LogPlace(log: change.header.log, sequence: SaltTree.range(change.header.sequence))] = salts
    }
    for i in (change.structure?.operations ?? []).indices {
      makers[ObjectID(madeBy: change.id, index: UInt32(i))] = (change.id, UInt32(i))
    }
  }

  /// Takes everything that another node holds and this one does not.
  mutating func pull(_ other: Writer) {
    for item in other.changes where !index.contains(item.change.id) { take(item.change, item.salts) }
  }

  var source: IndexPackSource {
    let makers = makers
    return IndexPackSource(index) { makers[$0] }
  }

  var target: IndexPackTarget {
    let trees = trees
    return IndexPackTarget(index) { trees[LogPlace(log: $0, sequence: $1)] }
  }

  /// Everything in one pack.
  var pack: [UInt8] { ChangePack.encode(changes, source: source).pack }
}

/// What an intake gives out for changes in the order given.
struct Receiver {
  var index = LogIndex()
  var intake = Intake()
  var verified: [VerifiedChange] = []
  var rejections: [Rejection] = []
  var forks: [Fork] = []
  var trees: [LogPlace: SaltTree] = [:]
  var admits: (LogDescriptor, ChangeHeader) -> Bool = { _, _ in true }
  static let peer = NodeID(.zero)

  mutating func receive(
    _ changes: [ReceivedChange],
    from peer: NodeID = Receiver.peer,
    of organisation: MemberID? = nil
  ) {
    intake.add(changes, from: peer, of: organisation)
    while let event = intake.next(index, admission: admits) {
      switch event {
      case .verified(let change, let salts):
        index.append(change)
        verified.append(change)
        if let salts {
          trees[LogPlace(log: change.header.log, sequence: SaltTree.range(change.header.sequence))] = salts
        }
      case .rejected(let rejection): rejections.append(rejection)
      case .forked(let fork): forks.append(fork)
      }
    }
  }

  func target(_ peer: NodeID = Receiver.peer) -> IndexPackTarget {
    let intake = intake
    let trees = trees
    return IndexPackTarget(
      index,
      waiting: { intake.id($0, $1, from: peer) },
      salts: { trees[LogPlace(log: $0, sequence: $1)] ?? intake.salts($0, range: $1, from: peer) }
    )
  }
}

extension Writer {
  var received: [ReceivedChange] { changes.map { ReceivedChange($0.change, salts: $0.salts, proof: $0.proof) } }
}

/// Several nodes write concurrently and hear of each other now and then.
func society(_ count: UInt8, steps: Int, seed: UInt64) -> [Writer] {
  var random = SplitMix64(seed: seed)
  var writers = (1...count).map { Writer($0, random: seed) }
  var objects: [ObjectID] = []
  for _ in 0..<steps {
    let i = Int(random.next() % UInt64(count))
    switch random.next() % 4 {
    case 0: writers[i].pull(writers[Int(random.next() % UInt64(count))])
    case 1:
      let flags: ChangeFlags = random.next() % 3 == 0 ? .governance : []
      let change = writers[i].write(flags: flags) { writer in
        writer.operation(kind: 7) { w in
          for object in objects.prefix(Int(random.next() % 4)) { w.object(.object(object)) }
          w.object(.made(0))
          w.operation(OperationReference(change: nil, index: 0))
        }
        writer.operation(kind: 1_000_000) { w in for _ in 0..<random.next() % 4 { w.string("ä\(random.next())") } }
      }
      objects.append(ObjectID(madeBy: change.id, index: 0))
    default:
      writers[i].write(signed: random.next() % 3 == 0 ? true : true) { writer in
        writer.operation(kind: random.next() % 5) { w in
          if let object = objects.randomElement(using: &random) { w.object(.object(object)) }
          w.signed(Int64(bitPattern: random.next()))
          w.string(String(repeating: "x", count: Int(random.next() % 40)))
        }
      }
    }
  }
  return writers
}
