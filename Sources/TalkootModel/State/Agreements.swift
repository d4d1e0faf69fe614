internal import TalkootCRDT
internal import TalkootCrypto
public import TalkootLog

/// The exact text of an agreement's version, as signatures name it.
public enum AgreementText {
  /// H("talkoot/agreement-text/1" ‖ UTF-8).
  public static func hash(_ text: String) -> [UInt8] {
    SHA256.hash("talkoot/agreement-text/1", Array(text.utf8)).bytes
  }
}

/// An agreement and how it stands: a function of its versions and signatures and of who knew of what.
public struct AgreementStatus: Hashable, Sendable {
  /// How far a version, or an agreement, has come.
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// No signature stands.
    case draft
    /// Some that it binds have signed.
    case waiting
    /// All that it binds have signed.
    case inForce
    /// A later version has come into force.
    case superseded
    /// One took its signature back without knowing the last of the others', or the last signed without knowing that.
    case disputed
    /// One took its signature back who knew that all had signed.
    case withdrawn
  }

  /// A signature under a version.
  public struct Signing: Hashable, Sendable {
    /// The record.
    public let object: ObjectID
    /// The version.
    public let version: ObjectID
    /// Who signed.
    public let organisation: ObjectID
    /// The person who signed for it.
    public let person: ObjectID?
    /// As whom.
    public let role: String?
    /// What the signer's clock said; shown, never compared.
    public let claimedMilliseconds: Int64
    /// The record that takes it back; nil while it stands.
    public let withdrawal: Withdrawal?
  }

  /// Where a signature was taken back.
  public struct Withdrawal: Hashable, Sendable {
    /// The record.
    public let object: ObjectID
    /// The person who did it.
    public let person: ObjectID?
    /// What that clock said.
    public let claimedMilliseconds: Int64
  }

  /// One exact text.
  public struct Version: Hashable, Sendable {
    /// The record.
    public let id: ObjectID
    /// One more than the highest of the versions that it follows; two written at the same time share it.
    public let number: Int
    /// How far it has come.
    public let state: State
    /// The versions that it follows, as far as they are of the same agreement.
    public let parents: [ObjectID]
    /// Whom it binds, ascending.
    public let binds: [ObjectID]
    /// The hash that signatures name.
    public let hash: [UInt8]
    /// Signatures of those that it binds, in the order of operations.
    public let signings: [Signing]
    /// Whom it binds and whose signature doesn't stand, ascending.
    public let waitingFor: [ObjectID]
  }

  /// The agreement.
  public let id: ObjectID
  /// By number, then in the order of operations.
  public let versions: [Version]
  /// The versions that no other follows: more than one were written at the same time, and a further one settles them.
  public let tips: [ObjectID]

  /// A version.
  public func version(_ id: ObjectID) -> Version? { versions.first { $0.id == id } }

  /// The versions in force; more than one only where all signed two that were written at the same time.
  public var inForce: [Version] { versions.filter { $0.state == .inForce } }

  /// What the agreement as a whole is: disputed where one of its versions is, else in force, waiting, a draft; withdrawn
  /// where nothing else is left.
  public var state: State {
    for state in [State.disputed, .inForce, .waiting, .draft, .withdrawn]
    where versions.contains(where: { $0.state == state }) { return state }
    return .draft
  }
}

extension Workspace {
  /// The versions of an agreement, in the order of operations.
  func versions(of agreement: ObjectID) -> [ObjectState] {
    links.list(.versionOfAgreement, of: agreement).entries.compactMap { objects[$0.object] }
  }

  /// An agreement and how it stands; nil when there is none with this id.
  public func agreement(_ id: ObjectID, _ index: LogIndex) -> AgreementStatus? {
    guard object(id, .agreement) != nil else { return nil }
    let states = versions(of: id)
    let family = VersionFamily(states, index)
    var standings: [VersionStanding] = []
    for state in states { standings.append(standing(of: state, index)) }
    let came = states.indices.filter { standings[$0].cameIntoForce }
    let overtaken = Set(came.flatMap { family.ancestors(of: $0) })
    var versions: [AgreementStatus.Version] = []
    for i in states.indices {
      versions.append(
        AgreementStatus.Version(
          id: states[i].id,
          number: family.numbers[i],
          state: overtaken.contains(i) ? .superseded : standings[i].state,
          parents: family.parents[i].map { states[$0].id },
          binds: standings[i].binds,
          hash: states[i].value(VersionField.hash).bytes ?? [],
          signings: signings(of: standings[i], version: states[i].id),
          waitingFor: standings[i].waitingFor
        )
      )
    }
    let followed = Set(family.parents.flatMap { $0 })
    return AgreementStatus(
      id: id,
      versions: versions.enumerated().sorted { ($0.element.number, $0.offset) < ($1.element.number, $1.offset) }
        .map(\.element),
      tips: states.indices.filter { !followed.contains($0) }.map { states[$0].id }
    )
  }

  private func standing(of version: ObjectState, _ index: LogIndex) -> VersionStanding {
    let binds = version.value(VersionField.binds).list?.compactMap(\.object) ?? []
    var standing = VersionStanding(binds: binds)
    let hash = version.value(VersionField.hash)
    for entry in links.list(.signatureOfVersion, of: version.id).entries {
      guard let state = objects[entry.object], let creation = state.creation else { continue }
      let said = VersionStanding.Said(object: state.id, organisation: creation.organisation, dot: creation.dot)
      if let withdrawn = state.value(SignatureField.withdraws).object {
        standing.withdraw(withdrawn, said, order: index)
      } else if hash.bytes != nil, state.value(SignatureField.hash) == hash {
        standing.sign(said)
      }
    }
    standing.judge(order: index)
    return standing
  }

  private func signings(of standing: VersionStanding, version: ObjectID) -> [AgreementStatus.Signing] {
    standing.signatures.compactMap { said in
      guard let state = objects[said.object], let creation = state.creation else { return nil }
      let withdrawal = standing.withdrawal(of: said.object).flatMap { objects[$0.object] }
      return AgreementStatus.Signing(
        object: said.object,
        version: version,
        organisation: said.organisation,
        person: creation.person,
        role: state.value(SignatureField.role).string,
        claimedMilliseconds: creation.claimedMilliseconds,
        withdrawal: withdrawal.map {
          AgreementStatus.Withdrawal(
            object: $0.id,
            person: $0.creation?.person,
            claimedMilliseconds: $0.creation?.claimedMilliseconds ?? 0
          )
        }
      )
    }
  }
}

/// Which version follows which: by index in the order of operations.
struct VersionFamily {
  private(set) var parents: [[Int]] = []
  private(set) var numbers: [Int] = []

  init(_ states: [ObjectState], _ index: LogIndex) {
    var places: [ObjectID: Int] = [:]
    for (i, state) in states.enumerated() {
      let dot = state.creation!.dot
      // Only what its own past makes: so the first of all has no parent, and there is no circle.
      let named = state.value(VersionField.parents).list?.compactMap(\.object) ?? []
      let known = Electorate.distinct(named.compactMap { places[$0] })
        .filter { index.happened(states[$0].creation!.dot, before: dot) }
      parents.append(known)
      numbers.append(1 + (known.map { numbers[$0] }.max() ?? 0))
      places[state.id] = i
    }
  }

  /// All that a version follows, near and far.
  func ancestors(of version: Int) -> [Int] {
    var found: Set<Int> = []
    var next = parents[version]
    while let one = next.popLast() {
      if found.insert(one).inserted { next += parents[one] }
    }
    return found.sorted()
  }
}
