// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// (its two texts say what a message is)

// Commands: the replica.

extension Message {
  public static let aboutReplica = Message("What this node holds.", "Mitä tällä solmulla on.")
  public static let aboutReplicaStatus = Message("Heads, digest and counts.", "Kärjet, tiiviste ja lukumäärät.")
  public static let aboutReplicaLog = Message("Changes, newest first.", "Muutokset, uusin ensin.")
  public static let aboutReplicaShow = Message("One change with its operations.", "Yksi muutos ja sen operaatiot.")
  public static let aboutReplicaSetAside = Message(
    "Changes that don't count, and their way back.",
    "Syrjään jääneet muutokset ja niiden palauttaminen."
  )
  public static let aboutReplicaConflicts = Message(
    "Values written at the same time.",
    "Samanaikaisesti kirjoitetut arvot."
  )
  public static let aboutReplicaVerify = Message(
    "Check every hash, signature and the stored state.",
    "Tarkista kaikki tiivisteet, allekirjoitukset ja tallennettu tila."
  )
  public static let aboutReplicaRebuild = Message(
    "Make the stored state anew from the changes.",
    "Rakenna tallennettu tila uudelleen muutoksista."
  )
  public static let aboutReplicaDiff = Message(
    "What this replica and a peer lack of each other.",
    "Mitä tältä replikalta ja vertaiselta puuttuu toisistaan."
  )
  public static let aboutReplicaBackup = Message(
    "Write a consistent copy while the node runs.",
    "Kirjoita eheä varmuuskopio solmun ollessa käynnissä."
  )
  public static let aboutReplicaBundle = Message(
    "Write what a node lacks to a file, for a USB stick or a courier.",
    "Kirjoita tiedostoon se, mitä toiselta solmulta puuttuu, vietäväksi muistitikulla tai kuriirilla."
  )
  public static let aboutReplicaAbsorb = Message(
    "Take in a file that replica bundle wrote, all of it or nothing.",
    "Ota vastaan komennon replica bundle kirjoittama tiedosto, kaikki tai ei mitään."
  )
  public static let courierIsReadable = Message(
    "Whoever gets hold of the file can read it: encrypt it, or the medium, on its way. Nobody can change it unnoticed.",
    "Tiedoston voi lukea kuka tahansa, joka saa sen käsiinsä: salaa se tai tallennusväline matkan ajaksi. Muuttaa sitä ei kukaan voi huomaamatta."
  )
  public static let optionRecipient = Message(
    "The node, or the organisation, that gets it.",
    "Solmu tai organisaatio, jolle se viedään."
  )
  public static let optionEverything = Message(
    "Everything, whatever it is known to have.",
    "Kaikki, vaikka sillä tiedettäisiin jo olevan osa."
  )
  public static let courierWritten = Message("{0}: {1} changes, {2} bytes.", "{0}: {1} muutosta, {2} tavua.")
  public static let courierWhole = Message(
    "Nothing is known of what it has: the file holds everything.",
    "Ei tiedetä, mitä sillä on: tiedostossa on kaikki."
  )
  public static let absorbed = Message("{0} new changes.", "{0} uutta muutosta.")
  public static let absorbedNothing = Message("Nothing new.", "Ei mitään uutta.")
  public static let aboutRestore = Message("Make a home from a backup.", "Palauta koti varmuuskopiosta.")
  public static let aboutVerifyBundle = Message(
    "Check a bundle of an agreement or a decision; needs no node and no network.",
    "Tarkista sopimuksen tai päätöksen todistenippu; ei tarvitse solmua eikä verkkoyhteyttä."
  )
  public static let aboutConflict = Message("Values written at the same time.", "Samanaikaisesti kirjoitetut arvot.")
  public static let aboutConflictSettle = Message("Say which value shall stand.", "Valitse arvo, joka jää voimaan.")
  public static let aboutSync = Message(
    "How this node stands with the others.",
    "Miten solmu on ajan tasalla muiden kanssa."
  )
  public static let aboutSyncStatus = Message("The links to other nodes.", "Yhteydet muihin solmuihin.")
  public static let aboutSyncPause = Message(
    "Close all links until resumed.",
    "Sulje kaikki yhteydet, kunnes jatketaan."
  )
  public static let aboutSyncResume = Message("Open the links again.", "Avaa yhteydet uudelleen.")
  public static let aboutSyncNow = Message("Sync at once.", "Synkronoi heti.")
  public static let aboutPeer = Message("The addresses that this node dials.", "Osoitteet, joihin solmu yhdistää.")
  public static let aboutPeerList = Message("All addresses.", "Kaikki osoitteet.")
  public static let aboutPeerAdd = Message("Add an address.", "Lisää osoite.")
  public static let aboutPeerRemove = Message("Remove an address.", "Poista osoite.")
}
