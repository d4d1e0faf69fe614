// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// (its two texts say what a message is)

// Commands: the rest of the shared work.

extension Message {
  public static let aboutQuestion = Message(
    "Questions that seek someone answerable.",
    "Kysymykset, jotka etsivät vastaajaa."
  )
  public static let aboutQuestionList = Message("All questions, newest first.", "Kaikki kysymykset, uusin ensin.")
  public static let aboutQuestionAsk = Message(
    "Ask a question; prints its id.",
    "Esitä kysymys; tulostaa sen tunnuksen."
  )
  public static let aboutQuestionShow = Message("One question with its answers.", "Yksi kysymys ja sen vastaukset.")
  public static let aboutQuestionTake = Message(
    "Take a question: this organisation answers for it.",
    "Ota kysymys: tämä organisaatio vastaa siitä."
  )
  public static let aboutQuestionAssign = Message(
    "Make an organisation answerable for a question.",
    "Nimeä organisaatio vastaamaan kysymyksestä."
  )
  public static let aboutQuestionAnswer = Message("Answer a question.", "Vastaa kysymykseen.")
  public static let aboutQuestionEdit = Message("Change a question.", "Muuta kysymystä.")
  public static let aboutAttention = Message(
    "What stalls the network, the weakest link first, each with the command that mends it.",
    "Mikä verkostossa on jumissa, heikoin lenkki ensin, ja millä komennolla se korjataan."
  )
  public static let aboutInbox = Message(
    "What waits for this organisation, and what others wrote about what is its.",
    "Mikä odottaa tätä organisaatiota ja mitä muut ovat kirjoittaneet sen asioista."
  )
  public static let aboutMandate = Message(
    "Facilitators' mandates: for a term, by decision, without technical power.",
    "Kehittäjän valtuutukset: määräajaksi, päätöksellä, ilman teknistä valtaa."
  )
  public static let aboutMandateList = Message("All mandates, newest first.", "Kaikki valtuutukset, uusin ensin.")
  public static let aboutMandateShow = Message("One mandate.", "Yksi valtuutus.")
  public static let aboutMandateGive = Message(
    "Propose a mandate for a member: opens the decision that gives it.",
    "Ehdota jäsenelle valtuutusta: avaa päätöksen, jolla se annetaan."
  )
  public static let aboutMandateEnd = Message(
    "End a mandate before its time; without one named, the one that is running.",
    "Päätä valtuutus ennen aikojaan; nimeämättä se, joka on voimassa."
  )
  public static let aboutMeeting = Message(
    "Meetings: two points in history, and the minutes.",
    "Kokoukset: kaksi kohtaa historiassa ja muistio."
  )
  public static let aboutMeetingList = Message("All meetings, newest first.", "Kaikki kokoukset, uusin ensin.")
  public static let aboutMeetingShow = Message("One meeting.", "Yksi kokous.")
  public static let aboutMeetingStart = Message(
    "Begin a meeting: notes what everyone has before them.",
    "Aloita kokous: kirjaa, mitä kaikilla on edessään."
  )
  public static let aboutMeetingEnd = Message(
    "End the meeting that goes on, with its minutes.",
    "Päätä meneillään oleva kokous ja kirjaa muistio."
  )
  public static let aboutMeetingMinutes = Message(
    "The minutes in Markdown, with what was decided and what moved.",
    "Muistio Markdownina: mitä päätettiin ja mikä eteni."
  )
  public static let aboutSince = Message(
    "What has become of the work since a point in history.",
    "Mitä työssä on tapahtunut jonkin kohdan jälkeen."
  )
  public static let aboutSinceMeeting = Message(
    "What is new, moved, stalled or in conflict since the last meeting.",
    "Mikä on uutta, edennyt, jumissa tai ristiriidassa edellisen kokouksen jälkeen."
  )
  public static let aboutCheckin = Message(
    "Record a measure's value; prints the check-in's id.",
    "Kirjaa mittarin arvo; tulostaa kirjauksen tunnuksen."
  )
  public static let aboutCheckinCorrect = Message(
    "Correct a check-in; both stay visible.",
    "Korjaa kirjaus; molemmat jäävät näkyviin."
  )
  public static let aboutDecision = Message("Decisions.", "Päätökset.")
  public static let aboutDecisionList = Message("The decisions, newest first.", "Päätökset, uusin ensin.")
  public static let aboutDecisionPropose = Message(
    "Propose a decision; prints its id.",
    "Ehdota päätöstä; tulostaa sen tunnuksen."
  )
  public static let aboutDecisionShow = Message(
    "One decision with its positions.",
    "Yksi päätös ja siihen otetut kannat."
  )
  public static let aboutDecisionPosition = Message(
    "Take this organisation's position.",
    "Ota tämän organisaation kanta."
  )
  public static let aboutDecisionClose = Message(
    "Ask the nodes to settle a decision now.",
    "Pyydä solmuja vahvistamaan päätös nyt."
  )
  public static let aboutDecisionWithdraw = Message(
    "Withdraw a decision of this organisation.",
    "Peru tämän organisaation ehdottama päätös."
  )
  public static let aboutDecisionEdit = Message(
    "Change a decision's texts while it is open.",
    "Muuta avoimen päätöksen tekstejä."
  )
  public static let aboutDecisionBundle = Message(
    "Write a file that proves a settled outcome to anyone, offline.",
    "Kirjoita tiedosto, joka todistaa vahvistetun päätöksen kenelle tahansa ilman verkkoyhteyttä."
  )
  public static let aboutAgreement = Message("Agreements.", "Sopimukset.")
  public static let aboutAgreementList = Message("The agreements, newest first.", "Sopimukset, uusin ensin.")
  public static let aboutAgreementDraft = Message(
    "Draft an agreement; prints its id.",
    "Luonnostele sopimus; tulostaa sen tunnuksen."
  )
  public static let aboutAgreementShow = Message(
    "One agreement with its versions and signatures.",
    "Yksi sopimus, sen versiot ja allekirjoitukset."
  )
  public static let aboutAgreementEdit = Message(
    "Write a new version; the signed one stays in force until all have signed the new.",
    "Kirjoita uusi versio; allekirjoitettu pysyy voimassa, kunnes kaikki ovat allekirjoittaneet uuden."
  )
  public static let aboutAgreementSign = Message(
    "Sign the newest version for this organisation.",
    "Allekirjoita uusin versio tämän organisaation puolesta."
  )
  public static let aboutAgreementWithdraw = Message(
    "Take back this organisation's signature.",
    "Peru tämän organisaation allekirjoitus."
  )
  public static let aboutAgreementHistory = Message(
    "What happened to an agreement, first to last.",
    "Sopimuksen vaiheet alusta alkaen."
  )
  public static let aboutAgreementDiff = Message(
    "What the newest version says otherwise than the one in force.",
    "Mitä uusin versio sanoo toisin kuin voimassa oleva."
  )
  public static let aboutAgreementBundle = Message(
    "Write a file that proves the signatures to anyone, offline.",
    "Kirjoita tiedosto, joka todistaa allekirjoitukset kenelle tahansa ilman verkkoyhteyttä."
  )
  public static let aboutComment = Message("Comment on any object.", "Kommentoi mitä tahansa kohdetta.")
  public static let aboutArchive = Message("Put any object away.", "Arkistoi mikä tahansa kohde.")
  public static let aboutErase = Message(
    "Erase all that a field says and said, on every replica; hashes still verify.",
    "Poista pysyvästi kaikki, mitä kentässä lukee ja on lukenut, jokaisesta kopiosta; tiivisteet pitävät yhä."
  )
  public static let aboutForget = Message(
    "Erase a person's name, on every replica.",
    "Poista henkilön nimi pysyvästi jokaisesta kopiosta."
  )
  public static let aboutShow = Message("Show any object by its id.", "Näytä mikä tahansa kohde tunnuksen perusteella.")
  public static let aboutImport = Message(
    "Import a CSV or JSON file as one act.",
    "Tuo CSV- tai JSON-tiedosto yhtenä tekona."
  )
  public static let aboutExport = Message(
    "Export everything as JSON, CSV files, a Markdown report or a calendar.",
    "Vie kaikki JSON-muodossa, CSV-tiedostoina, Markdown-raporttina tai kalenterina."
  )
}
