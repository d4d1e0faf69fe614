// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// (its two texts say what a message is)

// Bundles.

extension Message {
  public static let bundleWritten = Message(
    "{0}: {1} bytes. Anyone can check it: talkoot verify-bundle {0}",
    "{0}: {1} tavua. Kuka tahansa voi tarkistaa sen: talkoot verify-bundle {0}"
  )
  public static let bundleBroken = Message(
    "The node's answer is not a bundle; report this.",
    "Solmun vastaus ei ole todistenippu; ilmoita tästä."
  )
  public static let bundleFault = Message("This bundle proves nothing: {0}", "Tämä nippu ei todista mitään: {0}")
  public static let bundleTrust = Message(
    "Every hash and signature holds. Names are what the organisations call themselves: compare the fingerprints with those you know.",
    "Kaikki tiivisteet ja allekirjoitukset pitävät. Nimet ovat organisaatioiden itsestään antamia: vertaa sormenjälkiä tuntemiisi."
  )
  public static let bundleComplete = Message(
    "All whom the version binds have signed exactly this text.",
    "Kaikki, joita versio sitoo, ovat allekirjoittaneet täsmälleen tämän tekstin."
  )
  public static let bundleIncomplete = Message(
    "Not in force by this bundle: {0} of those it binds have not signed.",
    "Ei tämän nipun mukaan voimassa: {0} sen sitomista ei ole allekirjoittanut."
  )
  public static let bundleErased = Message(
    "The text was erased by decision {0} (reason: {1}). The signatures hold for its hash: whoever has a copy can show that it is the one with --text.",
    "Teksti on poistettu päätöksellä {0} (syy: {1}). Allekirjoitukset koskevat sen tiivistettä: kopion haltija voi osoittaa sen samaksi valitsimella --text."
  )
  public static let bundleWithheld = Message(
    "The text is not in the bundle. The signatures hold for its hash; compare a copy with --text.",
    "Teksti ei ole nipussa. Allekirjoitukset koskevat sen tiivistettä; vertaa kopiota valitsimella --text."
  )
  public static let bundleMatches = Message(
    "The given text is exactly the one that was signed.",
    "Annettu teksti on täsmälleen se, joka on allekirjoitettu."
  )
  public static let bundleCertified = Message(
    "{0} of {1} members' nodes accepted exactly this outcome; {2} were needed:",
    "Täsmälleen tämän tuloksen hyväksyneiden solmujen jäsenet: {0}/{1}, vaadittiin {2}:"
  )
  public static let faultMalformed = Message(
    "the file is damaged or no bundle of this version ({0})",
    "tiedosto on vaurioitunut tai se ei ole tämän version todistenippu ({0})"
  )
  public static let faultStructureHash = Message(
    "the structure of change {0} is not the one that was hashed",
    "muutoksen {0} rakenne ei ole se, josta tiiviste laskettiin"
  )
  public static let faultContentHash = Message(
    "the content of change {0} is not the one that was hashed",
    "muutoksen {0} sisältö ei ole se, josta tiiviste laskettiin"
  )
  public static let faultBadSignature = Message(
    "the signature under change {0} does not hold",
    "muutoksen {0} allekirjoitus ei pidä"
  )
  public static let faultUnsigned = Message(
    "no signature speaks for change {0}",
    "mikään allekirjoitus ei kata muutosta {0}"
  )
  public static let faultOtherNetwork = Message("log {0} is another network's", "loki {0} on toisesta verkostosta")
  public static let faultNoGenesis = Message(
    "the network's genesis is not in it, or its founder's card did not sign it",
    "verkoston perustamista ei ole nipussa, tai perustajan kortti ei ole allekirjoittanut sitä"
  )
  public static let faultUnknownNode = Message(
    "node {0} is not proven to belong to the organisation that it writes for",
    "solmun {0} kuulumista organisaatioon, jonka puolesta se kirjoittaa, ei ole todistettu"
  )
  public static let faultContested = Message(
    "two different results have certificates: voices have contradicted themselves ({0})",
    "kahdella eri tuloksella on todistus: äänivaltaiset solmut ovat puhuneet ristiin ({0})"
  )
  public static let faultNoSubject = Message(
    "what it is about, {0}, is not in it",
    "nipussa ei ole sitä, mitä se koskee ({0})"
  )
  public static let faultWrongText = Message(
    "the text is not the one whose hash version {0} holds",
    "teksti ei ole se, jonka tiiviste on versiossa {0}"
  )
  public static let faultOtherText = Message(
    "the given text is not the one that was signed",
    "annettu teksti ei ole se, joka on allekirjoitettu"
  )
  public static let faultWrongHash = Message(
    "the signature in change {0} names another text",
    "muutoksen {0} allekirjoitus koskee muuta tekstiä"
  )
  public static let faultNotBound = Message(
    "change {0} signs for an organisation that the version does not bind",
    "muutos {0} allekirjoittaa organisaation puolesta, jota versio ei sido"
  )
  public static let faultNoElectorate = Message(
    "the roster that decides, number {0}, is not proven",
    "päättävää jäsenistöä, numero {0}, ei ole todistettu"
  )
  public static let faultNotCertified = Message(
    "too few nodes accepted the outcome ({0})",
    "liian harva solmu on hyväksynyt tuloksen ({0})"
  )
  public static let faultWrongPosition = Message(
    "the position of {0} is not in it, or says something else than was counted",
    "organisaation {0} kanta puuttuu nipusta tai on muu kuin laskettu"
  )
  public static let faultNotReceived = Message(
    "{0} is counted as silent without proof that it had received the proposal",
    "{0} on laskettu vaienneeksi, vaikka ehdotuksen saamista ei ole todistettu"
  )
  public static let faultWrongOutcome = Message(
    "the outcome is not what the positions give",
    "tulos ei ole se, joka kannoista seuraa"
  )
}
