internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

enum DecisionRoutes {
  static let all = [
    Route(Endpoints.decisions) { call, filter, _ in call.view.decisions(filter) },
    Route(Endpoints.propose) { call, _, new in
      let view = call.view
      let decision = TalkootModel.NewDecision(
        title: new.title,
        rule: new.rule,
        options: new.options,
        deadline: new.deadline,
        review: new.review,
        quorum: new.quorum,
        about: try new.about.map { try view.wholeID($0, []) },
        text: new.text,
        erases: try (new.erases ?? []).map { try wholeField($0, view) }
      )
      return try await document(of: try await call.writeOne { try $0.propose(decision, $1) }, call)
    },
    Route(Endpoints.decision) { call, _, _ in try await document(of: try call.object(0, .decision), call) },
    Route(Endpoints.editDecision) { call, _, edit in
      try await changed(call, seen: edit.seen) { id, state, context in
        try state.editDecision(id, title: edit.title, text: edit.text, review: edit.review, context)
      }
    },
    Route(Endpoints.position) { call, _, new in
      try await changed(call) { id, state, context in
        try state.takePosition(
          on: id,
          new.position,
          option: option(new.option, of: id, state),
          reason: new.reason,
          context
        )
      }
    },
    Route(Endpoints.close) { call, _, waiting in try await close(call, waiting) },
    Route(Endpoints.withdraw) { call, _, _ in
      try await changed(call) { id, state, context in try state.withdraw(id, context) }
    },
    Route(Endpoints.decisionBundle) { call, _, _ in try await bundle(call) },
  ]

  /// `ID:FIELD` with the whole id.
  private static func wholeField(_ typed: String, _ view: View) throws -> String {
    guard let colon = typed.lastIndex(of: ":") else { return typed }
    return try view.wholeID(String(typed[..<colon]), []) + typed[colon...]
  }

  private static func bundle(_ call: Call) async throws -> EvidenceFile {
    let object = try call.object(0, .decision)
    guard let bytes = try await call.replica.read({ try $0.bundle(ofDecision: object) }) else {
      throw ErrorDescription(
        .refused,
        "it is not settled yet: only a certificate proves an outcome; see decision close"
      )
    }
    return EvidenceFile(
      id: call.view.id(object, .decision),
      kind: "decision",
      size: bytes.count,
      bytes: Base64.encode(bytes)
    )
  }

  private static func changed(
    _ call: Call,
    seen: String? = nil,
    _ make: @escaping @Sendable (String, Workspace, CommandContext) throws -> Draft
  ) async throws -> Decision {
    let object = try call.object(0, .decision)
    let id = try call.id(0, .decision)
    _ = try await call.writeOne(seen: seen) { try make(id, $0, $1) }
    return try await document(of: object, call)
  }

  private static func document(of id: ObjectID?, _ call: Call) async throws -> Decision {
    let view = call.view
    guard let id, var document = view.decision(id) else {
      throw ErrorDescription(.noSuchObject, "there is no such decision; see talkoot decision list")
    }
    document.doubleVoices = try await call.proofs(view.workspace.settled.decision(id)?.doubleVoices ?? [])
    return document
  }

  /// An option by its text, or else by its number from 1.
  private static func option(_ typed: String?, of id: String, _ state: Workspace) -> String? {
    guard let typed, let decision = try? state.resolve(id, [.decision]), let view = state.decisionView(decision) else {
      return typed
    }
    if view.options.contains(where: { ExactString($0) == ExactString(typed) }) { return typed }
    guard let number = Int(typed), view.options.indices.contains(number - 1) else { return typed }
    return view.options[number - 1]
  }

  /// A decision that is settled meanwhile, as one whose positions are all in is by itself, is answered as it is: whoever
  /// closes it has what was asked for.
  private static func close(_ call: Call, _ waiting: Waiting) async throws -> Decision {
    let object = try call.object(0, .decision)
    let id = try call.id(0, .decision)
    _ = try await call.writeOne { try $0.close(id, $1) }
    let view = call.view
    let electorate = view.workspace.settled.decision(object)?.electorate.organisations
    let isAlone = electorate == [view.snapshot.member].compactMap { $0 }
    try await call.wait(waiting, isAlone: isAlone) { snapshot in
      switch snapshot.workspace.settled.decision(object)?.state {
      case .settled, .withdrawn, nil: true
      case .open, .settling: false
      }
    }
    return try await document(of: object, call)
  }
}
