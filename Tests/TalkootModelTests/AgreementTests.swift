import TalkootCRDT
import TalkootLog
import TalkootModel
import Testing

/// Organisations with an agreement that binds all of them.
private struct Parties {
  var replicas: [TestReplica] = []
  let id: String

  init(_ count: UInt8 = 3) throws {
    for number in 1...count {
      var replica = TestReplica(number, network: testNetwork)
      replica.commit(try replica.workspace.editMember(MemberEdit(name: "Org \(number)"), replica.context))
      replicas.append(replica)
    }
    for i in replicas.indices { for j in replicas.indices { replicas[i].pull(from: replicas[j]) } }
    let new = NewAgreement(title: "Ways of working", text: "One.", binds: replicas.indices.map { "Org \($0 + 1)" })
    let object = replicas[0].commit(try replicas[0].workspace.draftAgreement(new, replicas[0].context))
    id = replicas[0].workspace.idText(object, .agreement)
    exchange()
  }

  mutating func exchange() {
    for _ in 0..<2 { for i in replicas.indices { for j in replicas.indices { replicas[i].pull(from: replicas[j]) } } }
  }

  mutating func sign(_ number: Int, version: String? = nil) throws {
    let replica = replicas[number]
    replicas[number].commit(try replica.workspace.sign(id, version: version, replica.context))
  }

  mutating func withdraw(_ number: Int) throws {
    let replica = replicas[number]
    replicas[number].commit(try replica.workspace.withdrawSignature(id, replica.context))
  }

  mutating func edit(_ number: Int, _ text: String, binds: [String]? = nil) throws {
    let replica = replicas[number]
    let edit = AgreementEdit(text: text, binds: binds)
    replicas[number].commit(try replica.workspace.editAgreement(id, edit, replica.context))
  }

  func status(_ number: Int = 0) throws -> AgreementStatus {
    let workspace = replicas[number].workspace
    return try #require(workspace.agreement(try workspace.resolve(id), replicas[number].index))
  }

  func states(_ number: Int = 0) throws -> [AgreementStatus.State] { try status(number).versions.map(\.state) }

  /// What every replica finds, and a replay in another order.
  func agreed() throws -> [AgreementStatus.State] {
    let states = try self.states()
    for i in replicas.indices { #expect(try status(i) == status(0)) }
    let replay = TestReplica.replaying(replicas[0].changes.map(\.change), as: replicas[0].node) { $0.count - 1 }
    let object = try replay.workspace.resolve(id)
    #expect(replay.workspace.agreement(object, replay.index) == (try status()))
    return states
  }
}

@Suite struct Agreements {
  @Test func `a version is in force when all it binds have signed it, and says until then whom it waits for`() throws {
    var parties = try Parties()
    #expect(try parties.agreed() == [.draft])
    #expect(try parties.status().versions[0].waitingFor.count == 3)
    for number in 0..<3 {
      try parties.sign(number)
      parties.exchange()
      #expect(try parties.agreed() == [number == 2 ? .inForce : .waiting])
      #expect(try parties.status().versions[0].waitingFor.count == 2 - number)
    }
    let signing = try #require(try parties.status().versions[0].signings.first)
    #expect(signing.withdrawal == nil && signing.role == nil)
  }

  @Test func `an edit is a new version that nobody has signed, and the signed one stays in force`() throws {
    var parties = try Parties()
    for number in 0..<3 { try parties.sign(number) }
    parties.exchange()
    try parties.edit(1, "One!")
    parties.exchange()
    #expect(try parties.agreed() == [.inForce, .draft])
    #expect(try parties.status().state == .inForce)
    for number in 0..<2 { try parties.sign(number) }
    parties.exchange()
    #expect(try parties.agreed() == [.inForce, .waiting])
    try parties.sign(2)
    parties.exchange()
    #expect(try parties.agreed() == [.superseded, .inForce])
    let replica = parties.replicas[0]
    let error = #expect(throws: CommandError.self) {
      _ = try replica.workspace.sign(parties.id, version: "1", replica.context)
    }
    #expect(error?.exit == 1)
  }

