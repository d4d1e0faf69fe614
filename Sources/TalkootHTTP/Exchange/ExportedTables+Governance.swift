internal import TalkootAPI

extension Tables {
  static var decisions: ExportedTable<Decision> {
    ExportedTable(
      "decisions.csv",
      ["Decisions in the order of their making.", "Päätökset siinä järjestyksessä, jossa ne tehtiin."],
      [
        .init("id", ["the decision", "päätös"], \.id),
        .init("key", ["the outside key it was imported under", "ulkoinen avain, jolla se tuotiin"], \.key),
        .init("title", ["what is decided", "mitä päätetään"], \.title),
        .init("text", ["the proposal in full", "esitys kokonaan"], \.text),
        .init(
          "rule",
          [
            "`consent`, `majority`, `two-thirds`, `unanimous` or `choice`",
            "suostumus, enemmistö, kaksi kolmasosaa, yksimielisyys tai valinta",
          ],
          \.rule
        ),
        .init("options", ["what there is to choose from", "vaihtoehdot"]) { $0.options.joined(separator: "; ") },
        .init(
          "status",
          ["`open`, `settling`, `settled` or `withdrawn`", "avoin, vahvistumassa, vahvistettu tai peruttu"],
          \.status
        ),
        .init(
          "outcome",
          ["`accepted`, `rejected` or an option's text", "hyväksytty, hylätty tai vaihtoehdon teksti"],
          \.outcome
        ),
        .init("deadline", ["the last day for positions", "viimeinen päivä kannoille"], \.deadline),
        .init("review", ["when to look at it again", "milloin sitä tarkastellaan uudelleen"], \.review),
        .init("quorum", ["how many must be present, in percent", "kuinka monen on oltava läsnä, prosentteina"]) {
          $0.quorum.percent.map { "\($0)" }
        },
        .init("about", ["ids of what it is about", "mitä se koskee: tunnukset"]) {
          $0.about.joined(separator: "; ")
        },
        .init("member", ["the id of the organisation that proposed it", "esittäjän tunnus"], \.member),
        .init("person", ["who acted for it", "kuka toimi sen puolesta"], \.person),
        .init("time", ["when, by its author's clock", "milloin, esittäjän kellon mukaan"], \.time),
        .init("archived", ["`true` when put away", "`true`, kun se on arkistoitu"]) { "\($0.archived)" },
      ]
    )
  }

  static var positions: ExportedTable<(Decision, Position)> {
    ExportedTable(
      "positions.csv",
      ["What organisations said to decisions.", "Organisaatioiden kannat päätöksiin."],
      [
        .init("decision", ["the id of the decision", "päätöksen tunnus"]) { $0.0.id },
        .init("member", ["the id of the organisation", "organisaation tunnus"]) { $0.1.member },
        .init("memberName", ["its name", "sen nimi"]) { $0.1.memberName },
        .init(
          "position",
          ["`agree`, `abstain`, `object` or `choose`", "puolesta, tyhjää, vastustaa tai valitsee"]
        ) { $0.1.position },
        .init("option", ["what it chose", "mitä se valitsi"]) { $0.1.option },
        .init("reason", ["why", "miksi"]) { $0.1.reason },
        .init("late", ["`true` when it came too late to count", "`true`, kun se tuli liian myöhään"]) {
          "\($0.1.late)"
        },
      ]
    )
  }

