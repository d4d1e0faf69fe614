extension Sentence {
  /// What a node says of its running, and of homes.
  static let ofNode: [String: String] = [
    "\"{0}\" is not HOST:PORT": "\"{0}\" ei ole HOST:PORT",
    "\"{0}\" is not a time zone": "\"{0}\" ei ole aikavyöhyke",
    "\"{0}\" is not a time zone (one is Europe/Helsinki)": "\"{0}\" ei ole aikavyöhyke (yksi on Europe/Helsinki)",
    "--at needs --peer with the fingerprint of the node that is there":
      "--at tarvitsee valinnan --peer: siellä olevan solmun sormenjälki",
    "--at: \"{0}\" is not HOST:PORT": "--at: \"{0}\" ei ole HOST:PORT",
    "--listen: \"{0}\" is not HOST:PORT": "--listen: \"{0}\" ei ole HOST:PORT",
    "--peer takes a node's fingerprint in words, its whole id, or its hash in hex":
      "--peer on solmun sormenjälki sanoina, sen koko tunniste tai sen tiiviste heksana",
    "a copy of this node is running elsewhere and writes with the same key":
      "tämän solmun kopio on käynnissä muualla ja kirjoittaa samalla avaimella",
    "absorb a file that has them (talkoot replica absorb), or accept the loss: rm -r {0}/damaged":
      "lue tiedosto, jossa ne ovat (talkoot replica absorb), tai hyväksy menetys: rm -r {0}/damaged",
    "another program may have the port: ss -ltnp": "portti voi olla toisen ohjelman käytössä: ss -ltnp",
    "chmod 700 {0}": "chmod 700 {0}",
    "copied: this home is a copy of another, or was moved; this node goes on in a new log":
      "kopioitu: tämä hakemisto on toisen kopio tai se siirrettiin; solmu jatkaa uudessa lokissa",
    "forked: a log of this node was written in two places, probably by a restored copy; both are kept":
      "haarautunut: tämän solmun lokia kirjoitettiin kahdessa paikassa, luultavasti palautetulla kopiolla; molemmat säilytetään",
    "free some space on the disk of {0}; nothing is lost, and it goes on by itself":
      "vapauta tilaa levyltä, jolla on {0}; mitään ei katoa, ja se jatkuu itsestään",
    "is that node running, and its port open from here? talkoot peer add HOST:PORT":
      "onko se solmu käynnissä ja sen portti auki täältä? talkoot peer add HOST:PORT",
    "ls -ld {0}": "ls -ld {0}",
    "no inviter could be reached ({0}); this node goes on trying":
      "kutsujaan ei saatu yhteyttä ({0}); tämä solmu yrittää edelleen",
    "no node is running here": "täällä ei ole solmua käynnissä",
    "no other organisation's node could be asked ({0}); try again later":
      "muiden organisaatioiden solmuilta ei voitu kysyä ({0}); yritä myöhemmin uudelleen",
    "no peer can be reached; sync goes on when one can":
      "yhteenkään vertaiseen ei saada yhteyttä; synkronointi jatkuu, kun saadaan",
    "nobody else is in this network, so nobody can let a new node in: restore a backup that has keys (talkoot restore FILE --passphrase-file FILE), or found anew from this one (talkoot init --from {0})":
      "tässä verkostossa ei ole muita, joten kukaan ei voi päästää uutta solmua sisään: palauta varmuuskopio, jossa on avaimet (talkoot restore FILE --passphrase-file FILE), tai perusta verkosto uudelleen tästä (talkoot init --from {0})",
    "node {0}…": "solmu {0}…",
    "not everyone has everything yet; sync goes on in the background":
      "kaikilla ei ole vielä kaikkea; synkronointi jatkuu taustalla",
    "not kept here": "ei säilytetä täällä",
    "not listening on {0}": "ei kuuntele osoitteessa {0}",
    "nothing is missing that was not erased": "mitään, mitä ei ole poistettu, ei puutu",
    "put the node's key back: keys/identity.key": "pane solmun avain takaisin: keys/identity.key",
    "restore the key file, or retire this node by another": "palauta avaintiedosto tai sulje tämä solmu toisella",
    "restored: something of this node's own may have been missing; it goes on in a new log":
      "palautettu: jotain tämän solmun omaa on voinut puuttua; se jatkaa uudessa lokissa",
    "run Talkoot as the user that owns {0}": "aja Talkoot käyttäjänä, joka omistaa hakemiston {0}",
    "see the message": "ks. viesti",
    "set this machine's clock (timedatectl set-ntp true)": "aseta tämän koneen kello (timedatectl set-ntp true)",
    "stop one of the two for good; a second machine gets a node of its own: talkoot node invite-device":
      "pysäytä toinen lopullisesti; toinen kone saa oman solmunsa: talkoot node invite-device",
    "sync is paused; resume it with: talkoot sync resume": "synkronointi on tauolla; jatka: talkoot sync resume",
    "talkoot config edit": "talkoot config edit",
    "talkoot init, or talkoot join CODE": "talkoot init tai talkoot join KOODI",
    "talkoot node start --home {0}": "talkoot node start --home {0}",
    "talkoot node start: it moves the database aside and takes everything back from the other nodes":
      "talkoot node start: se siirtää tietokannan syrjään ja hakee kaiken takaisin muilta solmuilta",
    "talkoot node voice": "talkoot node voice",
    "talkoot node voice NODE --card FILE, for a node of: talkoot node list":
      "talkoot node voice SOLMU --card FILE, jokin näistä solmuista: talkoot node list",
    "talkoot restore a backup into a new home: this node knows no other that could give everything back":
      "palauta varmuuskopio uuteen hakemistoon (talkoot restore): tämä solmu ei tunne toista, joka voisi antaa kaiken takaisin",
    "talkoot sync now, with a peer that has them": "talkoot sync now vertaisen kanssa, jolla ne ovat",
    "the card is of another network than the replica in {0}":
      "kortti on toisen verkoston kuin replika hakemistossa {0}",
    "the card names no other organisation's node; say one with --at HOST:PORT and --peer FINGERPRINT":
      "kortti ei nimeä muun organisaation solmua; sano se: --at HOST:PORT ja --peer SORMENJÄLKI",
    "the code is not valid: used, expired or unknown; make another one":
      "koodi ei kelpaa: se on käytetty, vanhentunut tai tuntematon; tee uusi",
    "the database was damaged and moved to {0}/damaged; everything is coming back from the other nodes":
      "tietokanta vaurioitui ja siirrettiin hakemistoon {0}/damaged; kaikki on tulossa takaisin muilta solmuilta",
    "the database was damaged, and {0} changes of this node's own are lost: {1}":
      "tietokanta vaurioitui, ja {0} tämän solmun omaa muutosta katosi: {1}",
    "the disk is full: this node takes nothing, and answers what it is asked":
      "levy on täynnä: tämä solmu ei ota vastaan mitään, mutta vastaa kysymyksiin",
    "the disk is nearly full: this node takes no changes from others until there is room again":
      "levy on melkein täynnä: tämä solmu ei ota muutoksia muilta, ennen kuin tilaa taas on",
    "the first sync is not complete yet; this node goes on in the background":
      "ensimmäinen synkronointi ei ole vielä valmis; tämä solmu jatkaa taustalla",
    "the join was refused: {0}": "liittyminen torjuttiin: {0}",
    "the network does not take this card: it is another network's, was replaced, or its organisation is gone":
      "verkosto ei hyväksy tätä korttia: se on toisen verkoston, se on vaihdettu tai sen organisaatio on poissa",
    "the node that made the code can't admit now; try again later":
      "koodin tehnyt solmu ei voi nyt päästää sisään; yritä myöhemmin uudelleen",
    "the node that made the code can't be reached ({0}); is it running?":
      "koodin tehneeseen solmuun ei saada yhteyttä ({0}); onko se käynnissä?",
    "the node that was asked can't say now; try again later":
      "solmu, jolta kysyttiin, ei osaa vielä sanoa; yritä myöhemmin uudelleen",
    "the path must be an absolute one": "polun pitää olla absoluuttinen",
    "the recovery card is still on this machine: move {0} away":
      "palautuskortti on yhä tällä koneella: siirrä {0} pois",
    "there is room for what others write": "muiden kirjoittamalle on tilaa",
    "this home's node is in the network; to close another one: talkoot node retire NODE --reason T --card FILE":
      "tämän hakemiston solmu on verkostossa; toisen sulkee: talkoot node retire NODE --reason T --card FILE",
    "this is the second time: look at the disk; then move {0}/damaged away and restart the node":
      "tämä on toinen kerta: tutki levy; siirrä sitten {0}/damaged pois ja käynnistä solmu uudelleen",
    "this node knows no other that could give it back: restore a backup into a new home (talkoot restore)":
      "tämä solmu ei tunne toista, joka voisi antaa sen takaisin: palauta varmuuskopio uuteen hakemistoon (talkoot restore)",
    "this node listens nowhere, so no other could come by it; set listen in {0}":
      "tämä solmu ei kuuntele missään, joten toinen ei voisi tulla sen kautta; aseta listen tiedostoon {0}",
    "this node listens nowhere, so nobody could join by it; set listen in {0}":
      "tämä solmu ei kuuntele missään, joten kukaan ei voisi liittyä sen kautta; aseta listen tiedostoon {0}",
    "this node listens nowhere: others can't dial it (config: listen)":
      "tämä solmu ei kuuntele missään: muut eivät saa siihen yhteyttä (asetus listen)",
    "this node settles for its organisation": "tämä solmu vahvistaa organisaationsa puolesta",
    "whoever answered did not make the code: {0}": "vastaaja ei ole se, joka teki koodin: {0}",
    "whoever answered is not the inviter: {0}": "vastaaja ei ole kutsuja: {0}",
    "whoever answered is not who was asked: {0}": "vastaaja ei ole se, jolta kysyttiin: {0}",
    "{0} changes lack words that nobody erased; peers are asked, and there is no digest until then":
      "{0} muutoksesta puuttuu sanoja, joita kukaan ei poistanut; niitä kysytään vertaisilta, eikä tiivistettä ole ennen sitä",
    "{0} codes are open already; use them or let them expire":
      "avoinna on jo {0} koodia; käytä ne tai anna niiden vanhentua",
    "{0} exists already; choose another name for the backup": "{0} on jo olemassa; valitse varmuuskopiolle toinen nimi",
    "{0} has another node's key than {1}.keys; restore to another home":
      "kotihakemistossa {0} on eri solmun avain kuin tiedostossa {1}.keys; palauta toiseen hakemistoon",
    "{0} is no backup that can be restored: {1}": "{0} ei ole varmuuskopio, jonka voisi palauttaa: {1}",
    "{0} is no backup; one is made by: talkoot replica backup FILE":
      "{0} ei ole varmuuskopio; sellaisen tekee: talkoot replica backup FILE",
    "{0} is readable by its owner alone": "hakemistoa {0} voi lukea vain sen omistaja",
    "{0} is sound": "{0} on ehjä",
    "{0} is sound, as far as it has been read": "{0} on ehjä siltä osin kuin sitä on luettu",
    "{0} must be one line of at most 1024 bytes": "kentän {0} pitää olla yksi rivi, enintään 1024 tavua",
    "{0} was not added by hand; what the network tells or config.toml says can't be removed here":
      "osoitetta {0} ei lisätty käsin; sitä, mitä verkosto kertoo tai config.toml sanoo, ei voi poistaa tästä",
    "{0}; choose another: talkoot config set listen HOST:PORT":
      "{0}; valitse toinen: talkoot config set listen HOST:PORT",
  ]
}
