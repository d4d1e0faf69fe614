import Foundation
import TalkootCrypto
import TalkootLog
import TalkootReplica
import Testing

@testable import TalkootSync

/// What ends a link with a word: each of `rules.md` 4.2 that is one frame or a few.
enum Attacks {
  typealias Attack = HostileMemberTests.Attack

  static func all(_ traitor: Traitor) throws -> [Attack] { frames + packs + (try changes(traitor)) }

  // MARK: Frames

  private static var frames: [Attack] {
    [
      Attack(name: "an unknown frame", code: .violation, words: "malformed frame") { $1.send(bytes: [0x7F, 1, 2]) },
      Attack(name: "an empty frame", code: .violation, words: "malformed frame") { $1.send(bytes: []) },
      Attack(name: "rows without end", code: .violation, words: "malformed frame") { _, link in
        link.send(bytes: [3, 8] + [UInt8](repeating: 0, count: 16) + varint(1_000_000))
      },
      Attack(name: "a mebibyte of rows of unknown logs", code: .violation, words: "malformed frame") { _, link in
        for _ in 0..<5 { link.send(rows(of: 16_384)) }
      },
      Attack(name: "a greeting again", code: .violation, words: "HELLO has no place here") { traitor, link in
        link.send(.hello(traitor.greeting()))
      },
      Attack(name: "credit for nothing", code: .violation, words: "never sent") { _, link in
        link.send(.credit(Frame.Credit(batches: 5, mark: nil)))
      },
      Attack(name: "credit twice", code: .violation, words: "never sent") { traitor, link in
        link.send(.rows(Frame.Rows(mark: HeadsMark(.zero), isLast: true, wantsAnswer: false, hold: false, rows: [])))
        var batches: UInt64 = 0
        while batches == 0 { if case .changes? = try link.next() { batches += 1 } }
        link.send(.credit(Frame.Credit(batches: 1, mark: nil)))
        link.send(.credit(Frame.Credit(batches: 1_000, mark: nil)))
      },
      Attack(name: "more than there is credit for", code: .violation, words: "more than there was credit for") {
        // Packs of nothing, each of which costs as little as a pack can.
        $1.write([UInt8](Array(repeating: [0, 0, 0, 5, 4, 0, 0, 1, 0], count: 12_000).joined()))
      },
    ]
  }

  /// So many rows, each of a log that nobody has heard of.
  private static func rows(of count: Int) -> Frame {
    let rows = (0..<count).map { _ in
      SyncRow(log: LogID(Digest(SecureRandom.bytes(32))!), count: .max, head: HeadPrefix(word: 1))
    }
    return .rows(
      Frame.Rows(mark: HeadsMark(.zero), isLast: false, wantsAnswer: false, hold: false, rows: rows)
    )
  }

  /// Changes of a log of its own that come after one that nobody has.
  static func orphans(_ traitor: Traitor, count: Int, bytes: Int) throws -> [ChangePack.Item] {
    var log = try traitor.newLog()
    let nobodys = ChangeID(Digest(SecureRandom.bytes(32))!)
    return try (0..<count).map { number in
      try log.write(String(repeating: "x", count: bytes), dependencies: number == 0 ? [nobodys] : [])
    }
  }

  // MARK: Packs

  private static var packs: [Attack] {
    let begin: [UInt8] = [1] + varint(1)  // one change
    let unreadable: [(String, String, [UInt8])] = [
      ("a pack of a later version", "pack version", [9]),
      ("a pack of ten million changes", "change count", [1] + varint(10_000_000)),
      ("a million dependencies", "dependency count", begin + [1 | 4] + varint(0) + [2] + varint(1_000_000)),
      ("a change of a log that it doesn't name", "log", begin + [1] + varint(7)),
      ("a pack that ends in the middle", "pack that can't be read", begin + [1]),
      ("a pack of zeros", "pack that can't be read", [UInt8](repeating: 0, count: 100_000)),
      ("a pack of ones", "pack that can't be read", [UInt8](repeating: 0xFF, count: 100_000)),
    ]
    return unreadable.map { name, words, pack in
      Attack(name: name, code: .violation, words: words) { _, link in
        link.send(.changes(Frame.Changes(reached: [], mark: nil, pack: pack)))
      }
    }
  }

