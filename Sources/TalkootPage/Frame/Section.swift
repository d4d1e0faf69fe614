/// A part of the site, as the navigation has it. Those that have no page yet stay out of it.
enum Section: String, Sendable, CaseIterable {
  case overview
  case goals
  case decisions
  case agreements
  case questions
  case members
  case network
  case conflicts
  case history
  case search

  /// Its first page.
  var path: String { self == .overview ? "/" : "/" + rawValue }

  /// The name of its title among the page's words.
  var title: String { rawValue }

  /// The letter that follows `g` on the keyboard.
  var key: String {
    switch self {
    case .overview: "o"
    case .goals: "g"
    case .decisions: "d"
    case .agreements: "a"
    case .questions: "q"
    case .members: "m"
    case .network: "n"
    case .conflicts: "c"
    case .history: "h"
    case .search: "s"
    }
  }
}
