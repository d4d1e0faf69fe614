internal import TalkootAPI
internal import TalkootCRDT
internal import TalkootLog
internal import TalkootModel

extension View {
  /// An agreement's document; in lists without texts and comments.
  func agreement(_ id: ObjectID, inList: Bool = false) -> Agreement? {
    guard let state = workspace.object(id, .agreement), let status = workspace.agreement(id, index) else { return nil }
    let made = maker(of: state)
    let waitingFor = waiting(status)
    return Agreement(
      id: self.id(id, .agreement),
      short: short(id, .agreement),
      key: state.key,
      title: state.title,
      status: status.state.rawValue,
      review: state.value(AgreementField.review).date?.description,
      inForce: status.inForce.map { version($0.id) },
      newest: status.tips.map { version($0) },
      conflict: status.tips.count > 1,
      versions: status.versions.map { document(of: $0, inList: inList) },
      signatures: status.versions.flatMap { version in version.signings.map { document(of: $0, version) } },
      waitingFor: waitingFor.map { organisation($0) },
      waitingForNames: names(waitingFor),
      member: made.member,
      memberName: made.memberName,
      person: made.person,
      time: made.time,
      archived: state.isArchived,
      comments: inList ? [] : comments(on: id),
      conflicts: conflicts(of: id),
      seen: inList ? nil : seen
    )
  }

  /// All agreements, newest first.
  func agreements(_ filter: AgreementFilter) -> [Agreement] {
    workspace.list(.agreement).reversed().compactMap { id in
      guard let state = workspace[id], !state.isArchived else { return nil }
      if filter.mine == true {
        guard let own, let status = workspace.agreement(id, index), waiting(status).contains(own) else { return nil }
      }
      return agreement(id, inList: true)
    }
  }

  /// What happened to an agreement's versions, in the order of operations.
  func events(of agreement: ObjectID) -> [AgreementEvent] {
    guard let status = workspace.agreement(agreement, index) else { return [] }
    var events: [(object: ObjectID, what: String, version: AgreementStatus.Version, role: String?)] = []
    for version in status.versions {
      events.append((version.id, "drafted", version, nil))
      for signing in version.signings {
        events.append((signing.object, "signed", version, signing.role))
        if let withdrawal = signing.withdrawal { events.append((withdrawal.object, "withdrew", version, nil)) }
      }
    }
    let ordered = events.compactMap { event in
      workspace[event.object].flatMap { state in state.creation.map { (event: event, state: state, dot: $0.dot) } }
    }
    .sorted { index.precedes($0.dot, $1.dot) }
    return ordered.map { entry in
      let made = maker(of: entry.state)
      return AgreementEvent(
        what: entry.event.what,
        version: version(entry.event.version.id),
        number: entry.event.version.number,
        member: made.member,
        memberName: made.memberName,
        person: made.person,
        role: entry.event.role,
        time: made.time
      )
    }
  }

  /// What `new` says otherwise than `old`.
  func difference(
    from old: AgreementStatus.Version,
    to new: AgreementStatus.Version
  ) -> AgreementDifference {
    let (before, after) = (text(of: old.id) ?? "", text(of: new.id) ?? "")
    return AgreementDifference(
      from: version(old.id),
      fromNumber: old.number,
      to: version(new.id),
      toNumber: new.number,
      parts: TextParts(from: before, to: after).parts
    )
  }

  /// A version's id as people and JSON see it.
  func version(_ id: ObjectID) -> String { self.id(id, .agreementVersion) }

  /// A version's text, where it is the one that its hash names; an erased one isn't.
  func text(of version: ObjectID) -> String? {
    guard let state = workspace[version], let text = state.value(VersionField.text).string,
      AgreementText.hash(text) == state.value(VersionField.hash).bytes
    else { return nil }
    return text
  }

  /// Those whose signature a newest version lacks, by name.
  private func waiting(_ status: AgreementStatus) -> [ObjectID] {
    byName(Array(Set(status.tips.flatMap { status.version($0)?.waitingFor ?? [] })))
  }

  private func names(_ organisations: [ObjectID]) -> [String] {
    organisations.map { name($0) ?? organisation($0) }
  }

  private func document(of version: AgreementStatus.Version, inList: Bool) -> AgreementVersion {
    let made = workspace[version.id].map { maker(of: $0) }
    let (binds, waitingFor) = (byName(version.binds), byName(version.waitingFor))
    return AgreementVersion(
      id: self.version(version.id),
      number: version.number,
      status: version.state.rawValue,
      text: inList ? nil : text(of: version.id),
      hash: Hex.text(version.hash),
      parents: version.parents.map { self.version($0) },
      binds: binds.map { organisation($0) },
      bindsNames: names(binds),
      waitingFor: waitingFor.map { organisation($0) },
      waitingForNames: names(waitingFor),
      member: made?.member ?? "",
      memberName: made?.memberName,
      person: made?.person,
      time: made?.time
    )
  }

  private func document(
    of signing: AgreementStatus.Signing,
    _ version: AgreementStatus.Version
  ) -> AgreementSignature {
    AgreementSignature(
      member: organisation(signing.organisation),
      memberName: name(signing.organisation),
      person: name(signing.person),
      role: signing.role,
      version: self.version(version.id),
      number: version.number,
      time: Moment.text(signing.claimedMilliseconds),
      withdrawn: signing.withdrawal != nil,
      withdrawnTime: signing.withdrawal.flatMap { Moment.text($0.claimedMilliseconds) }
    )
  }
}

/// Two texts as stretches that both have, or one of them.
private struct TextParts {
  private(set) var parts: [TextPart] = []

  init(from old: String, to new: String) {
    let (old, new) = (Array(old.unicodeScalars), Array(new.unicodeScalars))
    var (oldAt, newAt) = (0, 0)
    for edit in TextDifference.edits(from: Self.text(old[...]), to: Self.text(new[...])) {
      // Positions are those in the new text, for what comes before an edit is already new.
      let same = edit.position - newAt
      add("same", old[oldAt..<oldAt + same])
      oldAt += same
      newAt = edit.position
      add("removed", old[oldAt..<oldAt + edit.deleted])
      oldAt += edit.deleted
      let inserted = edit.inserted.unicodeScalars.count
      add("added", new[newAt..<newAt + inserted])
      newAt += inserted
    }
    add("same", old[oldAt...])
  }

  private mutating func add(_ what: String, _ scalars: ArraySlice<Unicode.Scalar>) {
    if !scalars.isEmpty { parts.append(TextPart(what: what, text: Self.text(scalars))) }
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
