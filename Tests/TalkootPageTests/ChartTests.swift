import TalkootAPI
import TalkootLanguage
import Testing

@testable import TalkootPage

@Suite struct ChartTests {
  private static func checkin(_ number: Int, _ value: String, _ on: String?, confidence: String? = nil) -> Checkin {
    Checkin(
      id: "k-\(number)",
      short: "k-\(number)",
      measure: "m-1",
      value: DecimalNumber(value)!,
      on: on,
      confidence: confidence,
      member: "o-1",
      memberName: "Ant"
    )
  }

  private static var bread: Measure {
    var first = checkin(1, "40", "2026-09-30", confidence: "at-risk")
    first.correctedBy = "k-2"
    var second = checkin(2, "44.5", "2026-09-30", confidence: "on-track")
    second.corrects = "k-1"
    return Measure(
      id: "m-1",
      short: "m-1",
      name: "Loaves",
      unit: "pcs",
      from: DecimalNumber("0"),
      target: DecimalNumber("12000"),
      until: "2026-12-31",
      checkins: [checkin(3, "9000.50", "2026-11-24", confidence: "off-track"), second, first]
    )
  }

  @Test func `a chart shows points, target, corrections and confidence, and says so in words`() throws {
    let html = try #require(MeasureChart(Self.bread, in: .english).figure).html
    for part in [
      "class=\"target\"", "class=\"correction\"", "mark on-track", "mark off-track", "mark corrected", "<polyline",
      "Target: 12,000 pcs by 31 Dec 2026.", "1 corrected.", "9000.50", "<title id=", "<desc id=", "<table>",
      "24 Nov 2026: 9000.50 pcs, off-track",
    ] { #expect(html.contains(part), "\(part)") }
    #expect(!html.contains("style="))
  }

  @Test func `Finnish numbers have a decimal comma and Finnish dates their dots`() throws {
    let html = try #require(MeasureChart(Self.bread, in: .finnish).figure).html
    for part in ["12\u{A0}000", "9000,50", "24.11.2026", "jäljessä", "tavoite 12\u{A0}000", "viimeistään 31.12.2026"] {
      #expect(html.contains(part), "\(part)")
    }
    #expect(!html.contains("9000.50"))
  }

  @Test func `a measure without a check-in has no chart, and one with a single one has`() {
    var measure = Self.bread
    measure.checkins = []
    #expect(MeasureChart(measure, in: .english).figure == nil && Sparkline.markup(measure, in: .english) == nil)
    measure.checkins = [Self.checkin(1, "5", "2026-05")]
    #expect(MeasureChart(measure, in: .english).figure != nil && Sparkline.markup(measure, in: .english) == nil)
  }

  @Test func `what people wrote stays text`() throws {
    var measure = Self.bread
    measure.name = "</title><script>alert(1)</script>"
    measure.unit = "\"><img src=x onerror=alert(1)>"
    measure.checkins[0].note = "<b>&amp;</b>"
    let html = try #require(MeasureChart(measure, in: .english).figure).html
    #expect(!html.contains("<script") && !html.contains("<img") && !html.contains("<b>"))
    #expect(html.contains("&lt;b&gt;&amp;amp;&lt;/b&gt;"))
  }

  @Test func `whatever the values are, each place is in the drawing`() throws {
    for seed in 0..<300 as Range<UInt64> {
      var random = SplitMix(seed)
      let literals = [
        "0", "-1", "1e300", "-1E+400", "0.000001", "123456789012345678901234567890", "99999.99999", "5e-320",
      ]
      let days = ["0000", "0001-01", "9999-12-31", "2026-02", "2026-03-01", "2026-02-29", "soon", "1969-12-31"]
      func number() -> String {
        random.next() % 3 == 0
          ? literals[Int(random.next() % 8)] : "\(Int64(bitPattern: random.next()) >> Int64(random.next() % 60))"
      }
      func day() -> String {
        random.next() % 3 == 0
          ? days[Int(random.next() % 8)] : ChartDate(dayNumber: Int(random.next() % 40_000)).text(in: .english)
      }
      func iso() -> String {
        let text = day()
        guard random.next() % 2 == 0 else { return text }
        let year = 1000 + random.next() % 2000
        return "\(year)-0\(1 + random.next() % 9)-1\(random.next() % 10)"
      }
      let measure = Measure(
        id: "m-1",
        short: "m-1",
        name: "x",
        from: random.next() % 2 == 0 ? DecimalNumber(number()) : nil,
        target: random.next() % 2 == 0 ? DecimalNumber(number()) : nil,
        until: random.next() % 2 == 0 ? iso() : nil,
        checkins: (0..<Int(random.next() % 12)).map { index in Self.checkin(index, number(), iso()) }
      )
      for language in Language.allCases {
        let html =
          (MeasureChart(measure, in: language).figure?.html ?? "")
          + (Sparkline.markup(measure, in: language)?.html ?? "")
        for place in Self.places(html) {
          #expect((-10...650).contains(place), "seed \(seed): \(place)")
        }
        #expect(!html.contains("nan") && !html.contains("inf"), "seed \(seed)")
      }
    }
  }

  /// The numbers of all attributes that are places.
  private static func places(_ html: String) -> [Double] {
    var places: [Double] = []
    for name in [" x=\"", " y=\"", "cx=\"", "cy=\"", "x1=\"", "x2=\"", "y1=\"", "y2=\"", "points=\""] {
      var rest = html[...]
      while let range = rest.firstRange(of: name) {
        rest = rest[range.upperBound...]
        let value = rest.prefix { $0 != "\"" }
        places += value.split { $0 == " " || $0 == "," }.map { Double($0) ?? .infinity }
      }
    }
    return places
  }

  @Test func `ticks are few, evenly apart, and hold all values between them`() {
    for seed in 0..<2000 as Range<UInt64> {
      var random = SplitMix(seed)
      let size =
        (0..<Int(random.next() % 24)).reduce(1.0) { size, _ in size * 10 } * (random.next() % 2 == 0 ? 1 : 1e-6)
      let values = (0...Int(random.next() % 5)).map { _ in (Double(random.next() % 2_000_001) - 1_000_000) / 1e6 * size
      }
      let scale = ChartScale(holding: values)
      #expect((2...12).contains(scale.ticks.count), "seed \(seed): \(values) \(scale.ticks)")
      #expect(values.allSatisfy { scale.low <= $0 && $0 <= scale.high }, "seed \(seed): \(values)")
      for tick in scale.ticks {
        let read = Double(tick.literal) ?? .nan
        #expect(abs(read - tick.value) <= abs(tick.value) * 1e-9, "seed \(seed): \(tick)")
        #expect(DecimalNumber(tick.literal) != nil, "seed \(seed): \(tick)")
      }
    }
  }

  @Test(arguments: [
    (["2026-11-01", "2026-11-03"], ["1 Nov 2026", "2 Nov 2026", "3 Nov 2026"]),
    (["2026-01-15", "2026-06-15"], ["Feb 2026", "Mar 2026", "Apr 2026", "May 2026", "Jun 2026"]),
    (["2020", "2026"], ["2021", "2022", "2023", "2024", "2025", "2026"]),
  ])
  func `the days below a chart begin days, months or years`(days: [String], labels: [String]) {
    let calendar = ChartCalendar(holding: days.map { ChartDate($0)!.dayNumber }, language: .english)
    #expect(calendar.ticks.map(\.label) == labels)
  }

  @Test func `a day has one number and comes back from it`() {
    #expect(ChartDate("1970-01-01")?.dayNumber == 0 && ChartDate("2026-11-24")?.dayNumber == 20_781)
    #expect(ChartDate("2024-02")?.dayNumber == ChartDate("2024-02-29")?.dayNumber)
    #expect(ChartDate("2026-02-29") == nil && ChartDate("2026-13") == nil && ChartDate("") == nil)
    for day in stride(from: -800_000, through: 3_000_000, by: 997) {
      #expect(ChartDate(dayNumber: day).dayNumber == day)
    }
  }
}

/// Seeded numbers: this room's tests see no other.
private struct SplitMix {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
