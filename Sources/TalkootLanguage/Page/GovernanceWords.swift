extension PageWords {
  /// Decisions.
  public static let decisionsPage: [String: Message] = [
    "decisionsShown": Message("Which decisions", "Mitkä päätökset"),
    "decisionWaits": Message("no position from us", "kantamme puuttuu"),
    "decisionMine": Message("Our position", "Meidän kantamme"),
    "decisionPropose": Message("Propose a decision", "Esitä päätöstä"),
    "decisionTitle": Message("What is decided", "Mistä päätetään"),
    "decisionText": Message("The proposal", "Esitys"),
    "decisionRule": Message("Rule", "Päätössääntö"),
    "decisionOptions": Message("Options of a choice", "Valinnan vaihtoehdot"),
    "decisionDeadline": Message("Deadline", "Määräaika"),
    "decisionReview": Message("To be looked at again", "Katsotaan uudelleen"),
    "decisionQuorum": Message("Quorum", "Päätösvaltaisuus"),
    "decisionQuorumHint": Message("in percent; more than half by itself", "prosentteina; muuten yli puolet"),
    "quorumOf": Message("{0} of {1}", "{0}/{1}"),
    "decisionAbout": Message("What it concerns", "Mitä se koskee"),
    "decisionState": Message("Where it is", "Vaihe"),
    "decisionOutcome": Message("Outcome", "Tulos"),
    "decisionContested": Message(
      "Two outcomes have certificates, which takes a voice that contradicts itself. This node keeps the first.",
      "Kahdella tuloksella on todistus, mikä vaatii itsensä kanssa ristiriitaisen äänen. Tämä solmu pitää ensimmäisen."
    ),
    "decisionPositions": Message("Positions", "Kannat"),
    "decisionOrganisation": Message("Organisation", "Organisaatio"),
    "decisionPosition": Message("Position", "Kanta"),
    "decisionReason": Message("Reason", "Perustelu"),
    "reasonHint": Message("an objection needs one", "vastustus tarvitsee perustelun"),
    "positionLate": Message("after the settling: not counted", "vahvistamisen jälkeen: ei laskettu"),
    "positionNone": Message("nothing yet", "ei vielä"),
    "positionNotReceived": Message("has not received it", "ei ole saanut sitä"),
    "sayAgree": Message("We agree", "Olemme puolesta"),
    "sayAbstain": Message("We abstain", "Äänestämme tyhjää"),
    "sayObject": Message("We object", "Vastustamme"),
    "decisionHow": Message("How it is decided", "Miten päätetään"),
    "decisionClose": Message("Settle it now", "Vahvista nyt"),
    "decisionWithdraw": Message("Withdraw it", "Peru esitys"),
    "certificate": Message("Certificate", "Todistus"),
    "certificateHow": Message(
      "The nodes of these members have signed the outcome:",
      "Näiden jäsenten solmut ovat allekirjoittaneet tuloksen:"
    ),
  ]

  /// Agreements.
  public static let agreementsPage: [String: Message] = [
    "agreementsShown": Message("Which agreements", "Mitkä sopimukset"),
    "versionCount": Message("version {0}", "versio {0}"),
    "versionWord": Message("Version", "Versio"),
    "versionErased": Message("The text is not here: it was erased.", "Teksti ei ole täällä: se on poistettu."),
    "agreementWaits": Message("Not signed by", "Allekirjoitus puuttuu"),
    "agreementReview": Message("To be looked at again", "Katsotaan uudelleen"),
    "agreementDraft": Message("Draft an agreement", "Laadi sopimus"),
    "agreementTitle": Message("What it is called", "Nimi"),
    "agreementText": Message("Text", "Teksti"),
    "agreementBinds": Message("Binds", "Sitoo"),
    "agreementBindsAll": Message("none chosen: all members", "jos ei valittu: kaikkia jäseniä"),
    "agreementSplit": Message(
      "Two versions were written at the same time. The next edit follows both.",
      "Kaksi versiota on kirjoitettu yhtä aikaa. Seuraava muokkaus jatkaa molempia."
    ),
    "agreementSigned": Message("Who signed what", "Kuka allekirjoitti mitä"),
    "agreementEdit": Message("Write a new version", "Kirjoita uusi versio"),
    "agreementEditAdvice": Message(
      "A new version wants signatures of its own; the one in force stays in force until then. What others write meanwhile is merged.",
      "Uusi versio tarvitsee omat allekirjoituksensa; voimassa oleva pysyy siihen asti voimassa. Muiden sillä välin kirjoittama yhdistetään."
    ),
    "signAdvice": Message(
      "Your organisation signs exactly this text.",
      "Organisaationne allekirjoittaa täsmälleen tämän tekstin."
    ),
    "signRole": Message("As whom you sign", "Missä ominaisuudessa allekirjoitat"),
    "signVersion": Message("Sign version", "Allekirjoita versio"),
    "unsign": Message("Withdraw our signature", "Peru allekirjoituksemme"),
    "signatureWithdrawn": Message("withdrawn", "peruttu"),
    "differenceSinceOurs": Message(
      "What changed since you signed version {0}",
      "Mikä on muuttunut allekirjoittamastanne versiosta {0}"
    ),
    "differenceBetween": Message("From version {0} to version {1}", "Versiosta {0} versioon {1}"),
    "diffAdded": Message("added", "lisätty"),
    "diffRemoved": Message("removed", "poistettu"),
  ]
}
