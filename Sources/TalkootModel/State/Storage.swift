internal import HashTreeCollections
public import TalkootCRDT
public import TalkootLog

// Snapshots are local: they hold this replica's versions and are thrown away whenever they can't be read.

extension Workspace {
  static let storageFormat: UInt8 = 2

  /// One object as a snapshot keeps it; nil when there is no such object.
  public func encodeObject(_ id: ObjectID) -> [UInt8]? { objects[id].map { $0.stored } }

  /// The goal tree as a snapshot keeps it.
  public func encodeTree() -> [UInt8] {
    var writer = StateWriter()
    writer.byte(Workspace.storageFormat)
    let moves = tree.moves
    writer.count(moves.count)
    for move in moves {
      writer.dot(move.dot)
      writer.object(move.node)
      writer.optional(move.parent)
      writer.byte(move.place.origin == nil ? 0 : move.place.side == .left ? 2 : 1)
      if let origin = move.place.origin { writer.dot(origin) }
    }
    return writer.bytes
  }

  /// Which changes concern the settling part: a snapshot keeps no more of it, it is made anew from them.
  public func encodeGovernance() -> [UInt8] {
    var writer = StateWriter()
    writer.byte(Workspace.storageFormat)
    writer.count(governanceChanges.count)
    for version in governanceChanges { writer.varint(UInt64(version.rawValue)) }
    return writer.bytes
  }

  /// What else a snapshot keeps: counts and incomplete changes.
  public func encodeCounts() -> [UInt8] {
    var writer = StateWriter()
    writer.byte(Workspace.storageFormat)
    writer.count(unknownOperations)
    writer.count(criticalUnknown)
    writer.count(incompleteChanges.count)
    for version in incompleteChanges.sorted() { writer.varint(UInt64(version.rawValue)) }
    return writer.bytes
  }

  /// The ids of all objects, ascending by kind, then id: what a snapshot of everything holds.
  public var allObjects: [ObjectID] { ObjectKind.allCases.flatMap { ids(of: $0) } }

  /// The state that a snapshot kept.
  ///
  /// - Parameters:
  ///   - index: of the same changes, and perhaps later ones.
  ///   - end: the snapshot has the changes before this version; nil for all of the index.
  ///   - change: gives a change by its version; asked for those that concern the settling part.
  public init(
    network: NetworkID,
    objects stored: some Sequence<(id: ObjectID, bytes: [UInt8])>,
    tree: [UInt8],
    governance: [UInt8],
    counts: [UInt8],
    index: LogIndex,
    upTo end: LocalVersion? = nil,
    change: (LocalVersion) -> VerifiedChange?
  ) throws(StateFormatError) {
    self.init(network: network)
    try restoreTree(tree, index)
    try restoreCounts(counts)
    try restoreGovernanceChanges(governance, index)
    for version in governanceChanges {
      guard let change = change(version) else { throw StateFormatError(offset: 0) }
      restoreGovernance(PastChange(version: version, change: change), index)
    }
    restoreCounting(index, upTo: end ?? LocalVersion(UInt32(index.count)), change)
    for (id, bytes) in stored {
      let state = try ObjectState(id: id, stored: bytes, versions: index.count)
      objects[id] = state
      tries[Int(state.kind.rawValue)].touch(id)
      links.replace(nil, by: Links(state), order: index)
    }
    for id in objects.ids { refreshConflicts(of: id, index) }
  }

  private mutating func restoreTree(_ bytes: [UInt8], _ index: LogIndex) throws(StateFormatError) {
    var reader = StateReader(bytes)
    guard try reader.byte() == Workspace.storageFormat else { throw StateFormatError(offset: 0) }
    var restored: [ReplicatedTree<ObjectID>.Move] = []
    for _ in 0..<(try reader.count()) {
      let dot = try reader.dot()
      let node = try reader.object()
      let parent = try reader.optionalObject()
      let side = try reader.byte()
      guard Int(dot.version.rawValue) < index.count, side <= 2 else { throw StateFormatError(offset: reader.offset) }
      let place = SiblingPlace(origin: side == 0 ? nil : try reader.dot(), side: side == 2 ? .left : .right)
      restored.append(ReplicatedTree.Move(dot: dot, node: node, parent: parent, place: place))
    }
    try reader.finish()
    tree = ReplicatedTree(moves: restored, order: index)
    for move in restored {
      moves[move.dot] = GoalMove(parent: move.parent)
      listedUnder[move.node] = tree.parent(of: move.node) ?? networkObject
    }
  }

  private mutating func restoreGovernanceChanges(_ bytes: [UInt8], _ index: LogIndex) throws(StateFormatError) {
    var reader = StateReader(bytes)
    guard try reader.byte() == Workspace.storageFormat else { throw StateFormatError(offset: 0) }
    for _ in 0..<(try reader.count()) { governanceChanges.append(LocalVersion(try reader.number(UInt32.self))) }
    try reader.finish()
    guard governanceChanges.allSatisfy({ Int($0.rawValue) < index.count }) else { throw StateFormatError(offset: 0) }
  }

