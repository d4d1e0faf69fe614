extension Sentence {
  /// What is wrong with a request: the sentences of the local API.
  static let requests: [String: String] = [
    "Nothing of this act is left to undo: {0}; replica show tells what it did.":
      "Tästä teosta ei ole enää mitään kumottavaa: {0}; replica show kertoo, mitä se teki.",
    "There is nothing to undo: {0} has written nothing here; --as names another person.":
      "Kumottavaa ei ole: {0} ei ole kirjoittanut täällä mitään; --as nimeää toisen henkilön.",
    "a goal goes either under another one or to the top": "tavoite menee joko toisen alle tai ylimmäksi",
    "a newer Talkoot wrote to it": "uudempi Talkoot on kirjoittanut siihen",
    "a node doesn't retire itself; another node of the organisation does, or the card: --card FILE":
      "solmu ei sulje itseään; sen tekee organisaation toinen solmu tai kortti: --card FILE",
    "a table needs the kind of its rows": "taulukko tarvitsee riviensä lajin",
    "an id is empty": "tunniste on tyhjä",
    "an organisation doesn't confirm itself; the members do": "organisaatio ei vahvista itseään; sen tekevät jäsenet",
    "goal {0}: {1} is no role": "tavoite {0}: {1} ei ole rooli",
    "it did nothing": "se ei tehnyt mitään",
    "it is not JSON": "se ei ole JSONia",
    "it is not in the network any more; nobody gives it anything":
      "se ei ole enää verkostossa; kukaan ei anna sille mitään",
    "it is not settled yet: only a certificate proves an outcome; see decision close":
      "sitä ei ole vielä vahvistettu: vain todistus osoittaa tuloksen; ks. decision close",
    "it is not this organisation's to change": "se ei ole tämän organisaation muutettavissa",
    "it was changed since": "sitä on muutettu sen jälkeen",
    "its replica can be read and exported, and a network founded anew with it: talkoot init --from HOME":
      "sen replikaa voi lukea ja viedä, ja sillä voi perustaa verkoston uudelleen: talkoot init --from HOME",
    "kind, key and map are for tables; an export says all that itself":
      "kind, key ja map ovat taulukoille; vientitiedosto kertoo ne itse",
    "limit is a number from 0 on": "limit on luku nollasta ylöspäin",
    "line {0}: {1}": "rivi {0}: {1}",
    "no change here has the hash {0}; see replica log":
      "millään muutoksella täällä ei ole tiivistettä {0}; ks. replica log",
    "no peer can be reached; it is settled once enough of them are":
      "yhteenkään vertaiseen ei saada yhteyttä; asia vahvistetaan, kun tarpeeksi moneen saadaan",
    "not settled within {0} s; it goes on in the background, look again later":
      "ei vahvistettu {0} sekunnissa; se jatkuu taustalla, katso myöhemmin uudelleen",
    "nothing was written": "mitään ei kirjoitettu",
    "only members approve; a participant becomes one when more than half of them confirm it":
      "vain jäsenet hyväksyvät; osallistujasta tulee jäsen, kun yli puolet jäsenistä vahvistaa sen",
    "only members confirm; a participant becomes one when more than half of them confirm it":
      "vain jäsenet vahvistavat; osallistujasta tulee jäsen, kun yli puolet jäsenistä vahvistaa sen",
    "only members invite; a participant becomes one when more than half of them confirm it":
      "vain jäsenet kutsuvat; osallistujasta tulee jäsen, kun yli puolet jäsenistä vahvistaa sen",
    "only members revoke invitations; a participant becomes one when more than half of them confirm it":
      "vain jäsenet peruvat kutsuja; osallistujasta tulee jäsen, kun yli puolet jäsenistä vahvistaa sen",
    "only the organisation's card names its voice: --card FILE":
      "vain organisaation kortti nimeää sen äänen: --card FILE",
    "only those who proposed or approved it take that back":
      "vain ne, jotka ehdottivat tai hyväksyivät sen, peruvat sen",
    "only what reads goals, decisions and other shared work can be asked as of then":
      "vain tavoitteita, päätöksiä ja muuta yhteistä työtä voi lukea menneenä",
    "only what writes goals, decisions and other shared work goes into a batch":
      "erään käyvät vain komennot, jotka kirjoittavat tavoitteita, päätöksiä ja muuta yhteistä työtä",
    "say why, in at most 1024 bytes: --reason TEXT": "sano syy, enintään 1024 tavua: --reason TEKSTI",
    "seen is not what an answer gave; leave it out or read the object again":
      "seen ei ole se, mitä vastaus antoi; jätä se pois tai lue kohde uudelleen",
    "that is no node of this organisation that could speak for it":
      "se ei ole tämän organisaation solmu, joka voisi puhua sen puolesta",
    "that is no node of this organisation; each retires its own":
      "se ei ole tämän organisaation solmu; kukin sulkee omansa",
    "that is not this organisation's card; see talkoot card check FILE":
      "se ei ole tämän organisaation kortti; ks. talkoot card check FILE",
    "that is this node itself; name another one": "se on tämä solmu itse; nimeä toinen",
    "that organisation is {0}; it can only join anew": "organisaatio on {0}; se voi vain liittyä uudelleen",
    "that would be more than 1 GiB; restore a backup there, or sync":
      "siitä tulisi yli 1 GiB; palauta siellä varmuuskopio tai synkronoi",
    "the batch has more than {0} commands; import a file, or give it in parts":
      "erässä on yli {0} komentoa; tuo tiedosto tai anna erä osissa",
    "the batch has no commands": "erässä ei ole komentoja",
    "the body must be a JSON object": "rungon pitää olla JSON-olio",
    "the card has named voices until its numbers ran out; have it replaced":
      "kortti on nimennyt ääniä, kunnes sen numerot loppuivat; vaihdata se",
    "the comment is not there": "kommenttia ei ole täällä",
    "the file is not JSON; it must be what talkoot export writes":
      "tiedosto ei ole JSONia; sen pitää olla se, mitä talkoot export kirjoittaa",
    "the file is not what talkoot export writes": "tiedosto ei ole se, mitä talkoot export kirjoittaa",
    "the file is of a newer Talkoot; upgrade this node": "tiedosto on uudemman Talkootin; päivitä tämä solmu",
    "the first sync is not complete yet; it goes on in the background":
      "ensimmäinen synkronointi ei ole vielä valmis; se jatkuu taustalla",
    "the folder of the socket can't be made: {0}": "pistokkeen hakemistoa ei voi tehdä: {0}",
    "the folder of the socket is not this user's": "pistokkeen hakemisto ei ole tämän käyttäjän",
    "the goal's old place is below it now": "tavoitteen vanha paikka on nyt sen alla",
    "the header {0} is not percent-encoded UTF-8": "otsake {0} ei ole prosenttikoodattua UTF-8:aa",
    "the invitation is spent; its participant can be removed instead":
      "kutsu on käytetty; sen osallistujan voi sen sijaan poistaa",
    "the key is not a public key of 64 hexadecimal digits; the organisation reads it from its new card":
      "avain ei ole 64 heksanumeron julkinen avain; organisaatio lukee sen uudesta kortistaan",
    "the limit is 0 to {0}": "raja on 0–{0}",
    "the limit is 1 to {0}": "raja on 1–{0}",
    "the node answered with HTTP status {0}": "solmu vastasi HTTP-tilalla {0}",
    "the node ended before it was done; start it with: talkoot node start":
      "solmu pysähtyi ennen kuin se oli valmis; käynnistä se: talkoot node start",
    "the node has a fault of its own; its log says more": "solmussa on vika; sen loki kertoo enemmän",
    "the node's answer can't be read (another version?), {0}": "solmun vastausta ei voi lukea (toinen versio?), {0}",
    "the node's answer is not JSON: {0}": "solmun vastaus ei ole JSONia: {0}",
    "the node's answer is too large": "solmun vastaus on liian suuri",
    "the node's error can't be read": "solmun virhettä ei voi lukea",
    "the number of replicas can't be below zero": "replikoiden määrä ei voi olla alle nollan",
    "the organisation concerned never approves": "asianosainen organisaatio ei koskaan hyväksy",
    "the path has a broken percent-encoding": "polussa on rikkinäinen prosenttikoodaus",
    "the path must be an absolute one": "polun pitää olla absoluuttinen",
    "the proposal is not there": "ehdotusta ei ole täällä",
    "the proposal is settled, which is final": "ehdotus on vahvistettu, ja se on lopullinen",
    "the proposal is {0}; propose it anew": "ehdotus on {0}; ehdota uudelleen",
    "the query is not made of key=value, percent-encoded": "kysely ei ole muotoa avain=arvo prosenttikoodattuna",
    "the query key {0} is not known here": "kyselyn avainta {0} ei tunneta täällä",
    "the request can't be written: {0}": "pyyntöä ei voi kirjoittaa: {0}",
    "the request is larger than {0} MiB, or broke off": "pyyntö on suurempi kuin {0} MiB, tai se katkesi",
    "the request's {0} is not as docs/protocol/local-api.md has it: {1}":
      "pyynnön {0} ei ole niin kuin docs/protocol/local-api.md sanoo: {1}",
    "the retirement of {0} is written but does not count yet: that node let this one in, and no other organisation has built on that; it counts, and so does what this node writes meanwhile, once another one has received it and writes anything; the organisation's card retires at once: --card FILE":
      "solmun {0} sulkeminen on kirjoitettu mutta ei vielä päde: se solmu päästi tämän sisään, eikä mikään muu organisaatio ole rakentanut sen varaan; se pätee, ja samoin se, mitä tämä solmu sillä välin kirjoittaa, kun jokin muu on saanut sen ja kirjoittaa jotain; organisaation kortti sulkee heti: --card FILE",
    "the socket's mode can't be set": "pistokkeen oikeuksia ei voi asettaa",
    "the text of version {0} is not here: it was erased or never came":
      "version {0} teksti ei ole täällä: se poistettiin tai ei koskaan tullut",
    "the timeout is 0 to {0} seconds": "aikaraja on 0–{0} sekuntia",
    "there are no words to look for": "hakusanoja ei ole",
    "there is no such agreement; see talkoot agreement list": "sellaista sopimusta ei ole; ks. talkoot agreement list",
    "there is no such change": "sellaista muutosta ei ole",
    "there is no such check-in; its measure shows them": "sellaista kirjausta ei ole; sen mittari näyttää ne",
    "there is no such decision; see talkoot decision list": "sellaista päätöstä ei ole; ks. talkoot decision list",
    "there is no such goal; see talkoot goal list": "sellaista tavoitetta ei ole; ks. talkoot goal list",
    "there is no such invitation; see talkoot invite list": "sellaista kutsua ei ole; ks. talkoot invite list",
    "there is no such mandate; see talkoot mandate list": "sellaista mandaattia ei ole; ks. talkoot mandate list",
    "there is no such measure; see talkoot measure list": "sellaista mittaria ei ole; ks. talkoot measure list",
    "there is no such meeting; see talkoot meeting list": "sellaista kokousta ei ole; ks. talkoot meeting list",
    "there is no such node; see talkoot node list": "sellaista solmua ei ole; ks. talkoot node list",
    "there is no such object here": "sellaista kohdetta ei ole täällä",
    "there is no such organisation; see talkoot member list":
      "sellaista organisaatiota ei ole; ks. talkoot member list",
    "there is no such path; see docs/protocol/local-api.md": "sellaista polkua ei ole; ks. docs/protocol/local-api.md",
    "there is no such proposal; see talkoot proposal list": "sellaista ehdotusta ei ole; ks. talkoot proposal list",
    "there is no such question; see talkoot question list": "sellaista kysymystä ei ole; ks. talkoot question list",
    "this can't be part of a batch; give the command alone": "tämä ei voi olla erän osa; anna komento yksinään",
    "this change counts already; replica set-aside lists those that don't":
      "tämä muutos lasketaan jo mukaan; replica set-aside luettelee ne, joita ei lasketa",
    "this node has no address that a newcomer could reach; set listen in the config":
      "tällä solmulla ei ole osoitetta, johon tulokas pääsisi; aseta asetuksiin listen",
    "this node is not in the network yet": "tämä solmu ei ole vielä verkostossa",
    "this node serves no page: {0}; see web.port in the config": "tämä solmu ei tarjoa sivua: {0}; ks. asetus web.port",
    "this organisation has left the network; {0}": "tämä organisaatio on eronnut verkostosta; {0}",
    "this organisation is the last member: nobody would be left; just stop the node":
      "tämä organisaatio on viimeinen jäsen: ketään ei jäisi; pysäytä vain solmu",
    "this organisation was removed already": "tämä organisaatio on jo poistettu",
    "this organisation was removed from the network; {0}": "tämä organisaatio poistettiin verkostosta; {0}",
    "this path exports csv; /v1/export exports json": "tästä polusta tulee csv; json tulee polusta /v1/export",
    "this path exports json; /v1/export/files exports csv":
      "tästä polusta tulee json; csv tulee polusta /v1/export/files",
    "this path takes another method": "tämä polku ottaa toisen metodin",
    "version {0} is the first; there is nothing to compare it with":
      "versio {0} on ensimmäinen; sitä ei ole mihin verrata",
    "what builds on a page that was seen can't be part of a batch":
      "se, mikä nojaa nähtyyn sivuun, ei voi olla erän osa",
    "what settles things is taken back by its own commands":
      "se, mikä vahvistaa asioita, perutaan omilla komennoillaan",
    "what was erased is not there": "se, mitä poistettiin, ei ole täällä",
    "{0} can't be written: {1}": "kohteeseen {0} ei voi kirjoittaa: {1}",
    "{0} is missing": "{0} puuttuu",
    "{0} is no format; it is csv or json": "{0} ei ole muoto; se on csv tai json",
    "{0} is no kind of object": "{0} ei ole kohteen laji",
    "{0} is no language; it is en or fi": "{0} ei ole kieli; se on en tai fi",
    "{0} is no status; it is one of {1}": "{0} ei ole tila; se on jokin näistä: {1}",
    "{0} is no time for that; it is a number with m, h, d or w, at most a year":
      "{0} ei ole kelpaava aika; se on luku ja m, h, d tai w, enintään vuosi",
    "{0} is not FIELD=COLUMN": "{0} ei ole KENTTÄ=SARAKE",
    "{0} is not a date for since (expected YYYY, YYYY-MM or YYYY-MM-DD)":
      "{0} ei ole päivä valinnalle since (VVVV, VVVV-KK tai VVVV-KK-PP)",
    "{0} is not a list": "{0} ei ole luettelo",
    "{0} is something else": "{0} on jotain muuta",
    "{0} may be several changes; give more digits": "{0} voi olla usea muutos; anna enemmän merkkejä",
    "{0} names no change; replica log shows their hashes":
      "{0} ei nimeä muutosta; replica log näyttää niiden tiivisteet",
    "{0} refers to {1}, which is not in the file": "{0} viittaa kohteeseen {1}, jota tiedostossa ei ole",
    "{0}, version {1}: the text is not what its hash says":
      "{0}, versio {1}: teksti ei ole se, jonka sen tiiviste sanoo",
    "{0}: the goal is missing": "{0}: tavoite puuttuu",
    "{0}: the name is missing": "{0}: nimi puuttuu",
    "{0}: the title is missing": "{0}: otsikko puuttuu",
    "{0}: {1}": "{0}: {1}",
    "{0}: {1} is no confidence": "{0}: {1} ei ole luottamus",
    "{0}: {1} is no status": "{0}: {1} ei ole tila",
    "{0}: {1} is not a date": "{0}: {1} ei ole päivä",
    "{0}: {1} is not a number that fits": "{0}: {1} ei ole luku, joka mahtuu",
    "{0}: {1} is not an interval": "{0}: {1} ei ole aikaväli",
    "{0}[{1}] is not as talkoot export writes it": "{0}[{1}] ei ole niin kuin talkoot export sen kirjoittaa",
  ]
}
