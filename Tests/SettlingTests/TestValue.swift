import TalkootCRDT
import TalkootCrypto
import TalkootLog

@testable import TalkootModel

/// A value that differs wherever it can: by the round that computed it and by the promises its author had heard.
struct TestValue: SettledValue {
  let raw: UInt64

  var digest: Digest { Digest.numbered(raw) }

  /// What an offer of `round` by everything in `record` comes to.
  static func computed(for round: Round, in record: SettlementRecord<TestValue>) -> TestValue {
    var mask: UInt64 = 0
    for promise in record.promises where promise.round == round {
      mask |= 1 << UInt64(record.electorate.rank(of: promise.organisation)!)
    }
    let organisation = UInt64(record.electorate.rank(of: round.organisation)!)
    return TestValue(raw: round.counter << 16 | organisation << 8 | mask)
  }
}

extension Digest {
  /// The digest whose last 8 bytes are `number`.
  static func numbered(_ number: UInt64) -> Digest {
    var bytes = [UInt8](repeating: 0, count: 32)
    for i in 0..<8 { bytes[31 - i] = UInt8(truncatingIfNeeded: number >> UInt64(8 * i)) }
    return Digest(bytes)!
  }
}

extension MemberID {
  static func numbered(_ number: Int) -> MemberID { MemberID(.numbered(UInt64(number))) }
}
