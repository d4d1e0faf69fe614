import Foundation
import TalkootCrypto

@testable import TalkootLog

/// One file of `Tests/Vectors`: bytes, and what every implementation must make of them.
struct Vector: Codable, Equatable {
  /// What is odd about the bytes.
  var about: String
  /// header, structure, descriptor, salts, change or pack.
  var kind: String
  /// The fault (`FormatError.Code`); absent when the bytes are valid.
  var error: String?
  var hex: String
  /// Named results, in hex or decimal.
  var gives: [String: String]?
  /// Of a pack: the changes in it.
  var changes: [WholeChange]?

  struct WholeChange: Codable, Equatable {
    var id: String
    var header: String
    var structure: String
    /// "present:", "erased:" or "missing:" and hex.
    var strings: [String]
    var signature: String?
    var salts: String?
    /// Headers, then the signature over the last of them.
    var proof: [String]?
  }
}

extension [UInt8] {
  var hex: String { map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }

  init(hex: String) {
    let digits = Array<UInt8>(hex.utf8).map { UInt8(String(UnicodeScalar($0)), radix: 16)! }
    self = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}

extension Vector.WholeChange {
  init(_ received: ReceivedChange) {
    id = received.id.description
    header = received.change.headerBytes.hex
    structure = received.change.structure.hex
    strings = received.change.strings.map { string in
      switch string {
      case .present(let bytes): "present:" + bytes.hex
      case .erased(let commitment): "erased:" + commitment.hex
      case .missing(let commitment): "missing:" + commitment.hex
      }
    }
    signature = received.signature?.bytes.hex
    salts = received.salts?.bytes.hex
    proof = received.proof.map { $0.headers.map(\.hex) + [$0.signature.bytes.hex] }
  }
}

enum VectorFiles {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../Vectors").standardizedFileURL

  static func load() throws -> [String: Vector] {
    var vectors: [String: Vector] = [:]
    for part in ["changes", "pack"] {
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(part).path)
      for file in files where file.hasSuffix(".json") {
        let data = try Data(contentsOf: folder.appendingPathComponent(part).appendingPathComponent(file))
        vectors["\(part)/\(file.dropLast(5))"] = try JSONDecoder().decode(Vector.self, from: data)
      }
    }
    return vectors
  }

  static func save(_ vectors: [String: Vector]) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    for (name, vector) in vectors {
      let file = folder.appendingPathComponent(name + ".json")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try (encoder.encode(vector) + Data("\n".utf8)).write(to: file)
    }
  }
}
