import Testing

@testable public import TalkootAPI

@Suite struct JSONTests {
  @Test(arguments: [
    #"{"a":[1,2.50,-3e+7,true,false,null,"x"],"b":{}}"#, #""\u001b[2J\n\t\\\"""#, "[]", "-0", "0.10", #""å漢👩‍👩‍👧""#,
    "12345678901234567890.000",
  ])
  func `a compact document comes back byte for byte`(text: String) throws {
    #expect(try JSONValue(parsing: Array(text.utf8)).text == text)
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "01", "1.", ".5", "+1", "1e", "tru", "nul", "\"", "\"\\x\"", "\"\\u12\"",
    "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"\u{1}\"", "1 2", "[1 2]", "{1:2}", "NaN", "Infinity", "'a'",
  ])
  func `what is not JSON is refused`(text: String) {
    #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: Array(text.utf8)) }
  }

  @Test func `invalid UTF-8 is refused`() {
    #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: [0x22, 0xC3, 0x22]) }
    #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: [0x22, 0xED, 0xA0, 0x80, 0x22]) }
  }

  @Test func `nesting is bounded`() throws {
    let deep = Array((String(repeating: "[", count: 100_000)).utf8)
    #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: deep) }
    let depth = JSONValue.depthMax
    let allowed = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    _ = try JSONValue(parsing: Array(allowed.utf8))
  }

  @Test func `surrogate pairs are one scalar`() throws {
    #expect(try JSONValue(parsing: Array(#""\ud83d\ude00""#.utf8)) == .string("😀"))
  }

  @Test func `no truncation or flipped byte crashes the parser`() {
    let text = Array(#"{"title":"a\u00e4\ud83d\ude00","list":[1,-2.5e3,null],"deep":{"x":[[]]}}"#.utf8)
    for end in text.indices { _ = try? JSONValue(parsing: Array(text[..<end])) }
    for index in text.indices {
      for bit in 0..<8 {
        var flipped = text
        flipped[index] ^= 1 << bit
        _ = try? JSONValue(parsing: flipped)
      }
    }
  }
}

@Suite struct CodingTests {
  private let measure = Measure(
    id: "m-00000000000000000000000000",
    short: "m-00000",
    name: "Osuus",
    goal: nil,
    from: "1.50",
    target: "-0.000",
    value: "12345678901234567890",
    every: "1mo"
  )

  @Test func `an answer has every key, absent ones as null`() throws {
    let document = try JSONValue(encoding: measure, absent: .null)
    #expect(document["unit"] == .null)
    #expect(document["goal"] == .null)
    #expect(document["checkins"] == .array([]))
    #expect(document["kind"] == .string("measure"))
  }

  @Test func `a request leaves absent keys out`() throws {
    let document = try JSONValue(encoding: GoalEdit(title: "", due: nil), absent: .omitted)
    #expect(document.text == #"{"title":""}"#)
  }

  @Test func `numbers keep all their digits both ways`() throws {
    let document = try JSONValue(encoding: measure, absent: .null)
    #expect(document["from"] == .number("1.50"))
    #expect(document["target"] == .number("-0.000"))
    #expect(document["value"] == .number("12345678901234567890"))
    #expect(try Measure(from: try JSONValue(parsing: document.bytes)) == measure)
  }

