// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// (its two texts say what a message is)

// The node and its keys.

extension Message {
  public static let alreadyRunning = Message("The node is running already.", "Solmu on jo käynnissä.")
  public static let nodeRuns = Message("The node: {0}, process {1}.", "Solmu: {0}, prosessi {1}.")
  public static let noticeRestored = Message(
    "Restored: this node may have lacked something of its own. It goes on in a new log; nothing is lost.",
    "Palautettu: tältä solmulta on saattanut puuttua jotain sen omaa. Se jatkaa uudessa lokissa; mitään ei katoa."
  )
  public static let noticeCopied = Message(
    "Copied: this home is a copy of another, or was moved. The node goes on in a new log.",
    "Kopio: tämä koti on kopio toisesta tai se on siirretty. Solmu jatkaa uudessa lokissa."
  )
  public static let noticeForked = Message(
    "A log of this node was written in two places, probably by a restored copy. Both branches are kept.",
    "Tämän solmun lokia on kirjoitettu kahdessa paikassa, luultavasti palautetussa kopiossa. Molemmat haarat säilyvät."
  )
  public static let noticeDamaged = Message(
    "The database is damaged; talkoot doctor says where, and what to do.",
    "Tietokanta on vioittunut; talkoot doctor kertoo, missä vika on ja mitä pitää tehdä."
  )
  public static let noticeRebuilt = Message(
    "The database was damaged and has been moved aside; everything is taken back from the others (talkoot doctor).",
    "Tietokanta vioittui ja siirrettiin sivuun; kaikki haetaan takaisin muilta (talkoot doctor)."
  )
  public static let noticeNoRoom = Message(
    "The disk is nearly full: what others write waits until there is room. Free some space.",
    "Levy on melkein täynnä: muiden kirjoittama odottaa, kunnes tilaa on. Vapauta tilaa."
  )
  public static let noticeTwin = Message(
    "A copy of this node is running elsewhere and writes with the same key. Stop one of the two for good.",
    "Tämän solmun kopio on käynnissä muualla ja kirjoittaa samalla avaimella. Pysäytä toinen niistä pysyvästi."
  )
  public static let nodeStopped = Message("The node has stopped (process {0}).", "Solmu on pysähtynyt (prosessi {0}).")
  public static let homeReady = Message("{0} has its home in {1}.", "Organisaation {0} koti on {1}.")
  public static let moveCardAway = Message(
    "Move the recovery card off this machine and keep it safe: {0}",
    "Siirrä palautuskortti pois tältä koneelta ja pidä se tallessa: {0}"
  )
  public static let cardUsed = Message(
    "The card has put this node in place of the lost ones of {0}. Move the card away again.",
    "Kortti otti tämän solmun käyttöön organisaation {0} kadonneiden tilalle. Vie kortti taas talteen."
  )
  public static let adopted = Message("This machine is a node of {0} now.", "Tämä kone on nyt organisaation {0} solmu.")
  public static let nodeRetired = Message("Node {0} of {1} is retired.", "Organisaation {1} solmu {0} on suljettu.")
  public static let voiceSilent = Message(
    "the organisation has no voice now and settles nothing; name one with its card: talkoot node voice NODE --card FILE",
    "organisaatiolla ei ole nyt ääntä, eikä se vahvista mitään; nimeä ääni kortilla: talkoot node voice NODE --card FILE"
  )
  public static let voiceNamed = Message("Node {0} speaks for {1}.", "Solmu {0} on organisaation {1} ääni.")
  public static let tlsRenewed = Message(
    "New connections show the TLS certificate {0}.",
    "Uudet yhteydet käyttävät TLS-varmennetta {0}."
  )
  public static let keyProtected = Message(
    "{0} takes a passphrase from now on.",
    "{0} vaatii tästä lähtien tunnuslauseen."
  )
  public static let keyUnprotected = Message("{0} is kept without a passphrase.", "{0} on ilman tunnuslausetta.")
  public static let keysBackedUp = Message("The encrypted key is in {0}.", "Salattu avain on tiedostossa {0}.")
  public static let cardIs = Message(
    "Recovery card {0}: the organisation's root key. Whoever holds it can add and close the organisation's nodes.",
    "Palautuskortti {0}: organisaation juuriavain. Sen haltija voi lisätä ja sulkea organisaation solmuja."
  )
  public static let cardKeepAway = Message("Keep it off this machine.", "Säilytä se muualla kuin tällä koneella.")
  public static let cardValid = Message("{0} is the recovery card of {1}.", "{0} on organisaation {1} palautuskortti.")
  public static let cardInvalid = Message(
    "{0} is not the recovery card of {1}.",
    "{0} ei ole organisaation {1} palautuskortti."
  )
  public static let cardNext = Message(
    "It holds once the others have settled it; another member proposes: talkoot member propose-rekey {0} {1}",
    "Se on voimassa, kun muut ovat vahvistaneet sen; toinen jäsen ehdottaa: talkoot member propose-rekey {0} {1}"
  )
  public static let thisNode = Message("this one", "tämä")
  public static let yes = Message("yes", "kyllä")
  public static let no = Message("no", "ei")
  public static let allIsWell = Message("All is well.", "Kaikki on kunnossa.")
  public static let somethingIsWrong = Message("Something is wrong.", "Jokin on vialla.")
  public static let statusCounts = Message(
    "members {0}, participants {1}, goals {2}, open decisions {3}",
    "jäseniä {0}, osallistujia {1}, tavoitteita {2}, avoimia päätöksiä {3}"
  )
  public static let noPeers = Message("No peers.", "Ei vertaisia.")
  public static let syncPaused = Message("Sync is paused.", "Synkronointi on tauolla.")
  public static let syncResumed = Message("Sync goes on.", "Synkronointi jatkuu.")
  public static let syncEqual = Message(
    "In sync with every reachable peer.",
    "Ajan tasalla kaikkien tavoitettavien vertaisten kanssa."
  )
  public static let syncUnequal = Message("Not in sync yet.", "Ei vielä ajan tasalla.")
}
