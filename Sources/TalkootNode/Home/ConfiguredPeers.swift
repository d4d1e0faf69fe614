internal import Foundation

/// Addresses that `talkoot peer add` keeps: one a line in the home's file `peers`. Those of `config.toml` come on top.
enum ConfiguredPeers {
  static func read(_ home: NodeHome) -> [String] {
    guard let bytes = FileManager.default.contents(atPath: home.peers) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
      .filter { NodeAddress($0) != nil }
  }

  static func write(_ addresses: [String], _ home: NodeHome) throws {
    try OwnFiles.write(Array(addresses.map { $0 + "\n" }.joined().utf8), to: home.peers)
  }
}
