import TalkootCRDT
import TalkootCrypto
import TalkootLog

@testable import TalkootModel

/// A history told message by message, each with what its author had heard.
final class Script: CausalOrder {
  let members: [MemberID]
  private(set) var record: SettlementRecord<TestValue>
  private var pasts: [Set<Int>] = []
  private var records: [SettlementRecord<TestValue>] = []
  private(set) var flaws: [MessageFlaw?] = []

  init(organisations: Int) {
    members = (0..<organisations).map { MemberID.numbered($0 + 1) }
    record = SettlementRecord(electorate: Electorate(members))
  }

  func isInPast(_ a: LocalVersion, of b: LocalVersion) -> Bool {
    pasts[Int(b.rawValue)].contains(Int(a.rawValue))
  }

  func precedes(_ a: Dot, _ b: Dot) -> Bool { a.version < b.version }

  func round(_ counter: UInt64, _ organisation: Int) -> Round {
    Round(counter: counter, organisation: members[organisation])
  }

  /// Says something after having heard of these messages, and so of their pasts.
  /// - Returns: the message's number.
  @discardableResult
  func say(
    _ message: SettlementMessage<TestValue>,
    by organisation: Int,
    after heard: [Int],
    computed: TestValue? = TestValue(raw: 0)
  ) -> Int {
    let number = pasts.count
    pasts.append(heard.reduce(into: Set(heard)) { $0.formUnion(pasts[$1]) })
    flaws.append(
      record.add(
        message,
        by: members[organisation],
        at: Dot(LocalVersion(UInt32(number)), 0),
        order: self
      ) { computed }
    )
    return number
  }

  func flaw(
    _ message: SettlementMessage<TestValue>,
    by organisation: Int,
    after heard: [Int],
    computed: TestValue? = TestValue(raw: 0)
  ) -> MessageFlaw? {
    flaws[say(message, by: organisation, after: heard, computed: computed)]
  }
}
