internal import TalkootAPI
internal import TalkootLanguage

/// What is around every page: head, navigation, the line that says what was done, foot.
struct Frame: Sendable {
  static let templates = [
    Template("layout", PackageResources.layout_mustache),
    Template("form", PackageResources.form_mustache),
  ]

  private let sections: [Section]

  init(sections: [Section]) {
    self.sections = Section.allCases.filter { sections.contains($0) }
  }

  /// What the layout shows around a page.
  func values(title: String, _ context: PageContext, _ section: Section?) -> PageValue {
    let request = context.request
    let address = "/" + request.path.map { PercentEncoding.encode($0) }.joined(separator: "/")
    var values = common(title, context.language, request.memory.theme)
    values["root"] = .text(context.root)
    values["address"] = .text(address)
    values["token"] = .text(request.session.formToken)
    values["reader"] = .text(request.session.person)
    values["signedIn"] = true
    values["isNow"] = .flag(context.asOf == nil)
    values["asOf"] = .maybe(context.asOf)
    values["done"] = Self.done(request.query["done"], context)
    values["navigation"] = .list(
      sections.map { item in
        [
          "title": .text(context.say(item.title)), "href": .text(context.root + item.path), "key": .text(item.key),
          "current": .flag(item == section),
        ]
      }
    )
    values["languages"] = .list(
      Language.allCases.map { language in
        [
          "code": .text(language.rawValue), "name": .text(PageWords.frame["languageName"]!.text(in: language)),
          "chosen": .flag(language == context.language),
        ]
      }
    )
    return .fields(values)
  }

  /// The same for somebody who is not signed in.
  func bareValues(title: String, _ language: Language, _ theme: Theme?) -> PageValue {
    .fields(common(title, language, theme))
  }

  private func common(_ title: String, _ language: Language, _ theme: Theme?) -> [String: PageValue] {
    [
      "pageTitle": .text(title), "language": .text(language.rawValue), "theme": .maybe(theme?.rawValue),
      "isDark": .flag(theme == .dark), "isLight": .flag(theme == .light), "isSystem": .flag(theme == nil),
      "style": .markup(Self.style), "root": "", "isNow": true,
    ]
  }

  private static let style = Markup(trusted: "<style>" + String(decoding: Assets.style, as: UTF8.self) + "</style>")

  private static func done(_ word: String?, _ context: PageContext) -> PageValue {
    guard let done = word.flatMap({ Done(rawValue: $0) }) else { return .none }
    let word =
      switch done {
      case .saved: "doneSaved"
      case .sent: "doneSent"
      case .settled: "doneSettled"
      case .undone: "doneUndone"
      case .seen: "doneSeen"
      case .synced: "doneSynced"
      }
    // What was only looked at, or is itself an undoing, is not undone from here.
    let isAct = done == .saved || done == .sent || done == .settled
    return ["text": .text(context.say(word)), "canUndo": .flag(isAct)]
  }
}
