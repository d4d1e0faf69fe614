import TalkootAPI
import Testing

@Suite struct RosterRouteTests {
  @Test func `the last member can't leave, nobody removes itself, and a key is 64 hexadecimal digits`() async throws {
    try await TestNode.run { node in
      let own = try await node.ask { api throws(ErrorDescription) in try api.send(Endpoints.members).decoded()[0].id }
      let left = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.leave, body: LeaveRequest())
      }
      #expect(left?.known == .refused && left?.exit == 1)
      let removed = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.proposeRemoval, own, body: RemovalRequest(reason: "tired"))
      }
      #expect(removed?.exit == 77)
      let key = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.proposeRekey, own, body: RekeyRequest(key: "xyz", reason: "lost"))
      }
      #expect(key?.exit == 65)
      let unknown = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.proposeRemoval, "o-00000000", body: RemovalRequest(reason: "who?"))
      }
      #expect(unknown?.exit == 66)
      let status = try await node.ask { api throws(ErrorDescription) in try api.send(Endpoints.replica).decoded() }
      #expect(status.epoch == 0 && !status.contested && status.doubleVoices.isEmpty)
    }
  }
}
