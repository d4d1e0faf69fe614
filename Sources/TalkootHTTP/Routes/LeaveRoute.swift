internal import TalkootAPI
internal import TalkootCrypto
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

enum LeaveRoute {
  /// This organisation leaves. Saying so again changes nothing; what it answers for by then is handed over too.
  static func leave(_ call: Call, _ request: LeaveRequest) async throws -> Departure {
    let view = call.view
    guard let member = view.snapshot.member, let own = view.own,
      let standing = view.workspace.settled.standing(of: member)
    else { throw ErrorDescription(.refused, "this node is not in the network yet") }
    switch standing {
    case .member, .participant: break
    case .left: return try departure(call, own, [], nil)
    case .removed: throw ErrorDescription(.refused, "this organisation was removed already")
    }
    guard view.workspace.settled.members != [member] else {
      throw ErrorDescription(.refused, "this organisation is the last member: nobody would be left; just stop the node")
    }
    let successor = try view.optionalID(request.handOverTo, [.organisation])
    let items = view.workspace.responsibilities(of: member).map { item in
      HandedOver(
        id: view.id(item.object, item.kind),
        short: view.short(item.object, item.kind),
        kind: item.kind.name,
        title: view.workspace[item.object]?.title ?? ""
      )
    }
    if request.dryRun == true {
      var told = try departure(call, own, items, successor)
      told.dryRun = true
      return told
    }
    let act = ActID(SecureRandom.bytes(16))!
    try await call.write { state, context in
      let drafts = try state.leave(handOverTo: successor, context)
      if items.isEmpty, state.settled.isLeaving(member) { return [] }
      return drafts.map { draft in
        var draft = draft
        draft.act = act
        return draft
      }
    }
    try await call.wait(Waiting(wait: request.wait, timeout: request.timeout), isAlone: false) {
      $0.workspace.settled.standing(of: member) == .left
    }
    return try departure(call, own, items, successor)
  }

  private static func departure(
    _ call: Call,
    _ own: ObjectID,
    _ items: [HandedOver],
    _ successor: String?
  ) throws -> Departure {
    let document = try MemberRoutes.document(of: own, call)
    let id = try successor.map { try call.view.resolve($0, [.organisation]) }
    return Departure(
      member: document,
      handedOver: items,
      successor: successor,
      successorName: call.view.name(id),
      settled: document.status == "left"
    )
  }
}
