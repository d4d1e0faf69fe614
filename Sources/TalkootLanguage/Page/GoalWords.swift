extension PageWords {
  /// What several forms say, and putting away.
  public static let workForms: [String: Message] = [
    "putAway": Message("Put away", "Arkistoi"),
    "putAwayAdvice": Message(
      "It stays in the history and can be undone.",
      "Se säilyy historiassa, ja arkistoinnin voi kumota."
    ),
    "dateHint": Message("2027, 2027-05 or 2027-05-31", "2027, 2027-05 tai 2027-05-31"),
    "oneALine": Message("one a line", "yksi riville"),
    "show-open": Message("Open", "Avoimet"),
    "show-mine": Message("Waiting for us", "Odottavat meitä"),
    "show-closed": Message("Closed", "Päättyneet"),
    "show-all": Message("All", "Kaikki"),
  ]

  /// The goals.
  public static let goalsPage: [String: Message] = [
    "goalsShown": Message("Goals: {0}", "Tavoitteita {0}"),
    "goalsNone": Message("No goals here.", "Ei tavoitteita."),
    "goalsAny": Message("any", "mikä tahansa"),
    "goalsArchived": Message("archived ones too", "myös arkistoidut"),
    "goalsFilter": Message("Show", "Näytä"),
    "goalsArrange": Message("Arrange", "Järjestä"),
    "goalsArranged": Message("Done arranging", "Lopeta järjestäminen"),
    "goalsArrangeHow": Message(
      "The arrows move a goal before or after its neighbour, under the one before it, or out beside its parent.",
      "Nuolet siirtävät tavoitteen naapurinsa edelle tai jälkeen, edellisen alle tai ulos yläpuolisensa rinnalle."
    ),
    "goalUp": Message("Move up", "Siirrä ylös"),
    "goalDown": Message("Move down", "Siirrä alas"),
    "goalIn": Message("Move under the one before", "Siirrä edellisen alle"),
    "goalOut": Message("Move out beside its parent", "Siirrä yläpuolisen rinnalle"),
    "goalArchived": Message("archived", "arkistoitu"),
    "goalAdd": Message("Add a goal", "Lisää tavoite"),
    "goalAddBelow": Message("Add a goal below", "Lisää alatavoite"),
    "goalTitle": Message("What is to be reached", "Mitä tavoitellaan"),
    "goalDescription": Message("Description", "Kuvaus"),
    "goalSteward": Message("Steward", "Vastuussa"),
    "goalDue": Message("Due", "Määräaika"),
    "goalNeeds": Message("Strengths that it takes", "Tarvittavat vahvuudet"),
    "goalStatus": Message("Status", "Tila"),
    "goalKey": Message("Key", "Avain"),
    "goalId": Message("Id", "Tunnus"),
    "goalAbout": Message("About this goal", "Tietoja tavoitteesta"),
    "goalConflict": Message(
      "Fields of this were written at the same time by two. Settle which value holds.",
      "Kaksi on kirjoittanut samaan kenttään yhtä aikaa. Ratkaise, kumpi arvo jää."
    ),
    "goalMeasures": Message("Measures", "Mittarit"),
    "goalNoMeasures": Message("No measure yet.", "Ei vielä mittaria."),
    "goalWeakest": Message("The weakest link", "Heikoin lenkki"),
    "goalBelow": Message("Goals below", "Alatavoitteet"),
    "goalDepends": Message("Must be reached first", "On saavutettava ensin"),
    "goalDependents": Message("Goals that wait for this one", "Tätä odottavat tavoitteet"),
    "goalDepend": Message("Add a dependency", "Lisää riippuvuus"),
    "goalDependOn": Message("The goal that must be reached first", "Ensin saavutettava tavoite"),
    "goalUndepend": Message("Remove", "Poista"),
    "goalContributions": Message("Who does what", "Kuka tekee mitä"),
    "goalContribute": Message("Say what we do", "Kerro, mitä teemme"),
    "goalRole": Message("Role", "Rooli"),
    "goalInOwnWords": Message("In your own words", "Omin sanoin"),
    "goalBenefits": Message("Who gets what out of it", "Kuka hyötyy ja miten"),
    "goalBenefit": Message("Say what we get", "Kerro, mitä hyödymme"),
    "goalClose": Message("Close, or change the status", "Päätä tai vaihda tilaa"),
    "goalResult": Message("What came of it", "Mitä siitä seurasi"),
    "goalMove": Message("Move", "Siirrä"),
    "goalMoveUnder": Message("Under which goal", "Minkä tavoitteen alle"),
    "goalMoveHint": Message("nothing: to the top", "tyhjä: ylimmälle tasolle"),
  ]

  /// Measures and check-ins.
  public static let measurePage: [String: Message] = [
    "measureAdd": Message("Add a measure", "Lisää mittari"),
    "measureName": Message("What is measured", "Mitä mitataan"),
    "measureUnit": Message("Unit", "Yksikkö"),
    "measureFrom": Message("From", "Lähtöarvo"),
    "measureTarget": Message("Target", "Tavoitearvo"),
    "measureUntil": Message("By when", "Mihin mennessä"),
    "measureEvery": Message("How often it is checked", "Kuinka usein kirjataan"),
    "measureNow": Message("Now", "Nyt"),
    "measureNext": Message("next check-in", "seuraava kirjaus"),
    "everyWeek": Message("every week", "viikoittain"),
    "everyMonth": Message("every month", "kuukausittain"),
    "everyQuarter": Message("every quarter", "neljännesvuosittain"),
    "checkIn": Message("Check in", "Kirjaa arvo"),
    "checkInValue": Message("Value", "Arvo"),
    "checkInOn": Message("Date", "Päivä"),
    "checkInConfidence": Message("How sure are we to get there?", "Miltä näyttää?"),
    "checkInNote": Message("Note", "Huomautus"),
    "correct": Message("Correct", "Korjaa"),
    "correctNote": Message("Why", "Miksi"),
  ]
}
