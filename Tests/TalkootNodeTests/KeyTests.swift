import Foundation
import TalkootCrypto
import TalkootLog
import TalkootModel
import TalkootSync
import TalkootTesting
import Testing

@testable import TalkootNode

@Suite("A code for another node")
struct DeviceCodeTests {
  private static let code = DeviceCode(
    secret: InvitationSecret((0..<16).map { $0 })!,
    network: NetworkID(SHA256.hash("test", [1])),
    member: MemberID(SHA256.hash("test", [2])),
    node: NodeID(SHA256.hash("test", [3])),
    addresses: ["127.0.0.1:7440", "[::1]:7440"]
  )

  @Test func `comes back from its text, and with any character wrong is called mistyped`() throws {
    let text = Self.code.text
    #expect(try DeviceCode(parsing: "  " + text.uppercased() + "\n") == Self.code)
    for offset in "talkoot-device1-".count..<text.count {
      var wrong = Array(text)
      wrong[offset] = wrong[offset] == "7" ? "8" : "7"
      #expect(throws: DeviceCodeError.mistyped) { try DeviceCode(parsing: String(wrong)) }
    }
    #expect(throws: DeviceCodeError.notACode) { try DeviceCode(parsing: "talkoot1-abc") }
  }

  @Test func `whatever it is made of is refused and never crashes`() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<500 {
      let body = (0..<Int.random(in: 0..<200, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      let check = SHA256.hash("talkoot/device-code/1", body).bytes.prefix(4)
      _ = try? DeviceCode(parsing: "talkoot-device1-" + Base32.encode(body + check))
    }
  }

  @Test func `serves once, until it expires, and only so many are open`() throws {
    let temporary = TemporaryHome()
    try temporary.home().create()
    let codes = DeviceCodes(temporary.home())
    let key = SigningKey().publicKey
    try codes.add(key, expires: 100, now: 0)
    #expect(codes.isOpen(key, now: 99) && !codes.isOpen(key, now: 100))
    #expect(!codes.isOpen(SigningKey().publicKey, now: 0))
    try codes.spend(key)
    #expect(!codes.isOpen(key, now: 0))
    for _ in 0..<DeviceCodes.countMax { try codes.add(SigningKey().publicKey, expires: 100, now: 0) }
    #expect(throws: DeviceCodes.TooMany.self) { try codes.add(key, expires: 100, now: 0) }
    try codes.add(key, expires: 200, now: 100)
  }
}

@Suite("A card's file")
struct RecoveryCardTests {
  @Test func `says whose it is and whom to ask, and is a key file`() throws {
    let temporary = TemporaryHome()
    let (path, root) = (temporary.folder + "/card", SigningKey())
    let peer = RecoveryCard.Peer(node: NodeID(SHA256.hash("test", [1])), addresses: ["127.0.0.1:7440", "[::1]:7440"])
    let card = RecoveryCard(
      publicKey: root.publicKey,
      network: NetworkID(SHA256.hash("test", [2])),
      member: MemberID(SHA256.hash("test", [3])),
      peers: [peer]
    )
    try card.write(root, to: path)
    let read = try RecoveryCard(path: path)
    #expect(read.publicKey == root.publicKey && read.network == card.network && read.member == card.member)
    #expect(read.peers == [peer] && !read.isSealed)
    #expect(try KeyFile.read(path).seed == root.seed)
  }

