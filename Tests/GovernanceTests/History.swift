import TalkootCRDT
import TalkootCrypto
import TalkootLog
import TalkootTesting

@testable import TalkootModel

/// Everything that anyone has written, and its causal order.
final class History {
  struct Entry {
    let id: ChangeID
    let author: Author
    let operations: [GovernanceOperation]
    /// By number of the change, all of its past.
    let past: Set<Int>
  }

  private(set) var entries: [Entry] = []

  func write(_ operations: [GovernanceOperation], by author: Author, after past: Set<Int>) -> Int {
    var hasher = SHA256()
    hasher.update("test/change")
    hasher.update(author.node.digest)
    for number in past.sorted() { hasher.update(entries[number].id.digest) }
    hasher.update(Array("\(entries.count)".utf8))
    entries.append(Entry(id: ChangeID(hasher.finish()), author: author, operations: operations, past: past))
    return entries.count - 1
  }

  func contains(_ id: ChangeID) -> Int? { entries.firstIndex { $0.id == id } }
}

/// One replica's state, and the numbers it gave to changes in order of arrival.
struct Replica: CausalOrder {
  let history: History
  var state: GovernanceState
  private(set) var arrived: [Int] = []
  private(set) var held: Set<Int> = []
  private(set) var ignored: [Int: [Ignored]] = [:]

  init(_ history: History, network: NetworkID) {
    self.history = history
    state = GovernanceState(network: network)
  }

  func isInPast(_ a: LocalVersion, of b: LocalVersion) -> Bool {
    history.entries[arrived[Int(b.rawValue)]].past.contains(arrived[Int(a.rawValue)])
  }

  func precedes(_ a: Dot, _ b: Dot) -> Bool { a.version < b.version }

  /// Takes in a change, after those of its past that it doesn't have.
  mutating func receive(_ number: Int) {
    guard !held.contains(number) else { return }
    for earlier in history.entries[number].past.sorted() where !held.contains(earlier) { take(earlier) }
    take(number)
  }

  mutating func receive(allOf other: Replica) {
    for number in other.arrived { receive(number) }
  }

  private mutating func take(_ number: Int) {
    let entry = history.entries[number]
    precondition(entry.past.isSubset(of: held), "delivery is causal")
    let version = LocalVersion(UInt32(arrived.count))
    arrived.append(number)
    held.insert(number)
    for (index, operation) in entry.operations.enumerated() {
      let origin = Origin(dot: Dot(version, UInt32(index)), change: entry.id, author: entry.author)
      var state = state
      if let reason = state.apply(operation, from: origin, order: self) { ignored[number, default: []].append(reason) }
      self.state = state
    }
  }

  /// What must be the same on every replica that has the same changes, as text.
  var summary: String {
    var lines = state.roster.map { "epoch \($0.number) \($0.id) \($0.members.organisations) \($0.removed) \($0.left)" }
    for member in state.everyone {
      lines.append("\(member) \(state.standing(of: member)!) \(String(describing: state.voice(of: member)))")
      lines.append("\(state.nodes(of: member))")
    }
    for proposal in state.allProposals { lines.append("\(proposal.id) \(proposal.state) \(proposal.approvers)") }
    for id in state.allDecisions {
      let status = state.decision(id)!
      lines.append("\(id) \(status.state) \(String(describing: status.outcome)) \(status.tally) \(status.notReceived)")
      lines += status.positions.map { "\($0.organisation) \($0.stance) \($0.origin.change) late \($0.isLate)" }
      if let certificate = status.certificate {
        lines.append("\(certificate.round) \(certificate.value.digest) \(certificate.parts.map(\.organisation))")
      }
    }
    for (number, reasons) in ignored.sorted(by: { $0.key < $1.key }) { lines.append("ignored \(number) \(reasons)") }
    return lines.joined(separator: "\n")
  }
}
