extension Sentence {
  /// What a command refuses: the sentences of the model.
  static let refusals: [String: String] = [
    "A check-in needs a value.": "Kirjaus tarvitsee arvon.",
    "A decision needs a rule.": "Päätös tarvitsee säännön.",
    "A goal can't depend on itself; name another goal.": "Tavoite ei voi riippua itsestään; nimeä toinen tavoite.",
    "A goal has the key {0} already; edit that one.": "Avain {0} on jo toisella tavoitteella; muokkaa sitä.",
    "A later version of {0} is in force; version {1} can't be signed any more.":
      "Sopimuksesta {0} on voimassa myöhempi versio; versiota {1} ei voi enää allekirjoittaa.",
    "A mandate has a term; say until when.": "Mandaatilla on määräaika; sano, mihin asti.",
    "A mandate is for a member; {0} is none.": "Mandaatti annetaan jäsenelle; {0} ei ole jäsen.",
    "A measure has the key {0} already; edit that one.": "Avain {0} on jo toisella mittarilla; muokkaa sitä.",
    "A measure needs a name.": "Mittari tarvitsee nimen.",
    "A position is needed: agree, abstain, object or choose.": "Kanta puuttuu: agree, abstain, object tai choose.",
    "A question always has a status.": "Kysymyksellä on aina tila.",
    "A role is needed.": "Rooli puuttuu.",
    "A row needs the name or id of its organisation; map name, or give --key.":
      "Rivi tarvitsee organisaationsa nimen tai tunnisteen; kuvaa name tai anna --key.",
    "A {0} can't be erased: positions, votes and signatures stay, with their reasons.":
      "Kohdetta ”{0}” ei voi poistaa: kannat, äänet ja allekirjoitukset perusteluineen pysyvät.",
    "A {0} is needed; it can't be empty.": "Kenttä ”{0}” on pakollinen; se ei voi olla tyhjä.",
    "A {0} needs a {1}; map a column to it.": "Laji ”{0}” tarvitsee kentän {1}; kuvaa siihen sarake.",
    "An objection needs a reason, so that the proposal can be mended.":
      "Vastalause tarvitsee perustelun, jotta ehdotusta voi korjata.",
    "An organisation doesn't confirm itself; the members do.": "Organisaatio ei vahvista itseään; sen tekevät jäsenet.",
    "An organisation doesn't remove itself; it leaves with: talkoot member leave":
      "Organisaatio ei poista itseään; se eroaa: talkoot member leave",
    "Choose one of {0}.": "Valitse yksi näistä: {0}.",
    "Give either --before or --after, not both.": "Anna joko --before tai --after, ei molempia.",
    "More than 200 KiB at once; write it in several steps.": "Yli 200 KiB kerralla; kirjoita se useassa osassa.",
    "No mandate is running; talkoot mandate list shows those there were.":
      "Mikään mandaatti ei ole käynnissä; talkoot mandate list näyttää, mitä niitä on ollut.",
    "No meeting goes on; begin one with: talkoot meeting start":
      "Mikään kokous ei ole meneillään; aloita: talkoot meeting start",
    "No {0} has the key {1}.": "Missään kohteessa ({0}) ei ole avainta {1}.",
    "Only its holder and the organisation that proposed it end {0}; propose a decision about it.":
      "Vain sen haltija ja sitä ehdottanut organisaatio päättävät mandaatin {0}; ehdota siitä päätöstä.",
    "Only members change the roster; a participant becomes one when more than half of them confirm it.":
      "Vain jäsenet muuttavat jäsenluetteloa; osallistujasta tulee jäsen, kun yli puolet jäsenistä vahvistaa sen.",
    "Only members propose decisions; a participant becomes one when more than half confirm it.":
      "Vain jäsenet ehdottavat päätöksiä; osallistujasta tulee jäsen, kun yli puolet jäsenistä vahvistaa sen.",
    "Only the organisation that made {0} settles this.": "Vain organisaatio, joka teki kohteen {0}, ratkaisee tämän.",
    "Only the organisation that proposed {0} may do this.":
      "Vain organisaatio, joka ehdotti päätöstä {0}, voi tehdä tämän.",
    "Only the rule choice has options; leave them out or choose that rule.":
      "Vaihtoehtoja on vain säännöllä choice; jätä ne pois tai valitse se sääntö.",
    "Others have answered to what {0} says, so only a decision erases it: {1}":
      "Muut ovat vastanneet siihen, mitä kohteessa {0} sanotaan, joten sen poistaa vain päätös: {1}",
    "Others have taken positions on {0}, so what it says stays as it is; withdraw it and propose a new one.":
      "Muut ovat ottaneet kantaa päätökseen {0}, joten sen sisältö pysyy ennallaan; peru se ja ehdota uutta.",
    "Others wrote {0} of {1}, so only a decision erases it: {2}":
      "Kohteen {1} kenttää {0} ovat kirjoittaneet muut, joten sen poistaa vain päätös: {2}",
    "Several mandates are running; name the one that ends.": "Useita mandaatteja on käynnissä; nimeä se, joka päättyy.",
    "Several objects have the key {0}; give an id.": "Avain {0} on usealla kohteella; anna tunniste.",
    "That is the key of its card already.": "Se on jo organisaation kortin avain.",
    "That organisation is a member already.": "Organisaatio on jo jäsen.",
    "That organisation is not in the network any more; it can only join anew.":
      "Organisaatio ei ole enää verkostossa; se voi vain liittyä uudelleen.",
    "The field {0} is mapped twice.": "Kenttä {0} on kuvattu kahdesti.",
    "The file is empty; its first row names the columns.": "Tiedosto on tyhjä; sen ensimmäinen rivi nimeää sarakkeet.",
    "The new version of {0} needs its text; give it with --text.":
      "Sopimuksen {0} uusi versio tarvitsee tekstin; anna se valinnalla --text.",
    "The option {0} is there twice.": "Vaihtoehto {0} on kahdesti.",
    "The organisation concerned never approves; the other members replace its card.":
      "Asianosainen organisaatio ei koskaan hyväksy; muut jäsenet vaihtavat sen kortin.",
    "The rule choice needs at least two options.": "Sääntö choice tarvitsee vähintään kaksi vaihtoehtoa.",
    "The text is longer than 1 MiB; put the long part elsewhere and refer to it.":
      "Teksti on pidempi kuin 1 MiB; pane pitkä osa muualle ja viittaa siihen.",
    "The text of version {0} is not here or is not what its hash says; nobody can sign it.":
      "Version {0} teksti puuttuu täältä tai ei ole se, jonka tiiviste sanoo; kukaan ei voi allekirjoittaa sitä.",
    "The tree would be more than {0} levels deep; choose a goal higher up.":
      "Puussa olisi yli {0} tasoa; valitse tavoite ylempää.",
    "The {0} is longer than 200 KiB; shorten it.": "Kenttä ”{0}” on pidempi kuin 200 KiB; lyhennä sitä.",
    "There is no column {0}; the file has {1}.": "Saraketta {0} ei ole; tiedostossa ovat {1}.",
    "There is no such object.": "Sellaista kohdetta ei ole.",
    "There is no {0} {1}; a list command shows the ids.": "Kohdetta ({0}) {1} ei ole; list-komento näyttää tunnisteet.",
    "There is nothing here to erase.": "Täällä ei ole mitään poistettavaa.",
    "This organisation has no signature under {0} to take back; see agreement show.":
      "Tällä organisaatiolla ei ole sopimuksessa {0} allekirjoitusta, jonka voisi perua; ks. agreement show.",
    "This organisation is not in the electorate of {0}, which was fixed at its opening.":
      "Tämä organisaatio ei ole päätöksen {0} äänioikeutettujen joukossa, joka lyötiin lukkoon sen avautuessa.",
    "Two members can't remove each other. Found the network anew without it: talkoot init --from HOME":
      "Kaksi jäsentä ei voi poistaa toisiaan. Perusta verkosto uudelleen ilman sitä: talkoot init --from HOME",
    "Version {0} of {1} could be {2}; give one of these.":
      "Sopimuksen {1} versio {0} voi olla jokin näistä: {2}; anna yksi niistä.",
    "Version {0} of {1} does not bind this organisation; edit it with --binds.":
      "Sopimuksen {1} versio {0} ei sido tätä organisaatiota; lisää se muokkaamalla: --binds.",
    "What this organisation answers for can't be handed over to itself.":
      "Organisaatio ei voi luovuttaa vastuitaan itselleen.",
    "a quote inside a field that doesn't begin with one; put the whole field in quotes.":
      "lainausmerkki kentässä, joka ei ala sellaisella; pane koko kenttä lainausmerkkeihin.",
    "line {0}, column {1}: the column {2} is there twice.": "rivi {0}, sarake {1}: sarake {2} on kahdesti.",
    "line {0}, column {1}: {2}": "rivi {0}, sarake {1}: {2}",
    "line {0}, column {1}: {2} fields where the header has {3}.":
      "rivi {0}, sarake {1}: {2} kenttää, otsikkorivillä {3}.",
    "line {0}: {1}": "rivi {0}: {1}",
    "nothing": "ei mitään",
    "only {0} itself says what it brings; leave such rows out with --skip-unknown.":
      "vain {0} itse sanoo, mitä se tuo; jätä tällaiset rivit pois valinnalla --skip-unknown.",
    "propose one that does (decision propose --erases {0}:{1}).":
      "ehdota sellaista (decision propose --erases {0}:{1}).",
    "text after the closing quote; double the quotes inside a field.":
      "tekstiä sulkevan lainausmerkin jälkeen; kahdenna kentän sisällä olevat lainausmerkit.",
    "the bytes are not UTF-8; save the file as UTF-8.": "tavut eivät ole UTF-8:aa; tallenna tiedosto UTF-8:na.",
    "the check-in is another organisation's; only it changes it.":
      "kirjaus on toisen organisaation; vain se muuttaa sitä.",
    "the goal would be under itself.": "tavoite olisi itsensä alla.",
    "the key is missing.": "avain puuttuu.",
    "the key {0} is there twice.": "avain {0} on kahdesti.",
    "the organisation {0} is there twice.": "organisaatio {0} on kahdesti.",
    "the organisation's name is missing.": "organisaation nimi puuttuu.",
    "the quote that begins here is never closed.": "tästä alkavaa lainausta ei suljeta.",
    "the title is missing.": "otsikko puuttuu.",
    "the {0} is missing.": "kenttä {0} puuttuu.",
    "there is no organisation {0}; organisations join by invitation. Leave such rows out with --skip-unknown.":
      "organisaatiota {0} ei ole; organisaatiot liittyvät kutsusta. Jätä tällaiset rivit pois valinnalla --skip-unknown.",
    "there is no {0} {1}; import it first, or leave such rows out with --skip-unknown.":
      "kohdetta ({0}) {1} ei ole; tuo se ensin tai jätä tällaiset rivit pois valinnalla --skip-unknown.",
    "{0} belongs to no measure.": "{0} ei kuulu mihinkään mittariin.",
    "{0} can't be given as a text; use the command that edits it.":
      "Kenttää {0} ei voi antaa tekstinä; käytä komentoa, joka muokkaa sitä.",
    "{0} can't be imported; these can: {1}.": "Lajia {0} ei voi tuoda; näitä voi: {1}.",
    "{0} can't go under itself or a goal below it.": "Kohdetta {0} ei voi siirtää itsensä tai alatavoitteensa alle.",
    "{0} can't go under itself or a goal below it; move that one out first.":
      "Tavoitetta {0} ei voi siirtää itsensä tai alatavoitteensa alle; siirrä alatavoite ensin pois.",
    "{0} could be {1}; give an id.": "{0} voi olla jokin näistä: {1}; anna tunniste.",
    "{0} could be {1}; give more characters.": "{0} voi olla jokin näistä: {1}; anna enemmän merkkejä.",
    "{0} does not say that {1} of {2} goes: {3}": "Päätös {0} ei sano, että kohteen {2} kenttä {1} poistetaan: {3}",
    "{0} does not say what to erase (expected ID:FIELD).": "{0} ei sano, mitä poistetaan (oletettiin ID:KENTTÄ).",
    "{0} goes on; end it first: talkoot meeting end {1}":
      "Kokous {0} on meneillään; päätä se ensin: talkoot meeting end {1}",
    "{0} has ended; give --minutes to change what was written down.":
      "Kokous {0} on päättynyt; muuta muistiota valinnalla --minutes.",
    "{0} has no conflict in {1}; replica conflicts lists those there are.":
      "Kohteen {0} kentässä {1} ei ole ristiriitaa; replica conflicts luettelee ne, joita on.",
    "{0} has no field {1}; what can be erased of it: {2}.": "Kohteella {0} ei ole kenttää {1}; siitä voi poistaa: {2}.",
    "{0} has no options; agree, abstain or object.": "Päätöksessä {0} ei ole vaihtoehtoja; agree, abstain tai object.",
    "{0} has no version {1}; agreement history lists them.":
      "Sopimuksella {0} ei ole versiota {1}; agreement history luettelee ne.",
    "{0} has versions written at the same time ({1}): name one with --version, or edit it.":
      "Sopimuksella {0} on samaan aikaan kirjoitettuja versioita ({1}): nimeä yksi valinnalla --version tai muokkaa sopimusta.",
    "{0} holds no words: numbers, dates, choices, keys and links are structure, which stays. What can be erased of {1}: {2}.":
      "Kentässä {0} ei ole sanoja: luvut, päivät, valinnat, avaimet ja viittaukset ovat rakennetta, joka pysyy. Kohteesta {1} voi poistaa: {2}.",
    "{0} is a field of a newer Talkoot; upgrade this node.": "{0} on uudemman Talkootin kenttä; päivitä tämä solmu.",
    "{0} is a mandate that no decision of its own gives.": "{0} on mandaatti, jota mikään sen oma päätös ei anna.",
    "{0} is a {1}, not a {2}; give the id of one.": "{0} on {1}, ei {2}; anna sellaisen tunniste.",
    "{0} is another organisation's; only it corrects its check-ins. Write your own, or comment.":
      "{0} on toisen organisaation; vain se oikaisee kirjauksiaan. Kirjaa oma arvosi tai kommentoi.",
    "{0} is neither true nor false.": "{0} ei ole tosi (true) eikä epätosi (false).",
    "{0} is no field of a {1} that can be imported.": "Kenttää {0} ei voi tuoda lajiin ”{1}”.",
    "{0} is no longer in the network; hand over to someone who is.":
      "{0} ei ole enää verkostossa; luovuta jollekulle, joka on.",
    "{0} is no share for {1} (expected 1% to 100%).": "{0} ei ole osuus kenttään ”{1}” (1% – 100%).",
    "{0} is no {1}; it is one of {2}.": "{0} ei kelpaa kenttään ”{1}”; sen arvoja ovat {2}.",
    "{0} is none of the options {1}.": "{0} ei ole mikään vaihtoehdoista {1}.",
    "{0} is not a date for {1} (expected YYYY, YYYY-MM or YYYY-MM-DD).":
      "{0} ei ole päivä kenttään ”{1}” (VVVV, VVVV-KK tai VVVV-KK-PP).",
    "{0} is not a number for {1} (digits with a point, at most 18 of them).":
      "{0} ei ole luku kenttään ”{1}” (numeroita ja piste, enintään 18 numeroa).",
    "{0} is not an interval for {1} (a number and d, w, mo, q or y, as in 2w).":
      "{0} ei ole aikaväli kenttään ”{1}” (luku ja d, w, mo, q tai y, esimerkiksi 2w).",
    "{0} is not one of the goals there; name one that is.": "{0} ei ole siellä olevia tavoitteita; nimeä jokin niistä.",
    "{0} is not open any more; open it again first, by its status.":
      "Kysymys {0} ei ole enää avoin; avaa se ensin uudelleen sen tilasta.",
    "{0} is not settled and accepted, so it allows nothing yet.":
      "Päätöstä {0} ei ole vahvistettu ja hyväksytty, joten se ei vielä salli mitään.",
    "{0} is not this organisation's to change; write a comment on it instead.":
      "Kohde {0} ei ole tämän organisaation muutettavissa; kirjoita siihen sen sijaan kommentti.",
    "{0} is over.": "Mandaatti {0} on päättynyt.",
    "{0} is over; a mandate ends on a day to come.": "{0} on jo mennyt; mandaatti päättyy tulevana päivänä.",
    "{0} is settled, which is final; propose a new decision to change it.":
      "Päätös {0} on vahvistettu, ja se on lopullinen; muuta sitä ehdottamalla uutta päätöstä.",
    "{0} of the decision can't change any more; withdraw it and propose a new one.":
      "Päätöksestä ei voi enää muuttaa näitä: {0}; peru se ja ehdota uutta.",
    "{0} wants a choice: choose --option, or abstain.": "Päätöksessä {0} valitaan: choose --option, tai abstain.",
    "{0} was never given.": "Mandaattia {0} ei koskaan annettu.",
    "{0} was not given yet; withdraw {1} instead.": "Mandaattia {0} ei ole vielä annettu; peru sen sijaan {1}.",
    "{0} was withdrawn; propose it anew.": "Päätös {0} peruttiin; ehdota sitä uudelleen.",
    "{0} was written to by a newer Talkoot and is read only here; upgrade this node.":
      "Kohdetta {0} on kirjoittanut uudempi Talkoot, ja täällä sitä voi vain lukea; päivitä tämä solmu.",
  ]
}
