import TalkootLog
import TalkootTesting

@testable import TalkootSync

/// One exchange and a scripted peer: the peer's frames are written and read by its own codec, so that it can lie.
struct Wire {
  static let link = LinkID(1)
  static let identity = SyncIdentity(
    network: Samples.network,
    node: Samples.node("A"),
    log: Samples.log("A"),
    features: 0
  )

  var exchange: Exchange
  var now = SyncInstant(microseconds: 0)
  var random = SplitMix64(seed: 1)
  private var peerNumbers = LogNumbering()
  private var ourNumbers = LogNumbering()
  private(set) var frames: [Frame] = []
  private(set) var effects: [SyncEffect] = []

  init(rows: [LogRow] = [], mark: HeadsMark = Samples.mark) {
    exchange = Exchange(Wire.identity, rows: rows, mark: mark)
  }

  /// An answering side that has greeted with a peer whose rows these are.
  static func open(
    rows: [LogRow] = [],
    mark: HeadsMark = Samples.mark,
    peer: [SyncRow] = [],
    peerMark: HeadsMark = Samples.mark
  ) -> Wire {
    var wire = Wire(rows: rows, mark: mark)
    wire.connect(.answering)
    wire.receive(hello(rows: peer, mark: peerMark))
    return wire
  }

  static func hello(
    rows: [SyncRow]?,
    mark: HeadsMark = Samples.mark,
    network: NetworkID = Samples.network,
    node: NodeID = Samples.node("B"),
    versions: ClosedRange<UInt64> = 1...1,
    hold: Bool = false
  ) -> Frame {
    .hello(
      Frame.Greeting(
        versions: versions,
        features: 0,
        network: network,
        node: node,
        log: nil,
        mark: mark,
        hold: hold,
        rows: rows
      )
    )
  }

  mutating func connect(_ role: LinkRole) {
    take(exchange.connected(Wire.link, role: role, peer: Samples.node("B"), now: now))
  }

  mutating func receive(_ frame: Frame) { receive(frame.encoded(&peerNumbers)) }

  mutating func receive(_ bytes: [UInt8]) { take(exchange.received(Wire.link, bytes, now: now)) }

  mutating func wait(_ duration: Duration) {
    now = now.advanced(by: duration)
    take(exchange.woke(now: now))
  }

  mutating func perform(_ body: (inout Exchange, SyncInstant) -> [LinkEffect]) { take(body(&exchange, now)) }

  mutating func relay(_ rows: [LogRow], mark: HeadsMark) {
    take(exchange.relayed(rows, mark: mark, now: now, using: &random))
  }

  private mutating func take(_ new: [LinkEffect]) {
    effects = new.map { $0.effect }
    frames = effects.compactMap { effect in
      guard case .send(let bytes) = effect else { return nil }
      return try? Frame.decoded(bytes, &ourNumbers)
    }
  }

  var ending: Ending? {
    for case .close(let ending) in effects { return ending }
    return nil
  }

  var violation: Violation? {
    if case .violation(let violation) = ending { violation } else { nil }
  }

  var selection: Selection? {
    for case .load(let selection) in effects { return selection }
    return nil
  }

  var storeTags: [UInt64] {
    effects.compactMap { effect in
      if case .store(_, let tag) = effect { tag } else { nil }
    }
  }
}
