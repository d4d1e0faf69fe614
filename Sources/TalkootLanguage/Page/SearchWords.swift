extension PageWords {
  /// Search.
  public static let searchPage: [String: Message] = [
    "searchAll": Message("Search everything", "Hae kaikesta"),
    "searchWords": Message("Words; all must occur", "Sanat; kaikkien on esiinnyttävä"),
    "searchFound": Message("Found: {0}", "Löytyi: {0}"),
    "archived": Message("put away", "arkistoitu"),
  ]

  /// Kinds of objects as a reader calls them.
  public static let kindNames: [String: Message] = [
    "goal": Message("goal", "tavoite"), "measure": Message("measure", "mittari"),
    "checkin": Message("check-in", "kirjaus"), "decision": Message("decision", "päätös"),
    "agreement": Message("agreement", "sopimus"), "question": Message("question", "kysymys"),
    "comment": Message("comment", "kommentti"), "member": Message("organisation", "organisaatio"),
    "node": Message("node", "solmu"), "person": Message("person", "henkilö"), "change": Message("change", "muutos"),
    "mandate": Message("mandate", "valtuutus"), "meeting": Message("meeting", "kokous"),
    "invitation": Message("invitation", "kutsu"), "proposal": Message("change of the roster", "jäsenmuutos"),
    "network": Message("network", "verkosto"),
  ]
}
