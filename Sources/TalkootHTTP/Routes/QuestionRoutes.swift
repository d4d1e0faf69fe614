internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

enum QuestionRoutes {
  static let all = [
    Route(Endpoints.questions) { call, filter, _ in call.view.questions(filter) },
    Route(Endpoints.ask) { call, _, new in
      let view = call.view
      let question = TalkootModel.NewQuestion(
        title: new.title,
        text: new.text,
        responsible: try view.optionalID(new.responsible, [.organisation]),
        about: try (new.about ?? []).map { try view.wholeID($0, []) }
      )
      return try document(of: try await call.writeOne { try $0.ask(question, $1) }, call)
    },
    Route(Endpoints.question) { call, _, _ in try document(of: try call.object(0, .question), call) },
    Route(Endpoints.editQuestion) { call, _, edit in
      let id = try call.id(0, .question)
      let change = TalkootModel.QuestionEdit(title: edit.title, text: edit.text, status: edit.status)
      return try await changed(call, seen: edit.seen) { try $0.editQuestion(id, change, $1) }
    },
    Route(Endpoints.assign) { call, _, assignment in
      let id = try call.id(0, .question)
      let organisation = try call.view.optionalID(assignment.to, [.organisation])
      return try await changed(call) { try $0.assignQuestion(id, to: organisation, $1) }
    },
    Route(Endpoints.answer) { call, _, new in
      let id = try call.id(0, .question)
      return try await changed(call) { try $0.answer(id, text: new.text, $1) }
    },
  ]

  /// Changes the question that the path names.
  private static func changed(
    _ call: Call,
    seen: String? = nil,
    _ make: @escaping @Sendable (Workspace, CommandContext) throws -> Draft
  ) async throws -> Question {
    let id = try call.object(0, .question)
    _ = try await call.writeOne(seen: seen, make)
    return try document(of: id, call)
  }

  private static func document(of id: ObjectID?, _ call: Call) throws -> Question {
    guard let document = id.flatMap({ call.view.question($0) }) else {
      throw ErrorDescription(.noSuchObject, "there is no such question; see talkoot question list")
    }
    return document
  }
}
