internal import HashTreeCollections
internal import TalkootCRDT
internal import TalkootLog

// Goals in their tree.
extension Workspace {
  mutating func move(_ object: ObjectID, to place: Place, at dot: Dot, _ fold: inout Fold) {
    guard fold.concerns(object) else { return }
    fold.named.append(object)
    guard exists(object, before: dot, fold) else { return fold.ignore(Int(dot.index), .noSuchObject) }
    guard objects.kind(of: object) == .goal else { return fold.ignore(Int(dot.index), .notInTree) }
    touch(object, &fold)
    if fold.only == nil { putMove(object, to: place, at: dot, &fold) }
  }

  /// A move of a goal that is there: where to, if that is there as well.
  mutating func putMove(_ object: ObjectID, to place: Place, at dot: Dot, _ fold: inout Fold) {
    let parent = place.parent.map { fold.id($0) }
    if let parent {
      guard exists(parent, before: dot, fold), objects.kind(of: parent) == .goal else {
        return fold.ignore(Int(dot.index), .notInTree)
      }
    }
    put(object, under: parent, place, at: dot, &fold)
  }

  /// Applies a move to the tree, and notes whose place or children changed.
  mutating func put(_ object: ObjectID, under parent: ObjectID?, _ place: Place, at dot: Dot, _ fold: inout Fold) {
    let sibling = SiblingPlace(
      origin: place.origin.flatMap { fold.dot($0) },
      side: place.isBefore ? .left : .right
    )
    moves[dot] = GoalMove(parent: parent)
    let changed = tree.apply(
      ReplicatedTree.Move(dot: dot, node: object, parent: parent, place: sibling),
      order: fold.index
    )
    for goal in changed {
      if let old = listedUnder[goal] { fold.touched.append(old) }
      let new = tree.parent(of: goal) ?? networkObject
      listedUnder[goal] = new
      fold.touched.append(new)
      fold.touched.append(goal)
    }
  }
}

// MARK: - What counts

extension Workspace {
  /// Takes moves out of the tree.
  /// - Returns: what is placed otherwise now, and what it is and was placed under.
  mutating func takeMovesBack(_ versions: Set<LocalVersion>, _ index: LogIndex) -> Set<ObjectID> {
    let all = tree.moves
    let kept = all.filter { !versions.contains($0.dot.version) }
    guard kept.count < all.count else { return [] }
    let before = tree
    tree = ReplicatedTree(moves: kept, order: index)
    var touched: Set<ObjectID> = []
    for move in all {
      if versions.contains(move.dot.version) { moves[move.dot] = nil }
      let node = move.node
      guard versions.contains(move.dot.version) || before.placedBy(node) != tree.placedBy(node) else { continue }
      touched.insert(node)
      if let old = listedUnder[node] { touched.insert(old) }
      listedUnder[node] = tree.contains(node) ? tree.parent(of: node) ?? networkObject : nil
      if let new = listedUnder[node] { touched.insert(new) }
    }
    return touched
  }

  /// Carries out the moves of a change that counts from now on, once its objects are there.
  mutating func putMoves(of past: PastChange, _ index: LogIndex) -> Set<ObjectID> {
    guard let structure = past.change.structure else { return [] }
    var fold = Fold(
      past.change,
      structure,
      network: network,
      version: past.version,
      index: index,
      history: { _ in [] }
    )
    for (number, operation) in fold.decoded.operations.enumerated() {
      let dot = Dot(fold.version, UInt32(number))
      switch operation {
      case .move(let object, let place):
        let id = fold.id(object)
        guard exists(id, before: dot, fold), objects.kind(of: id) == .goal else { continue }
        putMove(id, to: place, at: dot, &fold)
      case .create(let creation):
        guard creation.kind == .goal, let id = fold.decoded.made[number],
          let state = objects[id], state.creations.contains(where: { $0.dot == dot })
        else { continue }
        let isAgain = state.creations.contains { fold.happened($0.dot, before: dot) }
        self.place(id, creation, isAgain: isAgain, at: dot, &fold)
      case .set, .add, .remove, .text, .governance, .unknown: continue
      }
    }
    return Set(fold.touched)
  }
}
