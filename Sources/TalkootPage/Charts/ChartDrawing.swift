internal import TalkootAPI
internal import TalkootLanguage

/// A measure's chart as SVG.
struct ChartDrawing {
  private let chart: MeasureChart
  private let scale: ChartScale
  private let calendar: ChartCalendar
  private let labels: [String]
  /// Where the drawing's inner rectangle begins: the labels stand left of it.
  private let left: Double

  private static let width = 640.0
  private static let top = 26.0
  private static let right = 616.0
  private static let bottom = 226.0
  private static let height = 256.0

  /// - Precondition: the chart has a point.
  init(_ chart: MeasureChart) {
    self.chart = chart
    var values = chart.points.map(\.value)
    var days = chart.points.map(\.date.dayNumber)
    values += [chart.measure.target, chart.measure.from].compactMap { $0 }.map(ChartNumber.position)
    if let until = chart.measure.until.flatMap({ ChartDate($0) }) { days.append(until.dayNumber) }
    scale = ChartScale(holding: values)
    calendar = ChartCalendar(holding: days, language: chart.language)
    labels = scale.ticks.map { ChartNumber.text($0.literal, in: chart.language) }
    left = min(14 + 7.2 * Double(labels.map(\.count).max() ?? 0), 240)
  }

  var markup: Markup {
    let names = ("chart-title-\(chart.measure.id)", "chart-text-\(chart.measure.id)")
    return Markup(
      "svg",
      [
        "viewBox": "0 0 \(ChartNumber.length(Self.width)) \(ChartNumber.length(Self.height))", "role": "img",
        "aria-labelledby": names.0, "aria-describedby": names.1,
      ],
      [
        Markup("title", ["id": names.0], text: chart.say("title", chart.measure.name)),
        Markup("desc", ["id": names.1], text: chart.summary),
      ] + grid + target + corrections + series + marks
    )
  }

  private func x(_ day: Int) -> Double { left + (Self.right - left) * calendar.share(day) }

  private func y(_ value: Double) -> Double { Self.bottom - (Self.bottom - Self.top) * scale.share(value) }

  private func line(_ kind: String, _ from: (Double, Double), _ to: (Double, Double)) -> Markup {
    Markup(
      "line",
      [
        "class": kind, "x1": ChartNumber.length(from.0), "y1": ChartNumber.length(from.1),
        "x2": ChartNumber.length(to.0), "y2": ChartNumber.length(to.1),
      ],
      []
    )
  }

  private func label(_ text: String, _ kind: String, x: Double, y: Double, anchor: String) -> Markup {
    Markup(
      "text",
      ["class": kind, "x": ChartNumber.length(x), "y": ChartNumber.length(y), "text-anchor": anchor],
      text: text
    )
  }

  // MARK: Layers

  private var grid: [Markup] {
    var layer: [Markup] = []
    for (tick, text) in zip(scale.ticks, labels) {
      let height = y(tick.value)
      layer.append(line("grid", (left, height), (Self.right, height)))
      layer.append(label(text, "tick", x: left - 8, y: height + 4, anchor: "end"))
    }
    layer.append(line("axis", (left, Self.bottom), (Self.right, Self.bottom)))
    for tick in calendar.ticks {
      let place = x(tick.day)
      layer.append(line("axis", (place, Self.bottom), (place, Self.bottom + 5)))
      let anchor = place < left + 30 ? "start" : place > Self.right - 30 ? "end" : "middle"
      layer.append(label(tick.label, "tick", x: place, y: Self.bottom + 20, anchor: anchor))
    }
    if let unit = chart.measure.unit { layer.append(label(unit, "tick unit", x: 2, y: 11, anchor: "start")) }
    return layer
  }

  /// Where the measure is to get, and the straight way there.
  private var target: [Markup] {
    guard let target = chart.measure.target else { return [] }
    let height = y(ChartNumber.position(target))
    var layer = [line("target", (left, height), (Self.right, height))]
    let text = chart.say("targetLabel", chart.number(target))
    layer.append(label(text, "target-label", x: Self.right, y: height > 40 ? height - 6 : height + 15, anchor: "end"))
    return layer
  }

  /// From what was corrected to what corrects it.
  private var corrections: [Markup] {
    chart.points.compactMap { point in
      guard let by = point.checkin.correctedBy, let right = chart.points.first(where: { $0.checkin.id == by }) else {
        return nil
      }
      return line("correction", place(point), place(right))
    }
  }

  private var series: [Markup] {
    let places = chart.current.map(place)
    guard places.count > 1 else { return [] }
    let text = places.map { ChartNumber.length($0.0) + "," + ChartNumber.length($0.1) }.joined(separator: " ")
    return [Markup("polyline", ["class": "series", "points": text], [])]
  }

  private var marks: [Markup] {
    chart.points.map { point in
      let place = place(point)
      return ChartMark(point.checkin).markup(x: place.0, y: place.1, title: chart.sentence(point.checkin))
    }
  }

  private func place(_ point: MeasureChart.Point) -> (Double, Double) {
    (x(point.date.dayNumber), y(point.value))
  }
}
