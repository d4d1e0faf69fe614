import TalkootAPI
import Testing

/// An export goes into another network and comes out the same.
@Suite struct RoundTripTests {
  private static func export(_ node: TestNode) async throws -> JSONValue {
    try await node.ask { api throws(ErrorDescription) in
      try api.send(Endpoints.export, query: ExportOptions(format: "json")).json
    }
  }

  private static func take(_ document: JSONValue, _ node: TestNode) async throws -> ImportReport {
    try await node.ask { api throws(ErrorDescription) in
      try api.send(
        Endpoints.importFile,
        query: ImportOptions(format: "json"),
        file: FileBytes(document.bytes),
        contentType: "application/json",
        progress: { _ in }
      ).decoded()
    }
  }

  /// A document without ids and authorship: ids as the order in which they come, what follows from the author left out.
  private struct Anonymous {
    private var numbers: [String: Int] = [:]
    private static let authorship: Set<String> = [
      "short", "person", "time", "heads", "network", "fingerprint", "nodes", "memberName",
    ]

    static func text(_ document: JSONValue) -> String {
      var anonymous = Anonymous()
      return anonymous.strip(document).text
    }

    private mutating func strip(_ value: JSONValue) -> JSONValue {
      switch value {
      case .null, .bool, .number: return value
      case .string(let text):
        let rest = text.dropFirst(text.dropFirst().first == "-" ? 2 : 0)
        guard rest.utf8.count == 26, rest.allSatisfy({ $0.isNumber || $0.isLowercase }) else { return value }
        let number = numbers[text] ?? numbers.count
        numbers[text] = number
        return .string("id \(number)")
      case .array(let elements):
        var stripped: [JSONValue] = []
        for element in elements { stripped.append(strip(element)) }
        return .array(stripped)
      case .object(let members):
        var stripped: [JSONMember] = []
        for member in members where !Self.authorship.contains(member.key) {
          stripped.append(JSONMember(member.key, strip(member.value)))
        }
        return .object(stripped)
      }
    }
  }

  /// A little of everything that one organisation can write.
  private static func fill(_ node: TestNode) async throws {
    let (a, b) = try await node.ask { api throws(ErrorDescription) in
      _ = try api.send(
        Endpoints.editMember,
        body: MemberEdit(
          strengths: ["law", "night shifts"],
          roles: ["coordinator"],
          motivation: "Fewer forms",
          contact: "ant@example.org"
        )
      )
      let a = try api.send(
        Endpoints.addGoal,
        body: NewGoal(
          title: "a, \"b\"",
          steward: "Ant",
          due: "2027",
          description: "More\nlines",
          needs: ["nursing", "law"]
        )
      ).decoded()
      let b = try api.send(Endpoints.addGoal, body: NewGoal(title: "b", under: a.id)).decoded()
      let c = try api.send(Endpoints.addGoal, body: NewGoal(title: "c")).decoded()
      _ = try api.send(Endpoints.editGoal, b.id, body: GoalEdit(status: "active"))
      for other in [c, b] { _ = try api.send(Endpoints.depend, a.id, body: GoalDependency(on: other.id)) }
      for role in ["implementer", "coordinator"] {
        _ = try api.send(Endpoints.contribute, a.id, body: NewContribution(role: role, note: "as \(role)"))
      }
      _ = try api.send(Endpoints.benefit, a.id, body: NewBenefit(text: "Peace at night"))
      _ = try api.send(Endpoints.archive, c.id)
      return (a.id, b.id)
    }
    try await fillMeasures(node, a)
    try await fillWords(node, a, b)
  }

  private static func fillMeasures(_ node: TestNode, _ goal: String) async throws {
    try await node.ask { api throws(ErrorDescription) in
      let measure = try api.send(
        Endpoints.addMeasure,
        body: NewMeasure(goal: goal, name: "m", unit: "h", from: "1.50", target: "10", every: "2w", until: "2027-12")
      ).decoded()
      _ = try api.send(Endpoints.addMeasure, body: NewMeasure(goal: goal, name: "standing"))
      let first = try api.send(
        Endpoints.checkin,
        body: NewCheckin(measure: measure.id, value: "2.0", on: "2026-10", confidence: "at-risk", note: "so far")
      ).decoded()
      _ = try api.send(Endpoints.checkin, body: NewCheckin(measure: measure.id, value: "3", on: "2026-11-02"))
      _ = try api.send(Endpoints.correct, first.id, body: CheckinCorrection(value: "2.10", note: "typo"))
      _ = try api.send(Endpoints.comment, body: NewComment(about: first.id, text: "Sure?"))
    }
  }

