import Foundation
import TalkootCrypto
import TalkootLanguage
import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import Testing

@testable import TalkootNode

@Suite("Founding a network")
struct FoundingTests {
  @Test func `makes a home with a member, a named network and a card`() throws {
    let temporary = TemporaryHome()
    let made = try Founding.found(temporary.terms(), network: "Pohjoinen tuki", timeZone: "Europe/Helsinki")
    let home = temporary.home()
    let storage = try SQLiteStorage(openingAt: home.database)
    defer { try? storage.close() }
    let core = try ReplicaCore.open(storage, key: try KeyFile.read(home.identityKey))
    let state = core.snapshot.workspace
    #expect(state.networkName == "Pohjoinen tuki")
    #expect(state.timeZone == "Europe/Helsinki")
    #expect(core.snapshot.member == made.member)
    #expect(state.settled.members == [made.member!])
    #expect(state.name(of: ObjectID(made.member!)) == "Aalto IT")
    #expect(state.settled.addresses(of: made.node) == [made.listen])
    #expect(try KeyFile.read(home.recoveryCard).publicKey == state.settled.rootKey(of: made.member!))
    #expect(try core.verify().fault == nil)
  }

  @Test func `leaves everything in the home to its owner alone`() throws {
    let temporary = TemporaryHome()
    _ = try Founding.found(temporary.terms(), network: "N", timeZone: "UTC")
    for file in [""] + temporary.files() {
      var status = stat()
      #expect(lstat(temporary.home().path + "/" + file, &status) == 0)
      #expect(status.st_mode & 0o077 == 0, "\(file)")
    }
  }

  @Test func `closes an empty folder that others could read, and refuses one with something in it`() throws {
    let temporary = TemporaryHome()
    let path = temporary.home().path
    let open: [FileAttributeKey: Any] = [.posixPermissions: 0o755]
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: path + "/letter"))
    try FileManager.default.setAttributes(open, ofItemAtPath: path)
    #expect(throws: HomeError.open(path)) {
      try Founding.found(temporary.terms(), network: "N", timeZone: "UTC")
    }
    #expect(temporary.files() == ["letter"])
    try FileManager.default.removeItem(atPath: path + "/letter")
    _ = try Founding.found(temporary.terms(), network: "N", timeZone: "UTC")
    var status = stat()
    #expect(lstat(path, &status) == 0 && status.st_mode & 0o777 == 0o700)
  }

  @Test func `in a home that is in use changes nothing`() throws {
    let temporary = TemporaryHome()
    _ = try Founding.found(temporary.terms(), network: "N", timeZone: "UTC")
    let before = try Data(contentsOf: URL(fileURLWithPath: temporary.home().database))
    #expect(throws: HomeError.inUse(temporary.home().path)) {
      try Founding.found(temporary.terms(), network: "Another", timeZone: "UTC")
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: temporary.home().database)) == before)
  }

  @Test(arguments: [("127.0.0.1", "UTC", "N"), ("127.0.0.1:0", "Nowhere/Town", "N"), ("127.0.0.1:0", "UTC", " \n")])
  func `with a malformed value writes nothing`(_ listen: String, _ zone: String, _ name: String) {
    let temporary = TemporaryHome()
    #expect(throws: CommandError.self) {
      try Founding.found(temporary.terms(listen: listen), network: name, timeZone: zone)
    }
    #expect(temporary.files().isEmpty)
  }
}

@Suite("A founding that fails")
struct FailedFoundingTests {
  @Test func `takes away what it wrote, and leaves what was there`() throws {
    let temporary = TemporaryHome()
    let home = temporary.home()
    try home.create()
    try OwnFiles.write(Array("mine".utf8), to: home.recoveryCard)
    #expect(throws: KeyFileError.self) { try Founding.found(temporary.terms(), network: "N", timeZone: "UTC") }
    #expect(!home.isInUse)
    #expect(FileManager.default.contents(atPath: home.recoveryCard) == Data("mine".utf8))
    try FileManager.default.removeItem(atPath: home.recoveryCard)
    _ = try Founding.found(temporary.terms(), network: "N", timeZone: "UTC")
  }
}

@Suite("A home")
struct HomeTests {
  @Test func `that others can read is refused`() throws {
    let temporary = TemporaryHome()
    _ = try Founding.found(temporary.terms(), network: "N", timeZone: "UTC")
    chmod(temporary.home().path, 0o750)
    #expect(throws: HomeError.open(temporary.home().path)) { try temporary.home().check() }
  }

  @Test func `is whole: the doctor finds nothing but that no node runs`() throws {
    let temporary = TemporaryHome()
    _ = try Founding.found(temporary.terms(), network: "N", timeZone: "UTC")
    let report = Doctor.report(on: temporary.home(), in: .english)
    #expect(report.checks.filter { !$0.ok }.map(\.name) == ["node"])
  }

  @Test func `whose key others can read is found by the doctor, with the remedy`() throws {
    let temporary = TemporaryHome()
    _ = try Founding.found(temporary.terms(), network: "N", timeZone: "UTC")
    chmod(temporary.home().identityKey, 0o644)
    let check = Doctor.report(on: temporary.home(), in: .english).checks.first { $0.name == "key" }
    #expect(check?.ok == false)
    #expect(check?.remedy != nil)
  }
}

