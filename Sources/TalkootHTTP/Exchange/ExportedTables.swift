internal import TalkootAPI
internal import TalkootLog
internal import TalkootModel

/// A table of an export: its columns with what each holds, and what a row has in it.
private struct Table<Row> {
  struct Column {
    let name: String
    let about: String
    let value: (Row) -> String?
  }

  let file: String
  let about: String
  let columns: [Column]

  func text(_ rows: [Row]) -> String {
    var lines = [columns.map(\.name).joined(separator: ",")]
    for row in rows { lines.append(columns.map { CSV.field($0.value(row)) }.joined(separator: ",")) }
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  var readme: String {
    "\n## \(file)\n\n\(about)\n\n| column | |\n| --- | --- |\n"
      + columns.map { "| `\($0.name)` | \($0.about) |\n" }.joined()
  }
}

extension View {
  /// The whole content as a CSV file a kind and a README of their columns.
  func exportedFiles() -> [ExportedFile] {
    let readme = """
      # Export of the network \(workspace.networkName ?? workspace.network.digest.hex)

      Comma-separated values as in RFC 4180, UTF-8, lines ending in CR LF, one file a kind; the first row names the
      columns. An empty field is an absent value. Ids are whole; dates are as precise as they were given (`2027`,
      `2027-05`, `2027-05-31`); numbers have all their digits; times are ISO 8601 in UTC. The JSON export has everything
      and can be imported again; a table can be, with `talkoot import FILE --kind … --key id --map …`.

      """
    return [
      ExportedFile(
        name: "README.md",
        text: readme + Tables.goals.readme + Tables.measures.readme + Tables.checkins.readme
          + Tables.decisions.readme + Tables.members.readme + Tables.comments.readme
      ),
      ExportedFile(name: Tables.goals.file, text: Tables.goals.text(allGoals)),
      ExportedFile(name: Tables.measures.file, text: Tables.measures.text(allMeasures)),
      ExportedFile(name: Tables.checkins.file, text: Tables.checkins.text(allCheckins)),
      ExportedFile(name: Tables.decisions.file, text: Tables.decisions.text(allDecisions)),
      ExportedFile(name: Tables.members.file, text: Tables.members.text(members())),
      ExportedFile(name: Tables.comments.file, text: Tables.comments.text(allComments)),
    ]
  }
}

private enum Tables {
  static var goals: Table<Goal> {
    Table(
      file: "goals.csv",
      about: "Goals in tree order: a parent before what is under it.",
      columns: [
        .init(name: "id", about: "the goal", value: \.id),
        .init(name: "key", about: "the outside key it was imported under", value: \.key),
        .init(name: "title", about: "what is to be reached", value: \.title),
        .init(name: "description", about: "more about it", value: \.description),
        .init(name: "status", about: "proposed, active, achieved or dropped", value: \.status),
        .init(name: "under", about: "the id of the goal above it; empty at the top", value: \.parent),
        .init(name: "steward", about: "the id of the organisation answerable for it", value: \.steward),
        .init(name: "stewardName", about: "that organisation's name", value: \.stewardName),
        .init(name: "due", about: "when it is to be reached", value: \.due),
        .init(name: "dependsOn", about: "ids of the goals it needs, separated by spaces") {
          $0.dependsOn.joined(separator: " ")
        },
        .init(name: "progress", about: "in percent, as its measures tell") { $0.progress.map { "\($0)" } },
        .init(name: "archived", about: "true when put away") { "\($0.archived)" },
      ]
    )
  }

