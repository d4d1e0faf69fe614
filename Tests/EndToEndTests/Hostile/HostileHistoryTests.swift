import Foundation
import ProgramTesting
import TalkootAPI
import TalkootCrypto
import TalkootLog
import TalkootReplica
import Testing

@testable import TalkootSync

/// A member's node that writes a history which no honest node writes, or tells of one that is not so.
@Suite(.serialized) struct HostileHistoryTests {
  private static let shared = Result { try Stage() }

  /// Waits until a node shows a goal of a title, or shows none.
  private func expect(_ title: String, on node: Node, isThere: Bool = true) throws {
    try eventually("\(node.name) shows \(title): \(isThere)") {
      try node.json("goal", "list").array.contains { $0["title"]?.string == title } == isThere
    }
  }

  @Test func `what is sent again, out of order, or dated to the end of time comes out the same on all nodes`() throws {
    let stage = try Self.shared.get()
    let link = try stage.traitor.link(to: stage.a)
    var (first, log) = (try stage.traitor.newLog(), try stage.traitor.newLog())
    let withheld = try first.write("Withheld")
    let times: [Int64] = [.min, -1, 0, 4_291_747_200_000, .max]
    let items = try times.map { try log.write("Dated \($0)", dependencies: [withheld.change.id], milliseconds: $0) }
    // Each comes twice, and what all of them are built on is withheld until the end.
    for part in [items[...2], items[1...], items[...2]] { stage.traitor.send(Array(part), over: link) }
    try stage.a.run("goal", "add", "Meanwhile")
    try expect("Meanwhile", on: stage.a)
    for time in times { try expect("Dated \(time)", on: stage.a, isThere: false) }
    for _ in 0..<2 { stage.traitor.send([withheld], over: link) }
    for time in times {
      for node in [stage.a, stage.b] { try expect("Dated \(time)", on: node) }
    }
    #expect(!link.isOver)
    let changes = try stage.a.json("replica", "log", "--limit", "20").array
    #expect(changes.count >= 6)
    let clocks = try zip(times, items).map { time, item in
      (time, try stage.b.json("replica", "show", item.change.id.digest.hex)["clock"])
    }
    // The second and third build on the first, and are no older than that.
    #expect(clocks.map(\.1) == [.string("behind"), .null, .null, .string("ahead"), .string("ahead")], "\(clocks)")
    // What others write stays theirs, and says that something before it is from a wrong clock.
    try stage.b.run("goal", "add", "After all of them")
    let own = try #require(stage.b.json("replica", "log", "--limit", "1").array.first)
    #expect(own["clock"] == .string("behind") && own["time"]?.string?.hasPrefix("20") == true)
    try stage.check()
  }

  @Test func `a log that forks has both its branches on all nodes, and they show the same`() throws {
    let stage = try Self.shared.get()
    var log = try stage.traitor.newLog()
    let first = try log.write("Before the fork")
    var other = log
    let (one, two) = (try log.write("One branch"), try other.write("Other branch"))
    // A gets one branch and B the other; then each what it has not.
    let toA = try stage.traitor.link(to: stage.a)
    stage.traitor.send([first, one], over: toA)
    let toB = try stage.traitor.link(to: stage.b)
    stage.traitor.send([first, two], over: toB)
    stage.traitor.send([two], over: toA)
    stage.traitor.send([one], over: toB)
    for node in [stage.a, stage.b] {
      for change in [first, one, two] {
        try eventually("\(node.name) has both branches") {
          try node.attempt("replica", "show", change.change.id.digest.hex).exit == 0
        }
      }
      try expect("Before the fork", on: node)
    }
    // Whether a branch counts is for those to say who built on it: alike everywhere.
    try eventually("A and B show the same") {
      try stage.a.json("goal", "list").array.map(\.text) == stage.b.json("goal", "list").array.map(\.text)
    }
    #expect(!toA.isOver && !toB.isOver)
    try stage.check()
  }

