internal import TalkootCRDT
internal import TalkootCrypto
public import TalkootLog

/// A meeting: two points in history, each the heads that whoever wrote them down had before him.
public struct MeetingStatus: Hashable, Sendable {
  /// Its id.
  public let id: ObjectID
  /// What it is called.
  public let title: String
  /// The changes that its start had in their past, or was one of.
  public let startedAt: [ChangeID]
  /// The same of its end; nil while it goes on.
  public let endedAt: [ChangeID]?
  /// When it began, by the clock of whoever began it.
  public let startedMilliseconds: Int64
  /// When it ended, by the clock of whoever ended it.
  public let endedMilliseconds: Int64?
}

extension Workspace {
  /// A meeting; nil when there is none with this id.
  public func meeting(_ id: ObjectID) -> MeetingStatus? {
    guard let state = object(id, .meeting), let creation = state.creation else { return nil }
    return MeetingStatus(
      id: id,
      title: state.title,
      startedAt: Self.changes(state.value(MeetingField.startedAt)) ?? [],
      endedAt: Self.changes(state.value(MeetingField.endedAt)),
      startedMilliseconds: creation.claimedMilliseconds,
      endedMilliseconds: state.written(MeetingField.endedAt)
    )
  }

  private static func changes(_ value: Value) -> [ChangeID]? {
    value.list?.compactMap { $0.bytes.flatMap { Digest($0) } }.map { ChangeID($0) }
  }

  /// All meetings that are not put away, in the order of their making.
  public var meetings: [MeetingStatus] {
    list(.meeting).compactMap { objects[$0]?.isArchived ?? true ? nil : meeting($0) }
  }

  /// The last meeting that has ended: what `since meeting` begins with.
  public var lastMeeting: MeetingStatus? { meetings.last { $0.endedAt != nil } }

  /// What lies in the past of one point in history and not in that of another; nil is all that is here. What isn't here
  /// of a point tells nothing.
  public func changes(from start: [ChangeID], to end: [ChangeID]?, _ index: LogIndex) -> VersionRanges {
    func known(_ point: [ChangeID]) -> [LocalVersion] { point.compactMap { index.version(of: $0) }.sorted() }
    return VersionRanges(index.graph.difference(end.map(known) ?? index.graph.heads, known(start)).onlyA)
  }
}
