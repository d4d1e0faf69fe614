internal import TalkootAPI
internal import TalkootLanguage

/// A goal in a list.
enum GoalRow {
  static func values(_ goal: Goal, _ context: PageContext) -> PageValue {
    [
      "id": .text(goal.id), "short": .text(goal.short), "title": .text(goal.title),
      "status": .text(Words.of(goal.status, in: context.language)), "steward": .maybe(goal.stewardName),
      "due": .maybe(goal.due), "progress": .maybe(goal.progress),
      "progressText": .maybe(goal.progress.map { context.say("percent", String($0)) }),
    ]
  }
}

/// Something that stalls.
enum AttentionRow {
  static func values(_ item: AttentionItem, _ context: PageContext) -> PageValue {
    let sentence = AttentionText.sentence(
      item.reason,
      title: item.title ?? "",
      count: item.count,
      detail: item.detail,
      otherwise: item.what,
      in: context.language
    )
    let isAnyones = item.waitsForNames.isEmpty && (item.reason == "questionUntaken" || item.reason == "noSteward")
    return [
      "sentence": .text(sentence),
      "href": item.object.map { .text(context.root + "/show/" + PercentEncoding.encode($0)) } ?? .none,
      "age": .maybe(item.days.map { AttentionText.age($0, in: context.language) }),
      "waitsFor": item.waitsForNames.isEmpty
        ? (isAnyones ? .text(context.say(.stallsWaitsForAnyone)) : .none)
        : .text(context.say(.stallsWaitsFor, item.waitsForNames.joined(separator: ", "))),
      "mine": .flag(item.mine), "command": .maybe(item.command),
    ]
  }
}

/// A change in a list.
enum ChangeRow {
  static func values(_ change: ChangeDescription, _ context: PageContext) -> PageValue {
    [
      "id": .text(change.id), "short": .text(change.short), "summary": .text(change.summary),
      "memberName": .maybe(change.memberName), "person": .maybe(change.person), "time": .maybe(change.time),
      "when": .maybe(change.time.map { Moment.short($0) }),
      "setAside": .flag(change.setAside), "broughtInBy": .maybe(change.broughtInByName),
    ]
  }
}

/// A peer in a list.
enum PeerRow {
  static func values(_ peer: PeerStatus, _ context: PageContext) -> PageValue {
    let isConnected = peer.state == "connected"
    return [
      "name": .text(peer.memberName ?? peer.nodeShort ?? peer.address ?? "?"), "node": .maybe(peer.nodeShort),
      "state": .text(Words.of(peer.state, in: context.language)), "isConnected": .flag(isConnected),
      "address": .maybe(peer.address), "detail": .maybe(peer.detail),
      "behind": .maybe(peer.behind.flatMap { $0 > 0 ? context.say("behind", String($0)) : nil }),
      "ahead": .maybe(peer.ahead.flatMap { $0 > 0 ? context.say("ahead", String($0)) : nil }),
      "inStep": .flag(isConnected && peer.ahead == 0 && (peer.behind ?? 0) == 0),
      "lastSync": .maybe(peer.lastSync.map { Moment.short($0) }),
      "roundTrip": .maybe(peer.roundTripMilliseconds.map { "\($0) ms" }),
    ]
  }
}

/// Times as a reader takes them in; the machine's form is in the element's `datetime`.
enum Moment {
  /// `2026-11-24T06:30:12Z` as `2026-11-24 06:30`, in UTC as everywhere in Talkoot.
  static func short(_ time: String) -> String {
    let scalars = Array(time.unicodeScalars)
    guard scalars.count >= 16, scalars[10] == "T" else { return time }
    var view = String.UnicodeScalarView(scalars[..<10])
    view.append(" ")
    view.append(contentsOf: scalars[11..<16])
    return String(view)
  }
}
