internal import Measuring
internal import TalkootCrypto
internal import TalkootLog
internal import TalkootReplica
internal import TalkootStore
internal import TalkootSync

/// An empty replica catches up with a full one over the real sync machine; both are on disk, nothing is between them.
/// One thread plays both, so that the parts of the time add up.
struct CatchUp {
  private struct Side {
    let core: ReplicaCore
    var exchange: Exchange
    var work = Stopwatch()
    var sentBytes = 0

    init(_ core: ReplicaCore) {
      self.core = core
      exchange = Exchange(
        SyncIdentity(network: core.workspace.network, node: core.node, log: nil),
        rows: core.index.rows,
        mark: HeadsMark(core.index.headsHash)
      )
    }
  }

  private enum Input {
    case frame([UInt8])
    case loaded(LoadedBatch)
  }

  private var sides: [Side]
  private var inputs: [(side: Int, input: Input)] = []
  private var generator = SplitMix(state: 3)
  private let link = LinkID(1)
  private var now: SyncInstant { SyncInstant(microseconds: Int64(Clock.wall * 1e6)) }

  init(from author: ReplicaCore, to newcomer: ReplicaCore) { sides = [Side(author), Side(newcomer)] }

  /// Runs until the newcomer has everything.
  mutating func run() throws {
    let newcomer = sides[1].core.node
    try perform(0, sides[0].exchange.connected(link, role: .answering, peer: newcomer, now: now))
    try perform(1, sides[1].exchange.connected(link, role: .dialling, peer: sides[0].core.node, now: now))
    while sides[1].core.index.count < sides[0].core.index.count {
      precondition(!inputs.isEmpty, "the sync has stopped before its end")
      let (side, input) = inputs.removeFirst()
      try step(side, input)
    }
  }

  private mutating func step(_ side: Int, _ input: Input) throws {
    var watch = sides[side].work
    try watch.measure {
      let effects =
        switch input {
        case .frame(let frame): sides[side].exchange.received(link, frame, now: now)
        case .loaded(let batch): sides[side].exchange.loaded(link, batch, now: now)
        }
      try perform(side, effects)
    }
    sides[side].work = watch
  }

  private mutating func perform(_ side: Int, _ effects: [LinkEffect]) throws {
    for effect in effects {
      switch effect.effect {
      case .send(let frame):
        sides[side].sentBytes += frame.count
        inputs.append((1 - side, .frame(frame)))
      case .load(let selection): inputs.append((side, .loaded(try sides[side].core.load(selection))))
      case .store(let pack, let tag): try store(side, pack, tag)
      case .close(let ending): preconditionFailure("the link has ended: \(ending)")
      case .loadContent, .established, .report, .forked, .evidence, .ownLogAhead: break
      }
    }
  }

  private mutating func store(_ side: Int, _ pack: [UInt8], _ tag: UInt64) throws {
    let core = sides[side].core
    let receipt = try core.receive(pack, from: sides[1 - side].core.node)
    precondition(receipt.refusal == nil, "refused: \(receipt.refusal ?? "")")
    let mark = HeadsMark(core.index.headsHash)
    try perform(side, sides[side].exchange.relayed(receipt.rows, mark: mark, now: now, using: &generator))
    try perform(side, sides[side].exchange.stored(link, tag: tag, now: now))
  }

  func report(_ wall: Double) {
    report_("wall", wall, "s")
    report_("author_cpu", sides[0].work.processor, "s")
    report_("newcomer_cpu", sides[1].work.processor, "s")
    report_("newcomer_wall", sides[1].work.wall, "s")
    report_("bytes_to_newcomer", Double(sides[0].sentBytes), "B")
    report_("bytes_to_author", Double(sides[1].sentBytes), "B")
    report_("changes", Double(sides[1].core.index.count), "changes")
  }

  private func report_(_ metric: String, _ value: Double, _ unit: String) {
    Measuring.report("catch-up", metric, value, unit)
  }
}

/// Opens the plan at `path`, lets a newcomer catch up in a new database beside it.
func catchUp(_ path: String, newcomerAt newPath: String) throws {
  let author = try ReplicaCore.open(try SQLiteStorage(openingAt: path), key: Founder.key)
  let storage = try newStorage(newPath)
  let key = SigningKey()
  let newcomer = try ReplicaCore.create(in: storage, network: author.workspace.network, member: nil, key: key)
  var sync = CatchUp(from: author, to: newcomer)
  var watch = Stopwatch()
  try watch.measure { try sync.run() }
  sync.report(watch.wall)
  var (a, b) = (author.workspace, newcomer.workspace)
  precondition(a.updateDigest() == b.updateDigest(), "both hold the same changes and show different states")
}
