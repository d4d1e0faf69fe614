/// The words of the local page, by the names that its templates say them by (`{{t.name}}`). Each page's are in a file of
/// their own; those of `frame` are for all.
public enum PageWords {
  /// What is around every page, and what several pages say.
  public static let frame: [String: Message] = [
    "languageName": Message("English", "Suomi"),
    "skip": Message("Skip to the content", "Siirry sisältöön"),
    "navigation": Message("Sections", "Osiot"),
    "overview": Message("Overview", "Yleiskuva"),
    "goals": Message("Goals", "Tavoitteet"),
    "decisions": Message("Decisions", "Päätökset"),
    "agreements": Message("Agreements", "Sopimukset"),
    "questions": Message("Questions", "Kysymykset"),
    "members": Message("Members", "Jäsenet"),
    "network": Message("Network", "Verkosto"),
    "conflicts": Message("Conflicts", "Ristiriidat"),
    "history": Message("History", "Historia"),
    "search": Message("Search", "Haku"),
    "find": Message("Find", "Hae"),
    "signedInAs": Message("Signed in as", "Kirjautuneena"),
    "signOut": Message("Sign out", "Kirjaudu ulos"),
    "language": Message("Language", "Kieli"),
    "look": Message("Look", "Ulkoasu"),
    "lookSystem": Message("As the system", "Järjestelmän mukaan"),
    "lookLight": Message("Light", "Vaalea"),
    "lookDark": Message("Dark", "Tumma"),
    "keys": Message("Keyboard", "Näppäimet"),
    "keysOn": Message("Keys for moving about are on", "Siirtymisnäppäimet ovat käytössä"),
    "close": Message("Close", "Sulje"),
    "lost": Message(
      "The node does not answer. What you see may be old; this page catches up by itself.",
      "Solmu ei vastaa. Näkymä voi olla vanhentunut; se päivittyy itsestään, kun yhteys palaa."
    ),
    "merged": Message(
      "Somebody else changed this text; what they wrote is in it now.",
      "Joku muu muutti tätä tekstiä; hänen muutoksensa on nyt mukana."
    ),
    "held": Message(
      "Somebody else changed this meanwhile. Save, and both count.",
      "Joku muu muutti tätä sillä välin. Tallenna, niin molempien muutokset tulevat voimaan."
    ),
    "asOf": Message("You see the network as of", "Näet verkoston sellaisena kuin se oli:"),
    "readOnly": Message("Nothing can be changed here.", "Mitään ei voi muuttaa tässä näkymässä."),
    "backToNow": Message("Back to now", "Takaisin nykyhetkeen"),
    "undo": Message("Undo", "Kumoa"),
    "undoLast": Message("Undo your last action", "Kumoa viimeisin tekosi"),
    "doneSaved": Message("Saved.", "Tallennettu."),
    "doneSent": Message("Sent.", "Lähetetty."),
    "doneSettled": Message("Settled.", "Ratkaistu."),
    "doneUndone": Message("Undone.", "Kumottu."),
    "doneSeen": Message("Marked as seen.", "Merkitty nähdyksi."),
    "doneSynced": Message("Synced.", "Synkronoitu."),
    "save": Message("Save", "Tallenna"),
    "send": Message("Send", "Lähetä"),
    "edit": Message("Edit", "Muokkaa"),
    "nothing": Message("Nothing here.", "Ei mitään."),
    "more": Message("More", "Lisää"),
    "optional": Message("optional", "valinnainen"),
    "yours": Message("yours", "teidän"),
    "nobody": Message("nobody", "ei ketään"),
    "comments": Message("Comments", "Kommentit"),
    "comment": Message("Comment", "Kommentti"),
    "addComment": Message("Add a comment", "Lisää kommentti"),
    "about": Message("About", "Koskee"),
    "conflictHere": Message(
      "Two wrote this at the same time; one of them shows. Choose which shall hold.",
      "Kaksi kirjoitti tämän yhtä aikaa, ja toinen näkyy. Valitse, kumpi jää voimaan."
    ),
    "archive": Message("Put away", "Arkistoi"),
    "progressOf": Message("{0} percent", "{0} prosenttia"),
    "percent": Message("{0} %", "{0} %"),
  ]

