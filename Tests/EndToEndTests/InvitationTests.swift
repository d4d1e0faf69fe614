import Foundation
import ProgramTesting
import TalkootAPI
import TalkootCrypto
import TalkootLog
import TalkootModel
import TalkootReplica
import Testing

@testable import TalkootNode
@testable import TalkootSync

/// Invitations: who comes in by one, who doesn't, and what a stranger learns.
@Suite struct InvitationTests {
  @Test func `a member's sixth unconfirmed participant is refused, and none of them has a vote`() throws {
    let founder = try Node("Aalto IT")
    try founder.found("Kumppanit")
    let newcomers = try (1...6).map { try Node("Newcomer \($0)") }
    for newcomer in newcomers.prefix(5) { try newcomer.join(founder) }
    let code = try founder.run("invite").trimmingCharacters(in: .newlines)
    let sixth = try newcomers[5].attempt("join", code, "--name", "Newcomer 6", "--listen", "127.0.0.1:0")
    #expect(sixth.exit != 0 && sixth.error.contains("too many newcomers"), "\(sixth)")
    let members = try founder.json("member", "list").array
    #expect(members.count { $0["status"]?.string == "participant" } == 5)
    let decision = try #require(
      founder.json("decision", "propose", "Who counts", "--rule", "unanimous")["id"]?.string
    )
    #expect(try founder.json("decision", "show", decision)["electorate"]?.array.count == 1)
    let denied = try newcomers[0].attempt("member", "confirm", "Newcomer 2")
    #expect(denied.exit == 77, "\(denied)")
    #expect(try newcomers[0].attempt("invite").exit == 77)
    // Once one is confirmed there is room again, and the same code still holds.
    try founder.run("member", "confirm", "Newcomer 1", "--wait")
    try newcomers[5].run("join", code, "--name", "Newcomer 6", "--listen", "127.0.0.1:0")
    if let process = newcomers[5].process { Scratch.watch(process) }
    #expect(try founder.json("member", "list").array.count == 7)
  }

  @Test func `two on one leaked code are both participants without a vote, and everyone is alarmed until one is in`()
    throws
  {
    let network = try Network("Aalto IT", "Borealis Networks")
    // B's node dials only, and knows nothing of the first use while it is paused: each node lets one in.
    let code = try network[0].run("invite").trimmingCharacters(in: .newlines)
    try network.converge()
    try network.pause(1)
    let parsed = try InvitationCode(parsing: code)
    let elsewhere = InvitationCode(
      invitation: parsed.invitation,
      secret: parsed.secret,
      network: parsed.network,
      inviter: try nodeID(of: network[1], from: network[0]),
      roster: parsed.roster,
      addresses: [try network[1].listen]
    ).text
    let (one, two) = (try Node("Cumulus Turva"), try Node("Delta Oy"))
    try one.run("join", code, "--name", one.name, "--listen", "127.0.0.1:0")
    // Its first sync is with B, whose sync is paused: it goes on in the background.
    let joining = try two.attempt("join", elsewhere, "--name", two.name, "--listen", "127.0.0.1:0", "--timeout", "1")
    #expect(joining.exit == 75, "\(joining)")
    for node in [one, two] { if let process = node.process { Scratch.watch(process) } }
    try network.resume(1)
    for node in network.nodes + [one, two] {
      try eventually("\(node.name) knows both and is alarmed") {
        try node.json("member", "list").array.count { $0["alarms"]?.strings == ["sharedInvitation"] } == 2
      }
      #expect(try node.run("status").contains("ALARM"))
      #expect(try node.run("member", "list").contains("ALARM"))
      #expect(try node.run("--lang", "fi", "member", "list").contains("HÄLYTYS"))
      #expect(try node.run("invite", "list").contains("ALARM"))
      #expect(
        try String(contentsOfFile: node.home + "/log/talkootd.log", encoding: .utf8)
          .contains("several organisations came by one invitation")
      )
    }
    let invitations = try network[0].json("invite", "list").array.filter { $0["alarm"] == .bool(true) }
    #expect(invitations.count == 1 && invitations[0]["admitted"]?.array.count == 2)
    let members = try network[0].json("member", "list").array
    #expect(members.count { $0["status"]?.string == "participant" } == 2)
    // The majority confirms whom it knows.
    try network[0].run("member", "confirm", one.name)
    try network[1].run("member", "confirm", one.name, "--wait")
    #expect(try network[0].json("member", "show", one.name)["status"]?.string == "member")
    #expect(try network[0].json("member", "show", two.name)["status"]?.string == "participant")
  }

  private func nodeID(of node: Node, from other: Node) throws -> NodeID {
    let key = try KeyFile.publicKey(node.home + "/keys/identity.key")
    return NodeID(of: key)
  }

  @Test func `unknown, used, expired and revoked codes get one answer in one time, and nothing of the network`() throws
  {
    let network = try Network("Aalto IT", "Borealis Networks")
    let founder = network[0]
    let used = try InvitationCode(parsing: founder.run("invite"))
    let newcomer = try Node("Cumulus Turva")
    try newcomer.run("join", used.text, "--name", newcomer.name, "--listen", "127.0.0.1:0")
    if let process = newcomer.process { Scratch.watch(process) }
    let expired = try makeExpired(founder)
    let revoked = try founder.json("invite")
    try founder.run("invite", "revoke", try #require(revoked["id"]?.string))
    #expect(
      try founder.json("invite", "list").array.compactMap { $0["status"]?.string }.sorted()
        == ["expired", "revoked", "spent", "spent"]
    )
    var unknown = used
    unknown.invitation = try #require(ObjectID(SecureRandom.bytes(16)))
    var guessed = used
    guessed.secret = InvitationSecret()
    let cases = [
      ("used", used), ("revoked", try InvitationCode(parsing: try #require(revoked["code"]?.string))),
      ("unknown", unknown), ("guessed", guessed), ("expired", expired),
    ]
    var answers: Set<[UInt8]> = []
    var times: [String: [Duration]] = [:]
    for round in 0..<12 {
      for (number, (name, code)) in cases.shuffled().enumerated() {
        let answer = try ask(founder, code, from: "127.0.\(round + 1).\(number + 1)")
        answers.insert(answer.bytes)
        times[name, default: []].append(answer.time)
      }
    }
    let answer = try #require(answers.first)
    #expect(answers.count == 1 && answer.count < 120)
    guard case .refused(let refusal) = try JoinFrame.decoded(answer) else {
      Issue.record("no refusal")
      return
    }
    #expect(refusal.code == .invalid)
    for word in ["Aalto", "Borealis", "Kumppanit", "Cumulus"] { #expect(!refusal.text.contains(word)) }
    let medians = times.mapValues { $0.sorted()[$0.count / 2] }
    print("  answers take \(medians.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })")
    #expect(try founder.json("member", "list").array.count == 3)
  }

  /// An invitation whose time is over, as one that was made a week ago: written while the node is down.
  private func makeExpired(_ node: Node) throws -> InvitationCode {
    let sleeping = try Traitor(node)
    let secret = InvitationSecret()
    let written = try sleeping.core.commit(
      [
        CommitRequest { _, _ in
          var draft = Draft()
          draft.append(.governance(.invite(Invitation(key: secret.key.publicKey, expiresMilliseconds: 1))))
          return [draft]
        }
      ],
      AuthoringContext(milliseconds: 0, today: CalendarDate(dayNumber: 20_000)!, random: SecureRandom.bytes)
    )
    let change = try #require(try written.results[0].get().changes.last)
    let code = InvitationCode(
      invitation: ObjectID(madeBy: change, index: 0),
      secret: secret,
      network: sleeping.network,
      inviter: sleeping.core.node,
      roster: .zero,
      addresses: []
    )
    try sleeping.core.storage.close()
    try node.start()
    return code
  }

  /// Asks to be let in by hand, from another address each time, since five failures a minute are enough for one.
  private func ask(_ node: Node, _ code: InvitationCode, from source: String) throws -> (bytes: [UInt8], time: Duration)
  {
    let key = SigningKey()
    let link = try HostileLink(to: node.listen, as: key, protocol: .join, from: source)
    let exporter = try #require(link.exporter)
    let begun = ContinuousClock.now
    link.send(bytes: try Self.request(code, key: key, exporter: exporter))
    let answer = try #require(try link.nextBytes())
    return (answer, ContinuousClock.now - begun)
  }

  static func request(_ code: InvitationCode, key: SigningKey, exporter: Digest) throws -> [UInt8] {
    let root = SigningKey()
    let message = JoinProof.signedBytes(
      network: code.network,
      rootKey: root.publicKey,
      nodeKey: key.publicKey,
      exporter: exporter
    )
    return JoinFrame.request(
      JoinRequest(
        invite: code.invitation,
        organisation: "Stranger",
        rootKey: root.publicKey,
        nodeKey: key.publicKey,
        addresses: [],
        signatureByInvite: code.secret.key.sign(message),
        signatureByRoot: root.sign(message),
        signatureByNode: key.sign(message)
      )
    ).encoded()
  }

  @Test func `a proof is good on its own connection only, and the secret is not in it`() throws {
    let founder = try Node("Aalto IT")
    try founder.found("Kumppanit")
    let code = try InvitationCode(parsing: founder.run("invite"))
    let (newcomer, thief) = (SigningKey(), SigningKey())
    // Who relays a newcomer's request has it on another connection, under another key, or both.
    let first = try HostileLink(to: founder.listen, as: newcomer, protocol: .join)
    let request = try Self.request(code, key: newcomer, exporter: try #require(first.exporter))
    let secret = code.secret.bytes
    #expect(!request.indices.contains { request[$0...].starts(with: secret) })
    for key in [thief, newcomer] {
      let relay = try HostileLink(to: founder.listen, as: key, protocol: .join)
      relay.send(bytes: request)
      guard case .refused(let refusal) = try JoinFrame.decoded(try #require(try relay.nextBytes())) else {
        Issue.record("a relayed proof was taken")
        continue
      }
      #expect(refusal.code == .invalid)
    }
    #expect(try founder.json("member", "list").array.count == 1)
    // On its own connection it is taken: nothing was wrong with it but the way it came.
    first.send(bytes: request)
    guard case .accepted = try JoinFrame.decoded(try #require(try first.nextBytes())) else {
      Issue.record("the newcomer was not let in")
      return
    }
    #expect(try founder.json("member", "list").array.count == 2)
  }
}
