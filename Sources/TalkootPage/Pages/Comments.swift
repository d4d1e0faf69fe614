internal import TalkootAPI
internal import TalkootLanguage

/// What was said about an object, and the form to say something: the partial `comments`, on any object's page.
enum Comments {
  static let page = Page(
    section: nil,
    templates: [Template("comments", PackageResources.comments_mustache)],
    routes: [
      .post("/comments") { context in
        let form = context.request.form
        try await context.send(
          Endpoints.comment,
          body: NewComment(about: form["about"] ?? "", text: form.text("text") ?? "")
        )
        return .redirect(context.back, done: .sent)
      },
      .post("/objects/{id}/archive") { context in
        try await context.send(Endpoints.archive, context.parameters[0], body: Nothing())
        return .redirect(context.back, done: .saved)
      },
    ]
  )

  /// The values of the partial: put them beside those of the object, whose `id` and `path` they give.
  static func values(_ comments: [Comment], about id: String, path: String) -> [String: PageValue] {
    [
      "comments": .list(
        comments.filter { !$0.archived }.map { comment in
          [
            "id": .text(comment.id), "text": .text(comment.text), "memberName": .maybe(comment.memberName),
            "person": .maybe(comment.person), "time": .maybe(comment.time),
            "when": .maybe(comment.time.map { Moment.short($0) }),
          ]
        }
      ),
      "commentsAbout": .text(id), "commentsPath": .text(path),
    ]
  }
}