  /// Signing in, being refused, and errors.
  public static let door: [String: Message] = [
    "signIn": Message("Sign in", "Kirjaudu sisään"),
    "signInHow": Message(
      "This page belongs to whoever runs the node. On the same machine, in a terminal, say:",
      "Tämä sivu on solmun käyttäjän oma. Anna samalla koneella päätteessä komento:"
    ),
    "signInCode": Message("The code that it prints", "Koodi, jonka se tulostaa"),
    "signInFailed": Message(
      "This code does not open the page: it was used already, it is too old, or it is mistyped. Ask for a new one.",
      "Tämä koodi ei avaa sivua: se on jo käytetty, liian vanha tai väärin kirjoitettu. Pyydä uusi."
    ),
    "signedOut": Message("You are not signed in", "Et ole kirjautunut sisään"),
    "signedOutAdvice": Message(
      "Sessions end when the node restarts, and after a while. For a new one say in a terminal: talkoot web",
      "Istunto päättyy, kun solmu käynnistetään uudelleen, ja aikanaan itsestään. Uuden saat komennolla: talkoot web"
    ),
    "foreign": Message("This did not come from the page", "Pyyntö ei tullut tältä sivulta"),
    "foreignAdvice": Message(
      "Another site, or an address that is not this page's own, asked for it. Nothing was shown or changed. Open the address that talkoot web prints.",
      "Pyynnön teki toinen sivusto, tai osoite ei ole tämän sivun oma. Mitään ei näytetty eikä muutettu. Avaa osoite, jonka talkoot web tulostaa."
    ),
    "otherUser": Message("This page is another user's", "Tämä sivu on toisen käyttäjän"),
    "otherUserAdvice": Message(
      "Only programs of the user who runs the node may use it.",
      "Sitä voivat käyttää vain solmua ajavan käyttäjän ohjelmat."
    ),
    "staleForm": Message("The form is out of date", "Lomake on vanhentunut"),
    "staleFormAdvice": Message(
      "It was made in a session that has ended. Nothing was changed. Go back, reload the page and send it again.",
      "Se tehtiin istunnossa, joka on päättynyt. Mitään ei muutettu. Palaa takaisin, lataa sivu uudelleen ja lähetä se uudestaan."
    ),
    "malformedAdvice": Message("The request is not one that this page makes.", "Tämä sivu ei tee tällaisia pyyntöjä."),
    "tooLarge": Message("Too large", "Liian suuri"),
    "tooLargeAdvice": Message(
      "The request is larger than this page takes. Nothing was changed.",
      "Pyyntö on suurempi kuin tämä sivu ottaa vastaan. Mitään ei muutettu."
    ),
    "notFound": Message("There is no such page", "Sivua ei ole"),
    "presentOnly": Message("This page shows the present only", "Tämä sivu näyttää vain nykyhetken"),
    "notUnderstood": Message("This can't be understood", "Tätä ei ymmärretty"),
    "ambiguous": Message("This may mean several things", "Tämä voi tarkoittaa useaa"),
    "refused": Message("This can't be done now", "Tätä ei voi tehdä nyt"),
    "notPermitted": Message("This organisation may not do that", "Organisaatiollasi ei ole tähän oikeutta"),
    "tryAgain": Message("Not done yet; try again", "Ei vielä valmis; yritä uudelleen"),
    "fault": Message("The node has a fault of its own", "Solmussa on vika"),
    "candidates": Message("Which one?", "Mikä näistä?"),
    "typed": Message("What you wrote", "Mitä kirjoitit"),
    "typedAdvice": Message(
      "It was not saved; copy it from here, or go back and send it again.",
      "Sitä ei tallennettu; kopioi se tästä, tai palaa takaisin ja lähetä se uudelleen."
    ),
    "toOverview": Message("To the overview", "Yleiskuvaan"),
  ]
}
