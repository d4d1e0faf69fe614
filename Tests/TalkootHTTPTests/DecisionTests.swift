import TalkootAPI
import Testing

@Suite struct DecisionTests {
  @Test func `a lone member's decision is settled when closing it is answered`() async throws {
    try await TestNode.run { node in
      let decision = try await node.ask { api throws(ErrorDescription) in
        let made = try api.send(
          Endpoints.propose,
          body: NewDecision(title: "Paint it green", rule: "consent", quorum: "50%", text: "Why not")
        ).decoded()
        return try api.send(Endpoints.close, made.id, body: Waiting(wait: true, timeout: 20)).decoded()
      }
      #expect(decision.status == "settled")
      #expect(decision.electorate.count == 1 && decision.certificate == decision.electorate)
      #expect(decision.quorum.needed == 1)
      let again = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.close, decision.id, body: Waiting()).decoded()
      }
      #expect(again.status == "settled")
      let late = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.position, decision.id, body: NewPosition(position: "agree"))
      }
      #expect(late?.known == .refused && late?.exit == 1)
    }
  }

  @Test func `a choice is taken by the option's text or number, and becomes the outcome`() async throws {
    try await TestNode.run { node in
      let decision = try await node.ask { api throws(ErrorDescription) in
        let made = try api.send(
          Endpoints.propose,
          body: NewDecision(title: "Colour", rule: "choice", options: ["green", "blue"])
        ).decoded()
        _ = try api.send(Endpoints.position, made.id, body: NewPosition(position: "choose", option: "2"))
        return try api.send(Endpoints.close, made.id, body: Waiting(wait: true, timeout: 20)).decoded()
      }
      #expect(decision.status == "settled" && decision.outcome == "blue" && decision.mine == "choose")
      #expect(decision.positions.map(\.option) == ["blue"])
    }
  }

  @Test func `an objection without a reason is bad data`() async throws {
    try await TestNode.run { node in
      let error = await node.failure { api throws(ErrorDescription) in
        let made = try api.send(Endpoints.propose, body: NewDecision(title: "t", rule: "majority")).decoded()
        return try api.send(Endpoints.position, made.id, body: NewPosition(position: "object"))
      }
      #expect(error?.exit == 65)
    }
  }

  @Test func `confirming a member again is answered with its document`() async throws {
    try await TestNode.run { node in
      let member = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.confirm, "Ant", body: Waiting()).decoded()
      }
      #expect(member.status == "member" && member.own && member.nodes.count == 1)
      #expect(member.confirmations.have >= member.confirmations.needed)
    }
  }

  @Test func `an invitation is answered with its code once, listed without it, and revoked`() async throws {
    try await TestNode.run { node in
      let (made, listed, revoked) = try await node.ask { api throws(ErrorDescription) in
        let made = try api.send(Endpoints.invite, body: NewInvitation(expires: "2w")).decoded()
        let listed = try api.send(Endpoints.invitations).decoded()
        return (made, listed, try api.send(Endpoints.revoke, made.short).decoded())
      }
      #expect(made.code == "code of 16 bytes" && made.status == "open" && made.person == "Åsa")
      #expect(listed.map(\.id) == [made.id] && listed[0].code == nil)
      #expect(revoked.status == "revoked" && revoked.id == made.id)
      let error = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.invite, body: NewInvitation(expires: "soon"))
      }
      #expect(error?.exit == 65)
    }
  }
}
