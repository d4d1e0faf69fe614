internal import ArgumentParser
internal import TalkootLanguage

/// A choice that is taken as it is written in the contract.
protocol Choice: ExpressibleByArgument, CaseIterable, RawRepresentable, Sendable where RawValue == String {}

enum GoalStatus: String, Choice { case proposed, active, achieved, dropped }
enum ContributionRole: String, Choice { case ideator, definer, implementer, coordinator, customer }
enum Confidence: String, Choice {
  case onTrack = "on-track"
  case atRisk = "at-risk"
  case offTrack = "off-track"
}
enum DecisionRule: String, Choice {
  case consent, majority
  case twoThirds = "two-thirds"
  case unanimous, choice
}
enum PositionKind: String, Choice { case agree, abstain, object, choose }
enum QuestionStatus: String, Choice { case open, answered, dropped }
enum ImportKind: String, Choice { case goal, measure, checkin, member, decision, question }
enum ExportFormat: String, Choice { case json, csv, markdown, ics }
enum Shell: String, Choice { case bash, zsh, fish }

/// `--ids`, on every list.
struct ListOptions: ParsableArguments {
  @Flag(help: ArgumentHelp(stringLiteral: say(.optionIDs))) var ids = false
}

/// `--wait` and `--timeout`.
struct WaitOptions: ParsableArguments {
  @Flag(help: ArgumentHelp(stringLiteral: say(.optionWait))) var wait = false
  @Option(help: ArgumentHelp(stringLiteral: say(.optionTimeout))) var timeout = 60

  func validate() throws {
    if timeout < 0 { throw ValidationError(say(.timeoutNegative)) }
  }
}
