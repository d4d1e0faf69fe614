internal import TalkootCrypto

/// Writes a pack, change by change.
struct PackEncoder<Source: PackSource> {
  private let source: Source
  private var output: [UInt8] = []
  private(set) var count = 0
  private var logs: [PackLog] = []
  /// The table entry that each log is at.
  private var entries: [LogID: Int] = [:]
  private var places: [ChangeID: (log: Int, sequence: UInt64)] = [:]
  private var objects: [ObjectID: Int] = [:]
  private var current = -1
  private var last: ChangeID?
  private var act: ActID?
  private var milliseconds: Int64 = 0

  init(_ source: Source) { self.source = source }

  /// Whether the next change must go into another pack.
  func isFull(atMost bytes: Int) -> Bool {
    output.count >= bytes || count == ChangePack.changesMax || logs.count >= ChangePack.logsMax - 1
  }

  func finish() -> [UInt8] {
    var pack: [UInt8] = [ChangePack.version]
    pack.reserveCapacity(output.count + 4)
    pack.appendVarint(count)
    pack.append(contentsOf: output)
    return pack
  }

  mutating func add(_ item: ChangePack.Item) {
    let change = item.change.change
    let header = change.header
    let isVerbatim = header.format != 1
    precondition(isVerbatim || item.change.structure != nil, "a change of this format has a parsed structure")
    let extras = extras(item)
    let entry = entry(for: header)
    var control: PackControl = isVerbatim ? [] : dependencies(header)
    if entry != current { control.insert(.switchesLog) }
    if item.change.signature != nil { control.insert(.signed) }
    if !extras.isEmpty { control.insert(.extras) }
    if !isVerbatim, item.change.structure?.person != nil { control.insert(.person) }
    if !isVerbatim, item.change.structure?.act != nil { control.insert(.act) }
    output.append(control.rawValue)
    if !extras.isEmpty { output.append(extras.rawValue) }
    if entry != current { select(entry, header) }
    if let structure = item.change.structure, !isVerbatim {
      writeDependencies(control, header, change.id)
      output.appendSigned(header.claimedMilliseconds &- milliseconds)
      milliseconds = header.claimedMilliseconds
      write(structure, extras, in: change.id)
    } else {
      writeVerbatim(change)
    }
    if extras.contains(.salts) { item.salts?.encode(into: &output) }
    write(change.strings, tagged: extras.contains(.absentStrings))
    if let signature = item.change.signature { output.append(contentsOf: signature.bytes) }
    if extras.contains(.proof) { item.proof?.encode(into: &output) }
    note(change)
  }

  private func extras(_ item: ChangePack.Item) -> PackExtras {
    var extras: PackExtras = []
    let header = item.change.header
    if header.format != 1 { extras.insert(.verbatim) }
    if header.format == 1, header.flags.contains(.critical) { extras.insert(.critical) }
    if header.format == 1, header.flags.contains(.governance) { extras.insert(.governance) }
    if item.salts != nil { extras.insert(.salts) }
    if item.proof != nil, item.change.signature == nil { extras.insert(.proof) }
    if item.change.change.strings.contains(where: { if case .present = $0 { false } else { true } }) {
      extras.insert(.absentStrings)
    }
    if header.format == 1, let act = item.change.structure?.act, act != self.act { extras.insert(.newAct) }
    return extras
  }

  private mutating func note(_ change: Change) {
    logs[current].append(change.id)
    places[change.id] = (current, change.sequence)
    last = change.id
    count += 1
  }

  // MARK: Logs

  /// The table entry whose next change this is, or the number of a new one.
  private func entry(for header: ChangeHeader) -> Int {
    if let entry = entries[header.log], logs[entry].sequence + 1 == header.sequence,
      logs[entry].last == header.previous
    {
      return entry
    }
    return logs.firstIndex { $0.log == header.log && header.previous != nil && $0.last == header.previous }
      ?? logs.count
  }

  private mutating func select(_ entry: Int, _ header: ChangeHeader) {
    output.appendVarint(entry)
    current = entry
    entries[header.log] = entry
    guard entry == logs.count else { return }
    guard let previous = header.previous else {
      output.append(PackLogForm.new.rawValue)
      logs.append(PackLog(.new, header.log, base: 0, id: nil))
      return
    }
    addLog(header.log, header.sequence - 1, previous, isSettled: isSettled(previous, header))
  }

  private func isSettled(_ previous: ChangeID, _ header: ChangeHeader) -> Bool {
    // A branch may leave a change of this pack, which the receiver does not hold yet.
    places[previous] == nil
      && source.place(of: previous, inPastOf: header.id) == LogPlace(log: header.log, sequence: header.sequence - 1)
  }

