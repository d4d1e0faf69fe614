import Synchronization
import TalkootCrypto
import TalkootLog
import TalkootSync
import Testing

@testable import TalkootNode

/// What peers and strangers can make a node do.
@Suite("Strangers and peers")
struct StrangersTests {
  private static func node(_ key: PublicKey, _ organisation: UInt8) -> RosterNode {
    RosterNode(
      id: NodeID(of: key),
      key: key,
      organisation: MemberID(SHA256.hash("test", [organisation])),
      addresses: []
    )
  }

  @Test func `a key that two organisations admitted is one node, the first's`() {
    let (one, other) = (SigningKey().publicKey, SigningKey().publicKey)
    let nodes = [Self.node(one, 1), Self.node(other, 2), Self.node(one, 3)]
    #expect(nodes.distinct == [nodes[0], nodes[1]])
  }

  @Test func `of a node's word about itself a few addresses are taken, and only such`() {
    let hints =
      ["", "a\u{1b}[2J:1", "a:0", "host:7440", "host:7440", "x y:1", "ä:1", "[::1]:7440", "[a]b]:1", "a:65536", "a:+1"]
      + [String(repeating: "a", count: 254) + ":1"] + (1...20).map { "h\($0):1" }
    #expect(NodeAddress.usable(hints) == ["host:7440", "[::1]:7440"] + (1...6).map { "h\($0):1" })
  }

  @Test func `a queue of frames takes no more than its bound, and more once some have left`() {
    let queue = FrameQueue()
    let frame = [UInt8](repeating: 0, count: 1 << 20)
    for _ in 0..<7 { #expect(queue.offer(frame)) }
    #expect(!queue.offer(frame))
    queue.sent(frame)
    #expect(queue.offer(frame))
  }

  @Test func `a flood of empty frames fills a queue too`() {
    let queue = FrameQueue()
    var count = 0
    while queue.offer([]), count < 1 << 20 { count += 1 }
    #expect(count == FrameQueue.byteCountMax / FrameQueue.overhead)
  }

  @Test func `five join requests a minute that come to nothing are enough for one address`() {
    let rate = JoinRate()
    func at(_ seconds: Int64) -> SyncInstant { SyncInstant(microseconds: seconds * 1_000_000) }
    for number in 0..<5 {
      #expect(rate.admits("192.0.2.1:\(1000 + number)", now: at(0)))
      rate.failed("192.0.2.1:\(1000 + number)", now: at(0))
    }
    #expect(!rate.admits("192.0.2.1:9", now: at(59)))
    #expect(rate.admits("192.0.2.2:9", now: at(59)))
    #expect(rate.admits("192.0.2.1:9", now: at(60)))
  }

  @Test func `organisations have their turns beside each other, one's nodes after each other`() async {
    let turns = Turns()
    let (one, other) = (MemberID(SHA256.hash("test", [1])), MemberID(SHA256.hash("test", [2])))
    let order = Mutex<[String]>([])
    await turns.take(one)
    let second = Task {
      await turns.take(one)
      order.withLock { $0.append("second") }
    }
    // Not held up by the first's, however long that lasts.
    await turns.take(other)
    turns.giveBack(other)
    for _ in 0..<100 { await Task.yield() }
    order.withLock { $0.append("first") }
    turns.giveBack(one)
    await second.value
    #expect(order.withLock { $0 } == ["first", "second"])
    turns.giveBack(one)
    await turns.take(one)
  }

  @Test func `an IPv6 household is one address to the join door`() {
    #expect(JoinRate.key("[2001:db8::1]:1") == JoinRate.key("[2001:db8::ffff:0:0:9]:2"))
    #expect(JoinRate.key("[2001:db8::1]:1") != JoinRate.key("[2001:db8:0:1::1]:1"))
    #expect(JoinRate.key("192.0.2.1:1") == "192.0.2.1")
  }

  @Test func `many addresses are not remembered for ever`() {
    let rate = JoinRate()
    let now = SyncInstant(microseconds: 0)
    for number in 0..<5_000 { rate.failed("h\(number):1", now: now) }
    #expect(rate.admits("h1:1", now: now))
  }
}

@Suite("The log")
struct InertLogTests {
  @Test func `shows what peers wrote on one line and without effect`() {
    #expect(InertLog.inert("a\nb\u{1b}[2J\u{202e}ä") == "a\\u{a}b\\u{1b}[2J\\u{202e}ä")
    #expect(InertLog.inert(String(repeating: "x", count: 600)).count == 501)
  }

  @Test func `takes no more lines of a kind a minute than a person reads, and says how many it left out`() {
    let rate = LogRate()
    let start = ContinuousClock.now
    var written = 0
    for _ in 0..<100 { if rate.admits("refused a connection", isUrgent: false, now: start) != nil { written += 1 } }
    #expect(written == 60)
    #expect(rate.admits("connected", isUrgent: false, now: start) == 0)
    #expect(rate.admits("refused a connection", isUrgent: true, now: start) == 40)
    #expect(rate.admits("refused a connection", isUrgent: false, now: start + .seconds(60)) == 0)
  }
}
