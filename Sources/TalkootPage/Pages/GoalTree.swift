internal import TalkootAPI
internal import TalkootLanguage

/// The goals as a tree, and what a move of one in it means.
struct GoalTree {
  let goals: [Goal]

  /// Goals in tree order, as the API lists them.
  init(_ goals: [Goal]) { self.goals = goals }

  /// The tree for its template: each goal with those under it.
  func values(_ context: PageContext, isArranging: Bool) -> PageValue {
    var next = 0
    return .list(level(0, &next, context, isArranging))
  }

  private func level(_ depth: Int, _ next: inout Int, _ context: PageContext, _ isArranging: Bool) -> [PageValue] {
    var level: [PageValue] = []
    // The model bounds the depth. Where a filter left a parent out, what is under it stands in its place.
    while next < goals.count, goals[next].depth >= depth {
      let goal = goals[next]
      next += 1
      let children = self.level(goal.depth + 1, &next, context, isArranging)
      level.append(
        GoalRow.values(goal, context).merging([
          "children": .list(children), "hasChildren": .flag(!children.isEmpty), "isArranging": .flag(isArranging),
          "bar": goal.progress.map { .markup(ProgressBar.markup($0)) } ?? .none, "archived": .flag(goal.archived),
        ])
      )
    }
    return level
  }

  /// Which way a goal goes.
  enum Step: String, CaseIterable {
    case up
    case down
    /// Under the sibling before it.
    case inwards = "in"
    /// Beside its parent.
    case outwards = "out"
  }

  /// What to ask for; nil where it can't go that way.
  func move(_ id: String, _ step: Step) -> GoalMove? {
    guard let goal = goals.first(where: { $0.id == id }) else { return nil }
    let siblings = goals.filter { $0.parent == goal.parent }
    guard let index = siblings.firstIndex(where: { $0.id == id }) else { return nil }
    switch step {
    case .up: return index > 0 ? GoalMove(before: siblings[index - 1].id) : nil
    case .down: return index + 1 < siblings.count ? GoalMove(after: siblings[index + 1].id) : nil
    case .inwards: return index > 0 ? GoalMove(under: siblings[index - 1].id) : nil
    case .outwards: return goal.parent.map { GoalMove(after: $0) }
    }
  }
}
