internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootModel

/// A date that somebody in the network has to keep.
struct ComingDate {
  /// What it is in the object: with the object's id it names the date for ever.
  enum What: String {
    case goalDue = "due"
    case checkinDue = "checkin"
    case measureEnds = "until"
    case decisionDeadline = "deadline"
    case decisionReview = "decision-review"
    case agreementReview = "review"

    var message: Message {
      switch self {
      case .goalDue: .dateGoalDue
      case .checkinDue: .dateCheckin
      case .measureEnds: .dateMeasureEnds
      case .decisionDeadline: .dateDeadline
      case .decisionReview: .dateDecisionReview
      case .agreementReview: .dateAgreementReview
      }
    }
  }

  let what: What
  let object: String
  let short: String
  let title: String
  let details: String?
  /// The last day that the date covers: what is due in 2027 is due by its end.
  let day: CalendarDate

  /// `Goal due: title`.
  var summary: String { say(what.message, title) }

  fileprivate init?(_ what: What, _ id: String, _ short: String, _ title: String, _ details: String?, _ date: String?) {
    guard let date, let day = CalendarDate(date)?.lastDay else { return nil }
    (self.what, object, self.short, self.title, self.details, self.day) = (what, id, short, title, details, day)
  }
}

extension NetworkExport {
  /// Due dates, deadlines and reviews of what is neither done nor put away, by day.
  var comingDates: [ComingDate] {
    let live = goals.filter { !$0.archived && ["proposed", "active"].contains($0.status) }
    let ids = Set(live.map(\.id))
    var dates: [ComingDate?] = live.map {
      ComingDate(.goalDue, $0.id, $0.short, $0.title, Report.facts([$0.stewardName, $0.description]), $0.due)
    }
    for measure in measures where !measure.archived && (measure.goal.map { ids.contains($0) } ?? false) {
      let about = measure.goalTitle
      dates.append(
        ComingDate(.checkinDue, measure.id, measure.short, measure.name, about, measure.nextCheckin)
      )
      dates.append(ComingDate(.measureEnds, measure.id, measure.short, measure.name, about, measure.until))
    }
    for decision in decisions where !decision.archived && decision.status != "withdrawn" {
      let isOpen = decision.status == "open"
      dates.append(
        ComingDate(
          .decisionDeadline,
          decision.id,
          decision.short,
          decision.title,
          decision.text,
          isOpen ? decision.deadline : nil
        )
      )
      let outcome = decision.outcome.map { Words.of($0) }
      dates.append(
        ComingDate(.decisionReview, decision.id, decision.short, decision.title, outcome, decision.review)
      )
    }
    for agreement in agreements where !agreement.archived && agreement.status != "withdrawn" {
      dates.append(
        ComingDate(
          .agreementReview,
          agreement.id,
          agreement.short,
          agreement.title,
          Words.of(agreement.status),
          agreement.review
        )
      )
    }
    return dates.compactMap { $0 }.enumerated()
      .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
  }
}
