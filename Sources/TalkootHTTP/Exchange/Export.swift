internal import TalkootAPI
internal import TalkootLog
internal import TalkootModel

/// The whole content of a replica, in an order that doesn't hang on ids, for these are others where it is imported.
struct ExportedContent {
  let view: View
  /// Today: mandates end.
  private let day: CalendarDate
  private let goalIDs: [ObjectID]
  private let measureIDs: [ObjectID]
  private let checkInIDs: [ObjectID]
  private let memberIDs: [ObjectID]
  /// All that comments may be about, in the order of the export.
  private let objects: [ObjectID]
  /// Where each object stands in the export: what sets name is listed in this order.
  private let places: [ObjectID: Int]

  private var workspace: Workspace { view.workspace }

  init(_ view: View, on day: CalendarDate) {
    self.view = view
    self.day = day
    let workspace = view.workspace
    goalIDs = workspace.goalsInTreeOrder(archived: true)
    measureIDs = goalIDs.flatMap { workspace.measures(of: $0) }
    checkInIDs = measureIDs.flatMap { Self.shownCheckIns(of: $0, workspace) }
    memberIDs = workspace.settled.everyone.map { ObjectID($0) }
      .sorted { (workspace.name(of: $0) ?? "", $0) < (workspace.name(of: $1) ?? "", $1) }
    let lists = [ObjectKind.decision, .agreement, .question, .mandate, .meeting].flatMap { workspace.list($0) }
    objects = [workspace.networkObject] + memberIDs + goalIDs + measureIDs + checkInIDs + lists
    places = Dictionary(objects.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// Also what a shown one corrects, whether or not it was put away.
  private static func shownCheckIns(of measure: ObjectID, _ workspace: Workspace) -> [ObjectID] {
    let all = workspace.checkIns(of: measure)
    let shown = all.filter { !(workspace[$0]?.isArchived ?? true) }
    let corrected = Set(shown.compactMap { workspace[$0]?.value(CheckInField.corrects).object })
    return all.filter { corrected.contains($0) || !(workspace[$0]?.isArchived ?? true) }
  }

  var document: NetworkExport {
    NetworkExport(
      format: ExportDocument.format,
      version: ExportDocument.version,
      network: NetworkReference(id: workspace.network.digest.hex, name: workspace.networkName ?? ""),
      heads: view.index.heads.map(\.digest.hex),
      members: members,
      goals: goals,
      measures: measures,
      checkins: checkins,
      decisions: decisions,
      agreements: agreements,
      questions: questions,
      mandates: workspace.list(.mandate).compactMap { view.mandate($0, on: day, inList: true) },
      meetings: workspace.list(.meeting).compactMap { view.meeting($0, inList: true) },
      comments: comments
    )
  }

  // MARK: Lists

  private var members: [Member] {
    memberIDs.compactMap { id in
      view.member(of: id).flatMap { view.member($0) }.map { member in
        var member = member
        member.seen = nil
        return member
      }
    }
  }

  private var goals: [Goal] {
    goalIDs.compactMap { id in
      guard var goal = view.goal(id, inList: true) else { return nil }
      goal.key = key(goal.key)
      let needed = inOrder(workspace[id]?.elements(GoalField.dependsOn))
      goal.dependsOn = needed.compactMap { view.id($0) }
      goal.dependsOnTitles = needed.compactMap { workspace[$0]?.title }
      goal.contributions.sort { ($0.memberName, $0.member) < ($1.memberName, $1.member) }
      goal.benefits.sort { ($0.memberName, $0.member) < ($1.memberName, $1.member) }
      return goal
    }
  }

  private var measures: [Measure] {
    measureIDs.compactMap { id in
      guard var measure = view.measure(id, inList: true) else { return nil }
      measure.key = key(measure.key)
      return measure
    }
  }

  private var checkins: [Checkin] {
    checkInIDs.compactMap { id in
      guard var checkin = view.checkin(id) else { return nil }
      checkin.key = key(checkin.key)
      return checkin
    }
  }

  private var decisions: [Decision] {
    workspace.list(.decision).compactMap { id in
      guard var decision = view.decision(id, inList: true) else { return nil }
      decision.key = key(decision.key)
      (decision.about, decision.aboutTitles) = subjects(workspace[id]?.elements(DecisionField.about))
      return decision
    }
  }

  private var agreements: [Agreement] {
    workspace.list(.agreement).compactMap { id in
      guard var agreement = view.agreement(id) else { return nil }
      agreement.key = key(agreement.key)
      (agreement.comments, agreement.seen) = ([], nil)
      let numbers = Dictionary(
        agreement.versions.enumerated().map { ($0.element.id, $0.offset) },
        uniquingKeysWith: { first, _ in first }
      )
      for i in agreement.versions.indices {
        agreement.versions[i].parents.sort { numbers[$0] ?? -1 < numbers[$1] ?? -1 }
        let version = agreement.versions[i]
        (agreement.versions[i].bindsNames, agreement.versions[i].binds) = Self.byName(version.bindsNames, version.binds)
        (agreement.versions[i].waitingForNames, agreement.versions[i].waitingFor) =
          Self.byName(version.waitingForNames, version.waitingFor)
      }
      return agreement
    }
  }

  private var questions: [Question] {
    workspace.list(.question).compactMap { id in
      guard var question = view.question(id) else { return nil }
      question.key = key(question.key)
      (question.comments, question.seen) = ([], nil)
      (question.about, question.aboutTitles) = subjects(workspace[id]?.elements(QuestionField.about))
      return question
    }
  }

  /// Those about one object together, in the order of the objects; what is said of others comes last.
  private var comments: [Comment] {
    var ids: [ObjectID] = []
    var listed: Set<ObjectID> = []
    func list(about object: ObjectID) {
      for id in workspace.comments(on: object) where listed.insert(id).inserted { ids.append(id) }
    }
    for id in objects {
      list(about: id)
      guard workspace[id]?.kind == .agreement, let status = workspace.agreement(id, view.index) else { continue }
      for version in status.versions { list(about: version.id) }
    }
    var answered = 0
    while answered < ids.count {
      list(about: ids[answered])
      answered += 1
    }
    for id in workspace.ids(of: .comment) where listed.insert(id).inserted { ids.append(id) }
    return ids.compactMap { view.comment($0) }
  }

  // MARK: Order

  /// An outside key; one that an import made of an id says nothing outside the network that had that id.
  private func key(_ key: String?) -> String? { key.flatMap { ExportDocument.isID($0) ? nil : $0 } }

  private func inOrder(_ elements: [Value]?) -> [ObjectID] {
    (elements ?? []).compactMap(\.object).sorted { (places[$0] ?? Int.max, $0) < (places[$1] ?? Int.max, $1) }
  }

  private func subjects(_ elements: [Value]?) -> (ids: [String], titles: [String]) {
    let objects = inOrder(elements)
    return (objects.compactMap { view.id($0) }, objects.compactMap { view.name($0) })
  }

  private static func byName(_ names: [String], _ ids: [String]) -> (names: [String], ids: [String]) {
    let pairs = zip(names, ids).sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    return (pairs.map(\.0), pairs.map(\.1))
  }
}
