internal import Foundation
internal import TOMLKit
internal import TalkootModel

/// What `config.toml` says of this node.
struct NodeConfiguration: Sendable {
  /// Where to listen for peers, `host:port`; nil does not listen.
  var listen: NodeAddress?
  /// What to tell others as this node's addresses; empty: found from `listen` and the machine's interfaces.
  var advertise: [String] = []
  /// Addresses to dial in any case.
  var peers: [String] = []
  /// Who acts for the organisation when nobody says; nil is the login name.
  var person: String?
  /// A program, with its arguments, that is run for each event; nil runs none.
  var hook: [String]?
  var logLevel = "info"
  /// Whether this node serves a page for people on the loopback interface.
  var isWebEnabled = true
  /// The page's port; 0 is one that the system gives, another in each run.
  var webPort = 0
  /// The page's language for browsers that ask for none that is spoken here.
  var language: String?
  /// How much of the home's disk changes of others leave free (`DiskRoom`).
  var reserveBytes: Int?
  /// A file with certificates of the organisation's own PKI for this node's identity key, shown after the node's own.
  var organisationChain: String?
  /// Files with the authorities that peers' organisations must be vouched for by, by organisation: an id (`o-…`, or a
  /// prefix of one), or `*` for all others. By id, for a name is its organisation's own to change.
  var requiredAuthorities: [(organisation: String, file: String)] = []

  /// Reads the file; a missing one says nothing.
  /// - Throws: `ConfigurationError` with the place of what is wrong; `HomeError` when it may not be read.
  init(path: String) throws {
    guard access(path, F_OK) == 0 || errno != ENOENT else { return }
    guard access(path, R_OK) == 0 else { throw HomeError.inaccessible(path, String(cString: strerror(errno))) }
    let table: TOMLTable
    do {
      table = try TOMLTable(string: String(contentsOfFile: path, encoding: .utf8))
    } catch let error as TOMLParseError {
      throw ConfigurationError(path: path, reason: "line \(error.source.begin.line): \(error.description)")
    } catch { throw ConfigurationError(path: path, reason: "\(error)") }
    if let text = try NodeConfiguration.string(table, "listen", path), !text.isEmpty {
      guard let address = NodeAddress(text) else {
        throw ConfigurationError(path: path, reason: "listen = \"\(text)\" is not HOST:PORT")
      }
      listen = address
    }
    person = try NodeConfiguration.string(table, "person", path)
    advertise = try NodeConfiguration.addresses(table, "advertise", path)
    peers = try NodeConfiguration.addresses(table, "peers", path)
    hook = try NodeConfiguration.program(table, "hook", path)
    reserveBytes = try NodeConfiguration.mebibytes(table, "reserve", path)
    if let log = table["log"]?.table, let level = log["level"]?.string { logLevel = level }
    language = try NodeConfiguration.string(table, "language", path)
    try readWeb(table, path)
    try readTLS(table, path)
  }

  /// `[web]`, with `enabled` and `port`.
  private mutating func readWeb(_ table: TOMLTable, _ path: String) throws(ConfigurationError) {
    guard let value = table["web"] else { return }
    guard let web = value.table else { throw ConfigurationError(path: path, reason: "web must be a table") }
    if let value = web["enabled"] {
      guard let isEnabled = value.bool else {
        throw ConfigurationError(path: path, reason: "web.enabled must be true or false")
      }
      isWebEnabled = isEnabled
    }
    if let value = web["port"] {
      guard let port = value.int, (0...65535).contains(port) else {
        throw ConfigurationError(path: path, reason: "web.port must be a number from 0 to 65535")
      }
      webPort = port
    }
  }

