/// All pages. Whoever adds one adds a line here; the navigation finds it by its section.
enum SitePages {
  static let all: [Page] = [
    OverviewPage.page, SettingsPage.page, Comments.page, PutAway.page,
    GoalsPage.page, GoalPage.page, MeasurePage.page,
    DecisionsPage.page, DecisionPage.page,
    AgreementsPage.page, AgreementPage.page,
    QuestionsPage.page,
    MembersPage.page,
    NetworkPage.page,
    ConflictsPage.page,
    HistoryPage.page,
    SearchPage.page,
  ]
}
