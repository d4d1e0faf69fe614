internal import TalkootAPI

/// The tables of goals, measures and members; `Tables+Governance.swift` has the others.
enum Tables {
  static var goals: ExportedTable<Goal> {
    ExportedTable(
      "goals.csv",
      [
        "Goals in tree order: a parent before what is under it.",
        "Tavoitteet puun järjestyksessä: ylätavoite ennen alatavoitteitaan.",
      ],
      [
        .init("id", ["the goal", "tavoite"], \.id),
        .init("key", ["the outside key it was imported under", "ulkoinen avain, jolla se tuotiin"], \.key),
        .init("title", ["what is to be reached", "mihin pyritään"], \.title),
        .init("description", ["more about it", "tarkemmin"], \.description),
        .init(
          "status",
          ["`proposed`, `active`, `achieved` or `dropped`", "ehdotettu, käynnissä, saavutettu tai hylätty"],
          \.status
        ),
        .init(
          "under",
          ["the id of the goal above it; empty at the top", "ylätavoitteen tunnus; ylimmillä tyhjä"],
          \.parent
        ),
        .init(
          "steward",
          ["the id of the organisation answerable for it", "vastuuorganisaation tunnus"],
          \.steward
        ),
        .init("stewardName", ["that organisation's name", "sen nimi"], \.stewardName),
        .init("due", ["when it is to be reached", "mihin mennessä"], \.due),
        .init("dependsOn", ["ids of the goals it needs", "niiden tavoitteiden tunnukset, joita se tarvitsee"]) {
          $0.dependsOn.joined(separator: "; ")
        },
        .init("needs", ["the strengths that it takes", "vahvuudet, joita se vaatii"]) {
          $0.needs.joined(separator: "; ")
        },
        .init("progress", ["in percent, as its measures tell", "edistyminen prosentteina mittarien mukaan"]) {
          $0.progress.map { "\($0)" }
        },
        .init("archived", ["`true` when put away", "`true`, kun se on arkistoitu"]) { "\($0.archived)" },
      ]
    )
  }

  static var contributions: ExportedTable<(Goal, Contribution)> {
    ExportedTable(
      "contributions.csv",
      ["Who does what for a goal.", "Kuka tekee mitä tavoitteen hyväksi."],
      [
        .init("goal", ["the id of the goal", "tavoitteen tunnus"]) { $0.0.id },
        .init("member", ["the id of the organisation", "organisaation tunnus"]) { $0.1.member },
        .init("memberName", ["its name", "sen nimi"]) { $0.1.memberName },
        .init(
          "role",
          [
            "`ideator`, `definer`, `implementer`, `coordinator` or `customer`",
            "ideoija, määrittelijä, toteuttaja, koordinoija tai asiakas",
          ]
        ) { $0.1.role },
        .init("note", ["in its own words", "omin sanoin"]) { $0.1.note },
      ]
    )
  }

  static var benefits: ExportedTable<(Goal, Benefit)> {
    ExportedTable(
      "benefits.csv",
      ["What organisations get out of a goal.", "Mitä organisaatiot saavat tavoitteesta."],
      [
        .init("goal", ["the id of the goal", "tavoitteen tunnus"]) { $0.0.id },
        .init("member", ["the id of the organisation", "organisaation tunnus"]) { $0.1.member },
        .init("memberName", ["its name", "sen nimi"]) { $0.1.memberName },
        .init("text", ["in its own words", "omin sanoin"]) { $0.1.text },
      ]
    )
  }

  static var measures: ExportedTable<Measure> {
    ExportedTable(
      "measures.csv",
      ["Measures in the order of their goals.", "Mittarit tavoitteidensa järjestyksessä."],
      [
        .init("id", ["the measure", "mittari"], \.id),
        .init("key", ["the outside key it was imported under", "ulkoinen avain, jolla se tuotiin"], \.key),
        .init("name", ["what is measured", "mitä mitataan"], \.name),
        .init("goal", ["the id of its goal", "tavoitteen tunnus"], \.goal),
        .init("unit", ["what a value counts", "yksikkö"], \.unit),
        .init("from", ["where it began", "lähtöarvo"]) { $0.from?.literal },
        .init("target", ["where it is to get", "tavoitearvo"]) { $0.target?.literal },
        .init("value", ["where it stands: the newest check-in", "nykyarvo: uusin kirjaus"]) { $0.value?.literal },
        .init("every", ["how often it wants a check-in", "kuinka usein se kirjataan"], \.every),
        .init("nextCheckin", ["when the next one is due", "milloin seuraava kirjaus erääntyy"], \.nextCheckin),
        .init("until", ["its last day", "viimeinen päivä"], \.until),
        .init("archived", ["`true` when put away", "`true`, kun se on arkistoitu"]) { "\($0.archived)" },
      ]
    )
  }

  static var checkins: ExportedTable<Checkin> {
    ExportedTable(
      "checkins.csv",
      [
        "Check-ins by measure, then by date; corrected ones too.",
        "Kirjaukset mittareittain, sitten päivän mukaan; korjatutkin.",
      ],
      [
        .init("id", ["the check-in", "kirjaus"], \.id),
        .init("key", ["the outside key it was imported under", "ulkoinen avain, jolla se tuotiin"], \.key),
        .init("measure", ["the id of its measure", "mittarin tunnus"], \.measure),
        .init("value", ["the value", "arvo"]) { $0.value.literal },
        .init("on", ["the date that it is for", "päivä, jota se koskee"], \.on),
        .init(
          "confidence",
          ["`on-track`, `at-risk` or `off-track`", "aikataulussa, vaarassa tai jäljessä"],
          \.confidence
        ),
        .init("note", ["a remark", "huomautus"], \.note),
        .init(
          "corrects",
          ["the id of the check-in that it takes the place of", "sen kirjauksen tunnus, jonka se korvaa"],
          \.corrects
        ),
        .init("member", ["the id of the organisation that wrote it", "kirjanneen organisaation tunnus"], \.member),
        .init("person", ["who acted for it", "kuka toimi sen puolesta"], \.person),
        .init("time", ["when, by its author's clock", "milloin, kirjaajan kellon mukaan"], \.time),
      ]
    )
  }

  static var members: ExportedTable<Member> {
    ExportedTable(
      "members.csv",
      [
        "Organisations, participants and former ones too.",
        "Organisaatiot, myös osallistujat ja entiset jäsenet.",
      ],
      [
        .init("id", ["the organisation", "organisaatio"], \.id),
        .init("name", ["its name", "nimi"], \.name),
        .init(
          "status",
          ["`participant`, `member`, `left` or `removed`", "osallistuja, jäsen, eronnut tai poistettu"],
          \.status
        ),
        .init("fingerprint", ["in words", "sormenjälki sanoina"], \.fingerprint),
        .init("strengths", ["what it brings", "vahvuudet"]) { $0.strengths.joined(separator: "; ") },
        .init("roles", ["the roles it takes", "roolit"]) { $0.roles.joined(separator: "; ") },
        .init("motivation", ["why it is here", "miksi se on mukana"], \.motivation),
        .init("contact", ["how to reach it", "yhteystieto"], \.contact),
      ]
    )
  }
}
