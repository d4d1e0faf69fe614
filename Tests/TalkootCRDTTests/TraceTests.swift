import TalkootCRDT
import TalkootTesting
import Testing

@Suite(
  .enabled(if: Trace.arePresent, "no editing traces: TALKOOT_SHARED, or ../shared, has no traces/clownschool.json.gz"),
  .serialized
)
struct TraceTests {
  @Test(arguments: ["automerge-paper", "sveltecomponent", "json-crdt-patch", "clownschool_flat"])
  func `a sequential trace ends as its authors had it`(name: String) throws {
    let trace = try Trace(name)
    let loaded = LoadedTrace(trace.history())
    var text = Text()
    let time = ContinuousClock().measure {
      for operations in loaded.changes {
        text.apply(operations, graph: loaded.graph, order: loaded) { _ in preconditionFailure("history is linear") }
      }
    }
    #expect(text.string == trace.endContent)
    print("\(name): \(loaded.changes.count) changes in \(time)")
  }

  @Test func `a concurrent trace merges as its authors' editor did`() throws {
    let trace = try Trace("clownschool")
    let loaded = LoadedTrace(trace.history())
    var text = Text()
    var count = 0
    let time = ContinuousClock().measure {
      for operations in loaded.changes {
        text.apply(operations, graph: loaded.graph, order: loaded) { base in loaded.history(after: base, upTo: count) }
        count += operations.count
      }
    }
    #expect(text.string == trace.endContent)
    print("clownschool: \(loaded.changes.count) changes in \(time)")
  }
}

/// A trace on a replica that received it in its own order.
struct LoadedTrace: CausalOrder {
  private(set) var graph = CausalGraph()
  private(set) var changes: [[TextOperation]] = []
  private(set) var operations: [TextOperation] = []
  private var lamports: [Int] = []

  init(_ history: [HistoryChange<TextStep>]) {
    for change in history {
      let version = graph.append(parents: change.parents.map { LocalVersion(UInt32($0)) })
      lamports.append(change.lamport)
      changes.append(
        change.operations.enumerated().map { index, step in
          TextOperation(
            dot: Dot(version, UInt32(index)),
            position: step.position,
            deleted: step.deleted,
            inserted: step.inserted
          )
        }
      )
      operations += changes[changes.count - 1]
    }
  }

  func history(after base: LocalVersion?, upTo count: Int) -> [TextOperation] {
    var start = count
    while start > 0, base.map({ operations[start - 1].dot.version > $0 }) ?? true { start -= 1 }
    return Array(operations[start..<count])
  }

  func isInPast(_ a: LocalVersion, of b: LocalVersion) -> Bool { graph.isInPast(a, of: b) }

  func precedes(_ a: Dot, _ b: Dot) -> Bool {
    let (x, y) = (a.version.rawValue, b.version.rawValue)
    return (lamports[Int(x)], x, a.index) < (lamports[Int(y)], y, b.index)
  }
}
