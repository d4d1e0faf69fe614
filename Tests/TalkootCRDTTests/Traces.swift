import Foundation
import ProgramTesting
import TalkootCRDT

/// An editing history of real people (`traces/README.md` where `TALKOOT_SHARED` points), each transaction a change.
struct Trace: Decodable {
  struct Transaction: Decodable {
    var parents: [Int]?
    var agent: Int?
    var patches: [Patch]
  }

  struct Patch: Decodable {
    var step: TextStep

    init(from decoder: any Decoder) throws {
      var fields = try decoder.unkeyedContainer()
      step = TextStep(
        position: try fields.decode(Int.self),
        deleted: try fields.decode(Int.self),
        inserted: try fields.decode(String.self)
      )
    }
  }

  var endContent: String
  var txns: [Transaction]

  /// Where the traces are: beside the package, unless the environment says otherwise.
  static var folder: String {
    let shared = ProcessInfo.processInfo.environment["TALKOOT_SHARED"] ?? "../shared"
    return shared + "/traces"
  }

  static var arePresent: Bool { FileManager.default.fileExists(atPath: folder + "/clownschool.json.gz") }

  init(_ name: String) throws {
    let gunzip = try Command.run(["gunzip", "-c", Trace.folder + "/\(name).json.gz"])
    guard gunzip.exit == 0 else { throw Stuck(what: name, why: gunzip.error) }
    self = try JSONDecoder().decode(Trace.self, from: Data(gunzip.output.utf8))
  }

  /// Who wrote each change and what came before it; in a sequential trace the change before it.
  func history() -> [HistoryChange<TextStep>] {
    var history: [HistoryChange<TextStep>] = []
    for (number, transaction) in txns.enumerated() {
      let parents = transaction.parents ?? (number == 0 ? [] : [number - 1])
      let lamport = (parents.map { history[$0].lamport }.max() ?? 0) + 1
      history.append(HistoryChange(parents: parents, lamport: lamport, operations: transaction.patches.map(\.step)))
    }
    return history
  }
}