@Suite("A backup")
struct RestoringTests {
  @Test func `put back holds all changes, and the node goes on in a new log that cites the old`() throws {
    let temporary = TemporaryHome()
    _ = try Founding.found(temporary.terms(), network: "N", timeZone: "UTC")
    let (first, second) = (temporary.home(), temporary.home("b"))
    let backup = temporary.folder + "/backup"
    try SQLiteStorage.backup(of: first.database, to: backup)
    try second.create()
    try FileManager.default.copyItem(atPath: first.identityKey, toPath: second.identityKey)
    let restored = try Restoring.restore(backup, to: second)
    #expect(restored.networkName == "N")
    let storage = try SQLiteStorage(openingAt: second.database)
    defer { try? storage.close() }
    #expect(try storage.continuity() != .same)
    let core = try ReplicaCore.open(storage, key: try KeyFile.read(second.identityKey), continuesLog: false)
    let before = core.snapshot.index.rows
    let written = try core.commit(
      [CommitRequest { try [$0.addGoal(NewGoal(title: "Uusi"), $1)] }],
      .now(in: "UTC")
    )
    _ = try written.results[0].get()
    #expect(core.snapshot.index.rows.count == before.count + 1)
    let log = try #require(core.snapshot.index.logStates.last)
    #expect(log.descriptor.predecessor == before[0].head)
  }

  @Test func `put back without the keys is a new node's, with all changes`() throws {
    let temporary = TemporaryHome()
    let made = try Founding.found(temporary.terms(), network: "N", timeZone: "UTC")
    let backup = temporary.folder + "/backup"
    try SQLiteStorage.backup(of: temporary.home().database, to: backup)
    let restored = try Restoring.restore(backup, to: temporary.home("b"))
    #expect(restored.member == made.member)
    #expect(restored.node != made.node)
    #expect(restored.listen != nil)
    #expect(temporary.files("b").contains("keys/identity.key"))
  }

  @Test func `over a replica is refused`() throws {
    let temporary = TemporaryHome()
    _ = try Founding.found(temporary.terms(), network: "N", timeZone: "UTC")
    let backup = temporary.folder + "/backup"
    try SQLiteStorage.backup(of: temporary.home().database, to: backup)
    #expect(throws: HomeError.inUse(temporary.home().path)) { try Restoring.restore(backup, to: temporary.home()) }
  }

  @Test func `that is none leaves nothing behind`() throws {
    let temporary = TemporaryHome()
    _ = try Founding.found(temporary.terms(), network: "N", timeZone: "UTC")
    let second = temporary.home("b")
    try second.create()
    try FileManager.default.copyItem(atPath: temporary.home().identityKey, toPath: second.identityKey)
    let file = temporary.folder + "/none"
    try Data(repeating: 65, count: 8_192).write(to: URL(fileURLWithPath: file))
    #expect(throws: (any Error).self) { try Restoring.restore(file, to: second) }
    #expect(!FileManager.default.fileExists(atPath: second.database))
  }
}

@Suite("A newcomer's home")
struct NewcomerTests {
  private func code(_ network: UInt8, _ secret: UInt8 = 1) throws -> InvitationCode {
    InvitationCode(
      invitation: ObjectID(truncating: SHA256.hash("test", [secret])),
      secret: try #require(InvitationSecret([UInt8](repeating: secret, count: InvitationSecret.byteCount))),
      network: NetworkID(SHA256.hash("test", [network])),
      inviter: NodeID(SHA256.hash("test", [3])),
      roster: .zero,
      addresses: ["127.0.0.1:1"]
    )
  }

  @Test(arguments: [(1, 1), (1, 2), (2, 2)] as [(UInt8, UInt8)])
  func `takes another code while it is not admitted, and stays who it is`(_ network: UInt8, _ secret: UInt8) throws {
    let temporary = TemporaryHome()
    let first = try Founding.prepareJoin(temporary.terms(), code: try code(1).text)
    let again = try code(network, secret)
    let second = try Founding.prepareJoin(temporary.terms(listen: nil), code: again.text)
    #expect(second.node == first.node && second.listen == first.listen)
    let pending = try #require(try PendingJoin.read(temporary.home().joining))
    #expect(pending.code == again)
    #expect(pending.root.publicKey == (try KeyFile.read(temporary.home().recoveryCard)).publicKey)
    let storage = try SQLiteStorage(openingAt: temporary.home().database)
    defer { try? storage.close() }
    let core = try ReplicaCore.open(storage, key: try KeyFile.read(temporary.home().identityKey))
    #expect(core.snapshot.workspace.network == again.network)
  }

  @Test func `takes no code once it is in a network`() throws {
    let temporary = TemporaryHome()
    _ = try Founding.found(temporary.terms(), network: "N", timeZone: "UTC")
    #expect(throws: HomeError.inUse(temporary.home().path)) {
      try Founding.prepareJoin(temporary.terms(), code: try code(1).text)
    }
  }
}
