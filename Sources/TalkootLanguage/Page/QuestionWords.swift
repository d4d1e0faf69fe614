extension PageWords {
  /// Questions.
  public static let questionsPage: [String: Message] = [
    "questionsOpen": Message("Open", "Avoimet"),
    "questionsMine": Message("Ours to answer", "Meidän vastattavamme"),
    "questionsAll": Message("All", "Kaikki"),
    "questionAsk": Message("Ask a question", "Esitä kysymys"),
    "questionTitle": Message("Question", "Kysymys"),
    "questionText": Message("More about it", "Tarkemmin"),
    "questionResponsible": Message("Answers for it", "Vastaa kysymyksestä"),
    "questionAsker": Message("asked by", "kysyjä:"),
    "questionTake": Message("We answer for it", "Otamme sen vastataksemme"),
    "questionAssign": Message("Give it to", "Anna vastattavaksi"),
    "questionAnswers": Message("Answers", "Vastaukset"),
    "questionAnswer": Message("Answer", "Vastaa"),
    "questionUnanswered": Message("Not answered yet.", "Ei vielä vastattu."),
    "questionDrop": Message("Drop the question", "Hylkää kysymys"),
    "questionReopen": Message("Open it again", "Avaa uudelleen"),
  ]
}
