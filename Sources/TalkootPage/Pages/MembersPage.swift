internal import TalkootAPI
internal import TalkootLanguage

/// The organisations: who they are, what they bring, what each gives and gets, and how one comes in or goes.
enum MembersPage {
  static let page = Page(
    section: .members,
    words: PageWords.membersPage,
    templates: [
      Template("members", PackageResources.members_mustache), Template("member", PackageResources.member_mustache),
      Template("invited", PackageResources.invited_mustache),
    ],
    routes: [
      .get("/members", readsPast: true) { try await list($0) },
      .get("/members/{id}", readsPast: true) { try await show($0) },
      .post("/members/edit") { try await edit($0) },
      .post("/members/invite") { try await invite($0) },
      .post("/members/{id}/confirm") { context in
        try await context.send(Endpoints.confirm, context.parameters[0], body: Waiting())
        return .redirect("/members/\(PercentEncoding.encode(context.parameters[0]))", done: .sent)
      },
      .post("/members/{id}/removal") { context in
        let request = RemovalRequest(reason: context.request.form.text("reason") ?? "")
        try await context.send(Endpoints.proposeRemoval, context.parameters[0], body: request)
        return .redirect("/members/\(PercentEncoding.encode(context.parameters[0]))", done: .sent)
      },
      .post("/proposals/{id}/approve") { context in
        try await context.send(Endpoints.approve, context.parameters[0], body: Nothing())
        return .redirect("/members", done: .sent)
      },
      .post("/proposals/{id}/withdraw") { context in
        try await context.send(Endpoints.withdrawProposal, context.parameters[0], body: Nothing())
        return .redirect("/members", done: .sent)
      },
    ]
  )

  private static func list(_ context: PageContext) async throws -> PageOutcome {
    let members = try await context.get(Endpoints.members)
    let matrix = try await context.get(Endpoints.matrix)
    var values: [String: PageValue] = [
      "members": .list(members.map { row($0, context) }), "matrix": MatrixView.values(matrix, context),
    ]
    if context.asOf == nil {
      let balances = try await context.get(Endpoints.balance)
      let proposals = try await context.get(Endpoints.proposals)
      values["balances"] = .list(
        balances.map {
          ["id": .text($0.id), "name": .text($0.name), "gives": .number($0.gives), "gets": .number($0.gets)]
        }
      )
      values["proposals"] = .list(proposals.map { proposal($0, context) })
      values["hasProposals"] = .flag(!proposals.isEmpty)
    }
    return .page(context.say("members"), "members", .fields(values))
  }

  private static func proposal(_ proposal: Proposal, _ context: PageContext) -> PageValue {
    [
      "id": .text(proposal.id), "action": .text(Words.of(proposal.action, in: context.language)),
      "memberName": .maybe(proposal.memberName), "reason": .maybe(proposal.reason),
      "proposer": .maybe(proposal.proposerName), "status": .text(Words.of(proposal.status, in: context.language)),
      "approvals": .text(context.say("approvalsOf", "\(proposal.approvals.count)", "\(proposal.needed)")),
      "approvalNames": .text(proposal.approvalNames.joined(separator: ", ")),
    ]
  }

  static func row(_ member: Member, _ context: PageContext) -> PageValue {
    [
      "id": .text(member.id), "short": .text(member.short), "name": .text(member.name),
      "status": .text(Words.of(member.leaving ? "leaving" : member.status, in: context.language)),
      "isMember": .flag(member.status == "member"), "isParticipant": .flag(member.status == "participant"),
      "own": .flag(member.own), "strengths": .maybe(member.strengths.joined(separator: ", ")),
      "roles": .maybe(member.roles.map { Words.of($0, in: context.language) }.joined(separator: ", ")),
      "lastHeard": .maybe(member.lastHeard), "lastHeardShort": .maybe(member.lastHeard.map { Moment.short($0) }),
      "confirmations": .text(
        context.say("confirmationsOf", "\(member.confirmations.have)", "\(member.confirmations.needed)")
      ),
      "alarm": .flag(!member.alarms.isEmpty),
    ]
  }

