import Foundation
import GRDBSQLite
import Synchronization
import TalkootTesting

/// A disk whose power can go: what SQLite has written to it and not synced is in memory only, and of that a power cut
/// leaves what chance leaves, in any order, torn at sectors.
///
/// The files in its folder hold what is durable, always. SQLite comes here through a VFS that passes everything outside
/// such folders on to the system's. Used from one thread at a time.
final class PowerCutDisk: @unchecked Sendable {
  let folder: String
  /// Told before each write, cut of length or sync of a file.
  var willWork: () -> Void = {}
  private(set) var syncs = 0
  private var files: [String: File] = [:]

  private struct File {
    var durable: [UInt8]
    var current: [UInt8]
    var pending: [Step] = []
  }

  enum Step {
    case write(at: Int, [UInt8])
    case cut(to: Int)

    func apply(to bytes: inout [UInt8]) {
      switch self {
      case .write(let start, let new):
        if bytes.count < start + new.count { bytes += Array(repeating: 0, count: start + new.count - bytes.count) }
        bytes.replaceSubrange(start..<start + new.count, with: new)
      case .cut(let count): if bytes.count > count { bytes.removeSubrange(count...) }
      }
    }

    /// What of it may have come to the disk when the power went meanwhile: whole sectors, or nothing.
    func torn(using random: inout SplitMix64) -> [Step] {
      guard case .write(let start, let new) = self else { return Bool.random(using: &random) ? [self] : [] }
      switch Int.random(in: 0..<4, using: &random) {
      case 0: return []
      case 1:
        let sectors = stride(from: 0, to: new.count, by: PowerCutDisk.sector)
        return sectors.filter { _ in Bool.random(using: &random) }
          .map { .write(at: start + $0, Array(new[$0..<min($0 + PowerCutDisk.sector, new.count)])) }
      default: return [self]
      }
    }
  }

  private static let sector = 512

  init(folder: String) {
    self.folder = folder
    _ = PowerCutDisk.registration
    PowerCutDisk.disks.withLock { $0[folder] = self }
  }

  func eject() { PowerCutDisk.disks.withLock { $0[folder] = nil } }

  /// The files as they are when the power goes now.
  func filesAfterPowerCut(using random: inout SplitMix64) -> [String: [UInt8]] {
    files.sorted { $0.key < $1.key }.reduce(into: [:]) { result, entry in
      var bytes = entry.value.durable
      let pending = entry.value.pending
      // Written in order as far as it came, or each by chance.
      let isInOrder = Bool.random(using: &random)
      let end = isInOrder ? Int.random(in: 0...pending.count, using: &random) : pending.count
      for (number, step) in pending[..<end].enumerated() {
        let steps = isInOrder && number < end - 1 ? [step] : step.torn(using: &random)
        for step in steps { step.apply(to: &bytes) }
      }
      result[URL(filePath: entry.key).lastPathComponent] = bytes
    }
  }

  // MARK: What SQLite does

  func open(_ path: String) {
    guard files[path] == nil else { return }
    let bytes = Array(FileManager.default.contents(atPath: path) ?? Data())
    files[path] = File(durable: bytes, current: bytes)
  }

  func remove(_ path: String) { files[path] = nil }
  func byteCount(_ path: String) -> Int { files[path]!.current.count }

  /// How many of the bytes asked for are there.
  func read(_ path: String, at start: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let bytes = files[path]!.current
    let count = max(0, min(buffer.count, bytes.count - start))
    if count > 0 { buffer.copyBytes(from: bytes[start..<start + count]) }
    return count
  }

  func work(_ path: String, _ step: Step) {
    willWork()
    step.apply(to: &files[path]!.current)
    files[path]!.pending.append(step)
  }

  func sync(_ path: String) -> Bool {
    willWork()
    syncs += 1
    files[path]!.durable = files[path]!.current
    files[path]!.pending = []
    guard let file = FileHandle(forWritingAtPath: path) else { return false }
    defer { try? file.close() }
    let bytes = Data(files[path]!.durable)
    return (try? file.write(contentsOf: bytes)) != nil && (try? file.truncate(atOffset: UInt64(bytes.count))) != nil
  }

  // MARK: The VFS

  private static let disks = Mutex<[String: PowerCutDisk]>([:])

  static func holding(_ path: String) -> PowerCutDisk? {
    disks.withLock { disks in disks.first { path.hasPrefix($0.key + "/") }?.value }
  }

  private static let registration: Void = PowerCutFiles.register()
}
