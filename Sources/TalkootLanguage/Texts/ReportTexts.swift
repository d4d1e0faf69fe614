// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// (its two texts say what a message is)

// Reports.

extension Message {
  public static let reportAsOf = Message("State of {0}; heads {1}.", "Tilanne {0}; kärjet {1}.")
  public static let reportNoCheckin = Message("no check-in yet", "ei vielä kirjauksia")
  public static let reportSteward = Message("steward {0}", "vastuussa {0}")
  public static let reportDue = Message("by {0}", "viimeistään {0}")
  public static let reportReview = Message("review {0}", "tarkastelu {0}")
  public static let reportGets = Message("gets: {0}", "saa: {0}")
  public static let reportProposedBy = Message("proposed by {0}", "esittäjä {0}")
  public static let reportVersion = Message("Version {0}", "Versio {0}")
  public static let reportSigned = Message("signed by {0}", "allekirjoittaneet {0}")
  public static let reportWaitingFor = Message("waiting for {0}", "odottaa: {0}")
  public static let summaryCounts = Message(
    "{0} · members {1} · goals {2} · open decisions {3} · agreements in force {4} · open questions {5}",
    "{0} · jäseniä {1} · tavoitteita {2} · avoimia päätöksiä {3} · sopimuksia voimassa {4} · avoimia kysymyksiä {5}"
  )
  public static let andMore = Message("and {0} more", "ja {0} muuta")
  public static let dateGoalDue = Message("Goal due: {0}", "Tavoitteen määräaika: {0}")
  public static let dateCheckin = Message("Check-in due: {0}", "Mittarin kirjaus: {0}")
  public static let dateMeasureEnds = Message("Measure ends: {0}", "Mittari päättyy: {0}")
  public static let dateDeadline = Message("Decision, last day: {0}", "Päätöksen määräaika: {0}")
  public static let dateDecisionReview = Message("Decision to review: {0}", "Päätöksen tarkastelu: {0}")
  public static let dateAgreementReview = Message("Agreement to review: {0}", "Sopimuksen tarkastelu: {0}")
  public static let headingMembers = Message("Organisations", "Organisaatiot")
  public static let headingGoals = Message("Goals", "Tavoitteet")
  public static let headingDecisions = Message("Decisions", "Päätökset")
  public static let headingDecidedLately = Message("Decided lately", "Viimeksi päätetty")
  public static let headingAgreements = Message("Agreements", "Sopimukset")
  public static let headingQuestions = Message("Questions", "Kysymykset")
  public static let headingMeetings = Message("Meetings", "Kokoukset")
  public static let headingMandates = Message("Mandates", "Valtuutukset")
  public static let headingDates = Message("Coming dates", "Tulevat määräajat")
  public static let columnStrengths = Message("Strengths", "Vahvuudet")
  public static let columnMotivation = Message("Why it is here", "Miksi mukana")
}
