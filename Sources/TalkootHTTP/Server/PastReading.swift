internal import Synchronization
internal import TalkootAPI
internal import TalkootCRDT
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica

/// A replica as it was, for requests that say as of when they read.
struct Past: Sendable {
  let snapshot: ReplicaSnapshot
  /// The day of that moment.
  let today: CalendarDate
}

/// Makes past states from the changes; keeps the last one, for who reads on in it.
final class PastReading: Sendable {
  private struct Key: Hashable {
    let moment: String
    let changes: Int
  }

  private let kept = Mutex<(key: Key, past: Past)?>(nil)
  /// The writer has its turn between so many changes.
  private static let atOnce = 500

  /// The state as of a change, which is all that the change builds on and itself, or as of a time.
  ///
  /// - Parameter moment: a change's hash or a beginning of it; or a day or an instant in UTC, as ISO 8601 has them.
  /// - Throws: `usage` for a request that doesn't read the shared work.
  func past(_ moment: String, for request: (method: String, path: String), of replica: Replica) async throws -> Past {
    let area = request.path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
    guard request.method == "GET", APIHeader.pastAreas.contains(area) else {
      throw ErrorDescription(.usage, "only what reads goals, decisions and other shared work can be asked as of then")
    }
    let snapshot = replica.snapshot
    let key = Key(moment: moment, changes: snapshot.index.count)
    if let kept = kept.withLock({ $0 }), kept.key == key { return kept.past }
    let past =
      if let end = Moment.end(of: moment) {
        try await self.past(of: replica, snapshot, today: Moment.day(end)) { $1.header.claimedMilliseconds <= end }
      } else {
        try await self.past(upTo: try View(snapshot).change(named: moment), of: replica, snapshot)
      }
    kept.withLock { $0 = (key, past) }
    return past
  }

  private func past(upTo last: LocalVersion, of replica: Replica, _ snapshot: ReplicaSnapshot) async throws -> Past {
    var included = [Bool](repeating: false, count: snapshot.index.count)
    var rest = [last]
    while let next = rest.popLast() {
      guard !included[Int(next.rawValue)] else { continue }
      included[Int(next.rawValue)] = true
      rest += snapshot.index.graph.parents(of: next)
    }
    let claimed = try await replica.read { try $0.changes([last])[0].header.claimedMilliseconds }
    let chosen = included
    return try await past(of: replica, snapshot, today: Moment.day(claimed)) { version, _ in
      chosen[Int(version.rawValue)]
    }
  }

  private func past(
    of replica: Replica,
    _ snapshot: ReplicaSnapshot,
    today: CalendarDate?,
    _ isIncluded: @escaping @Sendable (LocalVersion, VerifiedChange) -> Bool
  ) async throws -> Past {
    var state = PastState(network: snapshot.workspace.network)
    while state.included.count < snapshot.index.count {
      try Task.checkCancellation()
      let (sofar, count) = (state, min(Self.atOnce, snapshot.index.count - state.included.count))
      state = try await replica.read { try $0.fold(next: count, onto: sofar, where: isIncluded) }
    }
    var past = snapshot
    past.workspace = state.workspace
    return Past(snapshot: past, today: today ?? replica.today)
  }
}

extension Moment {
  /// The last millisecond of a day or an instant as ISO 8601 has them, in UTC; nil for what is neither.
  static func end(of text: String) -> Int64? {
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    guard let date = CalendarDate(String(parts[0])), date.day != nil, parts.count <= 2 else { return nil }
    let day = Int64(date.dayNumber) * 86_400_000
    guard parts.count == 2 else { return day + 86_399_999 }
    guard parts[1].last == "Z" else { return nil }
    let numbers = parts[1].dropLast().split(separator: ":", omittingEmptySubsequences: false).map { part in
      part.utf8.count == 2 && part.allSatisfy(\.isASCII) ? Int64(part) : nil
    }
    guard (2...3).contains(numbers.count), let hour = numbers[0], let minute = numbers[1], (0..<24).contains(hour),
      (0..<60).contains(minute), let second = numbers.count == 3 ? numbers[2] : 59, (0..<60).contains(second)
    else { return nil }
    return day + ((hour * 60 + minute) * 60 + second) * 1000 + 999
  }

  /// The day of an instant, in UTC.
  static func day(_ milliseconds: Int64) -> CalendarDate? {
    CalendarDate(dayNumber: Int((Double(milliseconds) / 86_400_000).rounded(.down)))
  }
}