  static var agreements: ExportedTable<Agreement> {
    ExportedTable(
      "agreements.csv",
      ["Agreements in the order of their making.", "Sopimukset siinä järjestyksessä, jossa ne laadittiin."],
      [
        .init("id", ["the agreement", "sopimus"], \.id),
        .init("key", ["the outside key it was imported under", "ulkoinen avain, jolla se tuotiin"], \.key),
        .init("title", ["what it is called", "nimi"], \.title),
        .init(
          "status",
          [
            "`draft`, `waiting`, `inForce`, `disputed` or `withdrawn`",
            "luonnos, odottaa allekirjoituksia, voimassa, riitainen tai peruttu",
          ],
          \.status
        ),
        .init("review", ["when to look at it again", "milloin sitä tarkastellaan uudelleen"], \.review),
        .init("inForce", ["ids of the versions in force", "voimassa olevat versiot"]) {
          $0.inForce.joined(separator: "; ")
        },
        .init("waitingFor", ["ids of those whose signature is missing", "keiden allekirjoitus puuttuu: tunnukset"]) {
          $0.waitingFor.joined(separator: "; ")
        },
        .init("member", ["the id of the organisation that drafted it", "laatijan tunnus"], \.member),
        .init("time", ["when, by its author's clock", "milloin, laatijan kellon mukaan"], \.time),
        .init("archived", ["`true` when put away", "`true`, kun se on arkistoitu"]) { "\($0.archived)" },
      ]
    )
  }

  static var versions: ExportedTable<(Agreement, AgreementVersion)> {
    ExportedTable(
      "versions.csv",
      ["The exact texts of agreements.", "Sopimusten tarkat tekstit."],
      [
        .init("id", ["the version", "versio"]) { $0.1.id },
        .init("agreement", ["the id of its agreement", "sopimuksen tunnus"]) { $0.0.id },
        .init("number", ["its number", "numero"]) { "\($0.1.number)" },
        .init(
          "status",
          [
            "`draft`, `waiting`, `inForce`, `superseded`, `disputed` or `withdrawn`",
            "luonnos, odottaa allekirjoituksia, voimassa, korvattu, riitainen tai peruttu",
          ]
        ) { $0.1.status },
        .init("text", ["what it says; empty where it was erased", "teksti; tyhjä, jos se on pyyhitty"]) { $0.1.text },
        .init("hash", ["the text's hash, which signatures name", "tekstin tiiviste, jonka allekirjoitukset nimeävät"]) {
          $0.1.hash
        },
        .init("parents", ["ids of the versions that it follows", "versiot, joita se seuraa: tunnukset"]) {
          $0.1.parents.joined(separator: "; ")
        },
        .init("binds", ["ids of the organisations that it binds", "ketä se sitoo: tunnukset"]) {
          $0.1.binds.joined(separator: "; ")
        },
        .init("member", ["the id of the organisation that wrote it down", "kirjoittajan tunnus"]) { $0.1.member },
        .init("time", ["when, by its author's clock", "milloin, kirjoittajan kellon mukaan"]) { $0.1.time },
      ]
    )
  }

  static var signatures: ExportedTable<(Agreement, AgreementSignature)> {
    ExportedTable(
      "signatures.csv",
      ["Who signed which version.", "Kuka allekirjoitti minkä version."],
      [
        .init("agreement", ["the id of the agreement", "sopimuksen tunnus"]) { $0.0.id },
        .init("version", ["the id of the version", "version tunnus"]) { $0.1.version },
        .init("member", ["the id of the organisation", "organisaation tunnus"]) { $0.1.member },
        .init("memberName", ["its name", "sen nimi"]) { $0.1.memberName },
        .init("person", ["who signed for it", "kuka allekirjoitti sen puolesta"]) { $0.1.person },
        .init("role", ["as whom", "missä ominaisuudessa"]) { $0.1.role },
        .init("time", ["when, by the signer's clock", "milloin, allekirjoittajan kellon mukaan"]) { $0.1.time },
        .init("withdrawn", ["`true` when it was taken back", "`true`, kun se on peruttu"]) { "\($0.1.withdrawn)" },
        .init("withdrawnTime", ["when it was", "milloin se peruttiin"]) { $0.1.withdrawnTime },
      ]
    )
  }

