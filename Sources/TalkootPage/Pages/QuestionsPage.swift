internal import TalkootAPI
internal import TalkootLanguage

/// Questions that seek somebody answerable.
enum QuestionsPage {
  static let page = Page(
    section: .questions,
    words: PageWords.questionsPage,
    templates: [
      Template("questions", PackageResources.questions_mustache),
      Template("question", PackageResources.question_mustache),
    ],
    routes: [
      .get("/questions", readsPast: true) { try await list($0) },
      .get("/questions/{id}", readsPast: true) { try await show($0) },
      .post("/questions") { context in
        let form = context.request.form
        let question = NewQuestion(
          title: form.text("title") ?? "",
          text: form.typed("text"),
          responsible: form.typed("responsible")
        )
        let made = try await context.send(Endpoints.ask, body: question)
        return .redirect("/questions/\(made.id)", done: .saved)
      },
      .post("/questions/{id}/edit") { context in
        let form = context.request.form
        let edit = QuestionEdit(
          title: form.text("title"),
          text: form.text("text"),
          status: form.typed("status"),
          seen: form.typed("seen")
        )
        return try await changed(context) { try await $0.send(Endpoints.editQuestion, $0.parameters[0], body: edit) }
      },
      .post("/questions/{id}/assign") { context in
        // Nobody is an empty word to the API; this organisation is none.
        let to = context.request.form["to"] == "own" ? nil : context.request.form["to"]
        return try await changed(context) {
          try await $0.send(Endpoints.assign, $0.parameters[0], body: QuestionAssignment(to: to))
        }
      },
      .post("/questions/{id}/answer") { context in
        let answer = NewAnswer(text: context.request.form.text("text") ?? "")
        return try await changed(context) { try await $0.send(Endpoints.answer, $0.parameters[0], body: answer) }
      },
    ]
  )

  private static func changed(
    _ context: PageContext,
    _ act: (PageContext) async throws -> Question
  ) async throws -> PageOutcome {
    .redirect("/questions/\(try await act(context).id)", done: .saved)
  }

  private static func list(_ context: PageContext) async throws -> PageOutcome {
    let (isAll, isMine) = (context.request.query["show"] == "all", context.request.query["show"] == "mine")
    let filter = QuestionFilter(open: isAll ? nil : true, mine: isMine ? true : nil)
    let questions = try await context.get(Endpoints.questions, query: filter)
    return .page(
      context.say("questions"),
      "questions",
      [
        "questions": .list(questions.map { row($0, context) }), "hasQuestions": .flag(!questions.isEmpty),
        "isAll": .flag(isAll), "isMine": .flag(isMine), "isOpen": .flag(!isAll && !isMine),
        "members": .list(try await MemberChoice.all(context, chosen: nil)),
      ]
    )
  }

  private static func row(_ question: Question, _ context: PageContext) -> PageValue {
    [
      "id": .text(question.id), "title": .text(question.title), "isOpen": .flag(question.status == "open"),
      "status": .text(Words.of(question.status, in: context.language)),
      "responsible": .maybe(question.responsibleName), "memberName": .maybe(question.memberName),
      "when": .maybe(question.time.map { Moment.short($0) }), "time": .maybe(question.time),
    ]
  }

  private static func show(_ context: PageContext) async throws -> PageOutcome {
    let question = try await context.get(Endpoints.question, context.parameters[0])
    let values: [String: PageValue] = [
      "id": .text(question.id), "short": .text(question.short), "title": .text(question.title),
      "titleExact": .exact(question.title), "textExact": .exact(question.text ?? ""), "text": .maybe(question.text),
      "status": .text(Words.of(question.status, in: context.language)), "isOpen": .flag(question.status == "open"),
      "seen": .maybe(question.seen), "responsible": .maybe(question.responsibleName),
      "isTaken": .flag(question.responsible != nil), "memberName": .maybe(question.memberName),
      "person": .maybe(question.person), "time": .maybe(question.time),
      "when": .maybe(question.time.map { Moment.short($0) }), "archived": .flag(question.archived),
      "conflicts": .flag(!question.conflicts.isEmpty),
      "about": .list(
        zip(question.about, question.aboutTitles).map { ["id": .text($0), "title": .text($1)] }
      ),
      "hasAbout": .flag(!question.about.isEmpty),
      "answers": .list(
        question.answers.map { answer in
          [
            "text": .text(answer.text), "memberName": .maybe(answer.memberName), "person": .maybe(answer.person),
            "time": .maybe(answer.time), "when": .maybe(answer.time.map { Moment.short($0) }),
          ]
        }
      ),
      "hasAnswers": .flag(!question.answers.isEmpty),
      "members": .list(try await MemberChoice.all(context, chosen: question.responsible)),
    ]
    let comments = Comments.values(question.comments, about: question.id, path: "/questions/\(question.id)")
    return .page(question.title, "question", .fields(values.merging(comments) { $1 }))
  }
}

/// Organisations to choose from, in forms.
enum MemberChoice {
  static func all(_ context: PageContext, chosen: String?) async throws -> [PageValue] {
    guard context.asOf == nil else { return [] }
    return try await context.get(Endpoints.members).filter { $0.status == "member" || $0.status == "participant" }
      .map { ["id": .text($0.id), "name": .text($0.name), "chosen": .flag($0.id == chosen)] }
  }
}
