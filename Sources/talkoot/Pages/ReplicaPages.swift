internal import TalkootAPI
internal import TalkootLanguage

extension Page {
  /// What the replica holds.
  mutating func replica(_ status: ReplicaStatus) {
    heading(status.network.name)
    fields([
      (.fieldNetwork, status.network.id), (.fieldNode, status.node.id), (.fieldMember, status.node.member),
      (.fieldChanges, String(status.changes)), (.fieldObjects, String(status.objects)),
      (.fieldConflicts, String(status.conflicts)), (.fieldPending, String(status.pending)),
      (.fieldSetAside, status.setAside == 0 ? nil : String(status.setAside)),
      (.fieldBytes, String(status.bytes)), (.fieldDigest, status.digest ?? say(.digestMissing)),
      (.fieldModel, String(status.model)), (.fieldHeads, Self.list(status.heads.map { String($0.prefix(12)) })),
      (.fieldEpoch, status.epoch.map { String($0) }), (.fieldVoice, status.voice.map { Words.of($0.state) }),
    ])
    if let voice = status.voice, voice.state != "speaking" { self.voice(voice) }
    doubleVoices(status.doubleVoices)
  }

  /// Whether this node takes part in settling.
  mutating func voice(_ voice: VoiceStatus) {
    let what: Message =
      switch voice.state {
      case "speaking": .voiceSpeaks
      case "abstaining": .voiceAbstains
      case "outdated": .voiceOutdated
      case "contested": .voiceContested
      case "other": .voiceOther
      case "closed": .voiceClosed
      default: .voiceNone
      }
    line(say(what))
    for member in voice.waitsFor { line("  \(member)") }
  }

  /// Changes one a line.
  mutating func changes(_ changes: [ChangeDescription]) {
    if changes.isEmpty { return line(say(.nothingHere)) }
    table(
      [say(.columnID), say(.columnTime), say(.columnAuthor), say(.columnWhat)],
      changes.map { [$0.short, Self.time($0.time), Self.author($0.person, $0.memberName), $0.summary] },
      flexible: 3
    )
  }

  /// Changes that don't count, one a line, and how one of them comes to count.
  mutating func setAside(_ changes: [ChangeDescription]) {
    if changes.isEmpty { return line(say(.nothingSetAside)) }
    self.changes(changes)
    line()
    line("$ talkoot replica set-aside --bring-back \(changes[0].short)")
  }

  /// What has been brought back.
  mutating func broughtBack(_ change: ChangeDescription) {
    line(say(.broughtBack, change.short))
  }

  /// One change.
  mutating func change(_ change: ChangeDescription) {
    heading(change.id)
    fields([
      (.fieldAuthor, Self.author(change.person, change.memberName)), (.fieldTime, change.time.map(Self.time)),
      (.fieldNode, change.node), (.fieldLog, change.log), (.fieldSequence, String(change.sequence)),
      (.fieldAct, change.act), (.fieldDependencies, Self.list(change.dependencies.map { String($0.prefix(12)) })),
    ])
    if change.clock == "ahead" { line(say(.changeClockAhead)) }
    if change.clock == "behind" { line(say(.changeClockBehind)) }
    if change.setAside { line(say(.changeSetAside)) }
    if let name = change.broughtInByName ?? change.broughtInBy { line(say(.changeBroughtIn, name)) }
    line()
    line(change.summary)
    for operation in change.operations {
      let parts = [operation.what, operation.object, operation.field, operation.value.map { $0.string ?? $0.text }]
      line("  " + parts.compactMap { $0 }.joined(separator: " "))
    }
  }

  /// Conflicts with who wrote what, and the command that settles each.
  mutating func conflicts(_ conflicts: [Conflict]) {
    if conflicts.isEmpty { return line(say(.noConflicts)) }
    for conflict in conflicts {
      heading("\(conflict.objectShort)  \(conflict.objectTitle ?? "") · \(conflict.field)")
      for value in conflict.values {
        let mark = value.value == conflict.shown ? "*" : " "
        let text = value.label ?? value.value.string ?? value.value.text
        line("  \(mark) \(text) – \(Self.author(value.person, value.memberName)), \(Self.time(value.time))")
      }
      line("    $ talkoot conflict settle \(conflict.objectShort) \(conflict.field) --value …")
    }
  }

  /// What a verification found.
  mutating func verified(_ report: VerifyReport) {
    line(report.ok ? say(.verifiedClean, String(report.changes)) : say(.verifiedFault, report.fault ?? "?"))
  }

  /// What a rebuild has made.
  mutating func rebuilt(_ report: RebuildReport) {
    line(say(.rebuilt, String(report.objects), String(report.changes)))
    if report.changed { line(say(.rebuiltDiffers)) }
  }

  /// What two replicas have of each other.
  mutating func difference(_ difference: ReplicaDifference) {
    heading(say(.headingAhead))
    changes(difference.ahead)
    heading(say(.headingBehind))
    if difference.behind.isEmpty { line(say(.nothingHere)) }
    for gap in difference.behind { line("  \(gap.log.prefix(12)) \(gap.from)–\(gap.through)") }
  }

  /// A file that was written for a courier.
  mutating func courier(_ report: CourierReport) {
    line(say(.courierWritten, report.path, String(report.changes), String(report.bytes)))
    if report.everything { line(say(.courierWhole)) }
  }

  /// What a file brought.
  mutating func absorbed(_ report: AbsorbReport) {
    line(report.changes + report.filled == 0 ? say(.absorbedNothing) : say(.absorbed, String(report.changes)))
  }

  /// A copy that was made.
  mutating func backup(_ report: BackupReport) {
    line(say(.backedUp, report.path, String(report.changes), String(report.bytes)))
    if let keys = report.keys { line(say(.keysBackedUp, keys)) }
  }

  /// What an import did.
  mutating func importReport(_ report: ImportReport) {
    line(
      say(
        report.dryRun ? .importWould : .imported,
        String(report.created),
        String(report.updated),
        String(report.unchanged),
        String(report.skipped)
      )
    )
  }

  /// An object of any kind that was changed, in one line.
  mutating func changed(_ document: JSONValue) {
    let name = document["title"] ?? document["name"] ?? document["text"]
    line((document["short"]?.string ?? "") + (name?.string.map { "  " + $0 } ?? ""))
  }

  /// An object of any kind, as its own page.
  mutating func anything(_ document: JSONValue) {
    do {
      switch document["kind"]?.string {
      case "goal": goal(try Goal(from: document))
      case "measure": measure(try Measure(from: document))
      case "checkin": checkin(try Checkin(from: document))
      case "mandate": mandate(try Mandate(from: document))
      case "meeting": meeting(try Meeting(from: document))
      case "decision": decision(try Decision(from: document))
      case "agreement": agreement(try Agreement(from: document))
      case "comment": comment(try Comment(from: document))
      case "member": member(try Member(from: document))
      case "invitation": invitations([try Invitation(from: document)])
      case "proposal": proposal(try Proposal(from: document))
      case "change": change(try ChangeDescription(from: document))
      default: plain(document)
      }
    } catch {
      plain(document)  // a kind or a form that is newer than this program
    }
    guard document["kind"]?.string != "change" else { return }
    if let name = (document["broughtInByName"] ?? document["broughtInBy"])?.string { line(say(.changeBroughtIn, name)) }
  }

  private mutating func plain(_ document: JSONValue) {
    guard case .object(let members) = document else { return line(document.text) }
    for member in members where member.value != .null {
      line("  \(member.key): \(member.value.string ?? member.value.text)")
    }
  }
}
