import Foundation
import TalkootCrypto
import Testing

@testable import TalkootLog

@Suite struct VectorTests {
  @Test func `the vectors are what this version makes`() throws {
    let made = VectorMaking.all()
    if ProcessInfo.processInfo.environment["TALKOOT_WRITE_VECTORS"] != nil { try VectorFiles.save(made) }
    let stored = try VectorFiles.load()
    #expect(stored.keys.sorted() == made.keys.sorted())
    for (name, vector) in made { #expect(stored[name] == vector, "\(name)") }
  }

  @Test func `every vector is read as it says`() throws {
    for (name, vector) in try VectorFiles.load() {
      let bytes = [UInt8](hex: vector.hex)
      do {
        try read(vector, bytes, name)
        #expect(vector.error == nil, "\(name)")
      } catch let error as FormatError {
        #expect(error.code.rawValue == vector.error, "\(name): \(error)")
        #expect(error.offset >= 0 && error.offset <= bytes.count, "\(name): \(error)")
      }
    }
  }

  func read(_ vector: Vector, _ bytes: [UInt8], _ name: String) throws {
    switch vector.kind {
    case "header", "change":
      let header = try ChangeHeader(parsing: bytes)
      #expect(header.bytes == bytes && header.id.description == vector.gives?["id"], "\(name)")
      if vector.kind == "change" { try check(change: vector.gives!, header) }
    case "structure":
      let structure = try Structure(parsing: bytes)
      let kinds = structure.operations.map { String($0.kind) }.joined(separator: " ")
      #expect(kinds == vector.gives?["kinds"] && String(structure.stringCount) == vector.gives?["strings"])
    case "descriptor":
      let descriptor = try LogDescriptor(parsing: bytes)
      #expect(descriptor.bytes == bytes && descriptor.id.description == vector.gives?["log"], "\(name)")
    case "salts":
      let tree = try SaltTree(parsing: bytes)
      for (place, salt) in vector.gives ?? [:] {
        let numbers = place.split(separator: " ").compactMap { Int($0) }
        let found = tree.salt(sequence: UInt64(numbers[0]), string: numbers[1], of: numbers[2])
        #expect((found?.bytes.hex ?? "lost") == salt, "\(name): \(place)")
      }
    case "pack":
      let changes = try ChangePack.decode(bytes, target: Receiver().target())
      #expect(changes.map { Vector.WholeChange($0) } == vector.changes, "\(name)")
    default: Issue.record("\(name) is of unknown kind \(vector.kind)")
    }
  }

  func check(change gives: [String: String], _ header: ChangeHeader) throws {
    let key = PublicKey([UInt8](hex: gives["public key"]!))!
    let signature = Signature([UInt8](hex: gives["signature"]!))!
    #expect(key.isValid(signature, over: header.id))
    #expect(header.structureHash.hex == gives["structure hash"])
    #expect(header.contentHash.hex == gives["content hash"])
    let structure = [UInt8](hex: gives["structure"]!)
    #expect(SHA256.hash("talkoot/structure/1", structure).hex == gives["structure hash"])
    let commitment = [UInt8](hex: gives["commitment"]!)
    #expect(SHA256.hash("talkoot/content/1", [0, 0, 0, 1] + commitment).hex == gives["content hash"])
    let opened = [UInt8](hex: gives["salt"]! + gives["string"]!)
    #expect(SHA256.hash("talkoot/string/1", opened).hex == gives["commitment"])
  }
}
