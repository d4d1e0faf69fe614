internal import TalkootAPI
internal import TalkootLanguage

extension Page {
  /// Agreements one a line.
  mutating func agreements(_ agreements: [Agreement]) {
    if agreements.isEmpty { return line(say(.nothingHere)) }
    table(
      [say(.columnID), say(.columnTitle), say(.columnStatus), say(.columnVersion), say(.columnWaitingFor)],
      agreements.map { agreement in
        [
          agreement.short, agreement.title, Words.of(agreement.status), Self.numbers(agreement),
          agreement.waitingForNames.joined(separator: ", "),
        ]
      },
      flexible: 1
    )
  }

  /// The newest version, and the one in force where that is another.
  private static func numbers(_ agreement: Agreement) -> String {
    let newest = agreement.versions.filter { agreement.newest.contains($0.id) }.map { String($0.number) }
    let inForce = agreement.versions.filter { agreement.inForce.contains($0.id) && !agreement.newest.contains($0.id) }
    let before = inForce.map { say(.inForceWord, String($0.number)) }
    return newest.joined(separator: " + ") + (before.isEmpty ? "" : " (" + before.joined(separator: ", ") + ")")
  }

  /// One agreement with its versions, their signatures, and the texts in force and newest.
  mutating func agreement(_ agreement: Agreement) {
    heading("\(agreement.short)  \(agreement.title)")
    fields([
      (.fieldStatus, Words.of(agreement.status)), (.fieldReview, agreement.review),
      (.fieldAuthor, Self.author(agreement.person, agreement.memberName)), (.fieldTime, Self.time(agreement.time)),
      (.fieldWaitingFor, Self.list(agreement.waitingForNames)),
    ])
    if agreement.conflict { line(say(.versionsConflict)) }
    for version in agreement.versions {
      line()
      self.version(version, agreement.signatures.filter { $0.version == version.id })
    }
    conflictNote(agreement.conflicts)
    comments(agreement.comments)
  }

  private mutating func version(_ version: AgreementVersion, _ signatures: [AgreementSignature]) {
    heading(say(.headingVersion, String(version.number), Words.of(version.status), String(version.id.prefix(8))))
    fields([
      (.fieldAuthor, Self.author(version.person, version.memberName)), (.fieldTime, Self.time(version.time)),
      (.fieldBinds, Self.list(version.bindsNames)), (.fieldWaitingFor, Self.list(version.waitingForNames)),
    ])
    for signature in signatures {
      let who = Self.author(signature.person, signature.memberName)
      var text = "  ✓ \(who)" + (signature.role.map { " – \($0)" } ?? "") + ", \(Self.time(signature.time))"
      if signature.withdrawn { text += " (\(say(.withdrawnWord)) \(Self.time(signature.withdrawnTime)))" }
      line(text)
    }
    guard version.status != "superseded" else { return }
    guard let text = version.text else { return line("  " + say(.textErased)) }
    line()
    paragraph(LongText.withoutLastBreak(text), indent: 2)
  }

  /// What happened, one a line.
  mutating func events(_ events: [AgreementEvent]) {
    if events.isEmpty { return line(say(.nothingHere)) }
    table(
      [say(.columnTime), say(.columnVersion), say(.columnAuthor), say(.columnWhat)],
      events.map { event in
        [
          Self.time(event.time), String(event.number), Self.author(event.person, event.memberName),
          Words.of(event.what) + (event.role.map { " – \($0)" } ?? ""),
        ]
      },
      flexible: 3
    )
  }

  /// Both texts, line by line: `-` is only in the first, `+` only in the second.
  mutating func difference(_ difference: AgreementDifference) {
    heading(say(.headingDifference, String(difference.fromNumber), String(difference.toNumber)))
    for row in DifferenceRows(difference.parts).rows { line(row) }
  }

  // MARK: Bundles

