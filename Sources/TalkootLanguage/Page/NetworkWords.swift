extension PageWords {
  /// The network, its nodes and the replica.
  public static let networkPage: [String: Message] = [
    "paused": Message("sync is paused", "synkronointi on tauolla"),
    "doubleVoices": Message(
      "These organisations' nodes said two different things in settling one matter, which an honest node never does. Both are kept as proof:",
      "Näiden organisaatioiden solmut ovat sanoneet samassa asiassa kaksi eri asiaa, mitä rehellinen solmu ei tee. Molemmat on tallessa todisteina:"
    ),
    "peers": Message("Links", "Yhteydet"),
    "syncNow": Message("Sync now", "Synkronoi nyt"),
    "syncPause": Message("Pause", "Keskeytä"),
    "syncResume": Message("Go on", "Jatka"),
    "state": Message("State", "Tila"),
    "howFar": Message("How far", "Kuinka pitkällä"),
    "lastSync": Message("Last in step (UTC)", "Viimeksi tasalla (UTC)"),
    "roundTrip": Message("Round trip", "Viive"),
    "address": Message("Address", "Osoite"),
    "replica": Message("This replica", "Tämä kopio"),
    "changes": Message("Changes", "Muutoksia"),
    "objects": Message("Objects", "Kohteita"),
    "pending": Message("Wait for what they build on", "Odottaa edeltäjiään"),
    "size": Message("On disk", "Levyllä"),
    "digest": Message("Digest of all that shows", "Kaiken näkyvän tiiviste"),
    "digestMissing": Message("some texts are still missing", "osa teksteistä puuttuu vielä"),
    "settling": Message("Settling", "Vahvistaminen"),
    "listens": Message("Listens on", "Kuuntelee"),
    "version": Message("Version", "Versio"),
    "verify": Message("Verify everything", "Tarkista kaikki"),
    "verifyWhat": Message(
      "Reads every hash, chain and signature anew.",
      "Lukee jokaisen tiivisteen, ketjun ja allekirjoituksen uudelleen."
    ),
    "verified": Message("Verification", "Tarkistus"),
    "verifiedOK": Message(
      "Everything holds: every hash, chain and signature, and what shows follows from them.",
      "Kaikki pitää: jokainen tiiviste, ketju ja allekirjoitus, ja näkyvä tila seuraa niistä."
    ),
    "verifiedFault": Message("Something does not hold:", "Jokin ei pidä:"),
    "verifiedChanges": Message("Changes read: {0}.", "Luettuja muutoksia {0}."),
    "setAside": Message("Set aside", "Sivuun pantu"),
    "setAsideWhat": Message(
      "What was written by who is out of the network, or after a log went two ways, and nobody who stays has built on. It is kept and does not count.",
      "Verkostosta poistuneiden tai haarautuneen lokin muutoksia, joiden varaan kukaan jäljelle jäänyt ei ole rakentanut. Ne säilyvät, mutta eivät ole voimassa."
    ),
    "setAsideNone": Message("Nothing is set aside.", "Mitään ei ole pantu sivuun."),
    "bringBack": Message("Let it count", "Ota voimaan"),
    "nodes": Message("Nodes", "Solmut"),
    "thisNode": Message("this node", "tämä solmu"),
    "speaks": Message("speaks for its organisation", "puhuu organisaationsa puolesta"),
    "retired": Message("closed", "suljettu"),
    "closing": Message("closing", "sulkeutumassa"),
  ]
}
