import Foundation
import TalkootCRDT

// Replays an editing trace (see the traces' README) and prints the processor time of the best of a few runs:
//
//     gunzip -c clownschool.json.gz | text-replay [runs]

struct Trace: Decodable {
  struct Transaction: Decodable {
    var parents: [UInt32]?
    var patches: [Patch]
  }

  struct Patch: Decodable {
    var position: Int
    var deleted: Int
    var inserted: String

    init(from decoder: any Decoder) throws {
      var fields = try decoder.unkeyedContainer()
      position = try fields.decode(Int.self)
      deleted = try fields.decode(Int.self)
      inserted = try fields.decode(String.self)
    }
  }

  var endContent: String
  var txns: [Transaction]
}

/// The order in which the changes stand in the trace extends causality and will do for breaking ties.
struct TraceOrder: CausalOrder {
  let graph: CausalGraph
  func isInPast(_ a: LocalVersion, of b: LocalVersion) -> Bool { graph.isInPast(a, of: b) }
  func precedes(_ a: Dot, _ b: Dot) -> Bool { (a.version, a.index) < (b.version, b.index) }
}

let runs = CommandLine.arguments.count > 1 ? Int(CommandLine.arguments[1]) ?? 5 : 5
let input = try FileHandle.standardInput.readToEnd() ?? Data()
let trace = try JSONDecoder().decode(Trace.self, from: input)
let parents = trace.txns.enumerated().map { number, transaction in
  (transaction.parents ?? (number == 0 ? [] : [UInt32(number - 1)])).map { LocalVersion($0) }
}
let operations = trace.txns.enumerated().flatMap { number, transaction in
  transaction.patches.enumerated().map { index, patch in
    TextOperation(
      dot: Dot(LocalVersion(UInt32(number)), UInt32(index)),
      position: patch.position,
      deleted: patch.deleted,
      inserted: patch.inserted
    )
  }
}

/// Processor time, which a busy machine does not change much.
func measure(_ body: () -> Void) -> Duration {
  let start = clock()
  body()
  return .microseconds(Int((clock() - start) * 1_000_000 / CLOCKS_PER_SEC))
}

var graph = CausalGraph()
var text = Text()
var best: (graph: Duration, text: Duration)?
for _ in 0..<runs {
  let graphTime = measure {
    graph = CausalGraph()
    for parents in parents { graph.append(parents: parents) }
  }
  let order = TraceOrder(graph: graph)
  let textTime = measure { text = Text(replaying: operations, graph: graph, order: order) }
  best = (min(best?.graph ?? graphTime, graphTime), min(best?.text ?? textTime, textTime))
}
if let best {
  print("\(parents.count) changes, \(graph.entries.count) entries: graph \(best.graph), text \(best.text)")
}
print(text.string == trace.endContent ? "the text is as expected" : "the text is NOT as expected")
