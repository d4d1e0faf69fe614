import Foundation
import GRDB
import Testing

@testable import TalkootStore

#if canImport(Glibc)
  import Glibc
#endif

/// A disk that can be full: a small tmpfs where this process may mount one, else a limit on the database's pages.
final class SmallDisk {
  private let home: TemporaryHome
  private let mount: String?
  private var store: SQLiteStorage?

  init(bytes: Int) throws {
    home = try TemporaryHome()
    let path = home.path + "/disk"
    mkdir(path, 0o700)
    #if canImport(Glibc)
      let isMounted = Glibc.mount("tmpfs", path, "tmpfs", 0, "size=\(bytes),mode=0700") == 0
    #else
      let isMounted = false
    #endif
    mount = isMounted ? path : nil
  }

  deinit {
    #if canImport(Glibc)
      if let mount { umount2(mount, Int32(MNT_DETACH)) }
    #endif
  }

  func createStore() throws -> SQLiteStorage {
    let path = (mount ?? home.path) + "/talkoot.db"
    try SQLiteStorage.create(at: path)
    let store = try SQLiteStorage(openingAt: path)
    self.store = store
    return store
  }

  func fill() throws {
    guard let mount else { return try limitPages(added: 8) }
    let file = open(mount + "/filler", O_CREAT | O_WRONLY, 0o600)
    let block = [UInt8](repeating: 1, count: 4096)
    while write(file, block, block.count) > 0 {}
    close(file)
  }

  func free() throws {
    guard let mount else { return try limitPages(added: 1 << 20) }
    unlink(mount + "/filler")
  }

  private func limitPages(added: Int) throws {
    try store?.connection.read("limiting pages") { database in
      let count = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      try database.execute(sql: "PRAGMA max_page_count = \(count + added)")
    }
  }
}

enum Failures {
  static let fsync = DatabaseError(resultCode: .SQLITE_IOERR_FSYNC, message: "disk I/O error")
}
