internal import TalkootCrypto
internal import TalkootLog

/// The words of voices about one matter.
struct EvidenceSettlement {
  /// A value with those whose voices accepted it, in one round.
  struct Certified {
    let value: GovernanceValue
    /// Ascending.
    let organisations: [MemberID]
  }

  private var offers: [Digest: GovernanceValue] = [:]
  private var accepts: [AcceptedValue: [Author]] = [:]
  /// What was accepted, in the bundle's order.
  private var asked: [AcceptedValue] = []

  /// All words of voices, by what they are about.
  static func all(_ changes: [Evidence.Shown]) -> [Matter: EvidenceSettlement] {
    var settlements: [Matter: EvidenceSettlement] = [:]
    for shown in changes {
      for operation in shown.operations {
        guard case .governance(.settle(let matter, let message)) = operation else { continue }
        settlements[matter, default: EvidenceSettlement()].add(message, by: shown.author)
      }
    }
    return settlements
  }

  private mutating func add(_ message: SettlementMessage<GovernanceValue>, by author: Author) {
    switch message {
    case .prepare, .promise: break
    case .offer(_, let value): offers[value.digest] = value
    case .accept(let round, let digest):
      let accepted = AcceptedValue(round: round, digest: digest)
      if accepts[accepted] == nil { asked.append(accepted) }
      accepts[accepted, default: []].append(author)
    }
  }

  /// What more than half of an electorate's voices accepted in one round; nil where nothing is.
  /// - Throws: `contested` where two values are.
  func certified(by electorate: Electorate, _ keys: EvidenceKeys) throws(EvidenceFault) -> Certified? {
    var found: Certified?
    for accepted in asked {
      let organisations = acceptors(of: accepted, in: electorate, keys)
      guard organisations.count >= electorate.quorum, let value = offers[accepted.digest] else { continue }
      if let found, found.value.digest != accepted.digest { throw EvidenceFault(.contested, accepted.digest.hex) }
      found = found ?? Certified(value: value, organisations: organisations)
    }
    return found
  }

  /// The most that accepted one value in one round.
  func mostAccepts(by electorate: Electorate, _ keys: EvidenceKeys) -> Int {
    asked.map { acceptors(of: $0, in: electorate, keys).count }.max() ?? 0
  }

  private func acceptors(
    of accepted: AcceptedValue,
    in electorate: Electorate,
    _ keys: EvidenceKeys
  ) -> [MemberID] {
    let authors = accepts[accepted, default: []].filter { keys.isVoice($0) }.map(\.organisation)
    return Electorate.distinct(authors.filter { electorate.contains($0) })
  }
}
