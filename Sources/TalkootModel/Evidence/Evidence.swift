internal import TalkootCrypto
internal import TalkootLog

/// A bundle whose changes are proven to be those of the organisations that they name: what a finding is read from.
///
/// Nothing here knows an order of arrival or a causal past: a bundle is a set of signed words.
struct Evidence {
  /// A change that is shown, decoded.
  struct Shown {
    let id: ChangeID
    let author: Author
    let change: Change
    let structure: Structure
    let person: ObjectID?
    let operations: [Operation]
    /// What each operation makes.
    let made: [ObjectID?]

    var claimedMilliseconds: Int64 { change.header.claimedMilliseconds }
    var organisation: ObjectID { ObjectID(author.organisation) }

    /// Whether every string of an operation is here as its structure says.
    func showsStrings(of operation: Int) -> Bool {
      structure.operations[operation].strings.allSatisfy {
        if case .present = change.strings[$0] { true } else { false }
      }
    }
  }

  /// Where an object is made.
  struct Making {
    let shown: Shown
    let index: Int
    let creation: Creation

    /// What the creation says of a field, as the fold has it: the first value that the field can hold.
    func value(_ field: FieldNumber) -> Value {
      guard let definition = creation.kind.field(field) else { return .null }
      return creation.fields.first { $0.field == field && definition.admits($0.value) }?.value ?? .null
    }
  }

  let kind: EvidenceKind
  let subject: ObjectID
  let network: NetworkID
  let changes: [Shown]
  private(set) var keys: EvidenceKeys
  private(set) var roster: [Epoch]
  private let strings: [Written: String]
  private let makings: [ObjectID: (change: Int, operation: Int)]

  /// A field of an object, and who wrote it; nil is anybody.
  private struct Written: Hashable {
    let object: ObjectID
    let field: FieldNumber
    let writer: ObjectID?
  }

  /// Checks hashes, signatures, whose keys they are, and the rosters' certificates as far as they are here.
  init(_ bytes: [UInt8]) throws(EvidenceFault) {
    let bundle: ChangeBundle
    do { bundle = try ChangeBundle(parsing: bytes) } catch { throw EvidenceFault(error) }
    guard let kind = EvidenceKind(rawValue: bundle.kind) else { throw EvidenceFault(.malformed, "kind \(bundle.kind)") }
    guard let network = bundle.descriptors.first?.network else { throw EvidenceFault(.noGenesis) }
    if let foreign = bundle.descriptors.first(where: { $0.network != network }) {
      throw EvidenceFault(.otherNetwork, foreign.id.description)
    }
    let proven: [ProvenChange]
    do { proven = try bundle.proven() } catch { throw EvidenceFault(error) }
    self.kind = kind
    self.network = network
    subject = bundle.subject
    changes = proven.map { Evidence.Shown($0, network: network) }
    var makings: [ObjectID: (change: Int, operation: Int)] = [:]
    for (i, shown) in changes.enumerated() {
      for (j, object) in shown.made.enumerated() {
        if let object, makings[object] == nil { makings[object] = (i, j) }
      }
    }
    self.makings = makings
    strings = Evidence.strings(changes)
    (keys, roster) = try EvidenceKeys.establish(changes, network: network)
    // Also the logs of which only headers are here.
    for descriptor in bundle.descriptors {
      guard keys.isOpen(descriptor.node, of: descriptor.member) else {
        throw EvidenceFault(.unknownNode, descriptor.node.description)
      }
    }
  }

  /// Where an object of a kind is made.
  func making(of object: ObjectID, _ kind: ObjectKind) -> Making? {
    guard let place = makings[object] else { return nil }
    let shown = changes[place.change]
    guard case .create(let creation) = shown.operations[place.operation], creation.kind == kind,
      creation.fields.count <= Creation.fieldCountMax
    else { return nil }
    return Making(shown: shown, index: place.operation, creation: creation)
  }

  /// All objects of a kind that are made here, in the bundle's order.
  func makings(of kind: ObjectKind) -> [(object: ObjectID, making: Making)] {
    var found: [(object: ObjectID, making: Making)] = []
    for shown in changes {
      for object in shown.made.compactMap({ $0 }) {
        if let making = making(of: object, kind) { found.append((object, making)) }
      }
    }
    return found
  }

  /// All governance operations, in the bundle's order.
  var words: [(shown: Shown, index: Int, operation: GovernanceOperation)] {
    changes.flatMap { shown in
      shown.operations.enumerated().compactMap { index, operation in
        if case .governance(let operation) = operation { (shown, index, operation) } else { nil }
      }
    }
  }

  /// What the last write here says of an object's field of one string; nil where none is shown.
  func string(_ field: FieldNumber, of object: ObjectID, by writer: ObjectID? = nil) -> String? {
    strings[Written(object: object, field: field, writer: writer)]
  }

  /// The last strings written, by whom and by anybody: read once, so that a bundle costs what it holds.
  private static func strings(_ changes: [Shown]) -> [Written: String] {
    var strings: [Written: String] = [:]
    func note(_ object: ObjectID, _ field: FieldNumber, _ value: Value, _ writer: ObjectID) {
      guard let text = value.string else { return }
      strings[Written(object: object, field: field, writer: writer)] = text
      strings[Written(object: object, field: field, writer: nil)] = text
    }
    for shown in changes {
      for (i, operation) in shown.operations.enumerated() where shown.showsStrings(of: i) {
        switch operation {
        case .set(.object(let object), let field, _, let value): note(object, field, value, shown.organisation)
        case .create(let creation):
          guard let object = shown.made[i] else { continue }
          // The first value of a creation counts.
          for entry in creation.fields.reversed() { note(object, entry.field, entry.value, shown.organisation) }
        case .set, .add, .remove, .text, .move, .governance, .unknown: continue
        }
      }
    }
    return strings
  }

  /// An organisation as far as it is proven here.
  func organisation(_ object: ObjectID) -> EvidenceOrganisation {
    let member = keys.member(object)
    return EvidenceOrganisation(
      object: object,
      member: member,
      rootKey: member.flatMap { keys.admittedRoot(of: $0) },
      name: string(OrganisationField.name, of: object, by: object)
    )
  }
}

extension Evidence.Shown {
  fileprivate init(_ proven: ProvenChange, network: NetworkID) {
    let decoded = DecodedChange(proven.change, proven.structure, network: network)
    self.init(
      id: proven.change.id,
      author: Author(organisation: proven.descriptor.member, node: proven.descriptor.node),
      change: proven.change,
      structure: proven.structure,
      person: decoded.person,
      operations: decoded.operations,
      made: decoded.made
    )
  }
}