  @Test func `changes and signatures of another network are taken by nobody`() throws {
    let stage = try Self.shared.get()
    let stranger = try Node("Fremd AG")
    try stranger.found("Another network")
    try stranger.run("goal", "add", "From another network")
    let foreign = try Traitor(stranger)
    let changes = try foreign.core.changes((0..<UInt32(foreign.core.index.count)).map { .init($0) })
    let items = changes.enumerated().map { number, change in
      ChangePack.Item(change, salts: number == 0 ? SaltTree(root: SaltSeed(SecureRandom.bytes(16))!) : nil)
    }
    let mark = stage.victim.log.utf8.count
    let link = try stage.traitor.link(to: stage.a)
    link.send(
      .changes(
        Frame.Changes(
          reached: [],
          mark: nil,
          pack: ChangePack.encode(items, source: IndexPackSource(foreign.core.index)).pack
        )
      )
    )
    #expect(try link.farewell()?.code == .violation)
    try stage.victim.says("disconnected", "bad changes", after: mark)
    try expect("From another network", on: stage.a, isThere: false)
    #expect(throws: Stuck.self) { try foreign.link(to: stage.a) }
    try stage.check()
  }

  @Test func `a peer that says it has what it withholds makes nobody believe to be in sync, and another brings it`()
    throws
  {
    let stage = try Stage()
    // B writes while A can't hear it; C has it, says so to A, and sends nothing.
    try stage.b.stop()
    var rows = stage.traitor.core.index.rows.map { SyncRow($0) }
    let row = try #require(
      rows.indices.first { index in
        let log = stage.traitor.core.index.logState(rows[index].log)
        return log.map { stage.traitor.core.workspace.name(of: ObjectID($0.descriptor.member)) } == "Borealis Networks"
      }
    )
    rows[row].count += 3
    let claimed = rows
    let link = try stage.traitor.link(to: stage.a) {
      $0.rows = claimed
      $0.mark = HeadsMark(SHA256.hash("test", [4]))
    }
    try eventually("A knows that it is behind") {
      let status = try stage.a.json("sync", "status")
      let peer = status["peers"]?.array.first { $0["memberName"]?.string == "Cumulus Turva" }
      return status["inSync"] == .bool(false) && peer?["behind"]?.int == 3
    }
    _ = link.drain(within: .seconds(1))
    #expect(try stage.a.json("sync", "status")["inSync"] == .bool(false))
    // How old what is here of B is can be seen.
    let before = try #require(stage.a.json("member", "show", "Borealis Networks")["lastHeard"]?.string)
    #expect(try stage.a.run("member", "show", "Borealis Networks").contains("Last heard"))
    // As soon as B can be reached A has it from there, the liar notwithstanding.
    try stage.b.start()
    try stage.b.run("goal", "add", "Withheld")
    try expect("Withheld", on: stage.a)
    #expect(try stage.a.json("member", "show", "Borealis Networks")["lastHeard"]?.string ?? "" > before)
    #expect(!link.isOver)
    try stage.check()
  }

  @Test func `claims of what nobody has, of any size, hold up nobody`() throws {
    let stage = try Self.shared.get()
    let link = try stage.traitor.link(to: stage.a)
    var latency = Latency()
    let logs = (0..<4).map { _ in
      (0..<8_000).map { _ in
        SyncRow(log: LogID(Digest(SecureRandom.bytes(32))!), count: .max, head: HeadPrefix(word: 9))
      }
    }
    // Of the logs there are it claims the same.
    let real = stage.traitor.core.index.rows.map { SyncRow(log: $0.log, count: .max, head: HeadPrefix(word: 9)) }
    for (number, rows) in ([real] + logs).enumerated() {
      link.send(
        .rows(
          Frame.Rows(
            mark: HeadsMark(SHA256.hash("test", [5])),
            isLast: number == 4,
            wantsAnswer: true,
            hold: false,
            rows: rows
          )
        )
      )
    }
    for number in 0..<3 { try latency.measure(from: stage.b, to: stage.a, "While claimed \(number)") }
    #expect(try stage.a.json("sync", "status")["inSync"] == .bool(false))
    // Nothing that shows a peer's numbers stumbles over them.
    for words in [["status"], ["sync", "status"], ["replica", "diff", "Cumulus Turva"], ["doctor"]] {
      #expect(try stage.a.attempt(words).exit <= 1, "\(words)")
    }
    #expect(!link.isOver)
    try stage.check((Latency(), latency))
  }
}
