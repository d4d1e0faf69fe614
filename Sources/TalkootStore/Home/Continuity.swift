internal import Foundation
internal import TalkootCrypto

/// Whether a replica goes on where it stopped, or may lack something of its own (rules 2.11).
public enum Continuity: Hashable, Sendable {
  /// Nothing was here before.
  case first
  /// The database, home and machine are those of the run before: the log goes on.
  case same
  /// The home is at another place or on another machine: the original may be running. A new log begins.
  case copied(reason: String)
  /// The database is not the one of the run before: an older state. A new log begins.
  case restored(reason: String)
}

/// What is kept beside the database, in the home's file `continuity`: which run worked here last, and where "here" is.
///
/// The database holds the run's nonce too. A copy of the database put back later has another run's; a copy of the whole
/// home has another inode, device or machine. What this cannot see (a snapshot of a whole machine) ends as a fork,
/// which heals.
struct ContinuityRecord: Equatable {
  /// Random, of the run.
  var nonce: [UInt8]
  /// Between the file's and the database's writing of a new nonce: the one before, which the database may still have.
  var before: [UInt8]?
  var device: UInt64
  var inode: UInt64
  /// Hash of /etc/machine-id; empty where there is none.
  var machine: [UInt8]

  static func path(home: String) -> String { home + "/continuity" }

  init(nonce: [UInt8], before: [UInt8]?, home: String) throws(StoreError) {
    self.nonce = nonce
    self.before = before
    var status = stat()
    guard lstat(home, &status) == 0 else { throw .inaccessible(path: home, cause: HomeFiles.reason()) }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    machine = ContinuityRecord.thisMachine
  }

  private static var thisMachine: [UInt8] {
    guard let id = FileManager.default.contents(atPath: "/etc/machine-id"), !id.isEmpty else { return [] }
    return Array(SHA256.hash("talkoot/machine/1", Array(id)).bytes.prefix(16))
  }

  // MARK: The file, in lines of a word and its values

  init?(parsing bytes: [UInt8]) {
    var values: [String: [Substring]] = [:]
    let text = String(decoding: bytes, as: UTF8.self)
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      values[String(words[0])] = Array(words.dropFirst())
    }
    guard values["talkoot-continuity"]?.first == "1", text.hasSuffix("end\n"),
      let nonce = values["nonce"]?.first.flatMap(bytesOfHex), let place = values["home"], place.count == 2,
      let device = UInt64(place[0]), let inode = UInt64(place[1]),
      let machine = bytesOfHex(values["machine"]?.first ?? "")
    else { return nil }
    self.nonce = nonce
    self.before = values["before"]?.first.flatMap(bytesOfHex)
    self.device = device
    self.inode = inode
    self.machine = machine
  }

  var bytes: [UInt8] {
    let before = before.map { "before \(hex($0))\n" } ?? ""
    return Array(
      """
      talkoot-continuity 1
      nonce \(hex(nonce))
      \(before)home \(device) \(inode)
      machine \(hex(machine))
      end

      """.utf8
    )
  }

  static func read(home: String) throws(StoreError) -> ContinuityRecord? {
    let path = path(home: home)
    guard let bytes = try HomeFiles.read(path, limit: 1024) else { return nil }
    guard let record = ContinuityRecord(parsing: bytes) else {
      throw .damaged(what: "not a continuity record", place: path)
    }
    return record
  }

  func write(home: String) throws(StoreError) {
    try HomeFiles.replace(ContinuityRecord.path(home: home), with: bytes)
  }

  /// - Parameters:
  ///   - kept: the record beside the database.
  ///   - stored: the nonce in the database.
  static func judge(kept: ContinuityRecord?, stored: [UInt8]?, home: String) throws(StoreError) -> Continuity {
    guard let kept else {
      return stored == nil ? .first : .restored(reason: "there is no continuity record beside the database")
    }
    guard let stored else { return .restored(reason: "the database comes from a backup") }
    guard stored == kept.nonce || stored == kept.before else {
      return .restored(reason: "the database is of another run than the one before")
    }
    let here = try ContinuityRecord(nonce: kept.nonce, before: kept.before, home: home)
    if here.machine != kept.machine { return .copied(reason: "this is another machine") }
    guard here.device == kept.device, here.inode == kept.inode else {
      return .copied(reason: "the home is another directory than before")
    }
    return .same
  }
}

private func hex(_ bytes: [UInt8]) -> String {
  bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
}

private func bytesOfHex(_ text: some StringProtocol) -> [UInt8]? {
  let digits = text.compactMap(\.hexDigitValue)
  guard digits.count == text.count, digits.count % 2 == 0 else { return nil }
  return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}
