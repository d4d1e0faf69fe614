// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// (its two texts say what a message is)

// The voice that settles.

extension Message {
  public static let voiceSpeaks = Message(
    "This node settles for its organisation.",
    "Tämä solmu vahvistaa organisaationsa puolesta."
  )
  public static let voiceAbstains = Message(
    "This node may have lost something of its own: it keeps out of settling what was open then until it has synced with every other member. If nothing can be missing, say so with: talkoot node voice --trust",
    "Tältä solmulta voi puuttua jotain omaansa: se ei osallistu silloin avoinna olleen vahvistamiseen, ennen kuin se on synkronoinut jokaisen muun jäsenen kanssa. Jos mitään ei voi puuttua: talkoot node voice --trust"
  )
  public static let voiceOutdated = Message(
    "More than half of the members use a newer Talkoot: upgrade this node; it settles nothing until then.",
    "Yli puolet jäsenistä käyttää uudempaa Talkootia: päivitä tämä solmu; siihen asti se ei vahvista mitään."
  )
  public static let voiceContested = Message(
    "Two rosters are certified. This node keeps the one that it had and settles nothing; decide what to do together.",
    "Kahdella jäsenluettelolla on todistus. Tämä solmu pitää omansa eikä vahvista mitään; päättäkää yhdessä."
  )
  public static let voiceOther = Message(
    "Another node of this organisation settles for it.",
    "Tämän organisaation toinen solmu vahvistaa sen puolesta."
  )
  public static let voiceClosed = Message(
    "The node that spoke for this organisation is closed, so it settles nothing. Name another with the organisation's card: talkoot node voice NODE --card FILE",
    "Tämän organisaation puolesta vahvistanut solmu on suljettu, joten organisaatio ei vahvista mitään. Nimeä toinen organisaation kortilla: talkoot node voice SOLMU --card TIEDOSTO"
  )
  public static let voiceNone = Message(
    "This organisation has no vote, so this node settles nothing.",
    "Tällä organisaatiolla ei ole ääntä, joten tämä solmu ei vahvista mitään."
  )
  public static let fingerprintWas = Message("Its fingerprint: {0}", "Sen sormenjälki: {0}")
  public static let cameBySharedInvitation = Message(
    "ALARM: {0} came by an invitation that another organisation used too. Confirm only whom you know.",
    "HÄLYTYS: {0} tuli kutsulla, jota myös toinen organisaatio käytti. Vahvista vain se, jonka tunnet."
  )
  public static let invitationIsShared = Message(
    "ALARM: invitation {0} was used by several organisations: {1}. Confirm only whom you know.",
    "HÄLYTYS: kutsua {0} on käyttänyt usea organisaatio: {1}. Vahvista vain se, jonka tunnet."
  )
}
