internal import TalkootAPI
internal import TalkootLanguage

extension Page {
  /// Organisations one a line.
  mutating func members(_ members: [Member]) {
    if members.isEmpty { return line(say(.nothingHere)) }
    table(
      [say(.columnID), say(.columnName), say(.columnStatus), say(.columnConfirmed), say(.columnRoles)],
      members.map { member in
        [
          member.short, member.name + (member.own ? " (\(say(.ownWord)))" : ""),
          Words.of(member.leaving ? "leaving" : member.status),
          member.status == "participant" ? "\(member.confirmations.have)/\(member.confirmations.needed)" : "",
          member.roles.joined(separator: ", "),
        ]
      },
      flexible: 1
    )
    for member in members where member.alarms.contains("sharedInvitation") {
      line(say(.cameBySharedInvitation, member.name))
    }
  }

  /// One organisation.
  mutating func member(_ member: Member) {
    heading("\(member.short)  \(member.name)")
    fields([
      (.fieldStatus, Words.of(member.leaving ? "leaving" : member.status)),
      (
        .fieldConfirmed,
        member.status == "participant" ? "\(member.confirmations.have)/\(member.confirmations.needed)" : nil
      ),
      (.fieldFingerprint, member.fingerprint), (.fieldNodes, Self.list(member.nodes)),
      (.fieldStrengths, Self.list(member.strengths)), (.fieldRoles, Self.list(member.roles)),
      (.fieldMotivation, member.motivation), (.fieldContact, member.contact),
      (.fieldLastHeard, member.lastHeard.map(Self.time)),
    ])
    if member.alarms.contains("sharedInvitation") { line(say(.cameBySharedInvitation, member.name)) }
    conflictNote(member.conflicts)
  }

  static func list(_ items: [String]) -> String? { items.isEmpty ? nil : items.joined(separator: ", ") }

  /// What a confirmation has led to.
  mutating func confirmation(_ member: Member) {
    let count = (String(member.confirmations.have), String(member.confirmations.needed))
    line(
      member.status == "member"
        ? say(.isMemberNow, member.name) : say(.isConfirmedBy, member.name, count.0, count.1)
    )
    if let fingerprint = member.fingerprint { line(say(.fingerprintWas, fingerprint)) }
  }

  /// Invitations one a line.
  mutating func invitations(_ invitations: [Invitation]) {
    if invitations.isEmpty { return line(say(.nothingHere)) }
    table(
      [say(.columnID), say(.columnStatus), say(.columnExpires), say(.columnAuthor), say(.columnAdmitted)],
      invitations.map { item in
        [
          item.short, Words.of(item.status), Self.time(item.expires), item.memberName ?? "",
          item.admittedNames.joined(separator: ", "),
        ]
      },
      flexible: 4
    )
    for item in invitations where item.alarm {
      line(say(.invitationIsShared, item.short, item.admittedNames.joined(separator: ", ")))
    }
  }

  /// Changes of the roster one a line.
  mutating func proposals(_ proposals: [Proposal]) {
    if proposals.isEmpty { return line(say(.nothingHere)) }
    table(
      [say(.columnID), say(.columnAction), say(.columnName), say(.columnStatus), say(.columnApprovals)],
      proposals.map { item in
        [
          item.short, Words.of(item.action), item.memberName ?? item.member, Words.of(item.status),
          "\(item.approvals.count)/\(item.needed)",
        ]
      },
      flexible: 2
    )
  }

  /// One change of the roster.
  mutating func proposal(_ proposal: Proposal) {
    heading("\(proposal.short)  \(Words.of(proposal.action)): \(proposal.memberName ?? proposal.member)")
    fields([
      (.fieldStatus, Words.of(proposal.status)), (.fieldReason, proposal.reason), (.fieldNewKey, proposal.newKey),
      (.fieldApprovals, Self.approvals(proposal)), (.fieldProposer, proposal.proposerName),
      (.fieldTime, proposal.time.map(Self.time)),
      (.fieldCertificate, proposal.certificate.isEmpty ? nil : say(.certificate, String(proposal.certificate.count))),
    ])
    doubleVoices(proposal.doubleVoices)
  }

  private static func approvals(_ proposal: Proposal) -> String {
    let count = "\(proposal.approvals.count)/\(proposal.needed)"
    let names = proposal.approvalNames.joined(separator: ", ")
    return names.isEmpty ? count : "\(count) (\(names))"
  }

  /// What leaving has led to.
  mutating func departure(_ departure: Departure) {
    if !departure.handedOver.isEmpty {
      line(departure.successorName.map { say(.handedOverTo, $0) } ?? say(.handedOverToNobody))
      for item in departure.handedOver { line("  \(item.short)  \(item.title)") }
    }
    if departure.dryRun { return line(say(.nothingWritten)) }
    line(say(departure.settled ? .hasLeft : .isLeaving))
  }

  /// Proofs that voices contradicted themselves.
  mutating func doubleVoices(_ proofs: [DoubleVoiceProof]) {
    for proof in proofs {
      line()
      let what: Message =
        switch proof.contradiction {
        case "offeredTwice": .offeredTwice
        case "acceptedTwice": .acceptedTwice
        default: .hidAccepted
        }
      line(say(what, proof.memberName ?? proof.member))
      for change in proof.changes { line("  \(change.change)  \(change.signature ?? "")") }
    }
  }

  /// Who this node is.
  mutating func whoami(_ node: SelfDescription) {
    heading("\(node.memberName ?? "?") · \(node.network.name)")
    fields([
      (.fieldStatus, Words.of(node.status)), (.fieldMember, node.member),
      (.fieldNode, node.short), (.fieldPerson, node.person), (.fieldListen, node.listen),
      (.fieldAddresses, Self.list(node.addresses)), (.fieldFingerprint, node.fingerprint),
    ])
  }
}
