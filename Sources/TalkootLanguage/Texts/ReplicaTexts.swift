// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// (its two texts say what a message is)

// The replica.

extension Message {
  public static let nothingSetAside = Message("Nothing is set aside.", "Mitään ei ole jätetty syrjään.")
  public static let broughtBack = Message(
    "It counts from now on, by change {0}.",
    "Se on tästä lähtien voimassa muutoksen {0} kautta."
  )
  public static let changeSetAside = Message(
    "Set aside: it is kept and doesn't count. talkoot replica set-aside --bring-back brings it back.",
    "Jätetty syrjään: se säilyy mutta ei ole voimassa. talkoot replica set-aside --bring-back palauttaa sen."
  )
  public static let changeBroughtIn = Message("Brought in by {0}.", "Mukaan tuonut {0}.")
  public static let noConflicts = Message("No conflicts.", "Ei ristiriitoja.")
  public static let digestMissing = Message("none: some texts are missing", "puuttuu: osa teksteistä puuttuu")
  public static let verifiedClean = Message(
    "Verified {0} changes: every hash, chain and signature holds, and they give the stored state.",
    "Tarkistettu {0} muutosta: tiivisteet, ketjut ja allekirjoitukset pitävät, ja niistä syntyy tallennettu tila."
  )
  public static let verifiedFault = Message("A fault: {0}", "Vika: {0}")
  public static let rebuilt = Message(
    "Rebuilt {0} objects from {1} changes.",
    "Rakennettu uudelleen {0} kohdetta {1} muutoksesta."
  )
  public static let rebuiltDiffers = Message(
    "The stored state was different; report this.",
    "Tallennettu tila poikkesi; ilmoita tästä."
  )
  public static let backedUp = Message("{0}: {1} changes, {2} bytes.", "{0}: {1} muutosta, {2} tavua.")
  public static let perSecond = Message("{0}/s", "{0}/s")
  public static let phaseReading = Message("reading", "luetaan")
  public static let phaseChecking = Message("checking", "tarkistetaan")
  public static let phaseWriting = Message("writing", "kirjoitetaan")
  public static let phaseSyncing = Message("syncing", "synkronoidaan")
  public static let phaseVerifying = Message("verifying", "todennetaan")
  public static let phaseRebuilding = Message("rebuilding", "rakennetaan uudelleen")
  public static let phaseWorking = Message("working", "käsitellään")
}

extension Message {
  /// What is going on, from the word that the node uses for it.
  public static func phase(_ word: String) -> Message {
    switch word {
    case "reading": .phaseReading
    case "checking": .phaseChecking
    case "writing": .phaseWriting
    case "syncing": .phaseSyncing
    case "verifying": .phaseVerifying
    case "rebuilding": .phaseRebuilding
    default: .phaseWorking
    }
  }
}
