import TalkootCrypto
import TalkootLog
import TalkootTesting
import Testing

@testable import TalkootSync

/// Frames of every kind, with every optional part there and not.
enum Samples {
  static func digest(_ text: String) -> Digest { SHA256.hash("talkoot/sample/1", Array(text.utf8)) }
  static func log(_ name: String) -> LogID { LogID(digest("log " + name)) }
  static func change(_ name: String) -> ChangeID { ChangeID(digest("change " + name)) }
  static func node(_ name: String) -> NodeID { NodeID(digest("node " + name)) }
  static let network = NetworkID(digest("network"))
  static let mark = HeadsMark(digest("heads"))

  static func row(_ name: String, _ count: UInt64) -> SyncRow {
    SyncRow(LogRow(log: log(name), count: count, head: change("\(name) \(count)")))
  }

  static func logRow(_ name: String, _ count: UInt64) -> LogRow {
    LogRow(log: log(name), count: count, head: change("\(name) \(count)"))
  }

  static let hello = Frame.hello(
    Frame.Greeting(
      versions: 1...3,
      features: 5,
      network: network,
      node: node("A"),
      log: log("A"),
      mark: mark,
      hold: false,
      rows: [row("A", 1), row("B", 300)]
    )
  )

  static let frames: [(name: String, frame: Frame)] = [
    ("hello", hello),
    (
      "welcome-without-rows",
      .welcome(
        Frame.Greeting(
          versions: 1...1,
          features: 0,
          network: network,
          node: node("B"),
          log: nil,
          mark: mark,
          hold: true,
          rows: nil
        )
      )
    ),
    (
      "rows",
      .rows(
        Frame.Rows(mark: mark, isLast: true, wantsAnswer: true, hold: false, rows: [row("A", 7), row("B", 1 << 40)])
      )
    ),
    ("rows-hold", .rows(Frame.Rows(mark: mark, isLast: true, wantsAnswer: false, hold: true, rows: []))),
    ("changes", .changes(Frame.Changes(reached: [row("A", 8)], mark: mark, pack: [1, 2, 3]))),
    ("changes-more-follows", .changes(Frame.Changes(reached: [row("A", 8)], mark: nil, pack: []))),
    ("have-heads", .have(Frame.Have(mark: mark, wantsAnswer: true, rows: []))),
    ("have-rows", .have(Frame.Have(mark: nil, wantsAnswer: false, rows: [row("A", 9)]))),
    ("want-content", .wantContent([change("x"), change("y")])),
    ("fork", .fork(ForkNotice(log: log("A"), sequence: 4, evidence: [9, 9]))),
    ("credit", .credit(Frame.Credit(batches: 1, mark: nil))),
    ("credit-with-heads", .credit(Frame.Credit(batches: 200, mark: mark))),
    ("ping", .ping(0)),
    ("pong", .pong(.max)),
    ("branches", .branches([row("A", 9), row("A", 4)])),
    ("bye", .bye(Frame.Bye(code: .paused, text: "tauko"))),
  ]

  static func encode(_ frame: Frame) -> [UInt8] {
    var numbering = LogNumbering()
    return frame.encoded(&numbering)
  }

  static func decode(_ bytes: [UInt8]) throws(FrameError) -> Frame {
    var numbering = LogNumbering()
    return try Frame.decoded(bytes, &numbering)
  }

  static let key = PublicKey(digest("key").bytes)!
  static let signature = Signature(digest("r").bytes + digest("s").bytes)!

  static let joinFrames: [(name: String, frame: JoinFrame)] = [
    ("card-question", .cardQuestion(CardQuestion(rootKey: key, signatureByRoot: signature))),
    (
      "card-answer",
      .cardAnswer(
        CardAnswer(
          member: MemberID(digest("member")),
          genesis: [1, 2, 3, 4],
          term: .max,
          nodes: [node("A"), node("B")]
        )
      )
    ),
    (
      "card-request",
      .cardRequest(
        CardRequest(
          member: MemberID(digest("member")),
          nodeKey: key,
          signatureByNode: signature,
          signatureByRoot: signature,
          retirements: [CardRequest.Retirement(node: node("A"), signatureByRoot: signature)],
          term: 7,
          signatureForVoice: signature,
          reason: "kadonnut"
        )
      )
    ),
    (
      "device-request",
      .deviceRequest(
        DeviceRequest(invite: key, nodeKey: key, signatureByInvite: signature, signatureByNode: signature)
      )
    ),
    (
      "join-request",
      .request(
        JoinRequest(
          invite: ObjectID(high: 1, low: 2),
          organisation: "Järvi & Pojat Oy",
          rootKey: key,
          nodeKey: key,
          addresses: ["[::1]:7411", "example.org:7411"],
          signatureByInvite: signature,
          signatureByRoot: signature,
          signatureByNode: signature
        )
      )
    ),
    (
      "join-accepted",
      .accepted(
        JoinAccepted(
          member: MemberID(digest("member")),
          admission: change("admission"),
          genesis: [1, 2, 3, 4],
          nodes: [JoinNode(key: key, member: MemberID(digest("founder")), addresses: ["127.0.0.1:7411"])]
        )
      )
    ),
    ("join-refused", .refused(JoinRefused(code: .invalid, text: "this code is not valid"))),
  ]
}

/// As `#expect(a == b)`, for calls that mutate: the macro can't take those.
func expectEqual<Value: Equatable>(
  _ a: Value,
  _ b: Value,
  _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(a == b, comment, sourceLocation: sourceLocation)
}
