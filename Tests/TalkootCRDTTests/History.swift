import TalkootCRDT
import TalkootTesting

/// An operation named the same way everywhere: by its change's number in the history and its index there.
struct GlobalDot: Hashable {
  var change: Int
  var index: UInt32
}

/// A change of a made-up history. Its number is its place in the history, which is one of its causal orders.
struct HistoryChange<Operation> {
  var parents: [Int]
  var lamport: Int
  var operations: [Operation]
}

/// What a replica knows of the changes it has received so far.
struct Replica: CausalOrder {
  private(set) var graph = CausalGraph()
  private(set) var numbers: [Int] = []
  private(set) var versions: [Int: LocalVersion] = [:]
  private var lamports: [Int] = []

  mutating func receive(_ number: Int, parents: [Int], lamport: Int) -> LocalVersion {
    let version = graph.append(parents: parents.map { versions[$0]! })
    numbers.append(number)
    lamports.append(lamport)
    versions[number] = version
    return version
  }

  func isInPast(_ a: LocalVersion, of b: LocalVersion) -> Bool { graph.isInPast(a, of: b) }

  func precedes(_ a: Dot, _ b: Dot) -> Bool {
    let (x, y) = (Int(a.version.rawValue), Int(b.version.rawValue))
    return (lamports[x], numbers[x], a.index) < (lamports[y], numbers[y], b.index)
  }

  func local(_ dot: GlobalDot) -> Dot { Dot(versions[dot.change]!, dot.index) }
  func global(_ dot: Dot) -> GlobalDot { GlobalDot(change: numbers[Int(dot.version.rawValue)], index: dot.index) }

  var nextLamport: Int { (graph.heads.map { lamports[Int($0.rawValue)] }.max() ?? 0) + 1 }
}

/// A type with what the laws need: operations that travel, and a state that all replicas must agree on.
protocol Convergent {
  associatedtype Operation
  associatedtype Shown: Equatable
  init()
  mutating func apply(_ operations: [Operation], of change: LocalVersion, on replica: Replica)
  func shown(on replica: Replica) -> Shown
  /// What a person who sees this state might do next.
  func operations(on replica: Replica, using random: inout SplitMix64) -> [Operation]
}

/// A type together with the changes its replica has received.
struct Site<State: Convergent> {
  var replica = Replica()
  var state = State()
  var received: Set<Int> = []

  mutating func receive(_ number: Int, of history: [HistoryChange<State.Operation>]) {
    guard received.insert(number).inserted else { return }
    let change = history[number]
    let version = replica.receive(number, parents: change.parents, lamport: change.lamport)
    state.apply(change.operations, of: version, on: replica)
  }

  var shown: State.Shown { state.shown(on: replica) }
}

/// A history of `count` changes by authors who now and then hear of each other.
func makeHistory<State: Convergent>(
  of type: State.Type,
  count: Int,
  authors: Int,
  mergeChance: Int,
  seed: UInt64
) -> [HistoryChange<State.Operation>] {
  var random = SplitMix64(seed: seed)
  var history: [HistoryChange<State.Operation>] = []
  var sites = [Site<State>](repeating: Site(), count: authors)
  for number in 0..<count {
    let author = Int.random(in: 0..<authors, using: &random)
    if Int.random(in: 0..<100, using: &random) < mergeChance {
      let other = Int.random(in: 0..<authors, using: &random)
      for known in sites[other].received.sorted() { sites[author].receive(known, of: history) }
    }
    let replica = sites[author].replica
    history.append(
      HistoryChange(
        parents: replica.graph.heads.map { replica.numbers[Int($0.rawValue)] },
        lamport: replica.nextLamport,
        operations: sites[author].state.operations(on: replica, using: &random)
      )
    )
    sites[author].receive(number, of: history)
  }
  return history
}

/// One causal order of a history, at random.
func randomOrder<Operation>(
  of history: [HistoryChange<Operation>],
  using random: inout SplitMix64,
  runs: Bool = false
) -> [Int] {
  var order: [Int] = []
  var ready = history.indices.filter { history[$0].parents.isEmpty }
  var missing = history.map(\.parents.count)
  while !ready.isEmpty {
    let pick = runs && Bool.random(using: &random) ? ready.count - 1 : Int.random(in: 0..<ready.count, using: &random)
    let number = ready.remove(at: pick)
    order.append(number)
    for next in history.indices where history[next].parents.contains(number) {
      missing[next] -= 1
      if missing[next] == 0 { ready.append(next) }
    }
  }
  return order
}

/// Calls `body` with every causal order of a history.
func withEveryOrder<Operation>(of history: [HistoryChange<Operation>], _ body: ([Int]) -> Void) {
  func extend(_ order: [Int]) {
    if order.count == history.count { return body(order) }
    for number in history.indices
    where !order.contains(number) && history[number].parents.allSatisfy({ order.contains($0) }) {
      extend(order + [number])
    }
  }
  extend([])
}