  private static func show(_ context: PageContext) async throws -> PageOutcome {
    let member = try await context.get(Endpoints.member, context.parameters[0])
    var values: [String: PageValue] = [
      "fingerprint": .maybe(member.fingerprint), "motivation": .maybe(member.motivation),
      "contact": .maybe(member.contact), "nodes": .texts(member.nodes), "seen": .maybe(member.seen),
      "motivationExact": .exact(member.motivation ?? ""), "contactExact": .exact(member.contact ?? ""),
      "strengthsExact": .exact(member.strengths.joined(separator: "\n")),
      "conflicts": .flag(!member.conflicts.isEmpty),
      "roleChoices": .list(
        roles.map { role in
          [
            "role": .text(role), "name": .text(Words.of(role, in: context.language)),
            "chosen": .flag(member.roles.contains(role)),
          ]
        }
      ),
      "canConfirm": .flag(member.status == "participant" && !member.own),
      "canRemove": .flag(!member.own && (member.status == "member" || member.status == "participant")),
    ]
    if context.asOf == nil,
      let balance = try await context.get(Endpoints.balance).first(where: { $0.id == member.id })
    {
      values["balance"] = self.balance(balance, context)
    }
    return .page(member.name, "member", row(member, context).merging(values))
  }

  private static func balance(_ balance: MemberBalance, _ context: PageContext) -> PageValue {
    [
      "summary": .text(context.say(.givesAndGets, "\(balance.gives)", "\(balance.gets)")),
      "stewards": .list(balance.stewards.map { ["goal": .text($0.goal), "title": .text($0.title)] }),
      "contributions": .list(
        balance.contributions.map {
          [
            "goal": .text($0.goal), "title": .text($0.title), "role": .text(Words.of($0.role, in: context.language)),
            "note": .maybe($0.note),
          ]
        }
      ),
      "benefits": .list(
        balance.benefits.map { ["goal": .text($0.goal), "title": .text($0.title), "text": .text($0.text)] }
      ),
    ]
  }

  private static let roles = ["ideator", "definer", "implementer", "coordinator", "customer"]

  private static func edit(_ context: PageContext) async throws -> PageOutcome {
    let form = context.request.form
    let strengths = form.text("strengths")?.split(separator: "\n").map { String($0).trimmed }.filter { !$0.isEmpty }
    let edit = MemberEdit(
      strengths: strengths,
      roles: form.all("role"),
      motivation: form.text("motivation"),
      contact: form.text("contact"),
      seen: form.typed("seen")
    )
    let member = try await context.send(Endpoints.editMember, body: edit)
    return .redirect("/members/\(member.id)", done: .saved)
  }

  /// The code is shown once, in the answer itself: it is kept nowhere.
  private static func invite(_ context: PageContext) async throws -> PageOutcome {
    let invitation = try await context.send(
      Endpoints.invite,
      body: NewInvitation(expires: context.request.form.typed("expires"))
    )
    return .page(
      context.say("invited"),
      "invited",
      ["code": .maybe(invitation.code), "expires": .text(Moment.short(invitation.expires))]
    )
  }
}

/// Who brings which strength and role, as two tables.
enum MatrixView {
  static func values(_ matrix: MemberMatrix, _ context: PageContext) -> PageValue {
    [
      "names": .texts(matrix.memberNames),
      "strengths": .list(
        matrix.strengths.map { row in
          [
            "name": .text(row.strength), "cells": cells(matrix.members, row.members, context),
            "isUncovered": .flag(row.members.isEmpty), "neededBy": .maybe(row.neededByTitles.joined(separator: ", ")),
          ]
        }
      ),
      "hasStrengths": .flag(!matrix.strengths.isEmpty),
      "roles": .list(
        matrix.roles.map { row in
          [
            "name": .text(Words.of(row.role, in: context.language)),
            "cells": cells(matrix.members, row.members + row.contributors, context),
            "isUncovered": .flag(row.members.isEmpty),
          ]
        }
      ),
    ]
  }

  private static func cells(_ members: [String], _ having: [String], _ context: PageContext) -> PageValue {
    .list(members.map { ["has": .flag(having.contains($0))] })
  }
}
