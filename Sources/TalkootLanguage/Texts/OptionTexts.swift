// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// (its two texts say what a message is)

// Options.

extension Message {
  public static let optionHome = Message(
    "The node's home; else TALKOOT_HOME, else $XDG_DATA_HOME/talkoot.",
    "Solmun koti; muuten TALKOOT_HOME tai $XDG_DATA_HOME/talkoot."
  )
  public static let optionJSON = Message("Print one JSON document.", "Tulosta yksi JSON-dokumentti.")
  public static let optionLanguage = Message("The language of messages.", "Viestien kieli.")
  public static let optionAs = Message(
    "The person acting for the organisation.",
    "Henkilö, joka toimii organisaation puolesta."
  )
  public static let optionNoInput = Message("Never ask.", "Älä kysy mitään.")
  public static let optionIDs = Message("Print only the ids, one a line.", "Tulosta vain tunnukset, yksi riville.")
  public static let optionWait = Message("Wait for the outcome.", "Odota tulosta.")
  public static let optionReason = Message("Why, for the others.", "Perustelu muille.")
  public static let optionFrom = Message(
    "A home of another network: the new one begins with the content of its replica.",
    "Toisen verkoston kotihakemisto: uusi verkosto alkaa sen replikan sisällöllä."
  )
  public static let optionNewKey = Message(
    "The new card's public key, 64 hexadecimal digits, as its organisation reads it out.",
    "Uuden kortin julkinen avain, 64 heksanumeroa, kuten sen organisaatio sen kertoo."
  )
  public static let optionHandOverTo = Message(
    "The organisation that gets what this one answers for; else it is left without anyone.",
    "Organisaatio, joka saa tämän vastuulla olevan; muuten se jää ilman vastuullista."
  )
  public static let optionLeaveDryRun = Message(
    "Only tell what would be handed over.",
    "Kerro vain, mitä luovutettaisiin."
  )
  public static let optionTrustVoice = Message(
    "Say that nothing of this node's own is missing.",
    "Vakuuta, ettei tältä solmulta puutu mitään omaa."
  )
  public static let optionTimeout = Message("Seconds to wait.", "Odotusaika sekunteina.")
  public static let optionForeground = Message("Stay in the foreground.", "Pysy etualalla.")
  public static let optionPassphrase = Message(
    "A file with the passphrase of this node's identity key.",
    "Tiedosto, jossa on solmun tunnusavaimen tunnuslause."
  )
  public static let optionNewPassphrase = Message(
    "A file with the passphrase from now on.",
    "Tiedosto, jossa on uusi tunnuslause."
  )
  public static let optionOff = Message("Keep the key without a passphrase.", "Säilytä avain ilman tunnuslausetta.")
  public static let optionCard = Message("The organisation's recovery card.", "Organisaation palautuskortti.")
  public static let optionCardPassphrase = Message(
    "A file with the card's passphrase.",
    "Tiedosto, jossa on kortin tunnuslause."
  )
  public static let optionCardOutput = Message("Where to write the secret.", "Mihin salaisuus kirjoitetaan.")
  public static let optionSecret = Message(
    "Show the card's secret, on a terminal or into a file.",
    "Näytä kortin salaisuus päätteellä tai tiedostossa."
  )
  public static let optionPeer = Message(
    "The fingerprint or the id of the node at that address.",
    "Osoitteessa olevan solmun sormenjälki tai tunnus."
  )
  public static let optionKeep = Message(
    "A node of the organisation that is not lost, by id.",
    "Organisaation solmu, joka ei ole kadonnut (tunnus)."
  )
  public static let optionDeviceExpires = Message(
    "How long the code holds, such as 30m or 1d; an hour.",
    "Kuinka kauan koodi kelpaa, esimerkiksi 30m tai 1d; tunti."
  )
  public static let optionWithKeys = Message(
    "Keep the identity key too, encrypted, in a file beside it.",
    "Tallenna myös tunnusavain salattuna viereiseen tiedostoon."
  )
  public static let optionKeysPassphrase = Message(
    "A file with the passphrase of the key in the backup.",
    "Tiedosto, jossa on varmuuskopion avaimen tunnuslause."
  )
  public static let optionLines = Message("How many lines.", "Rivien määrä.")
  public static let optionFingerprint = Message(
    "Print only the fingerprint, in words.",
    "Tulosta vain sormenjälki sanoina."
  )
  public static let optionExpires = Message("How long it is good for: 7d, 12h, 2w.", "Voimassaoloaika: 7d, 12h, 2w.")
  public static let optionTree = Message("Draw the tree.", "Piirrä puuna.")
  public static let optionArchived = Message("The archived ones too.", "Myös arkistoidut.")
  public static let optionErasureReason = Message(
    "Why. It stays for ever: name nothing in it that is to go.",
    "Perustelu. Se jää pysyvästi: älä mainitse siinä mitään poistettavaa."
  )
  public static let optionByDecision = Message(
    "The accepted decision that allows it; for what others wrote.",
    "Hyväksytty päätös, joka sallii poiston; muiden kirjoittamaa varten."
  )
  public static let optionErases = Message(
    "ID:FIELD that may be erased once it is accepted.",
    "TUNNUS:KENTTÄ, jonka saa poistaa pysyvästi, kun päätös on hyväksytty."
  )
  public static let optionOpen = Message("Only the open ones.", "Vain avoimet.")
  public static let optionMine = Message(
    "Only those that wait for this organisation.",
    "Vain ne, jotka odottavat tätä organisaatiota."
  )
  public static let optionAll = Message("All of them.", "Kaikki.")
  public static let optionLimit = Message("At most so many.", "Enintään näin monta.")
  public static let optionSinceDay = Message(
    "From this day on; without it the last fourteen days.",
    "Tästä päivästä alkaen; muuten viimeiset neljätoista päivää."
  )
  public static let optionNeeds = Message(
    "A strength that the goal takes; an empty one clears the list.",
    "Vahvuus, jota tavoite vaatii; tyhjä tyhjentää luettelon."
  )
  public static let optionTask = Message("What for.", "Mitä varten.")
  public static let optionMinutes = Message(
    "The minutes: text, a file, or - for standard input.",
    "Muistio: teksti, tiedosto tai - (vakiosyöte)."
  )
  public static let optionMineToSign = Message(
    "Only those that wait for this organisation's signature.",
    "Vain ne, jotka odottavat tämän organisaation allekirjoitusta."
  )
  public static let optionExactText = Message(
    "The file with the exact text, or - for standard input.",
    "Tiedosto, jossa on täsmällinen teksti, tai - vakiosyötteelle."
  )
  public static let optionBinds = Message(
    "The organisations that it binds; all members if none is named.",
    "Organisaatiot, joita se sitoo; oletuksena kaikki jäsenet."
  )
  public static let optionVersion = Message("A version's number or id.", "Version numero tai tunnus.")
  public static let optionSigningRole = Message(
    "As whom you sign: your position or authority.",
    "Missä asemassa allekirjoitat."
  )
  public static let optionBundleFile = Message(
    "The file to write, or - for standard output.",
    "Kirjoitettava tiedosto tai - vakiotulosteelle."
  )
  public static let optionCompareText = Message(
    "A file that should be the signed text.",
    "Tiedosto, jonka pitäisi olla allekirjoitettu teksti."
  )
  public static let optionMap = Message("FIELD=COLUMN, separated by commas.", "KENTTÄ=SARAKE pilkuin eroteltuna.")
  public static let optionSkipUnknown = Message(
    "Leave out rows with an unknown reference.",
    "Jätä pois rivit, joiden viittaus on tuntematon."
  )
  public static let optionDryRun = Message("Check everything, write nothing.", "Tarkista kaikki, älä kirjoita mitään.")
  public static let optionOutput = Message(
    "The file, or with CSV the folder, to write.",
    "Kirjoitettava tiedosto tai CSV-muodossa kansio."
  )
  public static let optionReplicas = Message(
    "Wait until so many other organisations hold all of ours.",
    "Odota, kunnes näin monella muulla organisaatiolla on kaikki omamme."
  )
  public static let argumentCode = Message(
    "The invitation's code, or - to read it from standard input.",
    "Kutsun koodi, tai - jos se luetaan vakiosyötteestä."
  )
  public static let argumentDeviceCode = Message(
    "The code, or - to read it from standard input.",
    "Koodi, tai - jos se luetaan vakiosyötteestä."
  )
}
