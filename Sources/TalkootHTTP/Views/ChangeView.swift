internal import TalkootAPI
internal import TalkootCRDT
internal import TalkootCrypto
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

extension View {
  /// A change's document; in lists without its operations and dependencies.
  func change(_ change: VerifiedChange, inList: Bool, _ clock: ClockMark? = nil) -> ChangeDescription {
    let header = change.header
    let member = ObjectID(change.descriptor.member)
    let summaries = workspace.summary(of: change)
    let version = index.version(of: change.id)
    let bringer = version.flatMap { workspace.bringer(of: $0, index) }
      .map { index.logStates[index.numbers(of: $0).log].descriptor }
    return ChangeDescription(
      id: change.id.digest.hex,
      short: String(change.id.digest.hex.prefix(12)),
      log: header.log.digest.hex,
      sequence: Int(header.sequence),
      node: id(ObjectID(change.descriptor.node), .node),
      member: organisation(member),
      memberName: name(member),
      person: name(workspace.person(of: change)),
      time: Moment.text(header.claimedMilliseconds),
      act: change.structure?.act.map { Hex.text($0.bytes) },
      summary: line(summaries),
      dependencies: inList ? [] : header.dependencies.map(\.digest.hex),
      operations: inList ? [] : summaries.map { operation($0) },
      signed: change.signature != nil,
      clock: clock?.rawValue,
      setAside: version.map { workspace.setAside.contains($0) } ?? false,
      broughtInBy: bringer.map { organisation(ObjectID($0.member)) },
      broughtInByName: bringer.flatMap { name(ObjectID($0.member)) }
    )
  }

  private func operation(_ summary: OperationSummary) -> ChangeOperation {
    let field = summary.kind.flatMap { kind in summary.field.flatMap { kind.field(named: $0) } }
    return ChangeOperation(
      what: summary.verb,
      object: summary.object.flatMap { id($0) },
      objectKind: summary.kind?.name,
      field: summary.field,
      value: summary.value.map { json($0, field?.content) }
    )
  }

  /// What a change did, in a line: `create goal "Clean water"; set status of goal …`, at most three of them.
  private func line(_ summaries: [OperationSummary]) -> String {
    if summaries.isEmpty { return "merge" }
    var parts = summaries.filter { $0.kind != .person || summaries.count == 1 }.prefix(3).map { part($0) }
    let rest = summaries.count - parts.count
    if rest > 1 { parts.append("and \(rest) more") }
    return parts.joined(separator: "; ")
  }

  private func part(_ summary: OperationSummary) -> String {
    // What settling does has a word of its own.
    if summary.verb == "settle", let word = summary.field, summary.object == nil { return word }
    var words = [summary.verb]
    switch (summary.field, summary.object) {
    case (let field?, .some): words += [field, "of"]
    case (let field?, nil): words.append(field)
    case (nil, _): break
    }
    if let kind = summary.kind { words.append(kind.name) }
    if let title = summary.object.flatMap({ name($0) }) ?? summary.title { words.append(Plain.line(title)) }
    return words.joined(separator: " ")
  }

  /// The change that a hash or an unambiguous prefix of at least 5 digits names.
  func change(named text: String) throws(ErrorDescription) -> LocalVersion {
    let wanted = text.lowercased()
    guard wanted.utf8.count >= 5, wanted.utf8.count <= 64, wanted.utf8.allSatisfy({ isHexDigit($0) }) else {
      throw ErrorDescription(.noSuchObject, "\(Plain.line(text)) names no change; replica log shows their hashes")
    }
    if let digest = wanted.utf8.count == 64 ? ChangeID(hex: wanted) : nil {
      if let version = index.version(of: digest) { return version }
    } else {
      var found: [LocalVersion] = []
      for number in 0..<UInt32(index.count) where index.id(of: LocalVersion(number)).digest.hex.hasPrefix(wanted) {
        found.append(LocalVersion(number))
        if found.count > 20 { break }
      }
      if found.count == 1 { return found[0] }
      if found.count > 1 {
        throw ErrorDescription(
          .ambiguous,
          "\(Plain.line(text)) may be several changes; give more digits",
          candidates: found.prefix(20).map { version in
            let hex = index.id(of: version).digest.hex
            return ErrorCandidate(id: hex, short: String(hex.prefix(16)))
          }
        )
      }
    }
    throw ErrorDescription(.noSuchObject, "no change here has the hash \(Plain.line(text)); see replica log")
  }

  private func isHexDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }
}

extension ChangeID {
  fileprivate init?(hex: String) {
    guard let digest = Digest(hex: hex) else { return nil }
    self.init(digest)
  }
}
