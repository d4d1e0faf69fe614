internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

enum ErasureRoutes {
  static let all = [
    Route(Endpoints.erase) { call, _, new in
      let erasure = TalkootModel.NewErasure(
        object: try call.id(),
        field: new.field,
        reason: new.reason,
        decision: try new.decision.map { try call.view.wholeID($0, [.decision]) }
      )
      return try await carryOut(call, new.field) { try $0.erase(erasure, $1) }
    },
    Route(Endpoints.forget) { call, _, new in
      let person = call.parameters[0]
      return try await carryOut(call, "name") { try $0.forget(person, reason: new.reason ?? "forget", $1) }
    },
  ]

  private static func carryOut(
    _ call: Call,
    _ field: String,
    _ plan: @escaping @Sendable (Workspace, CommandContext) throws -> PlannedErasure
  ) async throws -> ErasureReport {
    let counts = Carried((strings: 0, others: 0))
    let committed = try await call.write { state, context in
      let planned = try plan(state, context)
      counts.set((planned.strings, planned.others))
      return planned.drafts
    }
    let view = call.view
    guard let id = committed.subjects.last ?? nil, let state = view.workspace[id] else {
      throw ErrorDescription(.internalFault, "what was erased is not there")
    }
    return ErasureReport(
      id: view.id(id, state.kind),
      short: view.short(id, state.kind),
      field: field,
      strings: counts.get().strings,
      others: counts.get().others
    )
  }
}
