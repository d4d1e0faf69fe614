extension PageWords {
  /// Conflicts.
  public static let conflictsPage: [String: Message] = [
    "conflictsWhat": Message(
      "Two organisations wrote the same thing at the same time, without seeing each other. Nothing is lost: choose what shall hold.",
      "Kaksi organisaatiota kirjoitti saman kohdan yhtä aikaa toisistaan tietämättä. Mitään ei ole hukassa: valitse, mikä jää voimaan."
    ),
    "conflictsNone": Message("Nothing is in conflict.", "Ristiriitoja ei ole."),
    "conflictShown": Message("shows now", "näkyy nyt"),
    "conflictKeep": Message("Keep this", "Pidä tämä"),
    "conflictEmpty": Message("(empty)", "(tyhjä)"),
  ]

  /// Fields as a reader calls them.
  public static let fieldNames: [String: Message] = [
    "title": Message("Title", "Otsikko"), "description": Message("Description", "Kuvaus"),
    "text": Message("Text", "Teksti"), "status": Message("Status", "Tila"), "due": Message("Due", "Määräaika"),
    "steward": Message("Steward", "Vastuussa"), "parent": Message("Place in the tree", "Paikka puussa"),
    "name": Message("Name", "Nimi"), "unit": Message("Unit", "Yksikkö"), "from": Message("From", "Lähtöarvo"),
    "target": Message("Target", "Tavoitearvo"), "every": Message("Check-in every", "Kirjausväli"),
    "until": Message("Until", "Viimeinen päivä"), "responsible": Message("Answers for it", "Vastaa kysymyksestä"),
    "motivation": Message("Motivation", "Miksi mukana"), "contact": Message("Contact", "Yhteystieto"),
    "deadline": Message("Deadline", "Määräaika"), "review": Message("Review", "Tarkastelu"),
    "archived": Message("Put away", "Arkistoitu"), "value": Message("Value", "Arvo"),
    "confidence": Message("Confidence", "Luottamus"), "note": Message("Note", "Huomautus"),
    "minutes": Message("Minutes", "Pöytäkirja"), "goal": Message("Goal", "Tavoite"),
    "strengths": Message("Strengths", "Vahvuudet"), "roles": Message("Roles", "Roolit"),
  ]
}
