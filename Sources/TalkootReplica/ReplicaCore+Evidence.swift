internal import TalkootCRDT
internal import TalkootCrypto
public import TalkootLog
internal import TalkootModel
public import TalkootStore

// Bundles for third parties: what the model has chosen, read and opened.
extension ReplicaCore {
  /// The bundle of one version of an agreement; nil when there is none with this id.
  public func bundle(ofVersion version: ObjectID) throws(StoreError) -> [UInt8]? {
    guard let creation = workspace[version]?.creation else { return nil }
    let erasures = try erasures(of: creation.dot)
    guard let selection = workspace.evidence(ofVersion: version, erasedBy: erasures, index) else { return nil }
    return try bundle(selection)
  }

  /// The bundle of a settled decision; nil while it isn't.
  public func bundle(ofDecision decision: ObjectID) throws(StoreError) -> [UInt8]? {
    guard let selection = workspace.evidence(ofDecision: decision, index) else { return nil }
    return try bundle(selection)
  }

  private func bundle(_ selection: EvidenceSelection) throws(StoreError) -> [UInt8] {
    var entries: [LocalVersion: ChangeBundle.Entry] = [:]
    for change in selection.changes {
      let item = try read([change.version])[0].change
      var strings: Set<Int> = []
      let operations = item.structure?.operations ?? []
      for operation in change.shown where Int(operation) < operations.count {
        strings.formUnion(operations[Int(operation)].strings)
      }
      entries[change.version] = try entry(item, showing: strings)
      guard item.signature == nil else { continue }
      for (version, following) in try following(change.version) where entries[version] == nil {
        entries[version] = try entry(following, showing: nil)
      }
    }
    let logs = Set(entries.keys.map { index.numbers(of: $0).log }).sorted()
    let bundle = ChangeBundle(
      kind: selection.kind.rawValue,
      subject: selection.subject,
      descriptors: logs.map { index.logStates[$0].descriptor },
      entries: entries.keys.sorted().map { entries[$0]! }
    )
    return bundle.bytes
  }

  private func entry(_ change: VerifiedChange, showing strings: Set<Int>?) throws(StoreError) -> ChangeBundle.Entry {
    let header = change.header
    let salts = try salts(header.log, range: SaltTree.range(header.sequence))
    guard let entry = ChangeBundle.Entry(change, salts: salts, showing: strings) else {
      throw .damaged(what: "strings or salts that don't fit their change", place: "change \(change.id)")
    }
    return entry
  }

  /// What follows a change in its log, up to the first that is signed.
  private func following(_ version: LocalVersion) throws(StoreError) -> [(LocalVersion, VerifiedChange)] {
    let (number, sequence) = index.numbers(of: version)
    let log = index.logStates[number]
    guard let branch = ([log.main] + log.branches).first(where: { $0.version(sequence) == version }) else { return [] }
    var found: [(LocalVersion, VerifiedChange)] = []
    var next = sequence + 1
    while let version = branch.version(next) {
      let change = try read([version])[0].change
      found.append((version, change))
      if change.signature != nil { break }
      next += 1
    }
    return found
  }

  /// The operations that erased strings of an operation, where any of them is not here. Looked for only then: it reads
  /// everything that concerns the settling part.
  private func erasures(of place: Dot) throws(StoreError) -> [Dot] {
    let change = try read([place.version])[0].change
    guard let operations = change.structure?.operations, Int(place.index) < operations.count else { return [] }
    let strings = operations[Int(place.index)].strings
    let isHere = strings.allSatisfy { if case .present = change.change.strings[$0] { true } else { false } }
    guard !isHere else { return [] }
    for version in workspace.governanceChanges {
      let erasing = PastChange(version: version, change: try read([version])[0].change)
      let indices = try workspace.erasures(in: erasing, of: place.version, strings, index) {
        version throws(StoreError) in
        try read([version])[0].change
      }
      if let index = indices.first { return [Dot(version, index)] }
    }
    return []
  }
}
