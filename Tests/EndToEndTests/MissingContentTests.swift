import Foundation
import ProgramTesting
import TalkootAPI
import TalkootCRDT
import TalkootCrypto
import TalkootLog
import TalkootStore
import Testing

@Suite struct `Missing content of a node` {
  /// Takes a string out of a stopped node's database, as a peer would leave it that keeps it back.
  private func takeOut(_ text: String, from node: Node) throws -> Int {
    let store = try SQLiteStorage(openingAt: node.home + "/replica.db")
    let end = LocalVersion(UInt32(try store.load { _, _ in }.ids.count))
    var transaction = StoreTransaction()
    for change in try store.changes(LocalVersion(0)..<end) {
      for (index, string) in change.strings.enumerated() {
        guard string == .present(Array(text.utf8)) else { continue }
        let seed = try #require(try store.seed(log: change.log, range: UInt32(SaltTree.range(change.sequence))))
        let salt = try SaltTree(parsing: seed)
          .salt(sequence: change.sequence, string: index, of: change.strings.count)
        let commitment = SHA256.hash("talkoot/string/1", try #require(salt).bytes + Array(text.utf8))
        transaction.replacedStrings.append(
          .init(version: change.version, index: UInt32(index), string: .missing(commitment: commitment))
        )
      }
    }
    // The state is to be folded anew from the changes.
    transaction.tables = [StoreTransaction.NamedBytes("model", nil)]
    try store.commit(transaction)
    try store.close()
    return transaction.replacedStrings.count
  }

  @Test func `is told of, leaves it without a digest, and comes from the next peer that has it`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let (first, second) = (network[0], network[1])
    let goal = try #require(first.json("goal", "add", "Ask Kyllikki")["id"]?.string)
    try network.converge()
    try first.stop()
    try second.stop()
    #expect(try takeOut("Ask Kyllikki", from: second) == 1)
    try second.start()
    #expect(try second.digest == nil)
    #expect(try second.json("goal", "show", goal)["title"]?.string == String(repeating: "█", count: 12))
    #expect(try second.json("replica", "verify")["ok"] == .bool(true))
    let doctor = try second.attempt("--json", "doctor")
    #expect(doctor.exit == 1 && doctor.output.contains("lack words that nobody erased"), "\(doctor)")
    try first.start()
    try eventually("the words are back", within: .seconds(40)) {
      try second.digest
    } is: {
      $0 != nil
    }
    #expect(try second.json("goal", "show", goal)["title"]?.string == "Ask Kyllikki")
    try network.converge()
    try network.verify()
  }
}
