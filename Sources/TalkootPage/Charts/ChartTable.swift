internal import TalkootAPI
internal import TalkootLanguage

/// The numbers of a chart, newest first.
struct ChartTable {
  private let chart: MeasureChart

  init(_ chart: MeasureChart) { self.chart = chart }

  var markup: Markup {
    let heads = ["day", "value", "confidence", "byWhom", "note"].map { name in
      Markup("th", ["scope": "col", "class": name == "value" ? "number" : ""], text: chart.say(name))
    }
    let table = Markup(
      "table",
      [:],
      [
        Markup("caption", [:], text: chart.say("title", chart.measure.name)),
        Markup("thead", [:], [Markup("tr", [:], heads)]),
        Markup("tbody", [:], chart.points.reversed().map { row($0.checkin) }),
      ]
    )
    let scroll = Markup(
      "div",
      ["class": "scroll", "tabindex": "0", "role": "group", "aria-label": chart.say("title", chart.measure.name)],
      [table]
    )
    return Markup("details", [:], [Markup("summary", [:], text: chart.say("numbers")), scroll])
  }

  private func row(_ checkin: Checkin) -> Markup {
    let amount = chart.number(checkin.value)
    let value = checkin.correctedBy == nil ? Markup(text: amount) : Markup("s", [:], text: amount)
    var confidence = checkin.confidence.map { Words.of($0, in: chart.language) } ?? ""
    if checkin.correctedBy != nil { confidence += (confidence.isEmpty ? "" : ", ") + chart.say("corrected") }
    if checkin.corrects != nil { confidence += (confidence.isEmpty ? "" : ", ") + chart.say("corrects") }
    let author = [checkin.memberName, checkin.person].compactMap { $0 }.joined(separator: ", ")
    return Markup(
      "tr",
      [:],
      [
        Markup("td", [:], text: chart.date(of: checkin)), Markup("td", ["class": "number"], [value]),
        Markup("td", [:], text: confidence), Markup("td", [:], text: author),
        Markup("td", [:], text: checkin.note ?? ""),
      ]
    )
  }
}
