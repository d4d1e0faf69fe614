import Testing

@testable import TalkootAPI
@testable import talkoot

@Suite struct InertTests {
  @Test func `no control reaches the terminal`() {
    var everything = ""
    for value in UInt32(0)...0x2FFF {
      if let scalar = Unicode.Scalar(value) { everything.unicodeScalars.append(scalar) }
    }
    for scalar in Inert.line(everything).unicodeScalars { #expect(!Inert.isHarmful(scalar)) }
    for scalar in Inert.paragraph(everything).unicodeScalars where scalar != "\n" { #expect(!Inert.isHarmful(scalar)) }
  }

  @Test(arguments: [
    ("\u{1B}[31mred", "\\x1b[31mred"), ("a\u{9B}2J", "a\\x9b2J"), ("\u{202E}abc", "\\u{202e}abc"), ("a\nb", "a\\nb"),
    ("\u{7}", "\\x07"), ("plain å漢👩‍👩‍👧", "plain å漢👩‍👩‍👧"),
  ])
  func `what a terminal would obey shows as an escape`(text: String, shown: String) {
    #expect(Inert.line(text) == shown)
  }

  @Test func `a paragraph keeps its lines`() {
    #expect(Inert.paragraph("a\r\nb\rc\n\td") == "a\nb\nc\n    d")
  }
}

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("abc", 3), ("åäö", 3), ("漢字", 4), ("ｶﾅ", 2), ("👩‍👩‍👧", 2), ("🇫🇮", 2), ("e\u{301}", 1), ("❤️", 2), ("한국", 4),
    ("ＡＢ", 4), ("…", 1), ("", 0), ("\u{5E9}\u{5DC}\u{5D5}\u{5DD}", 4),
  ])
  func `the columns of a text are counted as a terminal does`(text: String, columns: Int) {
    #expect(text.displayWidth == columns)
  }

  @Test func `a cut text never takes more columns than it may`() {
    let text = "a漢👩‍👩‍👧e\u{301}漢z"
    for columns in 1...12 { #expect(text.cut(to: columns).displayWidth <= columns) }
    #expect(text.cut(to: 20) == text)
  }
}

@Suite struct PageTests {
  @Test func `columns line up whatever the script`() {
    var page = Page()
    page.table(["Id", "Name", "X"], [["a", "漢字", "1"], ["bb", "x", "2"]], flexible: 1)
    #expect(page.text == "Id  Name  X\na   漢字  1\nbb  x     2\n")
  }

  @Test func `a narrow terminal shortens the flexible column only`() {
    var page = Page(columns: 24)
    page.table(["Id", "Title"], [["g-12345", "A rather long title of a goal"]], flexible: 1)
    for line in page.text.split(separator: "\n") { #expect(String(line).displayWidth <= 24) }
    #expect(page.text.contains("g-12345"))
  }

  @Test func `a tree shows who is under whom`() {
    #expect(Page.branches([0, 1, 2, 1, 0, 1]) == ["", "├─ ", "│  └─ ", "└─ ", "", "└─ "])
    #expect(Page.branches([]).isEmpty)
  }

  @Test func `a goal whose parent is filtered away stands at the top`() {
    var page = Page()
    page.goalTree([Documents.goal("B", id: "g-2", parent: "g-1"), Documents.goal("C", id: "g-3", parent: "g-2")])
    #expect(page.text.hasPrefix("B"))
    #expect(page.text.contains("└─ C"))
  }

  @Test func `a tree of any depth is drawn`() {
    var page = Page()
    page.goalTree((0..<5_000).map { Documents.goal("T", id: "g-\($0)", parent: "g-\($0 - 1)") })
    #expect(page.text.split(separator: "\n").count == 5_000)
  }

  @Test(arguments: [(-5, 10), (Int.max, 1), (0, 0), (Int.min, nil)])
  func `no progress that a node may tell is too odd`(done: Int, total: Int?) {
    for bar in [true, false] {
      let progress = Progress(phase: "x", done: done, total: total)
      #expect(!ProgressLine.line(progress, elapsed: .zero, bar: bar).isEmpty)
    }
  }

  @Test func `every kind of object has a page`() throws {
    var page = Page()
    for document in [
      try JSONValue(encoding: Documents.goal(), absent: .null),
      try JSONValue(encoding: Documents.measure, absent: .null),
      try JSONValue(encoding: Documents.decision, absent: .null),
      try JSONValue(encoding: Documents.member, absent: .null), .object([JSONMember("kind", .string("later"))]),
    ] { page.anything(document) }
    for words in ["Yhteinen tavoite", "10.00 kpl", "Swift – nopea (late)", "koivu kuusi mänty", "kind: later"] {
      #expect(page.text.contains(words), "\(words)")
    }
  }

  @Test func `progress tells share and rate`() {
    let line = ProgressLine.line(Progress(phase: "reading", done: 50, total: 200), elapsed: .seconds(10), bar: true)
    #expect(line == "reading [######··················] 25 % (50/200), 5/s")
  }
}
