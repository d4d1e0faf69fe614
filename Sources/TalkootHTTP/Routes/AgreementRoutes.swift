internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

enum AgreementRoutes {
  static let all = [
    Route(Endpoints.agreements) { call, filter, _ in call.view.agreements(filter) },
    Route(Endpoints.draft) { call, _, new in
      let view = call.view
      let agreement = TalkootModel.NewAgreement(
        title: new.title,
        text: new.text,
        binds: try new.binds.map { try view.wholeID($0, [.organisation]) },
        review: new.review
      )
      return try document(of: try await call.writeOne { try $0.draftAgreement(agreement, $1) }, call)
    },
    Route(Endpoints.agreement) { call, _, _ in try document(of: try call.object(0, .agreement), call) },
    Route(Endpoints.editAgreement) { call, _, edit in
      let view = call.view
      let changes = TalkootModel.AgreementEdit(
        title: edit.title,
        text: edit.text,
        binds: try edit.binds.map { try $0.map { try view.wholeID($0, [.organisation]) } },
        review: edit.review,
        from: edit.from
      )
      return try await changed(call) { try $1.editAgreement($0, changes, $2) }
    },
    Route(Endpoints.sign) { call, _, new in
      try await changed(call) { try $1.sign($0, version: new.version, role: new.role, $2) }
    },
    Route(Endpoints.unsign) { call, _, choice in
      try await changed(call) { try $1.withdrawSignature($0, version: choice.version, $2) }
    },
    Route(Endpoints.agreementHistory) { call, _, _ in call.view.events(of: try call.object(0, .agreement)) },
    Route(Endpoints.agreementDifference) { call, choice, _ in try difference(call, choice) },
    Route(Endpoints.agreementBundle) { call, choice, _ in try await bundle(call, choice.version) },
  ]

  private static func changed(
    _ call: Call,
    _ make: @escaping @Sendable (String, Workspace, CommandContext) throws -> Draft
  ) async throws -> Agreement {
    let object = try call.object(0, .agreement)
    let id = try call.id(0, .agreement)
    _ = try await call.writeOne { try make(id, $0, $1) }
    return try document(of: object, call)
  }

  private static func document(of id: ObjectID?, _ call: Call) throws -> Agreement {
    guard let document = id.flatMap({ call.view.agreement($0) }) else { throw missing }
    return document
  }

  private static var missing: ErrorDescription {
    ErrorDescription(.noSuchObject, "there is no such agreement; see talkoot agreement list")
  }

  /// An agreement as it stands, and its object.
  private static func status(_ call: Call, _ view: View) throws -> (AgreementStatus, ObjectState) {
    let object = try call.object(0, .agreement)
    guard let state = view.workspace[object], let status = view.workspace.agreement(object, view.index) else {
      throw missing
    }
    return (status, state)
  }

  private static func difference(_ call: Call, _ choice: DifferenceChoice) throws -> AgreementDifference {
    let view = call.view
    let (status, state) = try status(call, view)
    let new = try view.workspace.version(choice.to, of: status, state)
    var old =
      status.inForce.last { $0.id != new.id && $0.number < new.number } ?? new.parents.first.flatMap(status.version)
    if let from = choice.from { old = try view.workspace.version(from, of: status, state) }
    guard let old else {
      throw ErrorDescription(.refused, "version \(new.number) is the first; there is nothing to compare it with")
    }
    for version in [old, new] where view.text(of: version.id) == nil {
      throw ErrorDescription(.refused, "the text of version \(version.number) is not here: it was erased or never came")
    }
    return view.difference(from: old, to: new)
  }

  /// The version named, else the one in force, else the newest.
  private static func bundle(_ call: Call, _ named: String?) async throws -> EvidenceFile {
    let view = call.view
    let (status, state) = try status(call, view)
    let version =
      if named == nil, let inForce = status.inForce.last { inForce } else {
        try view.workspace.version(named, of: status, state)
      }
    guard let bytes = try await call.replica.read({ try $0.bundle(ofVersion: version.id) }) else { throw missing }
    return EvidenceFile(
      id: view.id(state.id, .agreement),
      kind: "agreement",
      version: view.version(version.id),
      size: bytes.count,
      bytes: Base64.encode(bytes)
    )
  }
}
