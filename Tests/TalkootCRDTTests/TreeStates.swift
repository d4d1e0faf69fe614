import TalkootCRDT
import TalkootTesting

/// A move that travels.
struct MoveStep: Hashable {
  var node: Int
  var parent: Int?
  var origin: GlobalDot?
  var side: SiblingPlace.Side
}

/// What a tree shows: the children of each node, and the conflicts.
struct ShownTree: Equatable {
  var children: [Int?: [Int]] = [:]
  var conflicts: [Int: [GlobalDot]] = [:]
}

private let nodes = Array(0..<6)

struct TreeState: Convergent {
  var tree = ReplicatedTree<Int>()

  mutating func apply(_ operations: [MoveStep], of change: LocalVersion, on replica: Replica) {
    for (index, step) in operations.enumerated() {
      let place = SiblingPlace(origin: step.origin.map { replica.local($0) }, side: step.side)
      tree.apply(
        .init(dot: Dot(change, UInt32(index)), node: step.node, parent: step.parent, place: place),
        order: replica
      )
    }
  }

  func shown(on replica: Replica) -> ShownTree { ShownTree(tree, on: replica) }

  func operations(on replica: Replica, using random: inout SplitMix64) -> [MoveStep] {
    (0..<Int.random(in: 0...2, using: &random)).map { _ in
      let parent = Bool.random(using: &random) ? nil : nodes.randomElement(using: &random)
      let sibling = tree.children(of: parent).randomElement(using: &random)
      let place =
        Bool.random(using: &random)
        ? tree.place(under: parent, after: sibling) : tree.place(under: parent, before: sibling)
      return MoveStep(
        node: nodes.randomElement(using: &random)!,
        parent: parent,
        origin: place.origin.map { replica.global($0) },
        side: place.side
      )
    }
  }
}

extension ShownTree {
  init(_ tree: ReplicatedTree<Int>, on replica: Replica) {
    children = Dictionary(uniqueKeysWithValues: ([nil] + nodes).map { ($0, tree.children(of: $0)) })
    for conflict in tree.conflicts { conflicts[conflict.node] = conflict.losing.map { replica.global($0) } }
  }
}

/// All moves sorted and carried out one after the other, siblings sorted anew whenever somebody looks.
struct ReferenceTree: Convergent {
  var moves: [(dot: GlobalDot, step: MoveStep)] = []

  mutating func apply(_ operations: [MoveStep], of change: LocalVersion, on replica: Replica) {
    for (index, step) in operations.enumerated() {
      moves.append((replica.global(Dot(change, UInt32(index))), step))
    }
  }

  func shown(on replica: Replica) -> ShownTree {
    func precedes(_ a: GlobalDot, _ b: GlobalDot) -> Bool { replica.precedes(replica.local(a), replica.local(b)) }
    func happened(_ a: GlobalDot, before b: GlobalDot) -> Bool {
      a.change == b.change
        ? a.index < b.index : replica.isInPast(replica.versions[a.change]!, of: replica.versions[b.change]!)
    }
    let sorted = moves.sorted { precedes($0.dot, $1.dot) }
    var placed: [Int: (dot: GlobalDot, parent: Int?)] = [:]
    for (dot, step) in sorted {
      var above = step.parent
      while let next = above, next != step.node { above = placed[next]?.parent }
      if above == nil { placed[step.node] = (dot, step.parent) }
    }
    var result = ShownTree()
    for parent in [nil] + nodes {
      let here = sorted.filter { $0.step.parent == parent }
      func walk(_ origin: GlobalDot?, _ side: SiblingPlace.Side) -> [Int] {
        here.filter { move in
          let isHere = here.contains { $0.dot == move.step.origin }
          return isHere ? move.step.origin == origin && move.step.side == side : origin == nil
        }.flatMap { move in
          let shown = placed[move.step.node]?.dot == move.dot ? [move.step.node] : []
          return walk(move.dot, .left) + shown + walk(move.dot, .right)
        }
      }
      result.children[parent] = walk(nil, .right)
    }
    for node in nodes {
      let own = sorted.filter { $0.step.node == node && $0.step.parent != node }.map(\.dot)
      let latest = own.filter { dot in !own.contains { happened(dot, before: $0) } }
      let losing = latest.filter { $0 != placed[node]?.dot }
      if !losing.isEmpty { result.conflicts[node] = losing }
    }
    return result
  }

  func operations(on replica: Replica, using random: inout SplitMix64) -> [MoveStep] { [] }
}
