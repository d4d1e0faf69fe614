internal import TalkootAPI
internal import TalkootLanguage

extension Page {
  /// Questions one a line.
  mutating func questions(_ questions: [Question]) {
    if questions.isEmpty { return line(say(.nothingHere)) }
    table(
      [say(.columnID), say(.columnTitle), say(.columnStatus), say(.columnAnswerable), say(.columnAsked)],
      questions.map { question in
        [
          question.short, question.title, Words.of(question.status), question.responsibleName ?? say(.nobodyYet),
          Self.time(question.time),
        ]
      },
      flexible: 1
    )
  }

  /// One question with its answers.
  mutating func question(_ question: Question) {
    heading("\(question.short)  \(question.title)")
    fields([
      (.fieldStatus, Words.of(question.status)),
      (.fieldAnswerable, question.responsibleName ?? say(.nobodyYet)),
      (.fieldAbout, Self.list(question.aboutTitles)),
      (.fieldAskedBy, Self.author(question.person, question.memberName)), (.fieldTime, Self.time(question.time)),
    ])
    if let text = question.text, !text.isEmpty {
      line()
      paragraph(text, indent: 2)
    }
    if !question.answers.isEmpty {
      line()
      heading(say(.headingAnswers))
      for answer in question.answers {
        line("  \(Self.author(answer.person, answer.memberName)), \(Self.time(answer.time))")
        paragraph(answer.text, indent: 4)
      }
    }
    conflictNote(question.conflicts)
    comments(question.comments)
  }
}
