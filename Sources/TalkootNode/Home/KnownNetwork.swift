internal import Foundation
internal import Logging
internal import TalkootCrypto
internal import TalkootLog
internal import TalkootReplica
internal import TalkootStore

/// Which network a home belongs to and whom it knew there, kept beside the database in the file `network`: with it and
/// its key a node whose database is gone takes everything back from its peers, its own history among it.
///
/// Lines of words: what is here is needed to find peers and to know them again, and is trusted for nothing else.
struct KnownNetwork: Equatable {
  let network: NetworkID
  let member: MemberID
  var nodes: [RosterNode]

  private static let heading = "talkoot-network 1"

  private var text: String {
    let lines = nodes.map { node in
      let key = node.key.bytes.map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined()
      return (["node", key, node.organisation.digest.hex] + node.addresses).joined(separator: " ")
    }
    return ([KnownNetwork.heading, "network \(network.digest.hex)", "member \(member.digest.hex)"] + lines + ["end"])
      .joined(separator: "\n") + "\n"
  }

  init(network: NetworkID, member: MemberID, nodes: [RosterNode]) {
    self.network = network
    self.member = member
    self.nodes = nodes
  }

  init?(parsing text: String) {
    let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
    guard text.hasPrefix(KnownNetwork.heading), lines.last == ["end"], lines.count >= 4,
      lines[1].first == "network", let network = lines[1].last.flatMap({ Digest(hex: $0) }),
      lines[2].first == "member", let member = lines[2].last.flatMap({ Digest(hex: $0) })
    else { return nil }
    self.init(network: NetworkID(network), member: MemberID(member), nodes: [])
    for line in lines[3..<(lines.count - 1)] {
      guard line.count >= 3, line[0] == "node", let bytes = Digest(hex: line[1])?.bytes, let key = PublicKey(bytes),
        let organisation = Digest(hex: line[2])
      else { return nil }
      nodes.append(
        RosterNode(
          id: NodeID(of: key),
          key: key,
          organisation: MemberID(organisation),
          addresses: NodeAddress.usable(line.dropFirst(3).map(String.init))
        )
      )
    }
  }

  // MARK: The home's

  static func keep(_ nodes: [RosterNode], of snapshot: ReplicaSnapshot, in home: NodeHome, _ logger: Logger) {
    guard let member = snapshot.member else { return }
    let known = KnownNetwork(network: snapshot.workspace.network, member: member, nodes: nodes)
    guard known != read(home) else { return }
    do { try OwnFiles.write(Array(known.text.utf8), to: home.network) } catch {
      logger.warning("the file of known nodes can't be written", metadata: ["error": "\(error)"])
    }
  }

  static func read(_ home: NodeHome) -> KnownNetwork? {
    FileManager.default.contents(atPath: home.network)
      .flatMap { KnownNetwork(parsing: String(decoding: $0, as: UTF8.self)) }
  }

  /// Begins an empty database in a home whose own is gone, if it is known which network it was.
  /// - Returns: whom it knew; nil when the database is there.
  static func beginAnew(_ home: NodeHome, key: SigningKey, _ logger: Logger) throws -> KnownNetwork? {
    guard !FileManager.default.fileExists(atPath: home.database), let known = read(home) else { return nil }
    logger.warning("the database is gone: taking everything back from the other nodes")
    try SQLiteStorage.create(at: home.database)
    let storage = try SQLiteStorage(openingAt: home.database)
    let core = try ReplicaCore.create(in: storage, network: known.network, member: nil, key: key)
    try core.admitted(for: known.member)
    // No mark of a run: what begins here is a restored one.
    try storage.close()
    return known
  }
}
