extension PageWords {
  /// Members.
  public static let membersPage: [String: Message] = [
    "lastHeard": Message("last heard", "kuultu viimeksi"),
    "confirmationsOf": Message("{0} of {1} confirmations", "Vahvistuksia {0}/{1}"),
    "approvalsOf": Message("{0} of {1} approvals", "Hyväksyntöjä {0}/{1}"),
    "memberAlarm": Message(
      "Several organisations came by one invitation. Confirm only whom you know.",
      "Samalla kutsulla on liittynyt useita organisaatioita. Vahvista vain se, jonka tunnet."
    ),
    "proposals": Message("Open changes of the roster", "Avoimet jäsenmuutokset"),
    "approve": Message("Approve", "Hyväksy"),
    "withdraw": Message("Withdraw", "Peru"),
    "matrix": Message("Who brings what", "Kuka tuo mitäkin"),
    "matrixWhat": Message(
      "What nobody brings or does is marked.",
      "Merkityt ovat asioita, joita kukaan ei tuo tai tee."
    ),
    "strengthOrRole": Message("Role or strength", "Rooli tai vahvuus"),
    "neededBy": Message("Needed by", "Tarvitaan tavoitteessa"),
    "uncovered": Message("nobody", "ei kukaan"),
    "yes": Message("yes", "kyllä"),
    "no": Message("no", "ei"),
    "balance": Message("Giving and getting", "Antaminen ja saaminen"),
    "organisation": Message("Organisation", "Organisaatio"),
    "gives": Message("Gives", "Antaa"),
    "gets": Message("Gets", "Saa"),
    "invite": Message("Invite an organisation", "Kutsu organisaatio"),
    "inviteWhat": Message(
      "Makes a code by which one organisation comes in as a participant. More than half of the members then confirm it.",
      "Luo koodin, jolla yksi organisaatio pääsee osallistujaksi. Sen jälkeen yli puolet jäsenistä vahvistaa sen jäseneksi."
    ),
    "inviteFor": Message("The code works for", "Koodi on voimassa"),
    "oneDay": Message("a day", "päivän"),
    "oneWeek": Message("a week", "viikon"),
    "fourWeeks": Message("four weeks", "neljä viikkoa"),
    "invited": Message("Invitation", "Kutsu"),
    "invitedHow": Message(
      "Pass this on by a way that nobody else reads. The newcomer says: talkoot join CODE --name NAME",
      "Välitä tämä tavalla, jota muut eivät lue. Tulokas antaa komennon: talkoot join KOODI --name NIMI"
    ),
    "inviteCode": Message("Code", "Koodi"),
    "inviteUntil": Message("Works until", "Voimassa"),
    "inviteOnce": Message(
      "It is shown this once, and is kept nowhere.",
      "Koodi näytetään vain nyt, eikä sitä säilytetä missään."
    ),
    "who": Message("Who it is", "Kuka se on"),
    "strengths": Message("Strengths", "Vahvuudet"),
    "onePerLine": Message("one a line", "yksi rivillä"),
    "roles": Message("Roles", "Roolit"),
    "motivation": Message("Why it is here", "Miksi se on mukana"),
    "contact": Message("How to reach it", "Yhteystieto"),
    "fingerprint": Message("Fingerprint", "Sormenjälki"),
    "answersFor": Message("Answers for", "Vastaa tavoitteista"),
    "contributes": Message("Does", "Tekee"),
    "benefits": Message("Gets", "Saa"),
    "confirm": Message("Confirm as a member", "Vahvista jäseneksi"),
    "confirmHow": Message(
      "Call them and compare the fingerprint aloud. If it is the same, confirm.",
      "Soita heille ja vertaa sormenjälkeä ääneen. Jos se on sama, vahvista."
    ),
    "confirmYes": Message("The fingerprint is the same: confirm", "Sormenjälki on sama: vahvista"),
    "removal": Message("Propose its removal", "Ehdota poistamista"),
    "removalWhat": Message(
      "It is out when more than half of the other members approve.",
      "Se poistetaan, kun yli puolet muista jäsenistä hyväksyy ehdotuksen."
    ),
    "removalPropose": Message("Propose the removal", "Ehdota poistamista"),
    "reason": Message("Why", "Miksi"),
  ]
}
