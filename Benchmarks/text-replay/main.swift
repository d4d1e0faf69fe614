internal import Foundation
internal import Measuring
internal import TalkootCRDT

// Replays an editing trace (see the traces' README), in memory:
//
//     gunzip -c clownschool.json.gz | text-replay NAME [RUNS]
//
// `replay`: the whole history at once, as when a text is made anew. `apply_each`: one transaction after the other, as
// they would arrive. Processor seconds, the median of the runs.

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

let name = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "trace"
let runs = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 5 : 5
let input = try FileHandle.standardInput.readToEnd() ?? Data()
let trace = try JSONDecoder().decode(Trace.self, from: input)
let parents = trace.txns.enumerated().map { number, transaction in
  (transaction.parents ?? (number == 0 ? [] : [UInt32(number - 1)])).map { LocalVersion($0) }
}
let changes = trace.txns.enumerated().map { number, transaction in
  transaction.patches.enumerated().map { index, patch in
    TextOperation(
      dot: Dot(LocalVersion(UInt32(number)), UInt32(index)),
      position: patch.position,
      deleted: patch.deleted,
      inserted: patch.inserted
    )
  }
}
let operations = changes.flatMap { $0 }

func graph() -> CausalGraph {
  var graph = CausalGraph()
  for parents in parents { graph.append(parents: parents) }
  return graph
}

func applyEach() -> Text {
  var (graph, text, count) = (CausalGraph(), Text(), 0)
  for (parents, operations) in zip(parents, changes) {
    graph.append(parents: parents)
    let applied = count
    text.apply(operations, graph: graph, order: TraceOrder(graph: graph)) { after in
      changes[(after.map { Int($0.rawValue) + 1 } ?? 0)..<applied].flatMap { $0 }
    }
    count += 1
  }
  return text
}

func measure(_ metric: String, _ body: () -> Text) {
  var taken: [Double] = []
  for _ in 0..<runs {
    var watch = Stopwatch()
    let text = watch.measure(body)
    precondition(text.string == trace.endContent, "the text is not as expected")
    taken.append(watch.processor)
  }
  report(name, metric, median(taken), "s")
}

measure("replay") {
  let graph = graph()
  return Text(replaying: operations, graph: graph, order: TraceOrder(graph: graph))
}
measure("apply_each", applyEach)
report(name, "pss", memory("Pss"), "MiB")
