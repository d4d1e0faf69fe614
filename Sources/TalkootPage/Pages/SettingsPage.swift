internal import TalkootAPI
internal import TalkootLanguage

/// Language and look, which the browser keeps; undoing; and the way to any object by its id.
enum SettingsPage {
  static let page = Page(
    section: nil,
    words: PageWords.door,
    routes: [
      .post("/settings") { context in
        var remember: [PageResponse.Remembered] = []
        if let language = context.request.form["language"].flatMap({ Language(rawValue: $0) }) {
          remember.append(.language(language.rawValue))
        }
        if let theme = context.request.form["theme"] { remember.append(.theme(Theme(rawValue: theme))) }
        return .redirect(context.back, remember: remember)
      },
      .post("/undo") { context in
        let act = context.request.form.typed("act")
        let report = try await context.send(Endpoints.undo, body: UndoRequest(act: act))
        _ = report
        return .redirect(context.back, done: .undone)
      },
      // A change has no letter; everything else does.
      .get("/show/{id}", readsPast: true) { context in
        .redirect(context.root + ObjectPath.of(context.parameters[0]))
      },
    ]
  )
}

/// Where an object is shown, by the letter of its id.
enum ObjectPath {
  static func of(_ id: String) -> String {
    let encoded = PercentEncoding.encode(id)
    let section: String? =
      switch id.unicodeScalars.prefix(2).map({ String($0) }).joined().lowercased() {
      case "g-": "goals"
      case "m-", "k-": "measures"
      case "d-": "decisions"
      case "a-": "agreements"
      case "q-": "questions"
      case "o-": "members"
      case "n-": nil
      default: nil
      }
    if let section { return "/\(section)/\(encoded)" }
    return id.hasPrefix("n-") ? "/network" : "/objects/\(encoded)"
  }
}