  @Test func `only JSON numbers are decimal numbers`() {
    for text in ["", "1,5", " 1", "1 ", "0x1", "1e", "--1", "∞", "\"1\""] { #expect(DecimalNumber(text) == nil) }
    let text = "1e-7"
    #expect(DecimalNumber(text)?.literal == text)
  }

  @Test func `keys that this version does not know are ignored`() throws {
    let text = #"{"member":"o-1","memberName":"Koodi Oy","text":"x","later":{"a":[1]}}"#
    #expect(try Benefit(from: try JSONValue(parsing: Array(text.utf8))).memberName == "Koodi Oy")
  }

  @Test func `a missing or mistyped key is an error that names it`() {
    #expect(throws: DecodingError.self) { try Benefit(from: .object([JSONMember("member", .string("o-1"))])) }
    #expect(throws: DecodingError.self) { try Quorum(from: .object([JSONMember("needed", .number("1.5"))])) }
    #expect(throws: DecodingError.self) { try [Goal](from: .object([])) }
    let quorum = JSONValue.object([JSONMember("needed", .null), JSONMember("present", .number("1"))])
    let error = #expect(throws: DecodingError.self) { try Quorum(from: quorum) }
    #expect(error?.brief == "at needed: expected Int, found null")
  }

  @Test func `nested and raw values come back`() throws {
    let conflict = Conflict(
      object: "g-1",
      objectShort: "g-1",
      objectTitle: nil,
      field: "due",
      shown: .null,
      values: [ConflictValue(value: .number("7.0"), label: nil), ConflictValue(value: .string("\u{1B}[31m"))]
    )
    let bytes = try JSONValue(encoding: [conflict], absent: .null).bytes
    #expect(try [Conflict](from: try JSONValue(parsing: bytes)) == [conflict])
    let status = ReplicaStatus(
      network: NetworkReference(id: "ab", name: "N"),
      node: NodeReference(id: "n-1", member: "o-1"),
      versionVector: ["aa": 3, "bb": 1],
      heads: [],
      digest: nil,
      model: 1,
      changes: 4,
      objects: 2,
      conflicts: 0,
      pending: 0,
      bytes: 9
    )
    let document = try JSONValue(encoding: status, absent: .null)
    #expect(document["versionVector"]?["aa"] == .number("3"))
    #expect(try ReplicaStatus(from: document) == status)
  }

  @Test func `a query carries every field there and back`() throws {
    let options = ImportOptions(
      format: "csv",
      kind: "goal",
      key: "a&b=c",
      map: ["title=description", "under=gå l"],
      skipUnknown: true,
      file: "x y.csv"
    )
    let query = try QueryCoding.encode(options)
    let items = query.split(separator: "&").map { item in
      let sides = item.split(separator: "=", maxSplits: 1)
      return (PercentEncoding.decode(sides[0])!, PercentEncoding.decode(sides[1])!)
    }
    #expect(try QueryCoding.decode(ImportOptions.self, from: items, lists: ["map"]) == options)
    let filter = ChangeFilter(node: nil, since: "ab", limit: 12)
    #expect(try QueryCoding.encode(filter) == "since=ab&limit=12")
    #expect(try QueryCoding.decode(ChangeFilter.self, from: [("since", "ab"), ("limit", "12")]) == filter)
  }

  @Test func `percent encoding is exact`() {
    #expect(PercentEncoding.encode("key:1.2/å~") == "key%3A1.2%2F%C3%A5~")
    #expect(PercentEncoding.decode("key%3A1.2%2F%C3%A5~") == "key:1.2/å~")
    for broken in ["%", "%4", "%zz", "%ff"] { #expect(PercentEncoding.decode(broken) == nil) }
  }
}

extension DecimalNumber: ExpressibleByStringLiteral {
  /// A number written in a test.
  public init(stringLiteral literal: String) { self.init(checked: literal) }

  private init(checked literal: String) {
    guard let number = DecimalNumber(literal) else { preconditionFailure("\(literal) is no number") }
    self = number
  }
}

@Suite struct DocumentWriterTests {
  private struct Nested: APIDocument {
    var list: [[Int]]
    var empty: Nothing
    var raw: JSONValue
    var number: DecimalNumber
    var large: UInt64?
    var absent: String?
  }

  private let nested = Nested(
    list: [[1, 2], [], [3]],
    empty: Nothing(),
    raw: .array([.null, .string("\u{7F}\n")]),
    number: "1.50",
    large: .max
  )

  @Test func `what is written in one pass is closed where it ends`() throws {
    let text = #"{"list":[[1,2],[],[3]],"empty":{},"raw":[null,"\u007f\n"],"number":1.50,"large":18446744073709551615"#
    #expect(try JSONValue(encoding: nested, absent: .omitted).text == text + "}")
    let bytes = try JSONValue.bytes(encoding: nested, absent: .null)
    #expect(String(decoding: bytes, as: UTF8.self) == text + #","absent":null}"#)
    #expect(try Nested(from: JSONValue(parsing: bytes)) == nested)
  }

  @Test func `keys may come in any order`() throws {
    guard case .object(let members) = try JSONValue(encoding: nested, absent: .null) else { return }
    for start in members.indices {
      let turned = Array(members[start...] + members[..<start])
      #expect(try Nested(from: .object(turned)) == nested)
      #expect(try Nested(from: .object(turned.reversed())) == nested)
    }
  }

  @Test func `floating point is refused`() {
    #expect(throws: EncodingError.self) { try JSONValue(encoding: [1.5], absent: .null) }
  }
}
