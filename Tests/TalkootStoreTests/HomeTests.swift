import Foundation
import TalkootCRDT
import TalkootStore
import Testing

@Suite struct `A home` {
  private let home: TemporaryHome
  private func nonce(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 16) }

  init() throws { home = try TemporaryHome() }

  private func isUnsafe(_ body: () throws -> Void) -> Bool {
    do throws(any Error) {
      try body()
      return false
    } catch StoreError.unsafeFile {
      return true
    } catch {
      return false
    }
  }

  private func setMode(_ mode: Int, _ path: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  @Test func `is kept to one process`() throws {
    let lock = try HomeLock(home: home.path)
    let me = ProcessInfo.processInfo.processIdentifier
    #expect(throws: StoreError.homeInUse(home: home.path, process: me)) { try HomeLock(home: home.path) }
    _ = consume lock
    _ = try HomeLock(home: home.path)
  }

  @Test func `that others can reach is refused`() throws {
    try setMode(0o755, home.path)
    #expect(isUnsafe { try HomeFiles.checkHome(home.path) })
    #expect(isUnsafe { _ = try HomeLock(home: home.path) })
    #expect(isUnsafe { try SQLiteStorage.create(at: home.database) })
  }

  @Test(arguments: [0o640, 0o604, 0o666])
  func `with a database that others can reach is refused`(mode: Int) throws {
    try home.create().close()
    try setMode(mode, home.database)
    #expect(isUnsafe { _ = try home.open() })
  }

  @Test(arguments: ["", "-wal", "-shm", "-journal"])
  func `with a symbolic link for a file is refused`(suffix: String) throws {
    try home.create().close()
    try? FileManager.default.removeItem(atPath: home.database + suffix)
    let target = home.path + "/target"
    try Data([1]).write(to: URL(fileURLWithPath: target))
    try setMode(0o600, target)
    try FileManager.default.createSymbolicLink(atPath: home.database + suffix, withDestinationPath: target)
    #expect(isUnsafe { _ = try home.open() })
  }

  @Test func `that is a symbolic link is refused`() throws {
    let link = home.directory + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: home.path)
    #expect(isUnsafe { try HomeFiles.prepareHome(link) })
  }

  @Test func `has files that only its owner can reach`() throws {
    let store = try home.create()
    try store.beginRun(nonce: nonce(1))
    let lock = try HomeLock(home: home.path)
    for file in try FileManager.default.contentsOfDirectory(atPath: home.path) {
      let mode = try FileManager.default.attributesOfItem(atPath: home.path + "/" + file)[.posixPermissions] as? Int
      #expect(mode == 0o600, "\(file)")
    }
    _ = consume lock
    try store.close()
  }

  // MARK: Continuity

  @Test func `goes on across runs`() throws {
    var store = try home.create()
    #expect(try store.continuity() == .first)
    try store.beginRun(nonce: nonce(1))
    try store.close()
    store = try home.open()
    #expect(try store.continuity() == .same)
    try store.beginRun(nonce: nonce(2))
    #expect(try store.continuity() == .same)
    try store.close()
  }

  @Test func `knows an older database put back`() throws {
    var store = try home.create()
    try store.beginRun(nonce: nonce(1))
    try store.close()
    let old = home.bytes()
    store = try home.open()
    try store.beginRun(nonce: nonce(2))
    try store.close()
    try home.write(old)
    store = try home.open()
    #expect(try store.continuity().isRestored)
    try store.beginRun(nonce: nonce(3))
    #expect(try store.continuity() == .same)
    try store.close()
  }

  @Test func `that was copied knows it`() throws {
    let store = try home.create()
    try store.beginRun(nonce: nonce(1))
    try store.close()
    let copy = home.directory + "/copy"
    try FileManager.default.copyItem(atPath: home.path, toPath: copy)
    let copied = try SQLiteStorage(openingAt: copy + "/talkoot.db")
    #expect(try copied.continuity().isCopied)
    try copied.close()
  }

  @Test func `without its record, or with a backup's database, is restored`() throws {
    var store = try home.create()
    try store.beginRun(nonce: nonce(1))
    let backup = home.path + "/backup.db"
    try store.backup(to: backup)
    try store.close()
    let record = home.path + "/continuity"
    let kept = try #require(FileManager.default.contents(atPath: record))
    try FileManager.default.removeItem(atPath: record)
    store = try home.open()
    #expect(try store.continuity().isRestored)
    try store.close()
    try kept.write(to: URL(fileURLWithPath: record))
    try setMode(0o600, record)
    try home.write(Array(#require(FileManager.default.contents(atPath: backup))))
    store = try home.open()
    #expect(try store.continuity().isRestored)
    try store.close()
  }

  @Test func `whose start was cut short goes on`() throws {
    var store = try home.create()
    try store.beginRun(nonce: nonce(1))
    try store.close()
    let old = home.bytes()
    store = try home.open()
    try store.beginRun(nonce: nonce(2))
    try store.close()
    // The record was written, the database was not.
    let record = home.path + "/continuity"
    let text = try String(contentsOfFile: record, encoding: .utf8)
    let before = "before " + String(repeating: "01", count: 16)
    try text.replacingOccurrences(of: "home ", with: before + "\nhome ")
      .write(toFile: record, atomically: false, encoding: .utf8)
    try setMode(0o600, record)
    try home.write(old)
    store = try home.open()
    #expect(try store.continuity() == .same)
    try store.close()
  }

  @Test func `with a damaged record says so`() throws {
    let store = try home.create()
    try store.beginRun(nonce: nonce(1))
    let record = home.path + "/continuity"
    try Data("talkoot-continuity 1\nnonce 01".utf8).write(to: URL(fileURLWithPath: record))
    try setMode(0o600, record)
    #expect(throws: StoreError.damaged(what: "not a continuity record", place: record)) { try store.continuity() }
    try store.close()
  }
}

extension Continuity {
  fileprivate var isRestored: Bool { if case .restored = self { true } else { false } }
  fileprivate var isCopied: Bool { if case .copied = self { true } else { false } }
}
