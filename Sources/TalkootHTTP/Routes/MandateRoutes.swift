internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

enum MandateRoutes {
  static let all = [
    Route(Endpoints.mandates) { call, _, _ in call.view.mandates(on: call.today) },
    Route(Endpoints.giveMandate) { call, _, new in
      let view = call.view
      let holder = try view.resolve(new.holder, [.organisation])
      let mandate = TalkootModel.NewMandate(
        holder: view.organisation(holder),
        task: new.task,
        until: new.until,
        title: new.title ?? "A mandate for \(view.name(holder) ?? new.holder) until \(new.until): \(new.task)",
        rule: new.rule ?? DecisionRule.majority.name,
        deadline: new.deadline,
        text: new.text
      )
      return try document(of: try await call.writeOne { try $0.giveMandate(mandate, $1) }, call)
    },
    Route(Endpoints.mandate) { call, _, _ in try document(of: try call.object(0, .mandate), call) },
    Route(Endpoints.endMandate) { call, _, choice in
      let id = try choice.mandate.map { try call.view.wholeID($0, [.mandate]) }
      return try document(of: try await call.writeOne { try $0.endMandate(id, $1) }, call)
    },
  ]

  private static func document(of id: ObjectID?, _ call: Call) throws -> Mandate {
    guard let document = id.flatMap({ call.view.mandate($0, on: call.today) }) else {
      throw ErrorDescription(.noSuchObject, "there is no such mandate; see talkoot mandate list")
    }
    return document
  }
}
