// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// (its two texts say what a message is)

// Errors of the command line.

extension Message {
  public static let usage = Message("{0} (see {1})", "{0} (katso {1})")
  public static let commandUnknown = Message("there is no command \"{0}\"", "komentoa \"{0}\" ei ole")
  public static let commandMissing = Message("a command is missing", "komento puuttuu")
  public static let nameEmpty = Message("{0} can't be empty; give a name", "{0} ei voi olla tyhjä; anna nimi")
  public static let homeEmpty = Message("--home can't be empty; name a folder", "--home ei voi olla tyhjä; anna kansio")
  public static let idEmpty = Message(
    "an id is empty; a list command shows the ids",
    "tunnus on tyhjä; luettelokomento näyttää tunnukset"
  )
  public static let argumentNotUTF8 = Message("argument {0} is not UTF-8 text", "argumentti {0} ei ole UTF-8-tekstiä")
  public static let noNode = Message(
    "no node is running in {0}; start it with: talkoot node start",
    "kodissa {0} ei ole solmua käynnissä; käynnistä se: talkoot node start"
  )
  public static let outputFailed = Message("the output can't be written: {0}", "tulostetta ei voi kirjoittaa: {0}")
  public static let homeMissing = Message(
    "there is no node in {0}; make one with talkoot init or talkoot join",
    "kodissa {0} ei ole solmua; luo se komennolla talkoot init tai talkoot join"
  )
  public static let homeNotPermitted = Message(
    "no permission to use {0}; choose your own home with --home",
    "ei oikeutta käyttää kotia {0}; valitse oma koti valitsimella --home"
  )
  public static let socketNotPermitted = Message(
    "no permission to use the node in {0}; only its owner may",
    "ei oikeutta käyttää kodin {0} solmua; vain omistaja saa"
  )
  public static let nodeSilent = Message(
    "the node does not answer; try again, or see talkoot node logs",
    "solmu ei vastaa; yritä uudelleen tai katso talkoot node logs"
  )
  public static let brokeOff = Message(
    "the node broke off before it had answered; see talkoot node logs",
    "solmu katkaisi yhteyden ennen vastaustaan; katso talkoot node logs"
  )
  public static let homeInUse = Message(
    "a node is running in {0}; choose another home with --home",
    "kodissa {0} on solmu käynnissä; valitse toinen koti valitsimella --home"
  )
  public static let cardUseRunning = Message(
    "this home's node runs and is in the network; to close another: talkoot node retire NODE --reason T --card FILE",
    "tämän kodin solmu on käynnissä verkostossa; sulje toinen näin: talkoot node retire NODE --reason T --card FILE"
  )
  public static let cardReason = Message("lost; replaced by the recovery card", "kadonnut; korvattu palautuskortilla")
  public static let secretNeedsTerminal = Message(
    "the secret is shown on a terminal only; write it into a file with -o FILE",
    "salaisuus näytetään vain päätteellä; kirjoita se tiedostoon: -o FILE"
  )
  public static let protectHow = Message(
    "give either --new-passphrase-file FILE or --off",
    "anna joko --new-passphrase-file FILE tai --off"
  )
  public static let protectRunning = Message(
    "the node runs; stop it first: talkoot node stop",
    "solmu on käynnissä; pysäytä se ensin: talkoot node stop"
  )
  public static let keysNeedPassphrase = Message(
    "--with-keys and --passphrase-file belong together",
    "--with-keys ja --passphrase-file kuuluvat yhteen"
  )
  public static let daemonMissing = Message(
    "talkootd is neither beside talkoot nor on the PATH; install it",
    "talkootd ei ole talkoot-ohjelman vieressä eikä PATHissa; asenna se"
  )
  public static let daemonSilent = Message(
    "talkootd {0} ended with {1} and without an answer; try talkoot doctor",
    "talkootd {0} päättyi koodiin {1} ilman vastausta; kokeile talkoot doctor"
  )
  public static let programFailed = Message("{0} can't be run: {1}", "ohjelmaa {0} ei voi ajaa: {1}")
  public static let startFailed = Message("the node did not start: {0}", "solmu ei käynnistynyt: {0}")
  public static let startTimedOut = Message("the node does not answer yet; see {0}", "solmu ei vielä vastaa; katso {0}")
  public static let stopTimedOut = Message(
    "process {0} is still ending; try again",
    "prosessi {0} on yhä päättymässä; yritä uudelleen"
  )
  public static let fileMissing = Message("there is no file {0}", "tiedostoa {0} ei ole")
  public static let fileNotPermitted = Message("no permission to read {0}", "ei oikeutta lukea tiedostoa {0}")
  public static let fileNotWritable = Message("no permission to write {0}", "ei oikeutta kirjoittaa: {0}")
  public static let fileUnreadable = Message("{0} can't be read: {1}", "tiedostoa {0} ei voi lukea: {1}")
  public static let folderMissing = Message("there is no such folder", "kansiota ei ole")
  public static let fileWriteFailed = Message("{0} can't be written: {1}", "kirjoitus epäonnistui: {0}: {1}")
  public static let fileNotUTF8 = Message("{0} is not UTF-8 text", "{0} ei ole UTF-8-tekstiä")
  public static let fileTooLarge = Message("{0} is too large", "{0} on liian suuri")
  public static let editorFailed = Message(
    "the editor {0} ended with an error; nothing was changed",
    "muokkain {0} päättyi virheeseen; mitään ei muutettu"
  )
  public static let textTwice = Message(
    "give the text either as an argument or with --text, not both",
    "anna teksti joko argumenttina tai valitsimella --text, ei molempina"
  )
  public static let textMissing = Message(
    "give the text as an argument, with --text FILE, or as - from standard input",
    "anna teksti argumenttina, valitsimella --text TIEDOSTO tai merkillä - vakiosyötteestä"
  )
  public static let wouldAsk = Message(
    "this would have to ask, and there is no terminal (or --no-input)",
    "tämä vaatisi kysymistä, mutta päätettä ei ole (tai --no-input)"
  )
  public static let nothingToChange = Message(
    "nothing to change: name a field, such as --title",
    "ei muutettavaa: nimeä kenttä, esimerkiksi --title"
  )
  public static let erased = Message("{1}: {0} strings erased", "{1}: poistettu pysyvästi {0} merkkijonoa")
  public static let erasedNotOthers = Message(
    "{0} strings that others wrote stay; only a decision erases them: talkoot decision propose … --erases {1}",
    "{0} muiden kirjoittamaa merkkijonoa jää; ne poistaa vain päätös: talkoot decision propose … --erases {1}"
  )
  public static let erasedCopies = Message(
    "Every honest node erases it as soon as it hears of it. A partner who means ill can keep a copy, and backups made before hold it until they are deleted.",
    "Jokainen rehellinen solmu poistaa sen heti saatuaan tiedon. Pahaa tarkoittava kumppani voi pitää kopion, ja aiemmissa varmuuskopioissa se säilyy, kunnes ne hävitetään."
  )
  public static let moveTwice = Message("{0} and {1} exclude each other", "{0} ja {1} sulkevat toisensa pois")
  public static let moveNowhere = Message(
    "say where to: --under G, --top, --before G or --after G",
    "kerro minne: --under G, --top, --before G tai --after G"
  )
  public static let choiceNeedsOptions = Message(
    "a choice needs at least two --option",
    "valinta vaatii vähintään kaksi --option-vaihtoehtoa"
  )
  public static let optionsNeedChoice = Message(
    "--option goes with --rule choice",
    "--option kuuluu sääntöön --rule choice"
  )
  public static let choosingNeedsOption = Message("choose needs --option", "choose vaatii valitsimen --option")
  public static let objectionNeedsReason = Message(
    "an objection needs --reason",
    "vastustaminen vaatii perustelun: --reason"
  )
  public static let timeoutNegative = Message(
    "--timeout is a number of seconds, not below 0",
    "--timeout on sekuntimäärä, vähintään 0"
  )
  public static let limitNegative = Message("the number must not be below 0", "luku ei saa olla negatiivinen")
  public static let importNeedsKind = Message("a CSV file needs --kind", "CSV-tiedosto vaatii valitsimen --kind")
  public static let importNeedsMap = Message(
    "a CSV file needs --map FIELD=COLUMN",
    "CSV-tiedosto vaatii valitsimen --map KENTTÄ=SARAKE"
  )
  public static let mapMalformed = Message("\"{0}\" is not FIELD=COLUMN", "\"{0}\" ei ole muotoa KENTTÄ=SARAKE")
  public static let exportNeedsFolder = Message(
    "CSV needs a folder to write to: -o DIR",
    "CSV vaatii kansion: -o KANSIO"
  )
  public static let summaryIsMarkdown = Message(
    "--summary goes with --format markdown",
    "--summary kuuluu muotoon --format markdown"
  )
  public static let optionSummary = Message(
    "The state of the network on one page.",
    "Verkoston tilanne yhdellä sivulla."
  )
  public static let addressMalformed = Message("\"{0}\" is not HOST:PORT", "\"{0}\" ei ole muotoa KONE:PORTTI")
  public static let configKeyBad = Message(
    "\"{0}\" is not a setting's name (letters, digits, - and _, sections with a dot)",
    "\"{0}\" ei ole asetuksen nimi (kirjaimia, numeroita, - ja _, osiot pisteellä)"
  )
  public static let configKeyUnset = Message(
    "\"{0}\" is not set; see talkoot config list",
    "asetusta \"{0}\" ei ole tehty; katso talkoot config list"
  )
  public static let configKeyUnknown = Message(
    "warning: this version does not know the setting \"{0}\"",
    "varoitus: tämä versio ei tunne asetusta \"{0}\""
  )
  public static let configMalformed = Message(
    "{0} is not valid TOML, line {1}; mend it with talkoot config edit",
    "{0} ei ole kelvollista TOMLia, rivi {1}; korjaa komennolla talkoot config edit"
  )
  public static let faultFound = Message("something is wrong: see above", "jokin on vialla: katso yltä")
}
