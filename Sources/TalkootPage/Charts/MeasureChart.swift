internal import TalkootAPI
internal import TalkootLanguage

/// A measure over time: its check-ins with their confidence, what they correct, where it started and where it is to get.
///
/// Drawn with classes and attributes alone, so that the policy against inline styles holds and each look has its
/// colours; what a colour says, a shape says as well. With a text of what it shows, and the numbers as a table.
struct MeasureChart {
  /// A check-in with its place.
  struct Point {
    let checkin: Checkin
    let date: ChartDate
    let value: Double
  }

  let measure: Measure
  let language: Language
  /// Oldest first.
  let points: [Point]

  init(_ measure: Measure, in language: Language) {
    self.measure = measure
    self.language = language
    // Newest first as they come: of one day, the order of their writing stays.
    points = measure.checkins.reversed().filter { !$0.archived }.compactMap { checkin in
      guard let date = ChartDate(checkin.on ?? checkin.time ?? "") else { return nil }
      return Point(checkin: checkin, date: date, value: ChartNumber.position(checkin.value))
    }
    .sorted { $0.date < $1.date }
  }

  /// Those that nobody corrected.
  var current: [Point] { points.filter { $0.checkin.correctedBy == nil } }

  /// The drawing, its keys and its table; nothing where there is no check-in.
  var figure: Markup? {
    guard !points.isEmpty else { return nil }
    return Markup(
      "figure",
      ["class": "chart", "id": "chart-\(measure.id)"],
      [ChartDrawing(self).markup, Markup("figcaption", [:], [keys]), ChartTable(self).markup]
    )
  }

  // MARK: Words

  func say(_ name: String, _ arguments: String...) -> String {
    guard let message = PageWords.charts[name] else { preconditionFailure("the charts have no word \(name)") }
    return message.text(in: language, arguments)
  }

  func number(_ number: DecimalNumber) -> String { ChartNumber.text(number, in: language) }

  /// A value with its unit.
  func amount(_ value: DecimalNumber) -> String {
    measure.unit.map { "\(number(value)) \($0)" } ?? number(value)
  }

  func date(of checkin: Checkin) -> String {
    ChartDate.text(checkin.on ?? String((checkin.time ?? "").prefix(10)), in: language)
  }

  /// What a point is, in a line.
  func sentence(_ checkin: Checkin) -> String {
    var parts = ["\(date(of: checkin)): \(amount(checkin.value))"]
    if let confidence = checkin.confidence { parts.append(Words.of(confidence, in: language)) }
    if checkin.correctedBy != nil { parts.append(say("corrected")) }
    return parts.joined(separator: ", ")
  }

  /// What the drawing shows, for who doesn't see it.
  var summary: String {
    let shown = current
    var sentences: [String] = []
    if let first = shown.first?.checkin, let last = shown.last?.checkin {
      sentences.append(
        say("summary", "\(shown.count)", date(of: first), amount(first.value), date(of: last), amount(last.value))
      )
    }
    if let target = measure.target {
      let until = measure.until.map { ChartDate.text($0, in: language) }
      sentences.append(until.map { say("targetUntil", amount(target), $0) } ?? say("target", amount(target)))
    }
    let corrected = points.count - shown.count
    if corrected > 0 { sentences.append(say("correctedCount", "\(corrected)")) }
    return sentences.joined(separator: " ")
  }

  /// What the shapes mean: of those that are there.
  private var keys: Markup {
    let words: [(Markup, String)] = ChartMark.allCases.filter { mark in
      points.contains { ChartMark($0.checkin) == mark }
    }
    .map { mark in
      let drawing = Markup(
        "svg",
        ["viewBox": "0 0 16 16", "width": "16", "height": "16", "aria-hidden": "true", "focusable": "false"],
        [mark.markup(x: 8, y: 8, title: nil)]
      )
      return (drawing, mark.confidence.map { Words.of($0, in: language) } ?? say(mark.rawValue))
    }
    return Markup(
      "ul",
      ["class": "keys"],
      words.map { Markup("li", [:], [$0, Markup(text: " " + $1)]) }
    )
  }
}

/// How a check-in is drawn: by its confidence, each with a shape of its own.
enum ChartMark: String, CaseIterable {
  case plain
  case onTrack
  case atRisk
  case offTrack
  case corrected

  init(_ checkin: Checkin) {
    self =
      switch (checkin.correctedBy, checkin.confidence) {
      case (_?, _): .corrected
      case (nil, "on-track"): .onTrack
      case (nil, "at-risk"): .atRisk
      case (nil, "off-track"): .offTrack
      case (nil, _): .plain
      }
  }

  var confidence: String? {
    switch self {
    case .plain, .corrected: nil
    case .onTrack: "on-track"
    case .atRisk: "at-risk"
    case .offTrack: "off-track"
    }
  }

  func markup(x: Double, y: Double, title: String?) -> Markup {
    let content = title.map { [Markup("title", [:], text: $0)] } ?? []
    func path(_ points: [(Double, Double)]) -> String {
      points.enumerated().map { index, point in
        (index == 0 ? "M" : "L") + ChartNumber.length(x + point.0) + " " + ChartNumber.length(y + point.1)
      }
      .joined() + "Z"
    }
    switch self {
    case .plain, .onTrack:
      return Markup(
        "circle",
        [
          "class": self == .plain ? "mark plain" : "mark on-track", "cx": ChartNumber.length(x),
          "cy": ChartNumber.length(y), "r": "4.5",
        ],
        content
      )
    case .atRisk:
      return Markup("path", ["class": "mark at-risk", "d": path([(0, -6), (5.5, 4.5), (-5.5, 4.5)])], content)
    case .offTrack:
      return Markup(
        "path",
        ["class": "mark off-track", "d": path([(-4.5, -4.5), (4.5, -4.5), (4.5, 4.5), (-4.5, 4.5)])],
        content
      )
    case .corrected:
      let d = [(-4.0, -4.0, 4.0, 4.0), (-4.0, 4.0, 4.0, -4.0)].map { line in
        "M\(ChartNumber.length(x + line.0)) \(ChartNumber.length(y + line.1))"
          + "L\(ChartNumber.length(x + line.2)) \(ChartNumber.length(y + line.3))"
      }
      return Markup("path", ["class": "mark corrected", "d": d.joined()], content)
    }
  }
}
