import Foundation
import TalkootLog
import TalkootModel
import Testing

@Suite struct ImportingKinds {
  @discardableResult
  private func take(
    _ csv: String,
    _ request: ImportRequest,
    into council: inout TestCouncil,
    _ node: Int = 0
  ) throws -> ImportPlan {
    let replica = council.replicas[node]
    let plan = try replica.workspace.planImport(csv: Array(csv.utf8), request, replica.context)
    for draft in plan.drafts { council.replicas[node].commit(draft) }
    return plan
  }

  private func refusal(_ csv: String, _ request: ImportRequest, _ replica: TestReplica) -> CommandError? {
    do {
      _ = try replica.workspace.planImport(csv: Array(csv.utf8), request, replica.context)
      return nil
    } catch { return error as? CommandError }
  }

  @Test func `each organisation takes its own row of a table of members, and nobody another's`() throws {
    var council = try TestCouncil(members: 2)
    let second = council.replicas[1]
    council.replicas[1].commit(try second.workspace.editMember(MemberEdit(name: "Second"), second.context))
    council.exchange()
    let csv = """
      name,brings,does,why
      Founder,law; night shifts,coordinator customer,fewer forms
      Second,code,implementer,

      """
    let map = "name=name,strengths=brings,roles=does,motivation=why"
    let request = Importing.request("member", map)
    let error = try #require(refusal(csv, request, council.replicas[0]))
    #expect(error.code == .notPermitted && error.message.hasPrefix("line 3, column name: "))
    let skipping = Importing.request("member", map, skip: true)
    let first = try take(csv, skipping, into: &council)
    #expect((first.created, first.updated, first.unchanged, first.skipped) == (0, 1, 0, 1))
    try take(csv, skipping, into: &council, 1)
    council.exchange()
    let again = try take(csv, request, into: &council)
    #expect((again.updated, again.unchanged, again.skipped) == (0, 2, 0) && again.drafts.isEmpty)
    let state = try #require(council.replicas[1].workspace[ObjectID(council.replicas[0].node.member)])
    #expect(state.elements(OrganisationField.strengths).compactMap(\.string).sorted() == ["law", "night shifts"])
    #expect(state.elements(OrganisationField.roles).compactMap { Role($0) } == [.coordinator, .customer])
    #expect(state.value(OrganisationField.motivation).string == "fewer forms")
  }

  @Test func `a member's row that names nobody, twice somebody, or a role there is not changes nothing`() throws {
    let replica = try TestCouncil(members: 1).replicas[0]
    let request = Importing.request("member", "name=n,roles=r")
    #expect(refusal("n,r\nNobody,customer\n", request, replica)?.message.hasPrefix("line 2, column n: ") == true)
    #expect(refusal("n,r\nNobody,customer\n", request, replica)?.code == .unknownReference)
    #expect(refusal("n,r\nFounder,\nFounder,\n", request, replica)?.code == .repeatedKey)
    #expect(refusal("n,r\nFounder,boss\n", request, replica)?.message.hasPrefix("line 2: ") == true)
    #expect(refusal("n,r\nFounder,\n", Importing.request("member", "roles=r"), replica)?.code == .missingValue)
  }

  @Test func `decisions are proposed once, known by their key or by what they say`() throws {
    var council = try TestCouncil(members: 2)
    let csv = """
      no,title,rule,options,by,share,more
      1,Meet monthly,majority,,2026-12-31,60%,On Mondays.
      2,Where?,choice,Oulu; Turku,2027,,

      """
    let map = "title=title,rule=rule,options=options,deadline=by,quorum=share,text=more"
    let request = Importing.request("decision", key: "no", map)
    let first = try take(csv, request, into: &council)
    #expect((first.created, first.updated, first.unchanged) == (2, 0, 0))
    let workspace = council.replicas[0].workspace
    let views = workspace.list(.decision).compactMap { workspace.decisionView($0) }
    #expect(views.map(\.rule) == [.majority, .choice] && views[1].options == ["Oulu", "Turku"])
    #expect(views.allSatisfy { $0.status.state == .open } && views[0].status.electorate.organisations.count == 2)
    #expect(try workspace.resolve("key:2") == workspace.list(.decision)[1])
    let again = try take(csv, request, into: &council)
    #expect((again.created, again.unchanged) == (0, 2) && again.drafts.isEmpty)
    let reworded = csv.replacingOccurrences(of: "On Mondays.", with: "On Fridays.")
    let changed = try take(reworded, request, into: &council)
    #expect((changed.updated, changed.unchanged) == (1, 1))
    let late = csv.replacingOccurrences(of: "2026-12-31", with: "2026-12-01")
    #expect(refusal(late, request, council.replicas[0])?.message.hasPrefix("line 2: deadline") == true)
    council.exchange()
    #expect(refusal(csv, request, council.replicas[1])?.code == .notPermitted)
    let unkeyed = Importing.request("decision", "title=title,rule=rule,options=options,text=more")
    let known = try take(reworded, unkeyed, into: &council)
    #expect((known.created, known.unchanged) == (0, 2))
  }

  @Test func `a bad decision names its line, and outcomes can't be typed`() throws {
    let replica = try TestCouncil(members: 1).replicas[0]
    let request = Importing.request("decision", "title=t,rule=r,deadline=d")
    let untitled = refusal("t,r,d\nA,majority,\n,consent,\n", request, replica)
    #expect(untitled?.message == "line 3, column t: the title is missing.")
    #expect(refusal("t,r,d\nA,dice,\n", request, replica)?.message.hasPrefix("line 2, column r: ") == true)
    #expect(refusal("t,r,d\nA,choice,\n", request, replica)?.message.hasPrefix("line 2: ") == true)
    #expect(refusal("t,r,d\nA,consent,soon\n", request, replica)?.message.hasPrefix("line 2, column d: ") == true)
    #expect(refusal("t\nA\n", Importing.request("decision", "outcome=t"), replica)?.code == .invalidValue)
    #expect(refusal("t\nA\n", Importing.request("decision", "epoch=t"), replica)?.code == .invalidValue)
  }

  @Test func `questions come with who answers and what they are about, and are brought up to date`() throws {
    var council = try TestCouncil(members: 1)
    try take("k,t\n1,Desk\n", Importing.request("goal", key: "k", "title=t"), into: &council)
    let csv = "k,t,who,on,state\nA,Who pays?,Founder,1,\nB,Which format?,,,answered\n"
    let request = Importing.request("question", key: "k", "title=t,responsible=who,about=on,status=state")
    let first = try take(csv, request, into: &council)
    #expect((first.created, first.updated) == (2, 0))
    let again = try take(csv, request, into: &council)
    #expect((again.created, again.updated, again.unchanged) == (0, 0, 2) && again.drafts.isEmpty)
    let changed = try take(csv.replacingOccurrences(of: "Founder,1", with: ","), request, into: &council)
    #expect((changed.updated, changed.unchanged) == (1, 1))
    let workspace = council.replicas[0].workspace
    let question = try #require(workspace.object(kind: .question, key: "A").flatMap { workspace[$0] })
    #expect(question.elements(QuestionField.about).isEmpty && question.value(QuestionField.responsible) == .null)
    let status = workspace.list(.question).map { QuestionStatus(workspace[$0]!.value(QuestionField.status)) }
    #expect(status == [.open, .answered])
    let about = Importing.request("question", key: "k", "title=t,about=on")
    let unknown = refusal("k,t,on\nC,Why?,9\n", about, council.replicas[0])
    #expect(unknown?.message.hasPrefix("line 2, column on: ") == true)
  }
}
