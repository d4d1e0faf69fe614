internal import TalkootModel

/// What an import would write, and how many objects that concerns.
struct PlannedImport: Sendable {
  /// The changes of one act, in order.
  var drafts: [Draft] = []
  var created = 0
  var updated = 0
  var unchanged = 0
  var skipped = 0

  init() {}

  init(_ plan: ImportPlan) {
    drafts = plan.drafts
    created = plan.created
    updated = plan.updated
    unchanged = plan.unchanged
    skipped = plan.skipped
  }
}
