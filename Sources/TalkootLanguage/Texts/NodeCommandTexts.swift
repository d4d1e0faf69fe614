// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// (its two texts say what a message is)

// Commands: the node.

extension Message {
  public static let aboutInit = Message(
    "Make this node's identity and found a network.",
    "Luo tämän solmun tunniste ja perusta verkosto."
  )
  public static let aboutNode = Message("Run the node in the background.", "Aja solmua taustalla.")
  public static let aboutNodeStart = Message(
    "Start the node; returns when it answers.",
    "Käynnistä solmu; palaa, kun se vastaa."
  )
  public static let aboutNodeStop = Message(
    "Stop the node; returns when it has ended.",
    "Pysäytä solmu; palaa, kun se on päättynyt."
  )
  public static let aboutNodeStatus = Message(
    "What the running node says of itself.",
    "Mitä käynnissä oleva solmu kertoo itsestään."
  )
  public static let aboutNodeLogs = Message("The newest lines of the node's log.", "Solmun lokin uusimmat rivit.")
  public static let aboutNodeVoice = Message(
    "Whether this node takes part in settling, and why not; with NODE and --card: make that node the voice.",
    "Osallistuuko tämä solmu vahvistamiseen, ja miksi ei; NODE ja --card: tee solmusta organisaation ääni."
  )
  public static let aboutNodeList = Message("The nodes of all organisations.", "Kaikkien organisaatioiden solmut.")
  public static let aboutInviteDevice = Message(
    "Make a code by which another machine becomes a node of this organisation.",
    "Tee koodi, jolla toinen kone liittyy tämän organisaation solmuksi."
  )
  public static let aboutAdopt = Message(
    "Make this machine a node of an organisation, by a code of another node of it.",
    "Tee tästä koneesta organisaation solmu toisen solmun antamalla koodilla."
  )
  public static let aboutRetire = Message(
    "Close a node of this organisation that is lost or stolen.",
    "Sulje tämän organisaation kadonnut tai varastettu solmu."
  )
  public static let aboutRenewTLS = Message(
    "Issue a new TLS certificate from the identity key.",
    "Myönnä uusi TLS-varmenne tunnusavaimella."
  )
  public static let aboutCertificateRequest = Message(
    "A request by which the organisation's own PKI can certify this node.",
    "Pyyntö, jolla organisaation oma PKI voi varmentaa tämän solmun."
  )
  public static let aboutProtect = Message(
    "Put the identity key under a passphrase, or take it out again.",
    "Suojaa tunnusavain tunnuslauseella tai poista suojaus."
  )
  public static let aboutCard = Message("The organisation's recovery card.", "Organisaation palautuskortti.")
  public static let aboutCardShow = Message(
    "What a recovery card is for; never its secret unless asked for.",
    "Mihin palautuskortti kuuluu; salaisuus vain pyydettäessä."
  )
  public static let aboutCardCheck = Message(
    "Whether a file is this organisation's recovery card.",
    "Onko tiedosto tämän organisaation palautuskortti."
  )
  public static let aboutCardUse = Message(
    "Put a new node in place of those that are lost.",
    "Ota uusi solmu käyttöön kadonneiden tilalle."
  )
  public static let aboutCardNew = Message(
    "Make a new recovery card, for the others to put in force.",
    "Tee uusi palautuskortti, jonka muut vahvistavat."
  )
  public static let aboutInvite = Message(
    "Invite an organisation: prints a code to give to it.",
    "Kutsu organisaatio: tulostaa sille annettavan koodin."
  )
  public static let aboutInviteList = Message("The invitations.", "Kutsut.")
  public static let aboutInviteRevoke = Message("Revoke an invitation.", "Peru kutsu.")
  public static let aboutJoin = Message(
    "Join a network with an invitation's code.",
    "Liity verkostoon kutsun koodilla."
  )
  public static let aboutMember = Message("The organisations of the network.", "Verkoston organisaatiot.")
  public static let aboutMemberList = Message(
    "All organisations, participants included.",
    "Kaikki organisaatiot, myös osallistujat."
  )
  public static let aboutMemberShow = Message("One organisation.", "Yksi organisaatio.")
  public static let aboutMemberEdit = Message(
    "Change what this organisation says of itself.",
    "Muuta, mitä tämä organisaatio kertoo itsestään."
  )
  public static let aboutMemberMatrix = Message(
    "Who brings which strength and role, and which nobody does.",
    "Kuka tuo minkin vahvuuden ja roolin, ja mitä ei tuo kukaan."
  )
  public static let aboutMemberBalance = Message("What each member gives and gets.", "Mitä kukin jäsen antaa ja saa.")
  public static let aboutMemberConfirm = Message(
    "Confirm a participant as a member, after comparing its fingerprint.",
    "Vahvista osallistuja jäseneksi verrattuasi sen sormenjälkeä."
  )
  public static let aboutMemberProposeRemoval = Message(
    "Propose that an organisation is removed, or approve that where it is proposed.",
    "Ehdota organisaation poistamista, tai hyväksy se, jos sitä on jo ehdotettu."
  )
  public static let aboutMemberProposeRekey = Message(
    "Propose a new recovery card for an organisation whose card was lost or stolen.",
    "Ehdota uutta palautuskorttia organisaatiolle, jonka kortti on kadonnut tai varastettu."
  )
  public static let aboutMemberLeave = Message(
    "Leave the network, handing over what this organisation answers for.",
    "Eroa verkostosta ja luovuta se, mistä tämä organisaatio vastaa."
  )
  public static let aboutProposal = Message("The changes of the roster.", "Jäsenluettelon muutokset.")
  public static let aboutProposalList = Message(
    "The proposed changes of the roster.",
    "Ehdotetut jäsenluettelon muutokset."
  )
  public static let aboutProposalShow = Message("One change of the roster.", "Yksi jäsenluettelon muutos.")
  public static let aboutProposalApprove = Message("Approve a change of the roster.", "Hyväksy jäsenluettelon muutos.")
  public static let aboutProposalWithdraw = Message(
    "Withdraw a proposal of this organisation.",
    "Peru tämän organisaation ehdotus."
  )
  public static let aboutSelf = Message("Who this node is.", "Kuka tämä solmu on.")
  public static let aboutStatus = Message("The network on one screen.", "Verkosto yhdellä silmäyksellä.")
  public static let aboutWeb = Message("Open the page of this node in a browser.", "Avaa solmun sivu selaimessa.")
  public static let webDiscussion = Message(
    "The link signs you in once, within five minutes, and works on this machine alone. Where no browser can be opened it is printed.",
    "Linkki kirjaa sinut sisään kerran, viiden minuutin kuluessa, ja vain tällä koneella. Jos selainta ei voi avata, linkki tulostetaan."
  )
  public static let optionPrint = Message(
    "Print the link, and open nothing.",
    "Tulosta linkki avaamatta mitään."
  )
  public static let webOpened = Message("Opened {0} in your browser.", "Avattiin {0} selaimessa.")
  public static let webPrinted = Message(
    "Open it in a browser on this machine. It signs in once, until {0}.",
    "Avaa se tämän koneen selaimessa. Sillä kirjaudutaan kerran, viimeistään {0}."
  )
  public static let aboutDoctor = Message(
    "Check this node and say how to mend what is wrong.",
    "Tarkista solmu ja kerro, miten viat korjataan."
  )
  public static let aboutConfig = Message("The settings of this node.", "Tämän solmun asetukset.")
  public static let aboutConfigGet = Message("Print a setting.", "Näytä asetus.")
  public static let aboutConfigSet = Message("Change a setting.", "Muuta asetusta.")
  public static let aboutConfigList = Message("All settings that are made.", "Kaikki tehdyt asetukset.")
  public static let aboutConfigEdit = Message("Open the settings in an editor.", "Avaa asetukset muokkaimessa.")
  public static let aboutConfigPath = Message("Where the settings are.", "Missä asetukset ovat.")
  public static let aboutCompletion = Message(
    "Print a completion script for a shell.",
    "Tulosta komentotulkin täydennyskomentosarja."
  )
}
