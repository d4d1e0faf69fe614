internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

extension View {
  /// What stalls the network as documents.
  func attention(_ attention: Attention, _ filter: AttentionFilter, on day: CalendarDate) -> AttentionReport {
    var chosen = attention.items
    if filter.mine == true { chosen = own.map { attention.items(waitingFor: $0) } ?? [] }
    let draft = attention.mandateDraft
    return AttentionReport(
      items: chosen.prefix(filter.limit ?? .max).map { item($0, draft) },
      total: chosen.count,
      new: chosen.count { $0.isNew },
      mended: attention.mended,
      day: day.description
    )
  }

  func item(_ item: TalkootModel.AttentionItem, _ draft: TalkootModel.MandateDraft?) -> TalkootAPI.AttentionItem {
    let isAboutNetwork = item.kind == .network && workspace.object(item.object, .goal) == nil
    let kind = workspace[item.object]?.kind ?? item.kind
    let drafted = item.reason == .noMandate ? draft.map { self.draft($0) } : nil
    let title = isAboutNetwork ? nil : titled(item.object, kind)
    return TalkootAPI.AttentionItem(
      what: sentence(item.reason.rawValue, title ?? "", item.detail, item.count),
      reason: item.reason.rawValue,
      object: isAboutNetwork ? nil : id(item.object, kind),
      short: isAboutNetwork ? nil : short(item.object, kind),
      objectKind: isAboutNetwork ? nil : kind.name,
      title: title,
      since: item.since?.description,
      days: item.since == nil ? nil : item.days,
      new: item.isNew,
      waitsFor: byName(item.waitsFor).map { organisation($0) },
      waitsForNames: byName(item.waitsFor).map { name($0) ?? short($0, .organisation) },
      mine: own.map { item.waitsFor.contains($0) } ?? false,
      heldBack: item.heldBack,
      count: item.count == 0 ? nil : item.count,
      detail: item.detail,
      weight: item.weight,
      command: drafted?.command ?? AttentionCommand.of(item, short(item.object, kind)),
      draft: drafted
    )
  }

  /// What an item says, in the language of whoever asks.
  func sentence(_ reason: String, _ title: String = "", _ detail: String? = nil, _ count: Int? = nil) -> String {
    AttentionText.sentence(reason, title: title, count: count, detail: detail, otherwise: reason, in: language)
  }

  /// What people call what an item is about.
  private func titled(_ object: ObjectID, _ kind: ObjectKind) -> String {
    if kind == .rosterProposal, let proposal = workspace.settled.proposal(object) {
      let concerned = ObjectID(proposal.action.concerned)
      return name(concerned) ?? short(concerned, .organisation)
    }
    return name(object) ?? short(object, kind)
  }

  private func draft(_ draft: TalkootModel.MandateDraft) -> TalkootAPI.MandateDraft {
    let task = Message.mandateDraftTask.text(in: language, [String(draft.stalled)])
    let candidates = draft.candidates.map { candidate in
      MandateCandidate(
        member: organisation(candidate.member),
        short: short(candidate.member, .organisation),
        memberName: name(candidate.member) ?? "",
        roles: candidate.roles.map(\.name),
        strengths: candidate.strengths,
        coordinates: candidate.coordinates,
        waitsFor: candidate.waitsFor
      )
    }
    return TalkootAPI.MandateDraft(
      stalled: draft.stalled,
      task: task,
      until: draft.until.description,
      candidates: candidates,
      command: candidates.first.map {
        "talkoot mandate give \($0.short) --task \"\(task)\" --until \(draft.until)"
      }
    )
  }
}

extension Call {
  /// What stalls the network now. Asks the storage only for the times of a few changes.
  func attention() async throws -> Attention {
    let view = view
    let heads = view.index.logStates.compactMap { log in log.head.map { ($0, ObjectID(log.descriptor.member)) } }
    let timed = view.workspace.timedChanges(view.index)
    let facts = try await facts(of: heads.map(\.0) + timed)
    var times = AttentionTimes(today: replica.today, written: facts.mapValues(\.milliseconds))
    for (head, organisation) in heads {
      guard let time = facts[head]?.milliseconds else { continue }
      times.lastHeard[organisation] = max(times.lastHeard[organisation] ?? time, time)
    }
    return view.workspace.attention(times, view.index)
  }
}
