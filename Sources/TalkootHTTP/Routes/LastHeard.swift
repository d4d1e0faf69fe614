internal import TalkootAPI
internal import TalkootCRDT
internal import TalkootLog

extension Call {
  /// The same organisations with when each was last heard of: what its newest change that is here says of its time,
  /// whoever brought it. Withheld or cut off, an organisation grows old here, and everyone sees it.
  func withLastHeard(_ members: [Member]) async throws -> [Member] {
    let view = view
    var heads: [String: [LocalVersion]] = [:]
    for log in view.index.logStates {
      if let head = log.head { heads[view.organisation(log.descriptor.member), default: []].append(head) }
    }
    let wanted = members.flatMap { heads[$0.id] ?? [] }
    let facts = try await facts(of: wanted)
    return members.map { member in
      var member = member
      let newest = (heads[member.id] ?? []).compactMap { facts[$0]?.milliseconds }.max()
      member.lastHeard = newest.flatMap { Moment.text($0) }
      return member
    }
  }
}