  @Test func `names a peer by words, id or hash`() throws {
    let node = NodeID(SHA256.hash("test", [1]))
    let names = [
      Fingerprint.words(of: node), "n-" + CrockfordID.encode(ObjectID(node)), node.digest.hex.uppercased(),
      Fingerprint.words(of: node).replacing("-", with: " "),
    ]
    for name in names { #expect(try #require(NodePin(name)).matches(node), "\(name)") }
    #expect(try !#require(NodePin(names[0])).matches(NodeID(SHA256.hash("test", [2]))))
    for wrong in ["", "n-abcde", "o-" + names[1].dropFirst(2), String(names[0].dropLast())] {
      #expect(NodePin(wrong) == nil, "\(wrong)")
    }
  }

  @Test func `without anybody to ask, or with a place and no name for who is there, is not used`() async throws {
    let temporary = TemporaryHome()
    let (path, root) = (temporary.folder + "/card", SigningKey())
    try RecoveryCard(publicKey: root.publicKey).write(root, to: path)
    var terms = CardUse.Terms(home: temporary.home(), card: path, reason: "lost")
    terms.listen = "127.0.0.1:0"
    let nowhere = terms
    await #expect(throws: CommandError.self) { try await CardUse.use(nowhere) }
    terms.at = "127.0.0.1:1"
    let nobody = terms
    await #expect(throws: CommandError.self) { try await CardUse.use(nobody) }
    #expect(!temporary.files().contains("keys/identity.key"))
  }
}

@Suite("A keyring")
struct KeyringTests {
  @Test func `takes what the operator named before what a variable or the service manager names`() throws {
    let temporary = TemporaryHome()
    let credentials = temporary.folder + "/credentials"
    try FileManager.default.createDirectory(atPath: credentials, withIntermediateDirectories: false)
    for name in ["a", "b", "credentials/talkoot-passphrase"] {
      let path = temporary.folder + "/" + name
      try Data((name.suffix(1) + "\n").utf8).write(to: URL(filePath: path))
      try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
    }
    func passphrase(_ file: String?, _ variables: [String: String]) throws -> [UInt8]? {
      try Keyring(passphraseFile: file.map { temporary.folder + "/" + $0 }, environment: variables).passphrase()
    }
    let named = ["TALKOOT_PASSPHRASE_FILE": temporary.folder + "/b", "CREDENTIALS_DIRECTORY": credentials]
    #expect(try passphrase("a", named) == Array("a".utf8))
    #expect(try passphrase(nil, named) == Array("b".utf8))
    #expect(try passphrase(nil, ["CREDENTIALS_DIRECTORY": credentials]) == Array("e".utf8))
    #expect(try passphrase(nil, ["TALKOOT_PASSPHRASE": "x", "CREDENTIALS_DIRECTORY": "/nowhere"]) == nil)
    #expect(throws: KeyFileError.self) { try passphrase("missing", named) }
  }

  @Test func `an admission under way comes back from its file, and a damaged one is named`() throws {
    let temporary = TemporaryHome()
    let path = temporary.folder + "/admission"
    let node = JoinNode(
      key: SigningKey().publicKey,
      member: MemberID(SHA256.hash("test", [1])),
      addresses: ["127.0.0.1:7440"]
    )
    try PendingAdmission(member: MemberID(SHA256.hash("test", [2])), nodes: [node]).write(to: path)
    let read = try #require(try PendingAdmission.read(path))
    #expect(read.nodes == [node] && read.member == MemberID(SHA256.hash("test", [2])))
    #expect(try PendingAdmission.read(temporary.folder + "/none") == nil)
    try Data("nonsense\n".utf8).write(to: URL(filePath: path))
    #expect(throws: HomeError.self) { try PendingAdmission.read(path) }
  }
}

@Suite("An organisation's authorities in the configuration")
struct AuthorityTests {
  private func read(_ text: String) throws -> (NodeConfiguration, folder: String) {
    let temporary = TemporaryHome()
    let path = temporary.folder + "/config.toml"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return (try NodeConfiguration(path: path), temporary.folder)
  }

  @Test func `are files of the home by organisation's id, or for all`() throws {
    let (configuration, folder) = try read(
      """
      [tls]
      chain = "chain.pem"
      [tls.require]
      "o-7kq2m" = "a.pem"
      "*" = "/etc/b.pem"
      """
    )
    #expect(configuration.organisationChain == folder + "/chain.pem")
    #expect(configuration.requiredAuthorities.map(\.organisation) == ["*", "o-7kq2m"])
    #expect(configuration.requiredAuthorities.map(\.file) == ["/etc/b.pem", folder + "/a.pem"])
  }

  @Test(arguments: ["tls = 1", "[tls]\nchain = 7", "[tls.require]\n\"Borealis\" = \"a.pem\"", "[tls]\nrequire = 1"])
  func `that make no sense, a name among them, are refused`(_ text: String) {
    #expect(throws: ConfigurationError.self) { try read(text) }
  }
}
