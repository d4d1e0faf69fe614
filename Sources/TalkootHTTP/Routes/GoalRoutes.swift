internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

enum GoalRoutes {
  static let all = [
    Route(Endpoints.goals) { call, filter, _ in try call.view.goals(filter) },
    Route(Endpoints.addGoal) { call, _, new in
      let view = call.view
      let goal = TalkootModel.NewGoal(
        title: new.title,
        description: new.description,
        under: try view.optionalID(new.under, [.goal]),
        steward: try view.optionalID(new.steward, [.organisation]),
        due: new.due,
        needs: new.needs ?? []
      )
      return try document(of: try await call.writeOne { try $0.addGoal(goal, $1) }, call)
    },
    Route(Endpoints.goal) { call, _, _ in try document(of: try call.object(0, .goal), call) },
    Route(Endpoints.editGoal) { call, _, edit in
      let id = try call.id(0, .goal)
      let change = TalkootModel.GoalEdit(
        title: edit.title,
        description: edit.description,
        status: edit.status,
        due: edit.due,
        steward: try call.view.optionalID(edit.steward, [.organisation]),
        needs: edit.needs
      )
      return try await changed(call, seen: edit.seen) { try $0.editGoal(id, change, $1) }
    },
    Route(Endpoints.moveGoal) { call, _, move in
      let id = try call.id(0, .goal)
      guard move.under == nil || move.top != true else {
        throw ErrorDescription(.usage, "a goal goes either under another one or to the top")
      }
      let view = call.view
      let destination = GoalDestination(
        under: try view.optionalID(move.under, [.goal]),
        top: move.top ?? false,
        before: try view.optionalID(move.before, [.goal]),
        after: try view.optionalID(move.after, [.goal])
      )
      return try await changed(call) { try $0.moveGoal(id, destination, $1) }
    },
    Route(Endpoints.depend) { call, _, dependency in
      let id = try call.id(0, .goal)
      let other = try call.view.wholeID(dependency.on, [.goal])
      return try await changed(call) { try $0.depend(id, on: other, $1) }
    },
    Route(Endpoints.undepend) { call, _, _ in
      let (id, other) = (try call.id(0, .goal), try call.id(1, .goal))
      return try await changed(call) { try $0.undepend(id, on: other, $1) }
    },
    Route(Endpoints.contribute) { call, _, new in
      let id = try call.id(0, .goal)
      return try await changed(call) { try $0.contribute(to: id, role: new.role, note: new.note, $1) }
    },
    Route(Endpoints.benefit) { call, _, new in
      let id = try call.id(0, .goal)
      return try await changed(call) { try $0.benefit(from: id, text: new.text, $1) }
    },
  ]

  /// Changes the goal that the path names.
  private static func changed(
    _ call: Call,
    seen: String? = nil,
    _ make: @escaping @Sendable (Workspace, CommandContext) throws -> Draft
  ) async throws -> Goal {
    let id = try call.object(0, .goal)
    _ = try await call.writeOne(seen: seen, make)
    return try document(of: id, call)
  }

  private static func document(of id: ObjectID?, _ call: Call) throws -> Goal {
    guard let document = id.flatMap({ call.view.goal($0) }) else {
      throw ErrorDescription(.noSuchObject, "there is no such goal; see talkoot goal list")
    }
    return document
  }
}