  static var questions: ExportedTable<Question> {
    ExportedTable(
      "questions.csv",
      ["Questions in the order of their making.", "Kysymykset siinä järjestyksessä, jossa ne esitettiin."],
      [
        .init("id", ["the question", "kysymys"], \.id),
        .init("key", ["the outside key it was imported under", "ulkoinen avain, jolla se tuotiin"], \.key),
        .init("title", ["what is asked", "mitä kysytään"], \.title),
        .init("text", ["more about it", "tarkemmin"], \.text),
        .init("status", ["`open`, `answered` or `dropped`", "avoin, vastattu tai hylätty"], \.status),
        .init(
          "responsible",
          ["the id of the organisation that answers for it", "vastuuorganisaation tunnus"],
          \.responsible
        ),
        .init("about", ["ids of what it is about", "mitä se koskee: tunnukset"]) {
          $0.about.joined(separator: "; ")
        },
        .init("member", ["the id of the organisation that asked", "kysyjän tunnus"], \.member),
        .init("person", ["who acted for it", "kuka toimi sen puolesta"], \.person),
        .init("time", ["when, by its author's clock", "milloin, kysyjän kellon mukaan"], \.time),
        .init("archived", ["`true` when put away", "`true`, kun se on arkistoitu"]) { "\($0.archived)" },
      ]
    )
  }

  static var answers: ExportedTable<(Question, Answer)> {
    ExportedTable(
      "answers.csv",
      ["Answers to questions, oldest first.", "Vastaukset kysymyksiin, vanhin ensin."],
      [
        .init("question", ["the id of the question", "kysymyksen tunnus"]) { $0.0.id },
        .init("text", ["what it says", "vastaus"]) { $0.1.text },
        .init("member", ["the id of the organisation that answers", "vastaajan tunnus"]) { $0.1.member },
        .init("person", ["who acted for it", "kuka toimi sen puolesta"]) { $0.1.person },
        .init("time", ["when, by its author's clock", "milloin, vastaajan kellon mukaan"]) { $0.1.time },
      ]
    )
  }

  static var mandates: ExportedTable<Mandate> {
    ExportedTable(
      "mandates.csv",
      ["Mandates for a term, given by decision.", "Päätöksellä annetut määräaikaiset valtuutukset."],
      [
        .init("id", ["the mandate", "valtuutus"], \.id),
        .init("holder", ["the id of the organisation that has it", "sen saaneen organisaation tunnus"], \.holder),
        .init("holderName", ["its name", "sen nimi"], \.holderName),
        .init("task", ["what for", "tehtävä"], \.task),
        .init("until", ["its last day", "viimeinen päivä"], \.until),
        .init(
          "status",
          [
            "`proposed`, `running`, `rejected`, `withdrawn` or `ended`",
            "ehdotettu, käynnissä, hylätty, peruttu tai päättynyt",
          ],
          \.status
        ),
        .init("decision", ["the id of the decision that gives it", "sen antavan päätöksen tunnus"], \.decision),
      ]
    )
  }

  static var meetings: ExportedTable<Meeting> {
    ExportedTable(
      "meetings.csv",
      ["Meetings with their minutes.", "Kokoukset pöytäkirjoineen."],
      [
        .init("id", ["the meeting", "kokous"], \.id),
        .init("title", ["what it is called", "nimi"], \.title),
        .init("started", ["when it began, by its author's clock", "milloin se alkoi"], \.started),
        .init("ended", ["when it ended", "milloin se päättyi"], \.ended),
        .init("minutes", ["what was said, in Markdown", "pöytäkirja (Markdown)"], \.minutes),
        .init("member", ["the id of the organisation that began it", "aloittajan tunnus"], \.member),
        .init("archived", ["`true` when put away", "`true`, kun se on arkistoitu"]) { "\($0.archived)" },
      ]
    )
  }

  static var comments: ExportedTable<Comment> {
    ExportedTable(
      "comments.csv",
      ["What was said about objects.", "Mitä kohteista sanottiin."],
      [
        .init("id", ["the comment", "kommentti"], \.id),
        .init("about", ["the id of the object", "kohteen tunnus"], \.about),
        .init("text", ["what was said", "mitä sanottiin"], \.text),
        .init("member", ["the id of the organisation that said it", "sanojan tunnus"], \.member),
        .init("person", ["who acted for it", "kuka toimi sen puolesta"], \.person),
        .init("time", ["when, by its author's clock", "milloin, sanojan kellon mukaan"], \.time),
        .init("archived", ["`true` when put away", "`true`, kun se on arkistoitu"]) { "\($0.archived)" },
      ]
    )
  }
}
