internal import Foundation
internal import TalkootCrypto
internal import TalkootLog

/// The 8 bytes at the end of every stored blob that tell whether it is what was written.
///
/// SQLite has no checksums of its own in the database file: a bit that turns inside a page is read back as data. The
/// sum covers table and key too, so that a row in another's place is found out.
struct Sealer: ~Copyable {
  static let byteCount = 8
  private var hasher = SHA256()

  /// Where a blob belongs.
  struct Place {
    var table: StaticString
    var key: [UInt8]

    init(_ table: StaticString, _ key: [UInt8]) {
      self.table = table
      self.key = key
    }

    init(_ table: StaticString, _ numbers: UInt64...) {
      self.table = table
      key = numbers.flatMap { number in withUnsafeBytes(of: number.bigEndian) { Array($0) } }
    }

    var description: String {
      let name = key.count <= 16 && key.count % 8 == 0 ? numbers : String(bytes: key, encoding: .utf8) ?? numbers
      return "table \(table), row \(name)"
    }

    private var numbers: String {
      guard key.count % 8 == 0, key.count <= 24, table.description != "objects" else {
        return key.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
      }
      return stride(from: 0, to: key.count, by: 8).map { start in
        String(key[start..<start + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
      }.joined(separator: "/")
    }
  }

  mutating func seal(_ bytes: [UInt8], _ place: Place) -> Data {
    let sum = bytes.withUnsafeBytes { self.sum($0, place) }
    var data = Data(capacity: bytes.count + Sealer.byteCount)
    data.append(contentsOf: bytes)
    withUnsafeBytes(of: sum.bigEndian) { data.append(contentsOf: $0) }
    return data
  }

  /// The bytes without their seal.
  /// - Throws: `StoreError.damaged` when they are not what was sealed for this place.
  mutating func open(_ data: Data, _ place: Place) throws(StoreError) -> [UInt8] {
    let count = data.count - Sealer.byteCount
    let bytes: [UInt8]? = data.withUnsafeBytes { buffer -> [UInt8]? in
      guard count >= 0 else { return nil }
      let content = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      let stored = UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: count, as: UInt64.self))
      return sum(content, place) == stored ? Array(content) : nil
    }
    guard let bytes else { throw .damaged(what: "a checksum does not match", place: place.description) }
    return bytes
  }

  private mutating func sum(_ bytes: UnsafeRawBufferPointer, _ place: Place) -> UInt64 {
    hasher.update("talkoot/store/seal/1")
    hasher.update(place.table)
    hasher.update([0])
    hasher.update(place.key)
    hasher.update(bytes)
    return hasher.finish().withUnsafeBytes { UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)) }
  }
}