  /// `[tls]`, with `chain` and the table `require`. Relative paths are taken from the home.
  private mutating func readTLS(_ table: TOMLTable, _ path: String) throws(ConfigurationError) {
    guard let value = table["tls"] else { return }
    guard let tls = value.table else { throw ConfigurationError(path: path, reason: "tls must be a table") }
    func file(_ text: String) -> String {
      text.hasPrefix("/") ? text : (path as NSString).deletingLastPathComponent + "/" + text
    }
    organisationChain = try NodeConfiguration.string(tls, "chain", path).map(file)
    guard let required = tls["require"] else { return }
    guard let authorities = required.table else {
      throw ConfigurationError(path: path, reason: "tls.require must be a table of files by organisation")
    }
    for organisation in authorities.keys.sorted() {
      guard organisation == "*" || CrockfordID.parse(organisation)?.letter == "o" else {
        throw ConfigurationError(
          path: path,
          reason: "tls.require: \"\(organisation)\" is no organisation's id (o-…), nor \"*\" for all"
        )
      }
      guard let text = try NodeConfiguration.string(authorities, organisation, path) else { continue }
      requiredAuthorities.append((organisation, file(text)))
    }
  }

  private static func string(
    _ table: TOMLTable,
    _ key: String,
    _ path: String
  ) throws(ConfigurationError) -> String? {
    guard let value = table[key] else { return nil }
    guard let text = value.string else { throw ConfigurationError(path: path, reason: "\(key) must be a string") }
    return text
  }

  private static func mebibytes(
    _ table: TOMLTable,
    _ key: String,
    _ path: String
  ) throws(ConfigurationError) -> Int? {
    guard let value = table[key] else { return nil }
    // `config set` writes what it is given as text.
    let number = value.int ?? value.string.flatMap { Int($0) }
    guard let number, (0...1 << 20).contains(number) else {
      throw ConfigurationError(path: path, reason: "\(key) must be a number of MiB, up to \(1 << 20)")
    }
    return number << 20
  }

  private static func program(
    _ table: TOMLTable,
    _ key: String,
    _ path: String
  ) throws(ConfigurationError) -> [String]? {
    guard let value = table[key] else { return nil }
    let words = value.string.map { [$0] } ?? value.array?.compactMap { $0.string } ?? []
    if words == [""] { return nil }
    guard let program = words.first, program.hasPrefix("/"), !words.contains(where: { $0.utf8.contains(0) }) else {
      throw ConfigurationError(
        path: path,
        reason: "\(key) must be a program's whole path, or a list of it and its arguments"
      )
    }
    guard access(program, X_OK) == 0 else {
      throw ConfigurationError(path: path, reason: "\(key): \(program): \(String(cString: strerror(errno)))")
    }
    return words
  }

  private static func addresses(
    _ table: TOMLTable,
    _ key: String,
    _ path: String
  ) throws(ConfigurationError) -> [String] {
    guard let value = table[key] else { return [] }
    let texts = value.string.map { [$0] } ?? value.array?.compactMap { $0.string } ?? []
    for text in texts where NodeAddress(text) == nil {
      throw ConfigurationError(path: path, reason: "\(key): \"\(text)\" is not HOST:PORT")
    }
    return texts
  }

  /// The file that a new home gets.
  static func initial(listen: NodeAddress) -> String {
    """
    # Talkoot: this node's settings. `talkoot config set KEY VALUE` changes one, a restart takes it up.

    # Where to listen for the other organisations' nodes.
    listen = "\(listen.text)"

    # What to tell the others as this node's addresses; found by itself when absent.
    # advertise = ["talkoot.example.org:7440"]

    # Who acts for the organisation when --as is not given; the login name when absent.
    # person = "Aino"

    # How many MiB of the disk others' changes leave free; below that they wait with those who have them. When absent it
    # is 256, of a small disk a sixteenth.
    # reserve = 256

    # A program to run for each event; it gets what `talkoot events` prints, on its standard input.
    # hook = ["/usr/local/bin/tell-us", "--quietly"]

    # The page for people, on this machine alone (`talkoot web` opens it). The port is another in each run when absent.
    # [web]
    # enabled = false
    # port = 7441

    """
  }
}

/// What is wrong with `config.toml`.
struct ConfigurationError: Error, CustomStringConvertible {
  let path: String
  let reason: String
  var description: String { "\(path): \(reason)" }
}
