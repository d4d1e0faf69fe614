internal import TalkootAPI

/// The two languages of a README of columns; the columns' names and values are the same in both.
enum ReadmeLanguage: String {
  case english = "en"
  case finnish = "fi"
}

/// A sentence in both.
struct Phrase: ExpressibleByArrayLiteral {
  let english: String
  let finnish: String

  /// English, Finnish.
  init(arrayLiteral elements: String...) {
    precondition(elements.count == 2, "a phrase is in both languages")
    (english, finnish) = (elements[0], elements[1])
  }

  func text(_ language: ReadmeLanguage) -> String {
    switch language {
    case .english: english
    case .finnish: finnish
    }
  }
}

/// A table of an export: its columns with what each holds, and what a row has in it.
struct ExportedTable<Row> {
  struct Column {
    let name: String
    let about: Phrase
    let value: (Row) -> String?

    init(_ name: String, _ about: Phrase, _ value: @escaping (Row) -> String?) {
      self.name = name
      self.about = about
      self.value = value
    }
  }

  let file: String
  let about: Phrase
  let columns: [Column]

  init(_ file: String, _ about: Phrase, _ columns: [Column]) {
    self.file = file
    self.about = about
    self.columns = columns
  }

  func text(_ rows: [Row]) -> String {
    var lines = [columns.map(\.name).joined(separator: ",")]
    for row in rows { lines.append(columns.map { CSV.field($0.value(row)) }.joined(separator: ",")) }
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  func readme(_ language: ReadmeLanguage) -> String {
    let column = Phrase(arrayLiteral: "column", "sarake").text(language)
    return "\n## \(file)\n\n\(about.text(language))\n\n| \(column) | |\n| --- | --- |\n"
      + columns.map { "| `\($0.name)` | \($0.about.text(language)) |\n" }.joined()
  }
}

extension NetworkExport {
  /// The whole content as a CSV file a kind and a README of their columns.
  func files(_ language: ReadmeLanguage) -> [ExportedFile] {
    var files: [ExportedFile] = []
    var readme = Self.preface.text(language).replacing("{0}", with: network.name)
    func add<Row>(_ table: ExportedTable<Row>, _ rows: [Row]) {
      readme += table.readme(language)
      files.append(ExportedFile(name: table.file, text: table.text(rows)))
    }
    add(Tables.goals, goals)
    add(Tables.contributions, goals.flatMap { goal in goal.contributions.map { (goal, $0) } })
    add(Tables.benefits, goals.flatMap { goal in goal.benefits.map { (goal, $0) } })
    add(Tables.measures, measures)
    add(Tables.checkins, checkins)
    add(Tables.decisions, decisions)
    add(Tables.positions, decisions.flatMap { decision in decision.positions.map { (decision, $0) } })
    add(Tables.agreements, agreements)
    add(Tables.versions, agreements.flatMap { agreement in agreement.versions.map { (agreement, $0) } })
    add(Tables.signatures, agreements.flatMap { agreement in agreement.signatures.map { (agreement, $0) } })
    add(Tables.questions, questions)
    add(Tables.answers, questions.flatMap { question in question.answers.map { (question, $0) } })
    add(Tables.mandates, mandates)
    add(Tables.meetings, meetings)
    add(Tables.members, members)
    add(Tables.comments, comments)
    return [ExportedFile(name: "README.md", text: readme)] + files
  }

  private static let preface: Phrase = [
    """
    # Export of the network {0}

    Comma-separated values as in RFC 4180, UTF-8, lines ending in CR LF, one file a kind; the first row names the
    columns. An empty field is an absent value. Ids are whole; dates are as precise as they were given (`2027`,
    `2027-05`, `2027-05-31`); numbers have all their digits; times are ISO 8601 in UTC; what a field lists is
    separated by `; `. The JSON export has everything and can be imported again; a table can be too:
    `talkoot import FILE --kind goal|measure|checkin|member|decision|question --key id --map FIELD=COLUMN,…`.

    """,
    """
    # Verkoston {0} vienti

    Pilkuin erotetut arvot (RFC 4180), UTF-8, rivin lopussa CR LF, tiedosto kutakin lajia kohden; ensimmäinen rivi
    nimeää sarakkeet. Tyhjä kenttä on puuttuva arvo. Tunnukset ovat kokonaisia; päivät niin tarkkoja kuin ne annettiin
    (`2027`, `2027-05`, `2027-05-31`); luvuissa ovat kaikki numerot; ajat ovat UTC-aikaa (ISO 8601); luettelon osat
    erottaa `; `. JSON-viennissä on kaikki, ja sen voi tuoda takaisin; niin voi taulukonkin:
    `talkoot import TIEDOSTO --kind goal|measure|checkin|member|decision|question --key id --map KENTTÄ=SARAKE,…`.

    """,
  ]
}
