internal import TalkootCRDT
public import TalkootLog

/// A proposal of a mandate that a person may send: who fits, and why. Nothing sends it by itself.
public struct MandateDraft: Hashable, Sendable {
  /// A member and what speaks for it.
  public struct Candidate: Hashable, Sendable {
    /// The organisation.
    public let member: ObjectID
    /// The roles among its own that a facilitator needs.
    public let roles: [Role]
    /// Its strengths that what stalls asks for.
    public let strengths: [String]
    /// The goals that it coordinates.
    public let coordinates: Int
    /// How much of what stalls waits for it.
    public let waitsFor: Int
  }

  /// How much stalls.
  public let stalled: Int
  /// The last day of the term that is proposed.
  public let until: CalendarDate
  /// Who fits best, at most three.
  public let candidates: [Candidate]
}

extension Survey {
  /// From how many things on that have stalled for `stalledDays` a mandate is drafted.
  static let stalledMin = 5
  static let stalledDays = 14
  private static let termDays = 91
  private static let candidatesMax = 3

  /// Who could be asked to see to what stalls; nil while little does, or nobody is there to ask.
  func mandateDraft(_ items: [AttentionItem]) -> MandateDraft? {
    let stalled = items.filter { $0.reason.callsForFacilitator && $0.days >= Self.stalledDays }
    guard stalled.count >= Self.stalledMin, members.count > 1, !isProposed,
      let until = CalendarDate(dayNumber: today + Self.termDays)
    else { return nil }
    let asked = words(of: stalled)
    let coordinated = coordinatedGoals()
    let candidates = members.map { member in
      let id = ObjectID(member)
      let state = workspace[id]
      return MandateDraft.Candidate(
        member: id,
        roles: (state?.elements(OrganisationField.roles) ?? []).compactMap { Role($0) }.filter(\.leads),
        strengths: (state?.elements(OrganisationField.strengths) ?? []).compactMap(\.string).filter { strength in
          !asked.isDisjoint(with: Strengths.words(in: strength))
        },
        coordinates: coordinated[id] ?? 0,
        waitsFor: stalled.count { $0.waitsFor.contains(id) }
      )
    }
    let best = candidates.sorted { a, b in
      a.fit != b.fit ? a.fit > b.fit : a.waitsFor != b.waitsFor ? a.waitsFor < b.waitsFor : a.member < b.member
    }
    return MandateDraft(
      stalled: stalled.count,
      until: until,
      candidates: Array(best.prefix(Self.candidatesMax))
    )
  }

  /// Whether one is proposed already: people are asked once.
  private var isProposed: Bool {
    workspace.mandates(on: times.today).contains { $0.state == .proposed }
  }

  /// What stalls, in words: titles and the strengths that goals need.
  private func words(of items: [AttentionItem]) -> Set<String> {
    var words: Set<String> = []
    for item in items {
      guard let state = workspace[item.object] else { continue }
      words.formUnion(Strengths.words(in: state.title))
      if state.kind == .goal {
        for need in state.elements(GoalField.needs).compactMap(\.string) { words.formUnion(Strengths.words(in: need)) }
      }
    }
    return words
  }

  private func coordinatedGoals() -> [ObjectID: Int] {
    var counts: [ObjectID: Int] = [:]
    for goal in workspace.goalsInTreeOrder() {
      guard let state = workspace[goal] else { continue }
      for element in state.elements(GoalField.contributions) {
        guard let parts = element.list, parts.count == 3, Role(parts[1]) == .coordinator else { continue }
        if let member = parts[0].object { counts[member, default: 0] += 1 }
      }
    }
    return counts
  }
}

extension Role {
  /// Whether it is what a facilitator does: to coordinate, and to say what a change requires.
  fileprivate var leads: Bool {
    switch self {
    case .coordinator, .definer: true
    case .ideator, .implementer, .customer: false
    }
  }
}

extension MandateDraft.Candidate {
  /// What speaks for it.
  var fit: Int {
    let role = roles.contains(.coordinator) ? 4 : roles.isEmpty ? 0 : 2
    return role + 2 * min(strengths.count, 3) + min(coordinates, 3)
  }
}

/// Strengths as people write them, compared as people read them.
enum Strengths {
  /// The same for what differs in case alone, or in space around it.
  static func folded(_ strength: String) -> String {
    strength.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The words of four letters or more, in lower case: short ones say little.
  static func words(in text: String) -> Set<String> {
    Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.filter { $0.count >= 4 }.map { String($0) })
  }
}
