import TalkootAPI
import TalkootModel
import Testing

@Suite struct AgreementTests {
  @Test func `an agreement is drafted, signed, edited and signed again`() async throws {
    try await TestNode.run { node in
      let drafted = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.draft, body: NewAgreement(title: "Rules", text: "One.\n", review: "2027")).decoded()
      }
      #expect(drafted.kind == "agreement" && drafted.status == "draft" && drafted.review == "2027")
      #expect(drafted.versions.map(\.text) == ["One.\n"] && drafted.waitingForNames == ["Ant"])
      #expect(drafted.person == "Åsa" && drafted.inForce.isEmpty)
      let id = drafted.id
      let signed = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.sign, id, body: NewSignature(role: "chair")).decoded()
      }
      #expect(signed.status == "inForce" && signed.waitingFor.isEmpty && signed.inForce == signed.newest)
      #expect(signed.signatures.map(\.role) == ["chair"] && signed.signatures[0].person == "Åsa")
      let edited = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.editAgreement, id, body: AgreementEdit(text: "One!\n")).decoded()
      }
      #expect(edited.status == "inForce" && edited.versions.map(\.status) == ["inForce", "draft"])
      #expect(edited.versions[1].parents == [edited.versions[0].id] && edited.waitingForNames == ["Ant"])
      let waiting = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.agreements, query: AgreementFilter(mine: true)).decoded()
      }
      #expect(waiting.map(\.id) == [id] && waiting[0].versions[0].text == nil)
      let difference = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.agreementDifference, id, query: DifferenceChoice()).decoded()
      }
      #expect(difference.fromNumber == 1 && difference.toNumber == 2)
      #expect(difference.parts.map(\.what) == ["same", "removed", "added", "same"])
      #expect(difference.parts.map(\.text) == ["One", ".", "!", "\n"])
      let again = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.sign, id, body: NewSignature()).decoded()
      }
      #expect(again.versions.map(\.status) == ["superseded", "inForce"])
      let withdrawn = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.unsign, id, body: VersionChoice()).decoded()
      }
      #expect(withdrawn.status == "withdrawn" && withdrawn.signatures.map(\.withdrawn) == [false, true])
      let events = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.agreementHistory, id).decoded()
      }
      #expect(events.map(\.what) == ["drafted", "signed", "drafted", "signed", "withdrew"])
      #expect(events.map(\.number) == [1, 1, 2, 2, 2])
    }
  }

  @Test func `a bundle comes as bytes that verify without the node`() async throws {
    try await TestNode.run { node in
      let (id, decision) = try await node.ask { api throws(ErrorDescription) in
        let drafted = try api.send(Endpoints.draft, body: NewAgreement(title: "Rules", text: "One.")).decoded()
        _ = try api.send(Endpoints.sign, drafted.id, body: NewSignature())
        let proposed = try api.send(Endpoints.propose, body: NewDecision(title: "Go", rule: "majority")).decoded()
        return (drafted.id, proposed.id)
      }
      let early = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.decisionBundle, decision)
      }
      #expect(early?.known == .refused)
      let files = try await node.ask { api throws(ErrorDescription) in
        _ = try api.send(Endpoints.position, decision, body: NewPosition(position: "agree"))
        _ = try api.send(Endpoints.close, decision, body: Waiting(wait: true, timeout: 20))
        return [
          try api.send(Endpoints.agreementBundle, id, query: VersionChoice()).decoded(),
          try api.send(Endpoints.decisionBundle, decision).decoded(),
        ]
      }
      for file in files {
        let bytes = try #require(Base64.decode(file.bytes))
        #expect(bytes.count == file.size)
        switch try EvidenceReport(verifying: bytes) {
        case .agreement(let evidence): #expect(evidence.isComplete && file.kind == "agreement")
        case .decision(let evidence): #expect(evidence.outcome == "accepted" && file.kind == "decision")
        }
      }
    }
  }

  @Test func `what can't be done with an agreement is refused and changes nothing`() async throws {
    try await TestNode.run { node in
      let id = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.draft, body: NewAgreement(title: "Rules", text: "One.")).decoded().id
      }
      let failures: [(ErrorDescription?, ErrorCode)] = [
        (
          await node.failure { api throws(ErrorDescription) in try api.send(Endpoints.agreement, "a-00000") },
          .noSuchObject
        ),
        (
          await node.failure { api throws(ErrorDescription) in
            try api.send(Endpoints.draft, body: NewAgreement(title: "", text: "x"))
          }, .malformedValue
        ),
        (
          await node.failure { api throws(ErrorDescription) in
            try api.send(Endpoints.draft, body: NewAgreement(title: "x", text: " "))
          }, .malformedValue
        ),
        (
          await node.failure { api throws(ErrorDescription) in
            try api.send(Endpoints.draft, body: NewAgreement(title: "x", text: "y", binds: ["Nobody"]))
          }, .noSuchObject
        ),
        (
          await node.failure { api throws(ErrorDescription) in
            try api.send(Endpoints.sign, id, body: NewSignature(version: "7"))
          }, .noSuchObject
        ),
        (
          await node.failure { api throws(ErrorDescription) in try api.send(Endpoints.unsign, id, body: VersionChoice())
          },
          .refused
        ),
        (
          await node.failure { api throws(ErrorDescription) in
            try api.send(Endpoints.agreementDifference, id, query: DifferenceChoice())
          },
          .refused
        ),
      ]
      for (number, (failure, code)) in failures.enumerated() {
        #expect(failure?.known == code, "\(number): \(failure?.message ?? "no error")")
      }
      let agreements = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.agreements, query: AgreementFilter()).decoded()
      }
      #expect(agreements.count == 1 && agreements[0].versions.count == 1)
    }
  }
}

@Suite struct Base64Tests {
  @Test func `bytes come back from base 64, and what isn't exactly that is refused`() {
    for count in 0..<70 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
      #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }
    #expect(Base64.encode(Array("talkoot".utf8)) == "dGFsa29vdA==")
    for text in ["dGFsa29vdA=", "dGFsa29vdB==", "dGFs a29v", "====", "a===", "dGFsa29vdA==dGFs", "öööö"] {
      #expect(Base64.decode(text) == nil)
    }
  }
}