  /// What a bundle proves, or what is wrong with it.
  mutating func bundle(_ report: BundleReport) {
    if let fault = report.fault { return line(say(.bundleFault, fault.message)) }
    heading(report.title ?? report.id ?? "")
    switch report.kind {
    case "decision": decided(report)
    default: signed(report)
    }
    line()
    line(say(.bundleTrust))
  }

  private mutating func signed(_ report: BundleReport) {
    fields([
      (.fieldNetwork, report.network), (.fieldAgreement, report.id), (.fieldVersion, report.version),
      (.fieldAuthor, report.member.map(Self.name)), (.fieldTime, Self.time(report.time)), (.fieldHash, report.hash),
    ])
    line()
    for signature in report.signatures {
      let who = Self.author(signature.person, signature.memberName ?? signature.member)
      let role = signature.role.map { " – \($0)" } ?? ""
      line("  ✓ \(who)\(role), \(Self.time(signature.time))" + (signature.withdrawn ? " (\(say(.withdrawnWord)))" : ""))
      line("      \(signature.fingerprint ?? "")")
    }
    for missing in report.missing { line("  · \(Self.name(missing)): \(say(.notSignedWord))") }
    line()
    line(report.complete == true ? say(.bundleComplete) : say(.bundleIncomplete, String(report.missing.count)))
    line()
    switch report.textStatus {
    case "erased": line(say(.bundleErased, report.erasedDecision ?? "?", report.erasedReason ?? "–"))
    case "withheld": line(say(.bundleWithheld))
    case "matches": line(say(.bundleMatches))
    default: paragraph(LongText.withoutLastBreak(report.text ?? ""), indent: 2)
    }
  }

  private mutating func decided(_ report: BundleReport) {
    let needed = String(report.needed ?? 0)
    let outcome = report.rule == "choice" ? report.outcome : Words.of(report.outcome)
    fields([
      (.fieldOutcome, outcome.flatMap { $0.isEmpty ? nil : $0 } ?? say(.noOutcome)),
      (.fieldRule, Words.of(report.rule)),
      (.fieldQuorum, report.quorum.map { say(.quorum, String($0.present), String($0.needed)) }),
      (.fieldNetwork, report.network), (.fieldDecision, report.id),
      (.fieldProposer, report.member.map(Self.name)), (.fieldTime, Self.time(report.time)),
    ])
    for (index, option) in report.options.enumerated() { line("  \(index + 1). \(option)") }
    if let text = report.text, !text.isEmpty {
      line()
      paragraph(text, indent: 2)
    }
    line()
    heading(say(.headingPositions))
    for position in report.positions {
      let option = position.option.map { " \($0)" } ?? ""
      line("  \(position.memberName ?? position.member): \(Words.of(position.position))\(option)")
    }
    for silent in report.silent { line("  \(Self.name(silent)): \(say(.silentWord))") }
    line()
    line(say(.bundleCertified, String(report.certificate.count), String(report.electorate.count), needed))
    for organisation in report.certificate {
      line("  ✓ \(Self.name(organisation))  \(organisation.fingerprint ?? "")")
    }
  }

  private static func name(_ organisation: BundleOrganisation) -> String { organisation.name ?? organisation.id }
}

/// Stretches of text as lines.
private struct DifferenceRows {
  private(set) var rows: [String] = []
  private var old = ""
  private var new = ""
  private var isChanged = false

  init(_ parts: [TextPart]) {
    for part in parts {
      for character in part.text {
        switch part.what {
        case "removed":
          old.append(character)
          isChanged = true
        case "added":
          new.append(character)
          isChanged = true
        default:
          if character.isNewline {
            flush()
          } else {
            old.append(character)
            new.append(character)
          }
        }
      }
    }
    if isChanged || !old.isEmpty { flush() }
  }

  /// The end of a line that both texts have.
  private mutating func flush() {
    if isChanged {
      if !old.isEmpty { add("- ", old) }
      if !new.isEmpty { add("+ ", new) }
    } else {
      rows.append("  " + old)
    }
    (old, new, isChanged) = ("", "", false)
  }

  private mutating func add(_ mark: String, _ text: String) {
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) { rows.append(mark + line) }
  }
}
