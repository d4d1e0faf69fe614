internal import TalkootCrypto

// Changes named in short.

extension PackDecoder {
  mutating func readDependencies(_ control: PackControl) throws(FormatError) -> [ChangeID] {
    let start = reader.position
    switch control.intersection(.dependencyMask) {
    case .dependsOnLast:
      guard let last else { throw FormatError(.danglingReference, at: start, reading: "dependency") }
      return [last]
    case .dependsOnMention:
      let entry = try reader.count("dependency's log", atMost: logs.count - 1)
      guard let id = logs[entry].id(logs[entry].mention) else {
        throw FormatError(.danglingReference, at: start, reading: "dependency")
      }
      return [id]
    case .dependsOnList:
      let count = try reader.count("dependency count", atMost: ChangeLimits.dependencies)
      var ids: [ChangeID] = []
      for _ in 0..<count {
        let place = reader.position
        let id = try readChangeReference("dependency")
        if let previous = ids.last, previous >= id {
          throw FormatError(.notCanonical, at: place, reading: "dependency")
        }
        ids.append(id)
      }
      return ids
    default: return []
    }
  }

  mutating func readChangeReference(_ field: String) throws(FormatError) -> ChangeID {
    let start = reader.position
    let code = try reader.count(field, atMost: logs.count + 1)
    if code == 0 { return ChangeID(try reader.digest(field)) }
    let entry = code - 1
    if entry == logs.count {
      try readLog(mayBeNew: false)
      return logs[entry].baseID!
    }
    let delta = try reader.signed(field)
    let (sequence, overflow) = Int64(logs[entry].mention).addingReportingOverflow(delta)
    guard !overflow, sequence >= 1, let id = id(logs[entry], UInt64(sequence)) else {
      let isAmbiguous = !overflow && sequence >= 1 && target.isAmbiguous(logs[entry].log, UInt64(sequence))
      throw FormatError(isAmbiguous ? .ambiguousChange : .unknownChange, at: start, reading: field)
    }
    logs[entry].mention = UInt64(sequence)
    return id
  }

  private func id(_ log: PackLog, _ sequence: UInt64) -> ChangeID? {
    log.id(sequence) ?? (log.form == .new ? nil : target.id(log.log, sequence))
  }
}