  private mutating func addLog(_ log: LogID, _ sequence: UInt64, _ id: ChangeID, isSettled: Bool) {
    let form: PackLogForm = isSettled ? .known : .literal
    output.append(form.rawValue)
    if isSettled { output.append(ObjectID(truncating: log.digest)) } else { output.append(log.digest) }
    output.appendVarint(sequence)
    if !isSettled { output.append(id.digest) }
    logs.append(PackLog(form, log, base: sequence, id: id))
  }

  // MARK: Changes referred to

  private func dependencies(_ header: ChangeHeader) -> PackControl {
    guard let first = header.dependencies.first else { return [] }
    guard header.dependencies.count == 1 else { return .dependsOnList }
    if first == last { return .dependsOnLast }
    if let place = places[first], logs[place.log].mention == place.sequence { return .dependsOnMention }
    return .dependsOnList
  }

  private mutating func writeDependencies(_ control: PackControl, _ header: ChangeHeader, _ id: ChangeID) {
    switch control.intersection(.dependencyMask) {
    case .dependsOnMention: output.appendVarint(places[header.dependencies[0]]!.log)
    case .dependsOnList:
      output.appendVarint(header.dependencies.count)
      for dependency in header.dependencies { write(dependency, in: id) }
    default: break
    }
  }

  private mutating func write(_ id: ChangeID, in user: ChangeID) {
    if let place = places[id] {
      return write(log: place.log, place.sequence)
    }
    guard let place = source.place(of: id, inPastOf: user) else {
      output.append(0)
      output.append(id.digest)
      return
    }
    guard let entry = entries[place.log] else {
      // Leaves room for the logs that changes of this pack are in.
      guard logs.count < ChangePack.logsMax / 2 else {
        output.append(0)
        output.append(id.digest)
        return
      }
      output.appendVarint(logs.count + 1)
      entries[place.log] = logs.count
      return addLog(place.log, place.sequence, id, isSettled: true)
    }
    let isInPack = place.sequence > logs[entry].base && place.sequence <= logs[entry].sequence
    // Of a log that begins in the pack, or is named in full, the reader looks up nothing that isn't in the pack.
    guard logs[entry].form == .known, !isInPack else {
      output.append(0)
      output.append(id.digest)
      return
    }
    write(log: entry, place.sequence)
  }

  private mutating func write(log entry: Int, _ sequence: UInt64) {
    output.appendVarint(entry + 1)
    output.appendSigned(Int64(sequence) - Int64(logs[entry].mention))
    logs[entry].mention = sequence
  }

  // MARK: Structure and content

  private mutating func write(_ structure: Structure, _ extras: PackExtras, in user: ChangeID) {
    structure.descriptor?.encode(into: &output)
    output.appendVarint(structure.objects.count)
    for object in structure.objects { write(object, in: user) }
    output.appendVarint(structure.changes.count)
    for change in structure.changes { write(change, in: user) }
    output.append(contentsOf: structure.bytes[structure.personRange])
    if extras.contains(.newAct), let act = structure.act {
      output.append(act)
      self.act = act
    }
    output.append(contentsOf: structure.bytes[structure.operationsRange])
  }

  private mutating func write(_ object: ObjectID, in user: ChangeID) {
    if let index = objects[object] {
      output.appendVarint(objects.count - 1 - index + 2)
      return
    }
    if let maker = source.maker(of: object), ObjectID(madeBy: maker.change, index: maker.index) == object,
      places[maker.change] != nil || source.place(of: maker.change, inPastOf: user) != nil
    {
      output.append(1)
      write(maker.change, in: user)
      output.appendVarint(UInt64(maker.index))
    } else {
      output.append(0)
      output.append(object)
    }
    objects[object] = objects.count
  }

  private mutating func writeVerbatim(_ change: Change) {
    let header = change.headerBytes
    output.appendVarint(header.count)
    output.append(contentsOf: header)
    output.appendVarint(change.structure.count)
    output.append(contentsOf: change.structure)
    output.appendVarint(change.strings.count)
  }

  private mutating func write(_ strings: [ContentString], tagged: Bool) {
    for string in strings {
      switch string {
      case .present(let bytes):
        output.appendVarint(tagged ? bytes.count << 2 : bytes.count)
        output.append(contentsOf: bytes)
      case .erased(let commitment):
        output.appendVarint(1)
        output.append(commitment)
      case .missing(let commitment):
        output.appendVarint(2)
        output.append(commitment)
      }
    }
  }
}
