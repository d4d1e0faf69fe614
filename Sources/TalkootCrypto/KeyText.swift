/// The text of a key file. Lines of ASCII, each ended by a line feed; hexadecimal in lower case:
///
///     talkoot-key 1                        talkoot-key 1
///     public <64 digits>                   public <64 digits>
///     seed <64 digits>                     scrypt <log2 N> <r> <p> <32 digits of salt>
///                                          aes-256-gcm <24 digits of nonce> <96 digits: seed, 16 bytes of tag>
///
/// After the second line there may be lines `note <text>` that say what the key is for; nothing in them is secret.
/// Under a passphrase the lines before the last are authenticated with the seed. The public half is not secret, so
/// that a program can say whose key it is without opening it.
enum KeyText {
  private static let heading = "talkoot-key 1"

  struct Fields {
    var publicKey: PublicKey
    var notes: [String]
    var seed: Seed
  }

  enum Seed {
    case plain([UInt8])
    case sealed(PassphraseSeal, authenticated: [UInt8])
  }

  static func encode(_ key: SigningKey, passphrase: [UInt8]?, notes: [String] = []) -> String {
    precondition(notes.allSatisfy { $0.utf8.allSatisfy { (0x20..<0x7f).contains($0) } }, "a note is a line of ASCII")
    var seed = key.seed
    defer { seed.wipe() }
    var text = "\(heading)\npublic \(hex(key.publicKey.bytes))\n"
    for note in notes { text += "note \(note)\n" }
    guard let passphrase else { return text + "seed \(hex(seed))\n" }
    let parameters = PassphraseSeal.Parameters()
    text += "scrypt \(parameters.logN) \(parameters.r) \(parameters.p) \(hex(parameters.salt))\n"
    let seal = PassphraseSeal(
      sealing: seed,
      under: passphrase,
      parameters: parameters,
      authenticating: Array(text.utf8)
    )
    return text + "aes-256-gcm \(hex(seal.nonce)) \(hex(seal.sealed))\n"
  }

  static func decode(_ bytes: [UInt8], passphrase: [UInt8]?, path: String) throws(KeyFileError) -> SigningKey {
    let fields = try fields(bytes, path: path)
    var seed: [UInt8]
    switch fields.seed {
    case .plain(let bytes): seed = bytes
    case .sealed(let seal, let authenticated):
      guard let passphrase else { throw .passphraseNeeded(path: path) }
      guard let opened = seal.open(under: passphrase, authenticating: authenticated) else {
        throw .wrongPassphrase(path: path)
      }
      seed = opened
    }
    defer { seed.wipe() }
    guard let key = SigningKey(seed: seed), key.publicKey == fields.publicKey else {
      throw .malformed(path: path, what: "its public key is not that of its seed")
    }
    return key
  }

  static func fields(_ bytes: [UInt8], path: String) throws(KeyFileError) -> Fields {
    func bad(_ what: String) -> KeyFileError { .malformed(path: path, what: what) }
    guard bytes.allSatisfy({ $0 < 0x80 }), bytes.last == 0x0a else { throw bad("it is cut short or not text") }
    let lines = bytes.dropLast().split(separator: 0x0a, omittingEmptySubsequences: false)
    guard lines.first?.elementsEqual(heading.utf8) == true else { throw bad("line 1 is not “\(heading)”") }
    guard lines.count > 2, let raw = words(lines[1], after: "public", count: 1)?[0],
      let publicKey = unhex(raw).flatMap({ PublicKey($0) })
    else { throw bad("line 2 has no public key") }
    let keyword = Array("note ".utf8)
    let noteLines = lines.dropFirst(2).prefix { $0.starts(with: keyword) }
    let notes = noteLines.map { String(decoding: $0.dropFirst(keyword.count), as: UTF8.self) }
    let rest = Array(lines.dropFirst(2 + notes.count))
    let place = 3 + notes.count
    if rest.count == 1, let raw = words(rest[0], after: "seed", count: 1)?[0] {
      guard let seed = unhex(raw), seed.count == 32 else { throw bad("line \(place) has no seed") }
      return Fields(publicKey: publicKey, notes: notes, seed: .plain(seed))
    }
    guard rest.count == 2, let parameters = parameters(rest[0]) else {
      throw bad("line \(place) has neither a seed nor the parameters of a passphrase")
    }
    guard let sealed = words(rest[1], after: "aes-256-gcm", count: 2),
      let nonce = unhex(sealed[0]), let ciphertext = unhex(sealed[1]),
      let seal = PassphraseSeal(parameters: parameters, nonce: nonce, sealed: ciphertext)
    else { throw bad("line \(place + 1) has no encrypted seed") }
    return Fields(
      publicKey: publicKey,
      notes: notes,
      seed: .sealed(seal, authenticated: Array(bytes[..<rest[1].startIndex]))
    )
  }

  private static func parameters(_ line: ArraySlice<UInt8>) -> PassphraseSeal.Parameters? {
    guard let words = words(line, after: "scrypt", count: 4), let salt = unhex(words[3]) else { return nil }
    let numbers = words.prefix(3).map { UInt64(String(decoding: $0, as: UTF8.self)) ?? 0 }
    return PassphraseSeal.Parameters(logN: numbers[0], r: numbers[1], p: numbers[2], salt: salt)
  }

  /// The words of a line that begins with `keyword`; nil when there are not exactly `count`.
  private static func words(
    _ line: ArraySlice<UInt8>,
    after keyword: String,
    count: Int
  ) -> [ArraySlice<UInt8>]? {
    let words = line.split(separator: 0x20, omittingEmptySubsequences: false)
    guard words.count == count + 1, words[0].elementsEqual(keyword.utf8) else { return nil }
    return Array(words.dropFirst())
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private static func unhex(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard text.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 2)
    var high: UInt8?
    for character in text {
      let value: UInt8
      switch character {
      case 0x30...0x39: value = character - 0x30
      case 0x61...0x66: value = character - 0x61 + 10
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return bytes
  }
}
