import ProgramTesting
import TalkootAPI
import Testing

/// Text that people or attackers write, kept as it is and shown without harm.
@Suite struct HostileTextTests {
  static let titles = [
    #"Quotes "double", 'single', `back` and \ slash"#,
    "commas, semicolons; tabs\tand more, all",
    "two\nlines\r\nthree",
    "emoji 👩‍👩‍👧‍👦 🏳️‍🌈 and Ω≈ç√ é e\u{301}",
    "right to left שלום مرحبا \u{202E}gnp.exe\u{202C}",
    "\u{1B}[31mred\u{1B}[0m \u{1B}]0;title\u{7} \u{9B}2J",
    "<script>alert(1)</script> & <b>bold</b> %s %n ${HOME} $(id)",
    "--help",
    "zero\u{200B}width\u{FEFF} and \u{2028} separator",
  ]

  @Test func `any title is kept byte for byte in JSON on every node and harmless for people`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    var ids: [String] = []
    for title in Self.titles {
      let made = try network[0].json(["goal", "add"] + ["--description", title, "--", title])
      #expect(made["title"]?.string.map { Array($0.utf8) } == Array(title.utf8))
      ids.append(try #require(made["id"]?.string))
    }
    try network.converge()
    for (id, title) in zip(ids, Self.titles) {
      let goal = try network[1].json("goal", "show", id)
      #expect(goal["title"]?.string.map { Array($0.utf8) } == Array(title.utf8))
      #expect(goal["description"]?.string.map { Array($0.utf8) } == Array(title.utf8))
    }
    for words in [
      ["goal", "list"], ["goal", "list", "--tree"], ["goal", "show", ids[5]], ["status"], ["replica", "log"],
    ] {
      let shown = try network[1].run(words)
      let harmful = shown.unicodeScalars.filter { scalar in
        (scalar.value < 0x20 && scalar != "\n") || (0x7F...0x9F).contains(scalar.value)
          || [0x202E, 0x202C, 0x2028, 0x200B, 0xFEFF].contains(scalar.value)
      }
      #expect(harmful.isEmpty, "\(words): \(harmful)")
    }
    // A line of the list is one goal, whatever is in its title.
    #expect(try network[1].run("goal", "list").split(separator: "\n").count == Self.titles.count + 1)
    try network.verify()
  }

  @Test func `what export writes goes in elsewhere with the same texts`() throws {
    let from = try Node("From")
    try from.found("N")
    for title in Self.titles { try from.run(["goal", "add", "--", title]) }
    let document = try from.run("export")
    let to = try Node("To")
    try to.found("M")
    try to.run("import", "-", input: document)
    let titles = try to.json("goal", "list").array.compactMap { $0["title"]?.string }
    #expect(titles.map { Array($0.utf8) } == Self.titles.map { Array($0.utf8) })
    // And the tables, read back as the same rows.
    let folder = from.home + "-csv"
    try from.run("export", "--format", "csv", "-o", folder)
    let third = try Node("Third")
    try third.found("O")
    try third.run("import", folder + "/goals.csv", "--kind", "goal", "--map", "title=title")
    #expect(try third.json("goal", "list").array.compactMap { $0["title"]?.string } == Self.titles)
  }
}
