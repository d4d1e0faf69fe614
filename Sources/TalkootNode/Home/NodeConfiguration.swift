internal import Foundation
internal import TOMLKit

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
  var logLevel = "info"

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
    if let log = table["log"]?.table, let level = log["level"]?.string { logLevel = level }
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

    """
  }
}

/// What is wrong with `config.toml`.
struct ConfigurationError: Error, CustomStringConvertible {
  let path: String
  let reason: String
  var description: String { "\(path): \(reason)" }
}