  // MARK: Changes

  private static func changes(_ traitor: Traitor) throws -> [Attack] {
    try [
      attack("a text of 300 KiB", "over", traitor) { [oversized($0[0])] },
      attack("a signature by another key", "signature is not its node's", traitor) { items in
        var change = items[0].change
        change.signature = SigningKey().sign(change.id)
        return [ChangePack.Item(change, salts: items[0].salts)]
      },
      attack("garbage for a signature in the middle of a log", "signature is not its node's", traitor, length: 5) {
        items in
        var change = items[2].change
        change.signature = Signature(SecureRandom.bytes(64))
        return [items[0], items[1], ChangePack.Item(change), items[3], items[4]]
      },
      attack("a governance change that nobody signed", "no signature of its own", traitor, flags: .governance) {
        items in
        var change = items[0].change
        change.signature = nil
        return [ChangePack.Item(change, salts: items[0].salts)]
      },
      foreign("a log of another network", traitor) { $0.network = NetworkID(SHA256.hash("test", [2])) },
      foreign("a log of another node", traitor) { $0.nodeKey = SigningKey().publicKey },
      foreign("a log for another organisation", traitor) { $0.member = MemberID(SHA256.hash("test", [3])) },
      // Behind a change that isn't there, or isn't at that number, no salts are known.
      attack("a header moved to another number", "missingSalt", traitor, length: 3) { items in
        [items[0], try moved(items[2], sequence: 9, previous: items[1].change.id)]
      },
      attack("a header moved behind another change", "missingSalt", traitor, length: 3) { items in
        [items[0], items[1], try moved(items[2], sequence: 3, previous: items[0].change.id)]
      },
      attack("a header moved to another log", "signature is not its node's", traitor, length: 2) { items in
        let other = try #require(traitor.core.index.rows.first)
        return [items[0], try moved(items[1], sequence: other.count + 1, previous: other.head, log: other.log)]
      },
    ]
  }

  /// Writes a log and sends what is made of it.
  private static func attack(
    _ name: String,
    _ words: String,
    _ traitor: Traitor,
    length: Int = 1,
    flags: ChangeFlags = [],
    _ spoil: @escaping ([ChangePack.Item]) throws -> [ChangePack.Item]
  ) throws -> Attack {
    var log = try traitor.newLog()
    let items = try (0..<length).map { try log.write("\(name) \($0)", flags: flags) }
    return Attack(name: name, code: .violation, words: words) { traitor, link in
      traitor.send(try spoil(items), over: link)
    }
  }

  /// A log whose descriptor is another's, signed as well as can be.
  private static func foreign(
    _ name: String,
    _ traitor: Traitor,
    _ change: @escaping (inout LogDescriptor) -> Void
  ) -> Attack {
    Attack(name: name, code: .violation, words: "bad changes") { traitor, link in
      var log = try traitor.newLog(change)
      traitor.send([try log.write(name)], over: link)
    }
  }

  private static func oversized(_ item: ChangePack.Item) -> ChangePack.Item {
    let change = item.change.change
    let strings = change.strings.map { _ in ContentString.present([UInt8](repeating: 0x61, count: 300 << 10)) }
    let large = Change(trusting: change.header, id: change.id, structure: change.structure, strings: strings)
    return ChangePack.Item(
      VerifiedChange(
        trusting: large,
        structure: item.change.structure,
        descriptor: item.change.descriptor,
        signature: item.change.signature
      ),
      salts: item.salts
    )
  }

  /// The same change with its signature at another place: its id is another then.
  private static func moved(
    _ item: ChangePack.Item,
    sequence: UInt64,
    previous: ChangeID,
    log: LogID? = nil
  ) throws -> ChangePack.Item {
    var header = item.change.header
    header.sequence = sequence
    header.previous = previous
    if let log { header.log = log }
    let change = item.change.change
    let there = Change(trusting: header, id: header.id, structure: change.structure, strings: change.strings)
    return ChangePack.Item(
      VerifiedChange(
        trusting: there,
        structure: item.change.structure,
        descriptor: item.change.descriptor,
        signature: item.change.signature
      )
    )
  }

  static func varint(_ value: UInt64) -> [UInt8] {
    var (bytes, rest): ([UInt8], UInt64) = ([], value)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }
}
