internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootModel
internal import TalkootReplica

/// Changes that are kept and don't count, and their way back.
enum SetAsideRoutes {
  /// The newest first.
  static func list(_ call: Call) async throws -> [ChangeDescription] {
    let view = call.view
    let versions = view.workspace.setAside.versions
    let found = try await call.replica.read { try $0.changes(versions) }
    return found.reversed().map { view.change($0, inList: true) }
  }

  static func bringBack(_ call: Call) async throws -> ChangeDescription {
    let view = call.view
    let version = try view.change(named: call.parameters[0])
    guard view.workspace.setAside.contains(version) else {
      throw ErrorDescription(.refused, "this change counts already; replica set-aside lists those that don't")
    }
    let id = view.index.id(of: version)
    let committed = try await call.write(bringingBack: [id]) { _, _ in [] }
    guard let change = committed.changes.last, let written = call.view.index.version(of: change) else {
      throw ErrorDescription(.internalFault, "nothing was written")
    }
    return try await ReplicaRoutes.change(written, call)
  }
}
