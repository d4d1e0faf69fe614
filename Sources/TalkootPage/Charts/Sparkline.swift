internal import TalkootAPI
internal import TalkootLanguage

/// A measure's course in the height of a line.
enum Sparkline {
  private static let width = 120.0
  private static let height = 28.0
  private static let margin = 4.0

  /// The drawing; nothing where there are fewer than two check-ins.
  static func markup(_ measure: Measure, in language: Language) -> Markup? {
    let chart = MeasureChart(measure, in: language)
    let points = chart.current
    guard points.count > 1, let first = points.first, let last = points.last else { return nil }
    let target = measure.target.map(ChartNumber.position)
    let scale = ChartScale(holding: points.map(\.value) + [target].compactMap { $0 })
    let days = (first.date.dayNumber, max(last.date.dayNumber, first.date.dayNumber + 1))
    func x(_ point: MeasureChart.Point) -> Double {
      margin + (width - 2 * margin) * Double(point.date.dayNumber - days.0) / Double(days.1 - days.0)
    }
    func y(_ value: Double) -> Double { height - margin - (height - 2 * margin) * scale.share(value) }
    let path = points.map { ChartNumber.length(x($0)) + "," + ChartNumber.length(y($0.value)) }
    var content = [Markup("title", [:], text: "\(measure.name): \(chart.summary)")]
    if let target {
      content.append(
        Markup(
          "line",
          [
            "class": "target", "x1": ChartNumber.length(margin), "x2": ChartNumber.length(width - margin),
            "y1": ChartNumber.length(y(target)), "y2": ChartNumber.length(y(target)),
          ],
          []
        )
      )
    }
    content.append(Markup("polyline", ["class": "series", "points": path.joined(separator: " ")], []))
    content.append(
      Markup(
        "circle",
        [
          "class": "mark plain", "cx": ChartNumber.length(x(last)), "cy": ChartNumber.length(y(last.value)), "r": "2.5",
        ],
        []
      )
    )
    return Markup(
      "svg",
      [
        "class": "spark", "viewBox": "0 0 120 28", "width": "120", "height": "28", "role": "img",
        "aria-label": "\(measure.name): \(chart.summary)",
      ],
      content
    )
  }
}

/// How far something is, as a bar that is printed too.
enum ProgressBar {
  /// The drawing, with its number said beside it by whoever shows it.
  static func markup(_ percent: Int) -> Markup {
    let width = Double(min(max(percent, 0), 100))
    return Markup(
      "svg",
      [
        "class": "bar", "viewBox": "0 0 100 8", "width": "100", "height": "8", "aria-hidden": "true",
        "focusable": "false",
      ],
      [
        Markup("rect", ["class": "bar-ground", "width": "100", "height": "8", "rx": "4"], []),
        Markup("rect", ["class": "bar-done", "width": ChartNumber.length(width), "height": "8", "rx": "4"], []),
      ]
    )
  }
}