  @Test func `two versions written at the same time are a conflict that a third settles`() throws {
    var parties = try Parties()
    try parties.edit(0, "Two, says the first.")
    try parties.edit(1, "Two, says the second.")
    parties.exchange()
    var status = try parties.status()
    #expect(status.versions.map(\.number) == [1, 2, 2])
    #expect(status.tips.count == 2)
    let replica = parties.replicas[2]
    let error = #expect(throws: CommandError.self) { _ = try replica.workspace.sign(parties.id, replica.context) }
    #expect(error?.code == .ambiguousID)
    try parties.edit(2, "Three.")
    parties.exchange()
    status = try parties.status()
    #expect(status.tips.count == 1 && status.versions.last?.number == 3)
    #expect(Set(status.versions[3].parents) == Set(status.versions[1...2].map(\.id)))
    for number in 0..<3 { try parties.sign(number) }
    parties.exchange()
    #expect(try parties.agreed() == [.superseded, .superseded, .superseded, .inForce])
  }

  @Test func `one of two versions written at the same time may come into force, and the other goes on waiting`() throws
  {
    var parties = try Parties(2)
    try parties.edit(0, "Left.")
    try parties.edit(1, "Right.")
    parties.exchange()
    let named = CrockfordText.of(try parties.status().versions[1].id)
    for number in 0..<2 { try parties.sign(number, version: named) }
    parties.exchange()
    #expect(try parties.agreed() == [.superseded, .inForce, .draft])
  }

  @Test func `a signature taken back before all have signed is one that is lacking`() throws {
    var parties = try Parties()
    for number in 0..<2 { try parties.sign(number) }
    parties.exchange()
    try parties.withdraw(0)
    parties.exchange()
    #expect(try parties.agreed() == [.waiting])
    try parties.sign(2)
    parties.exchange()
    #expect(try parties.agreed() == [.waiting])
    #expect(try parties.status().versions[0].waitingFor.count == 1)
    try parties.sign(0)
    parties.exchange()
    #expect(try parties.agreed() == [.inForce])
  }

  @Test func `a signature taken back by one who knew that all had signed ends the agreement`() throws {
    var parties = try Parties()
    for number in 0..<3 { try parties.sign(number) }
    parties.exchange()
    try parties.withdraw(1)
    parties.exchange()
    #expect(try parties.agreed() == [.withdrawn])
    #expect(try parties.status().state == .withdrawn)
    try parties.sign(1)
    parties.exchange()
    #expect(try parties.agreed() == [.inForce])
  }

  @Test func `a signature taken back at the same time as the last one is given leaves the version disputed`() throws {
    var parties = try Parties()
    for number in 0..<2 { try parties.sign(number) }
    parties.exchange()
    try parties.sign(2)
    try parties.withdraw(0)
    #expect(try parties.states(2) == [.inForce])
    #expect(try parties.states(0) == [.waiting])
    parties.exchange()
    #expect(try parties.agreed() == [.disputed])
    // Who took it back signs again …
    var again = parties
    try again.sign(0)
    again.exchange()
    #expect(try again.agreed() == [.inForce])
    // … or takes it back once more, knowing all.
    try parties.withdraw(0)
    parties.exchange()
    #expect(try parties.agreed() == [.withdrawn])
  }

  @Test func `two signatures taken back at the same time as the last one is given are one dispute`() throws {
    var parties = try Parties()
    for number in 0..<2 { try parties.sign(number) }
    parties.exchange()
    try parties.sign(2)
    for number in 0..<2 { try parties.withdraw(number) }
    parties.exchange()
    #expect(try parties.agreed() == [.disputed])
    try parties.sign(0)
    parties.exchange()
    // Whoever signs now knows of the other's word: it only lacks that one.
    #expect(try parties.agreed() == [.waiting])
    try parties.sign(1)
    parties.exchange()
    #expect(try parties.agreed() == [.inForce])
  }

  @Test func `who signs knowing that another has taken its signature back disputes nothing`() throws {
    var parties = try Parties()
    for number in 0..<2 { try parties.sign(number) }
    parties.exchange()
    try parties.withdraw(0)
    parties.exchange()
    try parties.sign(2)
    parties.exchange()
    #expect(try parties.agreed() == [.waiting])
  }

