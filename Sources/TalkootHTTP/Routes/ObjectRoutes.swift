internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

enum ObjectRoutes {
  static let all = [
    Route(Endpoints.object) { call, _, _ in try await show(call) },
    Route(Endpoints.archive) { call, _, _ in
      let object = try call.object()
      let id = try call.id()
      _ = try await call.writeOne { try $0.archive(id, $1) }
      return try await document(of: object, call)
    },
    Route(Endpoints.comment) { call, _, new in
      let about = try call.view.wholeID(new.about, [])
      let made = try await call.writeOne { try $0.comment(on: about, text: new.text, $1) }
      guard let document = made.flatMap({ call.view.comment($0) }) else {
        throw ErrorDescription(.internalFault, "the comment is not there")
      }
      return document
    },
    Route(Endpoints.search) { call, query, _ in try call.view.search(query) },
    Route(Endpoints.undo) { call, _, request in try await UndoRoute.carryOut(call, request) },
  ]

  static func document(of id: ObjectID, _ call: Call) async throws -> JSONValue {
    let view = call.view
    return try view.anything(id, on: call.today, try await call.facts(of: view.origins(of: id)))
  }

  /// An object by its letter, else a change by its hash.
  private static func show(_ call: Call) async throws -> JSONValue {
    let view = call.view
    do {
      return try await document(of: try view.resolve(call.parameters[0], []), call)
    } catch let error as CommandError where error.code == .noSuchObject {
      guard case .malformed = view.workspace.lookUp(call.parameters[0]),
        let version = try? view.change(named: call.parameters[0])
      else { throw error }
      return try JSONValue(encoding: try await ReplicaRoutes.change(version, call), absent: .null)
    }
  }
}