  private static func fillWords(_ node: TestNode, _ a: String, _ b: String) async throws {
    try await node.ask { api throws(ErrorDescription) in
      let agreement = try api.send(
        Endpoints.draft,
        body: NewAgreement(title: "Shifts", text: "We share shifts.\n", binds: ["Ant"], review: "2027-06-30")
      ).decoded()
      _ = try api.send(Endpoints.editAgreement, agreement.id, body: AgreementEdit(text: "We share all shifts.\n"))
      let edited = try api.send(
        Endpoints.editAgreement,
        agreement.id,
        body: AgreementEdit(text: "We share night shifts.\n")
      ).decoded()
      _ = try api.send(Endpoints.comment, body: NewComment(about: edited.versions[1].id, text: "All is too much"))
      let open = try api.send(
        Endpoints.propose,
        body: NewDecision(
          title: "Where?",
          rule: "choice",
          options: ["Oulu", "Turku"],
          deadline: "2027-01-31",
          review: "2028",
          quorum: "60%",
          about: [b, a],
          text: "Long\ntext"
        )
      ).decoded()
      let question = try api.send(
        Endpoints.ask,
        body: NewQuestion(
          title: "Who pays?",
          text: "Nobody yet",
          responsible: "Ant",
          about: [open.id, b, agreement.id]
        )
      ).decoded()
      _ = try api.send(Endpoints.answer, question.id, body: NewAnswer(text: "We do"))
      _ = try api.send(Endpoints.answer, question.id, body: NewAnswer(text: "We do"))
      let put = try api.send(Endpoints.ask, body: NewQuestion(title: "Put away")).decoded()
      _ = try api.send(Endpoints.archive, put.id)
      for text in ["One", "Two", "Two"] {
        _ = try api.send(Endpoints.comment, body: NewComment(about: a, text: text))
      }
      let comment = try api.send(Endpoints.comment, body: NewComment(about: open.id, text: "Oulu is far")).decoded()
      _ = try api.send(Endpoints.comment, body: NewComment(about: comment.id, text: "Not for me"))
      let gone = try api.send(Endpoints.comment, body: NewComment(about: question.id, text: "Oops")).decoded()
      _ = try api.send(Endpoints.archive, gone.id)
    }
  }

  @Test func `what an export was imported as is exported the same, byte for byte but for ids and authors`() async throws
  {
    try await TestNode.run { node in
      try await Self.fill(node)
      let exported = try await Self.export(node)
      let same = try await Self.take(exported, node)
      #expect(same.created == 0 && same.updated == 0 && same.skipped == 0)
      try await TestNode.run { other in
        let taken = try await Self.take(exported, other)
        #expect(taken.skipped == 0)
        let copy = try await Self.export(other)
        #expect(Anonymous.text(exported) == Anonymous.text(copy))
        let again = try await Self.take(exported, other)
        #expect(again.created == 0 && again.updated == 0 && again.skipped == 0)
        #expect(Anonymous.text(try await Self.export(other)) == Anonymous.text(copy))
        try await TestNode.run { third in
          _ = try await Self.take(copy, third)
          #expect(Anonymous.text(try await Self.export(third)) == Anonymous.text(exported))
        }
      }
    }
  }

  @Test func `what others alone can say is left out and counted`() async throws {
    try await TestNode.run { node in
      try await Self.fill(node)
      let exported = try await node.ask { api throws(ErrorDescription) in
        let decision = try api.send(Endpoints.propose, body: NewDecision(title: "Yes?", rule: "majority")).decoded()
        _ = try api.send(Endpoints.position, decision.id, body: NewPosition(position: "agree"))
        var settled = decision
        for _ in 0..<500 where settled.status != "settled" {
          settled = try api.send(Endpoints.decision, decision.id).decoded()
        }
        guard settled.outcome == "accepted" else { return JSONValue.null }
        _ = try api.send(Endpoints.comment, body: NewComment(about: decision.id, text: "Good"))
        return try api.send(Endpoints.export, query: ExportOptions(format: "json")).json
      }
      try await TestNode.run(organisation: "Bee") { other in
        // Ant's strengths, two contributions and a benefit, the settled decision and the comment on it.
        #expect(try await Self.take(exported, other).skipped == 6)
        let document = try NetworkExport(from: try await Self.export(other))
        #expect(document.goals.allSatisfy { $0.contributions.isEmpty && $0.benefits.isEmpty && $0.steward == nil })
        #expect(document.members.map(\.strengths) == [[]])
        #expect(document.decisions.map(\.title) == ["Where?"] && document.decisions[0].positions.isEmpty)
        #expect(document.agreements.map(\.status) == ["draft"])
      }
    }
  }

  @Test func `an agreement whose text is not what its hash says is refused, and nothing is imported`() async throws {
    try await TestNode.run { node in
      try await Self.fill(node)
      let text = try await Self.export(node).text.replacing("night shifts.", with: "day shifts.")
      try await TestNode.run { other in
        let error = await other.failure { api throws(ErrorDescription) in
          try api.send(
            Endpoints.importFile,
            query: ImportOptions(format: "json", file: "plan.json"),
            file: FileBytes(Array(text.utf8)),
            contentType: "application/json",
            progress: { _ in }
          )
        }
        #expect(error?.exit == 65 && error?.message.hasPrefix("plan.json: agreement ") == true)
        let left = try NetworkExport(from: try await Self.export(other))
        #expect(left.goals.isEmpty)
      }
    }
  }
}
