import TalkootAPI

@testable import TalkootPage

/// A backend in which everything that people can write says one thing.
struct FakeBackend: PageBackend {
  var text: String

  struct Unknown: Error {}

  func call<Query, Body, Answer>(
    _ endpoint: Endpoint<Query, Body, Answer>,
    _ parameters: [String],
    query: Query,
    body: Body,
    caller: Caller
  ) async throws -> Answer {
    guard let answer = answer(endpoint.path) as? Answer else {
      throw ErrorDescription(.noSuchObject, "no \(endpoint.path): \(text)")
    }
    return answer
  }

  private func answer(_ path: String) -> Any? {
    switch path {
    case "/v1/status": status
    case "/v1/events": Events(events: [change], last: "ab")
    case "/v1/replica/changes", "/v1/replica/set-aside": [change]
    case "/v1/replica/changes/{change}": change
    case "/v1/goals": [goal]
    case "/v1/self":
      SelfDescription(
        id: "n-0",
        short: "n-0",
        network: NetworkReference(id: "00", name: text),
        status: "member",
        fingerprint: "a-b",
        fingerprintHex: "00"
      )
    case "/v1/questions": [question]
    case "/v1/questions/{question}": question
    case "/v1/members": [member(own: true), member(own: false)]
    case "/v1/members/{member}": member(own: true)
    case "/v1/matrix": matrix
    case "/v1/balance": [balance]
    case "/v1/proposals": [proposal]
    case "/v1/replica/conflicts": [conflict]
    case "/v1/sync": SyncStatus(paused: false, inSync: true, peers: [peer])
    case "/v1/replica": replica
    case "/v1/node":
      NodeStatus(state: "running", pid: 1, node: "n-0", version: text, home: "/", notices: ["forked", "restored"])
    case "/v1/nodes":
      [
        NodeDescription(
          id: "n-0",
          short: "n-0",
          member: "o-0",
          memberName: text,
          fingerprint: text,
          voice: true,
          retired: false,
          own: true,
          addresses: [text]
        )
      ]
    case "/v1/search":
      [SearchResult(id: "g-0", short: "g-0", kind: "goal", title: text, field: "title", excerpt: text, archived: false)]
    case "/v1/objects/{object}":
      JSONValue.object([JSONMember("kind", .string("comment")), JSONMember("text", .string(text))])
    default: work(path)
    }
  }

  var goal: Goal {
    Goal(
      id: "g-0",
      short: "g-0",
      title: text,
      description: text,
      status: "active",
      steward: "o-0",
      stewardName: text,
      due: "2027",
      progress: 40
    )
  }

  private var change: ChangeDescription {
    ChangeDescription(
      id: "ab",
      short: "ab",
      log: "cd",
      sequence: 1,
      node: "n-0",
      memberName: text,
      person: text,
      time: "2026-11-24T06:30:12Z",
      summary: text,
      dependencies: ["ef"],
      operations: [ChangeOperation(what: "set", object: "g-0", objectKind: "goal", field: text, value: .string(text))],
      clock: "ahead",
      setAside: true,
      broughtInByName: text
    )
  }

  private var peer: PeerStatus {
    PeerStatus(
      node: "n-1",
      nodeShort: "n-1",
      memberName: text,
      address: text,
      state: "connected",
      ahead: 1,
      behind: 2,
      lastSync: "2026-11-24T06:30:12Z",
      roundTripMilliseconds: 3,
      detail: text
    )
  }

  private var status: StatusReport {
    StatusReport(
      network: NetworkReference(id: "00", name: text),
      memberName: text,
      memberStatus: "member",
      members: 2,
      participants: 1,
      goals: [goal],
      goalCount: 1,
      openDecisions: 1,
      attention: [
        AttentionItem(
          what: text,
          reason: "noSteward",
          object: "g-0",
          title: text,
          days: 1,
          waitsForNames: [text],
          mine: true,
          command: text
        )
      ],
      peers: [peer]
    )
  }

  private var comment: Comment {
    Comment(
      id: "c-0",
      short: "c-0",
      about: "q-0",
      text: text,
      member: "o-0",
      memberName: text,
      person: text,
      time: "2026-11-24T06:30:12Z"
    )
  }

  private var question: Question {
    Question(
      id: "q-0",
      short: "q-0",
      title: text,
      text: text,
      status: "open",
      responsible: "o-0",
      responsibleName: text,
      about: ["g-0"],
      aboutTitles: [text],
      answers: [Answer(text: text, member: "o-0", memberName: text, person: text, time: "2026-11-24T06:30:12Z")],
      member: "o-0",
      memberName: text,
      person: text,
      time: "2026-11-24T06:30:12Z",
      comments: [comment],
      conflicts: ["title"],
      seen: "ab"
    )
  }

  private func member(own: Bool) -> Member {
    Member(
      id: own ? "o-0" : "o-1",
      short: "o-0",
      name: text,
      status: own ? "member" : "participant",
      own: own,
      nodes: ["n-0"],
      fingerprint: text,
      confirmations: Confirmations(have: 1, needed: 2),
      strengths: [text],
      roles: ["definer"],
      motivation: text,
      contact: text,
      lastHeard: "2026-11-24T06:30:12Z",
      alarms: ["sharedInvitation"],
      conflicts: ["contact"],
      seen: "ab"
    )
  }

  private var matrix: MemberMatrix {
    MemberMatrix(
      members: ["o-0"],
      memberNames: [text],
      strengths: [StrengthRow(strength: text, members: [], neededBy: ["g-0"], neededByTitles: [text])],
      roles: [RoleRow(role: "definer", members: ["o-0"], memberNames: [text])]
    )
  }

  private var balance: MemberBalance {
    MemberBalance(
      id: "o-0",
      short: "o-0",
      name: text,
      stewards: [GoalReference(goal: "g-0", short: "g-0", title: text)],
      contributions: [GoalContribution(goal: "g-0", short: "g-0", title: text, role: "definer", note: text)],
      benefits: [GoalBenefit(goal: "g-0", short: "g-0", title: text, text: text)],
      gives: 1,
      gets: 1
    )
  }

  private var proposal: Proposal {
    Proposal(
      id: "p-0",
      short: "p-0",
      action: "remove",
      member: "o-0",
      memberName: text,
      reason: text,
      epoch: 1,
      status: "open",
      approvals: ["o-0"],
      approvalNames: [text],
      needed: 2,
      proposerName: text
    )
  }

  private var conflict: Conflict {
    Conflict(
      object: "g-0",
      objectShort: "g-0",
      objectTitle: text,
      field: text,
      shown: .string(text),
      values: [
        ConflictValue(value: .string(text), label: text, memberName: text, person: text, time: "2026-11-24T06:30:12Z"),
        ConflictValue(value: .null),
      ]
    )
  }

  private var replica: ReplicaStatus {
    ReplicaStatus(
      network: NetworkReference(id: "00", name: text),
      node: NodeReference(id: "n-0", member: "o-0"),
      digest: "ab",
      model: 1,
      changes: 1,
      objects: 1,
      conflicts: 1,
      pending: 0,
      bytes: 1,
      voice: VoiceStatus(state: "speaking"),
      doubleVoices: [DoubleVoiceProof(member: "o-0", memberName: text, contradiction: text, changes: [])]
    )
  }
}
