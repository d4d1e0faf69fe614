import Foundation
import ProgramTesting
import TalkootCrypto
import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import Testing

@testable import TalkootSync

/// A member's node that has turned: home, key and replica are real and its own program is stopped; what it says from
/// now on is up to a test.
final class Traitor {
  let node: Node
  let key: SigningKey
  let core: ReplicaCore

  init(_ node: Node) throws {
    try node.stop()
    self.node = node
    key = try KeyFile.read(node.home + "/keys/identity.key")
    core = try ReplicaCore.open(SQLiteStorage(openingAt: node.home + "/replica.db"), key: key)
  }

  var network: NetworkID { core.workspace.network }

  /// A link on which both sides have greeted.
  func link(to victim: Node, _ change: (inout Frame.Greeting) -> Void = { _ in }) throws -> HostileLink {
    let link = try HostileLink(to: victim.listen, as: key)
    link.send(.hello(greeting(change)))
    guard case .welcome? = try link.next() else { throw Stuck(what: "a hostile link", why: "no welcome") }
    return link
  }

  /// What an honest node in its place would say first, or what is made of that.
  func greeting(_ change: (inout Frame.Greeting) -> Void = { _ in }) -> Frame.Greeting {
    var greeting = Frame.Greeting(
      versions: 1...1,
      features: 0,
      network: network,
      node: core.node,
      log: nil,
      mark: HeadsMark(core.index.headsHash),
      hold: false,
      rows: core.index.rows.map { SyncRow($0) }
    )
    change(&greeting)
    return greeting
  }

  /// A log of its own that nobody has heard of yet. It may begin as many as it likes.
  func newLog(_ change: (inout LogDescriptor) -> Void = { _ in }) throws -> ForgedLog {
    var descriptor = LogDescriptor(
      network: network,
      nodeKey: key.publicKey,
      member: try #require(core.member),
      incarnation: try #require(Incarnation(SecureRandom.bytes(16)))
    )
    change(&descriptor)
    let heads = core.index.dependencies(for: descriptor.id).dependencies
    return ForgedLog(descriptor, key: key, heads: heads) { [core] in try Traitor.goal($0, core) }
  }

  /// A goal as the commands make it.
  private static func goal(_ title: String, _ core: ReplicaCore) throws -> Draft {
    let context = CommandContext(
      author: CommandAuthor(member: try #require(core.member)),
      index: core.index,
      today: try #require(CalendarDate(dayNumber: 20_000)),
      history: { _ in [] }
    )
    return try core.workspace.addGoal(NewGoal(title: title), context)
  }

  /// Changes as they travel.
  func pack(_ items: [ChangePack.Item]) -> [UInt8] {
    ChangePack.encode(items, source: IndexPackSource(core.index)).pack
  }

  func send(_ items: [ChangePack.Item], over link: HostileLink) {
    link.send(.changes(Frame.Changes(reached: [], mark: nil, pack: pack(items))))
  }
}

/// A log that is written without any replica behind it.
struct ForgedLog {
  private(set) var writer: LogWriter
  let key: SigningKey
  let heads: [ChangeID]
  let goal: (String) throws -> Draft

  init(_ descriptor: LogDescriptor, key: SigningKey, heads: [ChangeID], goal: @escaping (String) throws -> Draft) {
    writer = LogWriter(descriptor: descriptor)
    self.key = key
    self.heads = heads
    self.goal = goal
  }

  /// The next change, signed: it makes a goal.
  mutating func write(
    _ title: String,
    dependencies: [ChangeID]? = nil,
    milliseconds: Int64 = 1_790_000_000_000,
    flags: ChangeFlags = [],
    signed: Bool = true
  ) throws -> ChangePack.Item {
    let (bytes, strings) = try goal(title).encode(descriptor: writer.count == 0 ? writer.descriptor : nil)
    let sealed = try writer.seal(
      structure: bytes,
      strings: strings,
      dependencies: dependencies ?? (writer.count == 0 ? heads : []),
      claimedMilliseconds: milliseconds,
      flags: flags
    ) { SaltSeed(SecureRandom.bytes(16))! }
    var change = sealed.change
    if signed || sealed.keepsSignature { change.signature = key.sign(change.id) }
    return ChangePack.Item(change, salts: sealed.beginsRange ? sealed.salts : nil)
  }
}
