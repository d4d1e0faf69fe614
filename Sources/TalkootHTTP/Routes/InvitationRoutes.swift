internal import TalkootAPI
internal import TalkootCrypto
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

enum InvitationRoutes {
  static let all = [
    Route(Endpoints.invitations) { call, _, _ in
      let view = call.view
      let invitations = view.workspace.settled.allInvitations
      let facts = try await call.facts(of: invitations.map(\.origin.dot.version))
      return invitations.map { view.invitation($0, facts) }
    },
    Route(Endpoints.invite) { call, _, new in try await invite(call, new) },
    Route(Endpoints.revoke) { call, _, _ in
      let id = try call.object(0, .invitation)
      try await call.write { state, context in
        _ = try state.rosterForMember(
          context,
          refusing: Sentence(
            "only members revoke invitations; a participant becomes one when more than half of them confirm it"
          )
        )
        guard let status = state.settled.invitation(id) else {
          throw ErrorDescription(.noSuchObject, "there is no such invitation; see talkoot invite list")
        }
        guard status.admitted.isEmpty else {
          throw ErrorDescription(.invitationEnded, "the invitation is spent; its participant can be removed instead")
        }
        return status.isRevoked ? [] : [try state.draft(of: .revoke(invitation: id), context).draft]
      }
      return try await document(of: id, call)
    },
  ]

  private static func invite(_ call: Call, _ new: NewInvitation) async throws -> TalkootAPI.Invitation {
    let expires = Moment.now + (try Lifetime.milliseconds(new.expires))
    guard await !call.control.whoami().addresses.isEmpty else {
      throw ErrorDescription(.refused, "this node has no address that a newcomer could reach; set listen in the config")
    }
    let secret = InvitationSecret()
    let invitation = TalkootModel.Invitation(key: secret.key.publicKey, expiresMilliseconds: expires)
    // The change's operations are known before it is sealed, but not its hash.
    let number = Carried<UInt32>(0)
    let committed = try await call.write { state, context in
      _ = try state.rosterForMember(
        context,
        refusing: Sentence("only members invite; a participant becomes one when more than half of them confirm it")
      )
      let (draft, index) = try state.draft(of: .invite(invitation), context)
      number.set(index)
      return [draft]
    }
    guard let change = committed.changes.last else { throw ErrorDescription(.internalFault, "nothing was written") }
    let id = ObjectID(madeBy: change, index: number.get())
    let code = try await call.control.invitationCode(invitation: id, secret: secret.bytes)
    return try await document(of: id, call, code: code)
  }

  private static func document(
    of id: ObjectID,
    _ call: Call,
    code: String? = nil
  ) async throws -> TalkootAPI.Invitation {
    let view = call.view
    guard let status = view.workspace.settled.invitation(id) else {
      throw ErrorDescription(.noSuchObject, "there is no such invitation; see talkoot invite list")
    }
    return view.invitation(status, try await call.facts(of: [status.origin.dot.version]), code: code)
  }
}