  private mutating func restoreCounts(_ bytes: [UInt8]) throws(StateFormatError) {
    var reader = StateReader(bytes)
    guard try reader.byte() == Workspace.storageFormat else { throw StateFormatError(offset: 0) }
    unknownOperations = Int(try reader.number(UInt32.self))
    criticalUnknown = Int(try reader.number(UInt32.self))
    for _ in 0..<(try reader.count()) { incompleteChanges.insert(LocalVersion(try reader.number(UInt32.self))) }
    try reader.finish()
  }
}

extension ObjectState {
  var stored: [UInt8] {
    var writer = StateWriter()
    writer.byte(Workspace.storageFormat)
    writer.varint(kind.rawValue)
    writer.byte(key == nil ? 0 : 1)
    if let key { writer.string(key) }
    writer.count(unknownOperations)
    writer.count(creations.count)
    for creation in creations {
      writer.dot(creation.dot)
      writer.object(creation.organisation)
      writer.optional(creation.person)
      writer.signed(creation.claimedMilliseconds)
    }
    writer.versions(frontier)
    writer.count(archiveContests.count)
    for contest in archiveContests {
      writer.dot(contest.dot)
      writer.versions(contest.edits)
    }
    writer.count(marks.count)
    for mark in marks {
      writer.varint(UInt64(mark.field.rawValue))
      writer.dot(mark.dot)
      writer.signed(mark.milliseconds)
    }
    writer.count(fields.count)
    for field in fields { writer.stored(field) }
    return writer.bytes
  }

  init(id: ObjectID, stored bytes: [UInt8], versions: Int) throws(StateFormatError) {
    var reader = StateReader(bytes)
    guard try reader.byte() == Workspace.storageFormat, let kind = ObjectKind(rawValue: try reader.varint()) else {
      throw StateFormatError(offset: 0)
    }
    self.init(id: id, kind: kind, key: try reader.byte() == 1 ? try reader.string() : nil)
    unknownOperations = Int(try reader.number(UInt32.self))
    for _ in 0..<(try reader.count()) {
      creations.append(
        CreationMark(
          dot: try reader.dot(),
          organisation: try reader.object(),
          person: try reader.optionalObject(),
          claimedMilliseconds: try reader.signed()
        )
      )
    }
    frontier = try reader.versions()
    for _ in 0..<(try reader.count()) {
      archiveContests.append(ArchiveContest(dot: try reader.dot(), edits: try reader.versions()))
    }
    for _ in 0..<(try reader.count()) {
      let field = FieldNumber(try reader.number(UInt32.self))
      marks.append(WriteMark(field: field, dot: try reader.dot(), milliseconds: try reader.signed()))
    }
    for _ in 0..<(try reader.count()) { fields.append(try reader.field()) }
    try reader.finish()
    guard
      (frontier + creations.map(\.dot.version) + marks.map(\.dot.version)
        + archiveContests.flatMap { $0.edits + [$0.dot.version] }).allSatisfy({ Int($0.rawValue) < versions })
    else {
      throw StateFormatError(offset: 0)
    }
  }
}

extension StateWriter {
  fileprivate mutating func versions(_ versions: [LocalVersion]) {
    count(versions.count)
    for version in versions { varint(UInt64(version.rawValue)) }
  }

  fileprivate mutating func stored(_ field: FieldState) {
    varint(UInt64(field.number.rawValue))
    switch field.content {
    case .register(let register):
      byte(0)
      count(register.entries.count)
      for entry in register.entries {
        dot(entry.dot)
        value(entry.value)
      }
    case .set(let set):
      byte(1)
      count(set.members.count)
      for member in set.members {
        value(member.element)
        count(member.dots.count)
        for dot in member.dots { self.dot(dot) }
      }
    case .text(let text):
      byte(2)
      string(text.string)
      versions(text.frontier)
    }
  }
}

extension StateReader {
  fileprivate mutating func versions() throws(StateFormatError) -> [LocalVersion] {
    var versions: [LocalVersion] = []
    for _ in 0..<(try count()) { versions.append(LocalVersion(try number(UInt32.self))) }
    return versions
  }

  fileprivate mutating func field() throws(StateFormatError) -> FieldState {
    let number = FieldNumber(try number(UInt32.self))
    switch try byte() {
    case 0:
      var entries: [MultiValueRegister<Value>.Entry] = []
      for _ in 0..<(try count()) { entries.append(.init(dot: try dot(), value: try value())) }
      return FieldState(number: number, content: .register(MultiValueRegister(entries: entries)))
    case 1:
      var members: [AddWinsSet<Value>.Member] = []
      for _ in 0..<(try count()) {
        let element = try value()
        var dots: [Dot] = []
        for _ in 0..<(try count()) { dots.append(try dot()) }
        members.append(.init(element: element, dots: dots))
      }
      return FieldState(number: number, content: .set(AddWinsSet(members: members)))
    case 2:
      let text = try string()
      return FieldState(number: number, content: .text(Text(stored: text, frontier: try versions())))
    default: throw StateFormatError(offset: offset)
    }
  }
}
