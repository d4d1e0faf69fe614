// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// (its two texts say what a message is)

// Joining, confirming and leaving.

extension Message {
  public static let startNext = Message("Next: talkoot node start", "Seuraavaksi: talkoot node start")
  public static let joined = Message("{0} is in ({1}).", "{0} on mukana ({1}).")
  public static let readFingerprint = Message(
    "Read this to a member aloud, so that it confirms you: {0}",
    "Lue tämä ääneen jäsenelle, jotta se vahvistaa sinut: {0}"
  )
  public static let isMemberNow = Message("{0} is a member.", "{0} on jäsen.")
  public static let isConfirmedBy = Message(
    "{0} is confirmed by {1} of the {2} members needed.",
    "Organisaation {0} on vahvistanut {1} tarvittavasta {2} jäsenestä."
  )
  public static let handedOverTo = Message("Handed over to {0}:", "Luovutettu organisaatiolle {0}:")
  public static let handedOverToNobody = Message("Left without anyone to answer for it:", "Jää ilman vastuullista:")
  public static let nothingWritten = Message("Nothing was written.", "Mitään ei kirjoitettu.")
  public static let hasLeft = Message(
    "This organisation has left the network.",
    "Tämä organisaatio on eronnut verkostosta."
  )
  public static let isLeaving = Message(
    "This organisation leaves. Keep its node running until the other members' nodes have settled that.",
    "Tämä organisaatio eroaa. Pidä solmu käynnissä, kunnes muiden jäsenten solmut ovat vahvistaneet eron."
  )
  public static let offeredTwice = Message(
    "{0}'s voice offered two values in one round. The two changes and their signatures:",
    "Organisaation {0} ääni tarjosi kahta arvoa samalla kierroksella. Muutokset ja niiden allekirjoitukset:"
  )
  public static let acceptedTwice = Message(
    "{0}'s voice accepted two values in one round. The two changes and their signatures:",
    "Organisaation {0} ääni hyväksyi kaksi arvoa samalla kierroksella. Muutokset ja niiden allekirjoitukset:"
  )
  public static let hidAccepted = Message(
    "{0}'s voice hid what it had accepted. The two changes and their signatures:",
    "Organisaation {0} ääni salasi, mitä se oli hyväksynyt. Muutokset ja niiden allekirjoitukset:"
  )
  public static let contestedOutcome = Message(
    "Two outcomes have certificates. This node keeps the one that it had first; decide together what to do.",
    "Kahdella tuloksella on todistus. Tämä solmu pitää ensin saamansa; päättäkää yhdessä, mitä tehdä."
  )
}
