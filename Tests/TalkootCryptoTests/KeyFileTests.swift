import Foundation
import Testing

@testable import TalkootCrypto

@Suite struct `Key files` {
  let directory: URL

  init() throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "talkoot-keys-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
  }

  /// Runs `body` with a path in a directory that is gone afterwards.
  func withPath(_ body: (String) throws -> Void) throws {
    defer { try? FileManager.default.removeItem(at: directory) }
    try body(directory.appending(path: "identity.key").path)
  }

  func mode(_ path: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test func `a key comes back from its file, which only its owner can read`() throws {
    try withPath { path in
      let key = SigningKey()
      try KeyFile.write(key, to: path)
      #expect(try KeyFile.read(path).seed == key.seed)
      #expect(try KeyFile.publicKey(path) == key.publicKey)
      #expect(try mode(path) == 0o600)
    }
  }

  @Test func `a key under a passphrase opens with that passphrase only`() throws {
    try withPath { path in
      let key = SigningKey()
      try KeyFile.write(key, to: path, passphrase: Array("kala kukko".utf8))
      #expect(try KeyFile.read(path, passphrase: Array("kala kukko".utf8)).seed == key.seed)
      #expect(try KeyFile.publicKey(path) == key.publicKey)
      #expect(throws: KeyFileError.passphraseNeeded(path: path)) { try KeyFile.read(path) }
      #expect(throws: KeyFileError.wrongPassphrase(path: path)) {
        try KeyFile.read(path, passphrase: Array("kala kukk0".utf8))
      }
      let text = try #require(FileManager.default.contents(atPath: path))
      #expect(!String(decoding: text, as: UTF8.self).contains(hex(key.seed)))
    }
  }

  @Test func `the public key of an encrypted file cannot be exchanged`() throws {
    let key = SigningKey()
    let text = KeyText.encode(key, passphrase: [1])
    let changed = text.replacing(hex(key.publicKey.bytes), with: hex(SigningKey().publicKey.bytes))
    #expect(throws: KeyFileError.wrongPassphrase(path: "k")) {
      try KeyText.decode(Array(changed.utf8), passphrase: [1], path: "k")
    }
  }

  @Test func `what a key is for stands in its file, and under a passphrase can't be changed`() throws {
    try withPath { path in
      let (key, notes) = (SigningKey(), ["network 00ff", "peer 12 host:7440"])
      try KeyFile.write(key, to: path, notes: notes)
      #expect(try KeyFile.describe(path).notes == notes)
      #expect(try KeyFile.read(path).seed == key.seed)
    }
    let text = KeyText.encode(SigningKey(), passphrase: [1], notes: ["network 00ff"])
    #expect(throws: KeyFileError.wrongPassphrase(path: "k")) {
      try KeyText.decode(Array(text.replacing("00ff", with: "00fe").utf8), passphrase: [1], path: "k")
    }
    #expect(try KeyText.decode(Array(text.utf8), passphrase: [1], path: "k").seed.count == 32)
  }

  @Test func `a key goes under a passphrase and out again in its place`() throws {
    try withPath { path in
      let key = SigningKey()
      try KeyFile.write(key, to: path)
      try KeyFile.replace(path, with: key, passphrase: [7])
      #expect(try KeyFile.describe(path).isSealed)
      #expect(try KeyFile.read(path, passphrase: [7]).seed == key.seed)
      try KeyFile.replace(path, with: key)
      #expect(try KeyFile.read(path).seed == key.seed)
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).count == 1)
    }
  }

  @Test func `a passphrase is one line of a file that its owner alone can read`() throws {
    try withPath { path in
      func write(_ text: String, mode: Int = 0o600) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      }
      for text in ["kala kukko", "kala kukko\n", "kala kukko\r\n"] {
        try write(text)
        #expect(try KeyFile.passphrase(in: path) == Array("kala kukko".utf8))
      }
      for text in ["", "\n", "kala\nkukko\n"] {
        try write(text)
        #expect(throws: KeyFileError.noPassphrase(path: path)) { try KeyFile.passphrase(in: path) }
      }
      try write("kala", mode: 0o640)
      #expect(throws: KeyFileError.openToOthers(path: path, mode: 0o640)) { try KeyFile.passphrase(in: path) }
      // The service manager lets its user in through a group entry or an access list, which looks like a group's.
      #expect(try KeyFile.passphrase(in: path, keeper: .credential) == Array("kala".utf8))
      try write("kala", mode: 0o644)
      #expect(throws: KeyFileError.openToOthers(path: path, mode: 0o644)) {
        try KeyFile.passphrase(in: path, keeper: .credential)
      }
    }
  }

  @Test(arguments: [0o644, 0o640, 0o604, 0o660, 0o610])
  func `a file that others may use is refused`(mode: Int) throws {
    try withPath { path in
      try KeyFile.write(SigningKey(), to: path)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      #expect(throws: KeyFileError.openToOthers(path: path, mode: UInt32(mode))) { try KeyFile.read(path) }
    }
  }

  @Test func `a link is refused, for reading and for writing`() throws {
    try withPath { path in
      try KeyFile.write(SigningKey(), to: path)
      let link = path + ".link"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
      #expect(throws: KeyFileError.notRegularFile(path: link)) { try KeyFile.read(link) }
      #expect(throws: KeyFileError.exists(path: link)) { try KeyFile.write(SigningKey(), to: link) }
      try FileManager.default.removeItem(atPath: path)
      #expect(throws: KeyFileError.exists(path: link)) { try KeyFile.write(SigningKey(), to: link) }
    }
  }

  @Test func `a key is never overwritten, a missing one is missing, a directory is none`() throws {
    try withPath { path in
      let key = SigningKey()
      try KeyFile.write(key, to: path)
      #expect(throws: KeyFileError.exists(path: path)) { try KeyFile.write(SigningKey(), to: path) }
      #expect(try KeyFile.read(path).seed == key.seed)
      #expect(throws: KeyFileError.missing(path: path + "2")) { try KeyFile.read(path + "2") }
      #expect(throws: KeyFileError.notRegularFile(path: directory.path)) { try KeyFile.read(directory.path) }
    }
  }

  @Test func `another user's file is refused`() throws {
    guard geteuid() == 0 else { return }  // only root can give a file away
    try withPath { path in
      try KeyFile.write(SigningKey(), to: path)
      #expect(chown(path, 12345, 12345) == 0)
      #expect(throws: KeyFileError.wrongOwner(path: path, owner: 12345)) { try KeyFile.read(path) }
    }
  }

  @Test func `a key file cut anywhere, or with any byte changed, gives no other key`() throws {
    for passphrase in [nil, [UInt8(7)]] {
      let key = SigningKey()
      let text = Array(KeyText.encode(key, passphrase: passphrase).utf8)
      for end in 0..<text.count {
        #expect(throws: KeyFileError.self) { try KeyText.decode(Array(text[..<end]), passphrase: nil, path: "k") }
      }
      // Scrypt takes its tenth of a second a try, so an encrypted file has only its form checked here.
      for i in 0..<text.count where passphrase == nil {
        var changed = text
        changed[i] ^= 1
        #expect(throws: KeyFileError.self) { try KeyText.decode(changed, passphrase: passphrase, path: "k") }
      }
    }
  }

  @Test func `a file that asks scrypt for all memory is refused before it is given any`() throws {
    let text = KeyText.encode(SigningKey(), passphrase: [1]).replacing("scrypt 15 8 1", with: "scrypt 40 8 1")
    #expect(throws: KeyFileError.self) { try KeyText.decode(Array(text.utf8), passphrase: [1], path: "k") }
  }
}

func hex(_ bytes: [UInt8]) -> String {
  bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
}
