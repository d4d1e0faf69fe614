import Foundation
import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import TalkootTesting
import Testing

/// `Tests/Vectors/bundle`: bundles that every later version reads as this one does. `read.py` there reads them from the
/// page alone. `TALKOOT_MAKE_VECTORS=1` writes them anew.
@Suite struct BundleVectors {
  /// A bundle and what it proves.
  struct Vector: Codable, Equatable {
    var about: String
    var bytes: String
    var kind: String
    var network: String
    var subject: String
    /// Who is bound or decides, by the root key of its admission; nil where that isn't shown.
    var organisations: [String?]
    /// Root keys of who signed, or whose voices accepted.
    var proven: [String]
    var hash: String?
    var text: String?
    var outcome: String?
    /// Positions as `root key: word`.
    var positions: [String]?
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../Vectors/bundle").standardized

  private static let isMaking = ProcessInfo.processInfo.environment["TALKOOT_MAKE_VECTORS"] != nil

  private func check(_ name: String, _ about: String, _ make: () throws -> [UInt8]) throws {
    let file = Self.folder.appendingPathComponent(name + ".json")
    if Self.isMaking {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      try encoder.encode(try vector(about, try make())).write(to: file)
    }
    let written = try JSONDecoder().decode(Vector.self, from: Data(contentsOf: file))
    #expect(try vector(about, Self.bytes(written.bytes)) == written)
  }

  private func vector(_ about: String, _ bytes: [UInt8]) throws -> Vector {
    func root(_ organisation: EvidenceOrganisation) -> String? { organisation.rootKey.map { Self.hex($0.bytes) } }
    switch try EvidenceReport(verifying: bytes) {
    case .agreement(let evidence):
      var text: String?
      if case .given(let given) = evidence.text { text = given }
      return Vector(
        about: about,
        bytes: Self.hex(bytes),
        kind: "agreement",
        network: evidence.network.description,
        subject: Self.hex(evidence.version.bytes),
        organisations: evidence.binds.map(root),
        proven: evidence.signatures.compactMap { $0.isWithdrawn ? nil : root($0.organisation) }.sorted(),
        hash: Self.hex(evidence.hash),
        text: text
      )
    case .decision(let evidence):
      return Vector(
        about: about,
        bytes: Self.hex(bytes),
        kind: "decision",
        network: evidence.network.description,
        subject: Self.hex(evidence.decision.bytes),
        organisations: evidence.electorate.map(root),
        proven: evidence.certificate.compactMap(root).sorted(),
        text: evidence.text,
        outcome: evidence.outcome,
        positions: evidence.positions.map { "\(root($0.organisation) ?? ""): \($0.position.name)" }.sorted()
      )
    }
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func bytes(_ hex: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Substring(hex)
    while !rest.isEmpty {
      bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
      rest = rest.dropFirst(2)
    }
    return bytes
  }

  // MARK: The bundles

  @Test func `a version signed by three stays readable`() throws {
    try check("agreement_signed", "a version that binds three and that all three signed") {
      let members = try Members(3)
      let (_, version) = try members.agreement("We share what we learn. Yhdessä.\n", signers: 3)
      return try #require(try members[0].core.bundle(ofVersion: version))
    }
  }

  @Test func `a version signed by some stays readable`() throws {
    try check("agreement_waiting", "a version that binds two, of whom one has signed and one has taken it back") {
      let members = try Members(2)
      let (id, version) = try members.agreement("Half a promise.", signers: 2)
      let text = members[0].core.workspace.idText(id, .agreement)
      try members[1].commit { state, context in [try state.withdrawSignature(text, context)] }
      try exchange(members.replicas)
      return try #require(try members[0].core.bundle(ofVersion: version))
    }
  }

  @Test func `a settled decision stays readable`() throws {
    try check("decision_settled", "a decision by majority of three, with one objection") {
      let members = try Members(3)
      let id = try members.decision("majority", ["agree", "agree", "object"])
      return try #require(try members[0].core.bundle(ofDecision: id))
    }
  }
}
