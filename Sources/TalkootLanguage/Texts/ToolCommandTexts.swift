// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// (its two texts say what a message is)

// Commands: search, undo, events, batch, the past, debugging.

extension Message {
  public static let aboutSearch = Message("Find objects by the words in them.", "Etsi kohteita niiden sanoista.")
  public static let aboutUndo = Message(
    "Undo an act, this person's last one where none is named.",
    "Kumoa teko; ilman tunnistetta oman viimeisimmän."
  )
  public static let aboutEvents = Message(
    "Print what happens, a JSON object a line.",
    "Tulosta tapahtumat, JSON-olio riviä kohti."
  )
  public static let eventsDiscussion = Message(
    "Each line is a change that came to this node, its own ones too, in the order in which they came. Give the id of the last line to --since to go on without a gap.",
    "Jokainen rivi on muutos, joka tuli tälle solmulle, omatkin mukaan lukien, tulojärjestyksessä. Anna viimeisen rivin tunnus valitsimelle --since, niin jatkat ilman aukkoa."
  )
  public static let optionEventsSince = Message(
    "Begin after this change, not now.",
    "Aloita tämän muutoksen jälkeen, ei nyt."
  )
  public static let optionEventsCount = Message("End after so many.", "Lopeta näin monen jälkeen.")
  public static let optionEventsTimeout = Message(
    "End after so many seconds; 75 when fewer than -n came.",
    "Lopeta näin monen sekunnin kuluttua; 75, jos tuli vähemmän kuin -n."
  )
  public static let countNotPositive = Message("the number of events is 1 or more", "tapahtumien määrä on vähintään 1")
  public static let eventsTimedOut = Message("{0} events did not come in time", "{0} tapahtumaa ei tullut ajoissa")
  public static let aboutDebug = Message("What helps to find a fault.", "Apua vian etsintään.")
  public static let aboutDebugBundle = Message(
    "Write what helps to find a fault in this node, as a file to pass on.",
    "Kirjoita vian etsintään tarvittavat tiedot tiedostoon."
  )
  public static let debugBundleDiscussion = Message(
    "It lists what it holds before it writes: versions, checks, counts, settings, the home's files by size, and the log. Nothing that people wrote, no names, no keys and no codes are in it.",
    "Ennen kirjoittamista luetellaan, mitä tiedostossa on: versiot, tarkistukset, lukumäärät, asetukset, kotihakemiston tiedostot kokoineen ja loki. Siinä ei ole mitään ihmisten kirjoittamaa, ei nimiä, avaimia eikä koodeja."
  )
  public static let debugHolds = Message("  {0} ({1} bytes)", "  {0} ({1} tavua)")
  public static let debugWritten = Message("Written: {0}", "Kirjoitettu: {0}")
  public static let aboutReplicaAt = Message(
    "Any reading command as of then.",
    "Mikä tahansa lukukomento sen hetken tilasta."
  )
  public static let replicaAtDiscussion = Message(
    "As of a change: with all that it builds on, as its author saw it. As of a time: with all that was written until then, which others may have received later. For example: talkoot replica at 2026-05-01 goal list --tree",
    "Muutoksen hetkellä: kaikki, minkä päälle se rakentuu, niin kuin sen kirjoittaja näki. Ajan hetkellä: kaikki siihen mennessä kirjoitettu, minkä muut ovat voineet saada myöhemmin. Esimerkiksi: talkoot replica at 2026-05-01 goal list --tree"
  )
  public static let argumentMoment = Message(
    "A change's hash, or a day or an instant in UTC (2026-05-01T12:00Z).",
    "Muutoksen tiiviste, tai päivä tai hetki UTC-aikana (2026-05-01T12:00Z)."
  )
  public static let argumentCommand = Message(
    "The command that reads, with its options.",
    "Lukeva komento valitsimineen."
  )
  public static let asOfReadsOnly = Message("only a command that reads goes here", "tähän käy vain lukeva komento")
  public static let changeClockAhead = Message(
    "Its author's clock is ahead: this time is still to come.",
    "Kirjoittajan kello edistää: tämä aika on vasta tulossa."
  )
  public static let changeClockBehind = Message(
    "Its time is earlier than what it builds on: a clock was wrong.",
    "Aika on aiempi kuin sen, minkä päälle se rakentuu: jokin kello oli väärässä."
  )
  public static let aboutBatch = Message(
    "Commands one a line, carried out as one act: all or none.",
    "Komennot riveittäin yhtenä tekona: kaikki tai ei mitään."
  )
  public static let batchDiscussion = Message(
    "Each line is a command without the word talkoot, in words as a shell splits them; # begins a comment. Each sees what the ones before it wrote. When one is refused, nothing is written, and its line is named. All of it is undone as one.",
    "Jokainen rivi on komento ilman sanaa talkoot, sanoina kuten komentotulkki ne jakaa; # aloittaa kommentin. Jokainen näkee, mitä edelliset kirjoittivat. Jos yksi torjutaan, mitään ei kirjoiteta, ja sen rivi nimetään. Kaikki kumotaan yhdellä kertaa."
  )
  public static let argumentBatch = Message("The file, or - for standard input.", "Tiedosto, tai - vakiosyötteelle.")
  public static let batchQuoteOpen = Message("line {0}: a quote is not closed", "rivi {0}: lainausmerkki jää auki")
  public static let batchEmpty = Message("the batch has no commands", "erässä ei ole komentoja")
  public static let batchWritesOnly = Message(
    "only a command that writes to the shared work goes into a batch",
    "erään käy vain yhteistä työtä muuttava komento"
  )
  public static let batchLine = Message("line {0}: {1}", "rivi {0}: {1}")
  public static let batchDone = Message(
    "{0} commands carried out, changes: {1}",
    "komentoja suoritettu {0}, muutoksia {1}"
  )
  public static let undoDiscussion = Message(
    "ACT is a change's hash, or the act of an import. Undoing writes the opposite as a new act, which can be undone in turn. What others have written since stays.",
    "ACT on muutoksen tiiviste tai tuonnin teko. Kumoaminen kirjoittaa vastakohdan uudeksi teoksi, jonka voi taas kumota. Mitä muut ovat sen jälkeen kirjoittaneet, jää."
  )
  public static let argumentWords = Message(
    "Words that all occur in it.",
    "Sanat, joiden kaikkien on löydyttävä siitä."
  )
  public static let optionSearchKind = Message(
    "Only this kind: goal, measure, decision, …",
    "Vain tämän lajin kohteet: goal, measure, decision, …"
  )
  public static let optionSearchLimit = Message(
    "At most so many; 50 by default.",
    "Enintään näin monta; oletuksena 50."
  )
}
