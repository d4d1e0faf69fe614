extension PageWords {
  /// History.
  public static let historyPage: [String: Message] = [
    "historyLog": Message("What happened", "Mitä on tapahtunut"),
    "then": Message("See everything as of then", "Näytä kaikki sellaisena kuin se oli"),
    "thenWhat": Message(
      "Goals, decisions, agreements, questions and members as they were at the end of a day (UTC).",
      "Tavoitteet, päätökset, sopimukset, kysymykset ja jäsenet sellaisina kuin ne olivat päivän lopussa (UTC)."
    ),
    "thenMoment": Message("Day", "Päivä"),
    "thenGo": Message("Show", "Näytä"),
    "undoWhat": Message(
      "Writes the opposite of the last thing that you did on this node, as a new act. What others wrote since stays.",
      "Kirjoittaa viimeisimmän tällä solmulla tekemäsi teon vastakohdan uutena tekona. Muiden sen jälkeiset kirjoitukset säilyvät."
    ),
    "undoThis": Message("Undo this", "Kumoa tämä"),
    "changeTitle": Message("Change", "Muutos"),
    "changeSetAside": Message("It is kept and does not count.", "Se on tallessa, mutta ei voimassa."),
    "changeBroughtIn": Message("It counts because of", "Se on voimassa, koska sen toi mukaan"),
    "changeThen": Message("Everything as of this change", "Kaikki tämän muutoksen hetkellä"),
    "changeDid": Message("What it did", "Mitä se teki"),
    "operation": Message("Operation", "Toiminto"),
    "object": Message("Object", "Kohde"),
    "field": Message("Field", "Kenttä"),
    "value": Message("Value", "Arvo"),
    "changeProof": Message("How it is proved", "Miten se todistetaan"),
    "changeHash": Message("Hash", "Tiiviste"),
    "changeLog": Message("Log and place", "Loki ja paikka"),
    "changeNode": Message("Node", "Solmu"),
    "changeAfter": Message("Builds on", "Rakentuu muutosten varaan"),
  ]
}