  static var measures: Table<Measure> {
    Table(
      file: "measures.csv",
      about: "Measures in the order of their goals.",
      columns: [
        .init(name: "id", about: "the measure", value: \.id),
        .init(name: "key", about: "the outside key it was imported under", value: \.key),
        .init(name: "name", about: "what is measured", value: \.name),
        .init(name: "goal", about: "the id of its goal", value: \.goal),
        .init(name: "unit", about: "what a value counts", value: \.unit),
        .init(name: "from", about: "where it began", value: \.from?.literal),
        .init(name: "target", about: "where it is to get", value: \.target?.literal),
        .init(name: "value", about: "where it stands: the newest check-in", value: \.value?.literal),
        .init(name: "every", about: "how often it wants a check-in", value: \.every),
        .init(name: "until", about: "its last day", value: \.until),
        .init(name: "archived", about: "true when put away") { "\($0.archived)" },
      ]
    )
  }

  static var checkins: Table<Checkin> {
    Table(
      file: "checkins.csv",
      about: "Check-ins by measure, then by date; corrected ones too.",
      columns: [
        .init(name: "id", about: "the check-in", value: \.id),
        .init(name: "key", about: "the outside key it was imported under", value: \.key),
        .init(name: "measure", about: "the id of its measure", value: \.measure),
        .init(name: "value", about: "the value", value: \.value.literal),
        .init(name: "on", about: "the date that it is for", value: \.on),
        .init(name: "confidence", about: "on-track, at-risk or off-track", value: \.confidence),
        .init(name: "note", about: "a remark", value: \.note),
        .init(name: "corrects", about: "the id of the check-in that it takes the place of", value: \.corrects),
        .init(name: "member", about: "the id of the organisation that wrote it", value: \.member),
        .init(name: "person", about: "who acted for it", value: \.person),
        .init(name: "time", about: "when it was written, by its author's clock", value: \.time),
      ]
    )
  }

  static var decisions: Table<Decision> {
    Table(
      file: "decisions.csv",
      about: "Decisions in the order of their making.",
      columns: [
        .init(name: "id", about: "the decision", value: \.id),
        .init(name: "title", about: "what is decided", value: \.title),
        .init(name: "text", about: "the proposal in full", value: \.text),
        .init(name: "rule", about: "consent, majority, two-thirds, unanimous or choice", value: \.rule),
        .init(name: "status", about: "open, settling, settled or withdrawn", value: \.status),
        .init(name: "outcome", about: "accepted, rejected or an option's text", value: \.outcome),
        .init(name: "deadline", about: "the last day for positions", value: \.deadline),
        .init(name: "review", about: "when to look at it again", value: \.review),
        .init(name: "member", about: "the id of the organisation that proposed it", value: \.member),
        .init(name: "positions", about: "member id and position, separated by `=` and spaces") {
          $0.positions.map { "\($0.member)=\($0.option ?? $0.position)" }.joined(separator: " ")
        },
        .init(name: "time", about: "when it was proposed", value: \.time),
      ]
    )
  }

  static var members: Table<Member> {
    Table(
      file: "members.csv",
      about: "Organisations, participants and former ones too.",
      columns: [
        .init(name: "id", about: "the organisation", value: \.id),
        .init(name: "name", about: "its name", value: \.name),
        .init(name: "status", about: "participant, member, left or removed", value: \.status),
        .init(name: "fingerprint", about: "in words", value: \.fingerprint),
        .init(name: "strengths", about: "what it brings, separated by semicolons") {
          $0.strengths.joined(separator: "; ")
        },
        .init(name: "roles", about: "the roles it takes, separated by spaces") { $0.roles.joined(separator: " ") },
        .init(name: "motivation", about: "why it is here", value: \.motivation),
        .init(name: "contact", about: "how to reach it", value: \.contact),
      ]
    )
  }

  static var comments: Table<Comment> {
    Table(
      file: "comments.csv",
      about: "What was said about objects.",
      columns: [
        .init(name: "id", about: "the comment", value: \.id),
        .init(name: "about", about: "the id of the object", value: \.about),
        .init(name: "text", about: "what was said", value: \.text),
        .init(name: "member", about: "the id of the organisation that said it", value: \.member),
        .init(name: "person", about: "who acted for it", value: \.person),
        .init(name: "time", about: "when, by its author's clock", value: \.time),
      ]
    )
  }
}
