import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// Keys: who may read them, what they are under, and that they are nowhere else.
@Suite struct SecretTests {
  @Test(arguments: [0o644, 0o640, 0o604])
  func `a node does not start with a key that others can read`(mode: Int) throws {
    let node = try Node("Aalto IT")
    try node.run("init", "--network", "N", "--name", "Aalto IT", "--listen", "127.0.0.1:0")
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: node.home + "/keys/identity.key")
    let refused = try node.attempt("node", "start")
    #expect(refused.exit == 77 && refused.errorLines.count == 1, "\(refused)")
    #expect(refused.error.contains("identity.key") && refused.error.contains("chmod 600"))
    #expect(node.process == nil)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: node.home + "/keys/identity.key")
    try node.start()
  }

  @Test func `no key, card, invitation or passphrase is in a log, a database, a core file or the arguments`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let passphrase = network[0].home + "-passphrase"
    try Data("kala kukko 7\n".utf8).write(to: URL(filePath: passphrase))
    #expect(try network[0].shell("chmod 600 \(passphrase)").exit == 0)
    let code = try network[0].json("invite")["code"]?.string ?? ""
    let device = try network[0].json("node", "invite-device")["code"]?.string ?? ""
    try network[0].run("replica", "backup", network[0].home + "-backup", "--with-keys", "--passphrase-file", passphrase)
    _ = try network[0].attempt("join", "x", "--name", "y")
    let process = try #require(network[0].process)
    let arguments = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
    #expect(!String(decoding: arguments, as: UTF8.self).contains("kukko"))
    // A crash leaves no core; the log has its last words.
    kill(process, SIGABRT)
    try eventually("the node has gone") { !Node.isAlive(process) }

    var secrets: [(String, String)] = [("the passphrase", "kala kukko 7"), ("a code", code), ("a code", device)]
    for file in ["/keys/identity.key", "/recovery-card"] {
      let text = String(decoding: FileManager.default.contents(atPath: network[0].home + file) ?? Data(), as: UTF8.self)
      let seed = text.split(separator: "\n").last?.split(separator: " ").last.map(String.init) ?? ""
      #expect(seed.count == 64)
      secrets.append((file, seed))
    }
    let folder = URL(filePath: network[0].home)
    let keepers = ["keys/identity.key", "recovery-card"]
    let files =
      (FileManager.default.subpaths(atPath: folder.path(percentEncoded: false)) ?? []).filter { !keepers.contains($0) }
    #expect(files.contains("replica.db") && files.contains("log/talkootd.log"))
    #expect(!files.contains { $0.split(separator: "/").last?.hasPrefix("core") ?? false })
    for file in files.map({ network[0].home + "/" + $0 }) + [
      network[0].home + "-backup", network[0].home + "-backup.keys",
    ] {
      let bytes = FileManager.default.contents(atPath: file) ?? Data()
      for (name, secret) in secrets {
        #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(name) is in \(file)")
        if let raw = Self.unhex(secret) { #expect(bytes.range(of: raw) == nil, "\(name) is in \(file), as bytes") }
      }
    }
  }

  private static func unhex(_ text: String) -> Data? {
    guard text.count == 64 else { return nil }
    let digits = text.compactMap(\.hexDigitValue)
    guard digits.count == 64 else { return nil }
    return Data(stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) })
  }

  @Test
  func `a key under a passphrase opens by a file, a variable that names one, or a credential, and by nothing else`()
    throws
  {
    let node = try Node("Aalto IT")
    let folder = URL(filePath: node.home).deletingLastPathComponent().path(percentEncoded: false)
    let passphrase = folder + "passphrase"
    #expect(try node.shell("umask 077; printf 'kala kukko\\n' > \(passphrase); mkdir \(folder)credentials").exit == 0)
    try node.run(
      ["init", "--network", "N", "--name", "Aalto IT", "--listen", "127.0.0.1:0", "--passphrase-file", passphrase]
    )
    let key = String(
      decoding: FileManager.default.contents(atPath: node.home + "/keys/identity.key") ?? Data(),
      as: UTF8.self
    )
    #expect(key.contains("scrypt") && !key.contains("seed"))

    let without = try node.attempt("node", "start")
    #expect(without.exit == 77 && without.errorLines.count == 1, "\(without)")
    #expect(without.error.contains("passphrase"))
    let wrong = folder + "wrong"
    #expect(try node.shell("umask 077; echo other > \(wrong); chmod 644 \(folder)wrong").exit == 0)
    #expect(try node.attempt(["node", "start", "--passphrase-file", wrong]).error.contains("chmod 600"))
    #expect(try node.shell("chmod 600 \(wrong)").exit == 0)
    let refused = try node.attempt(["node", "start", "--passphrase-file", wrong])
    #expect(refused.exit == 77 && refused.errorLines.count == 1, "\(refused)")

    try node.run("node", "start", "--passphrase-file", passphrase)
    try node.run("node", "stop")
    let named = try node.attempt(["node", "start"], environment: ["TALKOOT_PASSPHRASE_FILE": passphrase])
    #expect(named.exit == 0, "\(named)")
    try node.run("node", "stop")
    #expect(try node.shell("install -m 400 \(passphrase) \(folder)credentials/talkoot-passphrase").exit == 0)
    let credential = try node.attempt(
      ["node", "start"],
      environment: ["CREDENTIALS_DIRECTORY": folder + "credentials"]
    )
    #expect(credential.exit == 0, "\(credential)")
    try node.run("goal", "add", "Signed with the key")
    try node.run("node", "stop")

    // The key itself as a credential, and no passphrase any more.
    try node.run("node", "protect", "--off", "--passphrase-file", passphrase)
    #expect(
      try node.shell(
        "install -m 400 \"$TALKOOT_HOME/keys/identity.key\" \(folder)credentials/ && rm \(passphrase) && "
          + "rm \"$TALKOOT_HOME/keys/identity.key\""
      ).exit == 0
    )
    #expect(try node.attempt("node", "start").exit != 0)
    let keyed = try node.attempt(["node", "start"], environment: ["CREDENTIALS_DIRECTORY": folder + "credentials"])
    #expect(keyed.exit == 0, "\(keyed)")
    try node.run("goal", "add", "Signed with the credential")
    #expect(try node.json("replica", "verify")["ok"] == .bool(true))
  }

  @Test func `a backup with its encrypted key brings back the same node, and one without asks for the card`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let node = network[1]
    let folder = URL(filePath: node.home).deletingLastPathComponent().path(percentEncoded: false)
    let card = try node.cardMovedAway()
    let file = folder + "backup"
    #expect(try node.shell("umask 077; echo 'kala kukko' > \(folder)pass; echo nope > \(folder)wrong").exit == 0)
    #expect(try node.attempt("replica", "backup", file, "--with-keys").exit == 64)
    let report = try node.json(["replica", "backup", file, "--with-keys", "--passphrase-file", folder + "pass"])
    #expect(report["keys"]?.string == file + ".keys")
    let id = try #require(node.json("self")["id"]?.string)
    try node.run("goal", "add", "After the backup")
    try network.converge()
    try node.killAtOnce()
    try FileManager.default.removeItem(atPath: node.home)
    #expect(try node.attempt("restore", file, "--passphrase-file", folder + "wrong").exit == 77)
    try node.run("restore", file, "--passphrase-file", folder + "pass")
    try node.start()
    #expect(try node.json("self")["id"]?.string == id)
    try network.converge()
    try node.run("goal", "add", "After the restore")
    try network.converge()
    try node.killAtOnce()

    // Without the passphrase it is a new node, which the card puts in the place of the old one.
    try FileManager.default.removeItem(atPath: node.home)
    try node.run("restore", file)
    try node.run("card", "use", card)
    if let process = node.process { Scratch.watch(process) }
    #expect(try node.json("self")["id"]?.string != id)
    try node.run("goal", "add", "By the new node")
    try network.converge()
    try network.verify()
    #expect(try network[0].json("goal", "list").array.count == 3)
  }
}
