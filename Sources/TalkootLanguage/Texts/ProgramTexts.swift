// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// (its two texts say what a message is)

// What the program is.

extension Message {
  public static let aboutTalkoot = Message(
    "Shared goals, measures and decisions of a network of organisations, without a server.",
    "Organisaatioverkoston yhteiset tavoitteet, mittarit ja päätökset ilman palvelinta."
  )
  public static let aboutEverywhere = Message(
    "Every command also takes --home, --json, --lang, --as and --no-input, before or after its name. Ids may be shortened to any unambiguous prefix.",
    "Jokaiselle komennolle voi antaa myös valitsimet --home, --json, --lang, --as ja --no-input, komennon edellä tai jäljessä. Tunnuksesta riittää yksikäsitteinen alku."
  )
  public static let groupNode = Message("NODE", "SOLMU")
  public static let groupWork = Message("WORK", "TYÖ")
  public static let groupReplica = Message("REPLICA", "REPLIKA")
}
