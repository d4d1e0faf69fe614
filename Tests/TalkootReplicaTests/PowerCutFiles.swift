import Foundation
import GRDBSQLite

/// SQLite's view of the files of a `PowerCutDisk`: a VFS that is the default, as one that passes on what is not on such
/// a disk. Locks and the shared index of the log are the system's; they are of no use after a power cut.
enum PowerCutFiles {
  /// The system's VFS.
  nonisolated(unsafe) private static let system = sqlite3_vfs_find(nil)!
  nonisolated(unsafe) private static let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)

  /// What SQLite reserves for each file: this, and behind it the system's file.
  private struct OpenFile {
    var methods: UnsafePointer<sqlite3_io_methods>?
    var path: UnsafeMutablePointer<CChar>
  }

  private static let systemOffset = MemoryLayout<OpenFile>.stride

  static func register() {
    methods.initialize(to: makeMethods())
    let vfs = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    vfs.initialize(to: system.pointee)
    vfs.pointee.pNext = nil
    vfs.pointee.zName = UnsafePointer(strdup("talkoot-power-cut"))
    vfs.pointee.szOsFile = system.pointee.szOsFile + Int32(systemOffset)
    vfs.pointee.xOpen = { _, name, file, flags, outFlags in PowerCutFiles.open(name, file!, flags, outFlags) }
    vfs.pointee.xDelete = { _, name, syncs in
      let path = String(cString: name!)
      PowerCutDisk.holding(path)?.remove(path)
      return PowerCutFiles.system.pointee.xDelete(PowerCutFiles.system, name, syncs)
    }
    precondition(sqlite3_vfs_register(vfs, 1) == SQLITE_OK)
  }

  private static func open(
    _ name: UnsafePointer<CChar>?,
    _ file: UnsafeMutablePointer<sqlite3_file>,
    _ flags: Int32,
    _ outFlags: UnsafeMutablePointer<Int32>?
  ) -> Int32 {
    guard let name, let disk = PowerCutDisk.holding(String(cString: name)) else {
      return system.pointee.xOpen(system, name, file, flags, outFlags)
    }
    let opened = UnsafeMutableRawPointer(file).assumingMemoryBound(to: OpenFile.self)
    opened.pointee.methods = nil
    let result = system.pointee.xOpen(system, name, systemFile(file), flags, outFlags)
    guard result == SQLITE_OK else { return result }
    opened.pointee = OpenFile(methods: UnsafePointer(methods), path: strdup(name))
    disk.open(String(cString: name))
    return SQLITE_OK
  }

  // MARK: Files

  private static func systemFile(_ file: UnsafeMutablePointer<sqlite3_file>?) -> UnsafeMutablePointer<sqlite3_file> {
    (UnsafeMutableRawPointer(file!) + systemOffset).assumingMemoryBound(to: sqlite3_file.self)
  }

  private static func systemMethods(_ file: UnsafeMutablePointer<sqlite3_file>?) -> sqlite3_io_methods {
    systemFile(file).pointee.pMethods.pointee
  }

  private static func path(_ file: UnsafeMutablePointer<sqlite3_file>?) -> String {
    String(cString: UnsafeMutableRawPointer(file!).assumingMemoryBound(to: OpenFile.self).pointee.path)
  }

  private static func disk(_ file: UnsafeMutablePointer<sqlite3_file>?) -> PowerCutDisk {
    PowerCutDisk.holding(path(file))!
  }

  private static func makeMethods() -> sqlite3_io_methods {
    var methods = sqlite3_io_methods()
    // Without mapping pages into memory, which would go past xRead.
    methods.iVersion = 2
    addContent(&methods)
    addLocks(&methods)
    return methods
  }

  private static func addContent(_ methods: inout sqlite3_io_methods) {
    methods.xClose = { file in
      let result = PowerCutFiles.systemMethods(file).xClose(PowerCutFiles.systemFile(file))
      free(UnsafeMutableRawPointer(file!).assumingMemoryBound(to: OpenFile.self).pointee.path)
      return result
    }
    methods.xRead = { file, buffer, count, start in
      let bytes = UnsafeMutableRawBufferPointer(start: buffer, count: Int(count))
      let read = PowerCutFiles.disk(file).read(PowerCutFiles.path(file), at: Int(start), into: bytes)
      guard read < bytes.count else { return SQLITE_OK }
      memset(buffer! + read, 0, bytes.count - read)
      // SQLITE_IOERR_SHORT_READ
      return SQLITE_IOERR | 2 << 8
    }
    methods.xWrite = { file, buffer, count, start in
      let bytes = Array(UnsafeRawBufferPointer(start: buffer, count: Int(count)))
      PowerCutFiles.disk(file).work(PowerCutFiles.path(file), .write(at: Int(start), bytes))
      return SQLITE_OK
    }
    methods.xTruncate = { file, count in
      PowerCutFiles.disk(file).work(PowerCutFiles.path(file), .cut(to: Int(count)))
      return SQLITE_OK
    }
    methods.xSync = { file, _ in
      // SQLITE_IOERR_FSYNC
      PowerCutFiles.disk(file).sync(PowerCutFiles.path(file)) ? SQLITE_OK : SQLITE_IOERR | 4 << 8
    }
    methods.xFileSize = { file, count in
      count!.pointee = Int64(PowerCutFiles.disk(file).byteCount(PowerCutFiles.path(file)))
      return SQLITE_OK
    }
  }

  private static func addLocks(_ methods: inout sqlite3_io_methods) {
    methods.xLock = { PowerCutFiles.systemMethods($0).xLock(PowerCutFiles.systemFile($0), $1) }
    methods.xUnlock = { PowerCutFiles.systemMethods($0).xUnlock(PowerCutFiles.systemFile($0), $1) }
    methods.xCheckReservedLock = {
      PowerCutFiles.systemMethods($0).xCheckReservedLock(PowerCutFiles.systemFile($0), $1)
    }
    methods.xFileControl = { PowerCutFiles.systemMethods($0).xFileControl(PowerCutFiles.systemFile($0), $1, $2) }
    methods.xSectorSize = { PowerCutFiles.systemMethods($0).xSectorSize(PowerCutFiles.systemFile($0)) }
    methods.xDeviceCharacteristics = {
      PowerCutFiles.systemMethods($0).xDeviceCharacteristics(PowerCutFiles.systemFile($0))
    }
    methods.xShmMap = { PowerCutFiles.systemMethods($0).xShmMap(PowerCutFiles.systemFile($0), $1, $2, $3, $4) }
    methods.xShmLock = { PowerCutFiles.systemMethods($0).xShmLock(PowerCutFiles.systemFile($0), $1, $2, $3) }
    methods.xShmBarrier = { PowerCutFiles.systemMethods($0).xShmBarrier(PowerCutFiles.systemFile($0)) }
    methods.xShmUnmap = { PowerCutFiles.systemMethods($0).xShmUnmap(PowerCutFiles.systemFile($0), $1) }
  }
}
