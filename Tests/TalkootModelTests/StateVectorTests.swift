import Foundation
import TalkootLog
import TalkootModel
import Testing

/// `Tests/Vectors/state`: bytes that no code may change. An independent reader checks them too
/// (`Tests/Vectors/state/read.py`). `TALKOOT_MAKE_VECTORS=1` writes them anew.
@Suite struct StateVectors {
  struct Vector: Codable, Equatable {
    struct Object: Codable, Equatable {
      var kind: UInt64
      var id: String
      var state: String
    }

    var about: String
    var objects: [Object]
    var digest: String

    init(_ about: String, _ workspace: Workspace) {
      self.about = about
      objects = workspace.allObjects.map { id in
        Object(
          kind: workspace[id]!.kind.rawValue,
          id: hex(id.bytes),
          state: hex(workspace.canonicalState(of: id))
        )
      }
      digest = workspace.digest?.hex ?? ""
    }
  }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../Vectors/state").standardized

  private func check(_ name: String, _ vector: Vector) throws {
    let file = StateVectors.folder.appendingPathComponent(name + ".json")
    if ProcessInfo.processInfo.environment["TALKOOT_MAKE_VECTORS"] != nil {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      try encoder.encode(vector).write(to: file)
    }
    let written = try JSONDecoder().decode(Vector.self, from: Data(contentsOf: file))
    #expect(written == vector)
  }

  @Test func `the empty state has its digest`() throws {
    try check("empty", Vector("a network before its genesis", Workspace(network: testNetwork)))
  }

  @Test func `the digest of goals edited and moved at the same time stays as it is`() throws {
    var replica = TestReplica(9, network: testNetwork)
    for change in try Convergence.smallHistory() { replica.receive(change) }
    try check(
      "concurrent_goals",
      Vector("three organisations edit, move and archive two goals at the same time", replica.workspace)
    )
  }

  @Test func `the digest of an open decision stays as it is`() throws {
    var replica = try TestCouncil(members: 1).replicas[0]
    let proposal = NewDecision(title: "Päätös", rule: "choice", options: ["a", "b"], quorum: "50%")
    let id = replica.commit(try replica.workspace.propose(proposal, replica.context))
    let text = replica.workspace.idText(id, .decision)
    replica.commit(try replica.workspace.takePosition(on: text, "choose", option: "b", replica.context))
    try check("open_choice", Vector("a founder asks itself and chooses; not settled yet", replica.workspace))
  }
}

private func hex(_ bytes: [UInt8]) -> String {
  bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
}
