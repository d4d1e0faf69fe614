// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// (its two texts say what a message is)

// The shared work.

extension Message {
  public static let nothingHere = Message("Nothing here.", "Ei mitään.")
  public static let undone = Message("Undone: {0}", "Kumottu: {0}")
  public static let undoAgain = Message("To take this back: talkoot undo {0}", "Voit perua tämän: talkoot undo {0}")
  public static let keptPart = Message("stays: {0} ({1})", "jää: {0} ({1})")
  public static let keptChangedSince = Message("changed since", "muutettu sen jälkeen")
  public static let keptNotYours = Message(
    "not this organisation's to change",
    "ei ole tämän organisaation muutettavissa"
  )
  public static let keptSettles = Message(
    "part of what settles things; it has commands of its own",
    "osa vahvistamista; sille on omat komentonsa"
  )
  public static let keptFrozen = Message("written to by a newer Talkoot", "uudempi Talkoot on kirjoittanut siihen")
  public static let keptCyclic = Message("its old place is below it now", "sen vanha paikka on nyt sen alla")
  public static let keptOther = Message(
    "for a reason that this version does not know",
    "syystä, jota tämä versio ei tunne"
  )
  public static let archivedWord = Message("archived", "arkistoitu")
  public static let conflictWord = Message("conflict", "ristiriita")
  public static let correctedWord = Message("corrected", "korjattu")
  public static let lateWord = Message("late", "myöhässä")
  public static let otherWords = Message("to words that were changed meanwhile", "sanoihin, jotka muuttuivat samalla")
  public static let ownWord = Message("this organisation", "tämä organisaatio")
  public static let conflictNote = Message(
    "Values written at the same time: {0}. See talkoot replica conflicts.",
    "Samanaikaisesti kirjoitettuja arvoja: {0}. Katso talkoot replica conflicts."
  )
  public static let quorum = Message("{0} present, {1} needed", "läsnä {0}, tarvitaan {1}")
  public static let certificate = Message("accepted by {0} members' nodes", "{0} jäsenen solmut hyväksyneet")
  public static let inForceWord = Message("{0} in force", "{0} voimassa")
  public static let withdrawnWord = Message("taken back", "peruttu")
  public static let notSignedWord = Message("has not signed", "ei ole allekirjoittanut")
  public static let silentWord = Message("received it and said nothing", "sai ehdotuksen eikä ottanut kantaa")
  public static let textErased = Message(
    "The text is not here: it was erased or has not come yet.",
    "Teksti ei ole täällä: se on poistettu tai se ei ole vielä saapunut."
  )
  public static let versionsConflict = Message(
    "Versions were written at the same time; agreement edit writes the one that settles them.",
    "Versioita on kirjoitettu samanaikaisesti; agreement edit kirjoittaa version, joka ratkaisee asian."
  )
  public static let noOutcome = Message(
    "none: no quorum, or a tie",
    "ei tulosta: päätösvaltaa ei ollut tai äänet menivät tasan"
  )
  public static let imported = Message(
    "Created {0}, updated {1}, unchanged {2}, skipped {3}.",
    "Luotu {0}, päivitetty {1}, ennallaan {2}, ohitettu {3}."
  )
  public static let importWould = Message(
    "Nothing written; it would create {0}, update {1}, leave {2} unchanged and skip {3}.",
    "Mitään ei kirjoitettu; luotaisiin {0}, päivitettäisiin {1}, ennallaan pysyisi {2} ja ohitettaisiin {3}."
  )
}