  @Test func `a version in force stays so while a later one is disputed, and is superseded once that is settled`()
    throws
  {
    var parties = try Parties(2)
    for number in 0..<2 { try parties.sign(number) }
    parties.exchange()
    try parties.edit(0, "Two.")
    parties.exchange()
    try parties.sign(0)
    parties.exchange()
    try parties.sign(1)
    try parties.withdraw(0)
    parties.exchange()
    #expect(try parties.agreed() == [.inForce, .disputed])
    #expect(try parties.status().state == .disputed)
    try parties.sign(0)
    parties.exchange()
    #expect(try parties.agreed() == [.superseded, .inForce])
  }

  @Test func `a later version that was in force and ended does not bring the earlier one back`() throws {
    var parties = try Parties(2)
    for number in 0..<2 { try parties.sign(number) }
    parties.exchange()
    try parties.edit(0, "Two.")
    parties.exchange()
    for number in 0..<2 { try parties.sign(number) }
    parties.exchange()
    try parties.withdraw(1)
    parties.exchange()
    #expect(try parties.agreed() == [.superseded, .withdrawn])
  }

  @Test func `nobody signs for another, who isn't bound, or a text other than the version's`() throws {
    var parties = try Parties(2)
    var stranger = TestReplica(9, network: testNetwork)
    stranger.commit(try stranger.workspace.editMember(MemberEdit(name: "Stranger"), stranger.context))
    stranger.pull(from: parties.replicas[0])
    let error = #expect(throws: CommandError.self) { _ = try stranger.workspace.sign(parties.id, stranger.context) }
    #expect(error?.exit == 77)
    let version = try #require(try parties.status().versions.first)
    func signature(_ hash: [UInt8], _ withdraws: ObjectID? = nil) -> TalkootModel.Operation {
      var fields: [Creation.FieldValue] = [
        .init(SignatureField.version, .object(version.id)), .init(SignatureField.hash, .bytes(hash)),
      ]
      if let withdraws { fields.append(.init(SignatureField.withdraws, .object(withdraws))) }
      return .create(Creation(kind: .signature, fields: fields))
    }
    try parties.sign(0)
    parties.exchange()
    stranger.pull(from: parties.replicas[0])
    let signed = try #require(try parties.status().versions[0].signings.first)
    stranger.commit([signature(version.hash), signature(version.hash, signed.object)])
    parties.replicas[1].commit([signature(AgreementText.hash("Another text."))])
    parties.replicas[0].pull(from: stranger)
    parties.exchange()
    #expect(try parties.agreed() == [.waiting])
    #expect(try parties.status().versions[0].signings.map(\.organisation) == [signed.organisation])
  }

  @Test func `versions that name each other in a circle, in one change, have no circle of parents`() throws {
    var replica = TestReplica(1, network: testNetwork)
    replica.commit(try replica.workspace.editMember(MemberEdit(name: "Org"), replica.context))
    func version(_ parent: UInt32) -> TalkootModel.Operation {
      .create(
        Creation(
          kind: .agreementVersion,
          fields: [
            .init(VersionField.agreement, .made(0)), .init(VersionField.text, .text("x")),
            .init(VersionField.parents, .list([.made(parent)])),
          ]
        )
      )
    }
    let change = replica.commit([
      .create(Creation(kind: .agreement, fields: [.init(AgreementField.title, .text("Circle"))])), version(2),
      version(1), version(3),
    ])
    let status = try #require(
      replica.workspace.agreement(ObjectID(madeBy: change, index: 0), replica.index)
    )
    #expect(status.versions.count == 3)
    #expect(status.versions.map(\.number).max() == 2)
    #expect(status.state == .draft)
  }

  @Test func `text and organisations that are the same make no new version; a text too long makes none at all`() throws
  {
    var parties = try Parties(2)
    try parties.edit(0, "One.")
    #expect(try parties.status().versions.count == 1)
    try parties.edit(0, "One.", binds: ["Org 1"])
    #expect(try parties.status().versions.map(\.binds.count) == [2, 1])
    let replica = parties.replicas[0]
    for text in ["", "  ", String(repeating: "x", count: 200 * 1024 + 1)] {
      #expect(throws: CommandError.self) {
        _ = try replica.workspace.editAgreement(parties.id, AgreementEdit(text: text), replica.context)
      }
    }
    let long = String(repeating: "x", count: 200 * 1024)
    try parties.edit(0, long)
    #expect(try parties.status().versions.count == 3)
  }
}

/// An id as people write it.
private enum CrockfordText {
  static func of(_ id: ObjectID) -> String { CrockfordID.encode(id) }
}
