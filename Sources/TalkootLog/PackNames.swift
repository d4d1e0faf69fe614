internal import TalkootCRDT

/// Short names that a pack's receiver is sure to understand. The sender's side.
///
/// A short form is used only for what is in the causal past of the change that refers: that much the receiver holds,
/// or it comes earlier in the pack.
public protocol PackSource {
  /// Where a change is, if it is in the past of `change` and its place is no matter of dispute (a fork).
  func place(of id: ChangeID, inPastOf change: ChangeID) -> LogPlace?
  /// The operation that made an object; nil for one with an outside key, an organisation, a node, or an unknown one.
  func maker(of object: ObjectID) -> (change: ChangeID, index: UInt32)?
}

/// What a pack's receiver looks up to understand its short names.
public protocol PackTarget {
  /// The change at a place.
  func id(_ log: LogID, _ sequence: UInt64) -> ChangeID?
  /// The log whose id begins with these 16 bytes.
  func log(prefix: ObjectID) -> LogID?
  /// Whether a place in a log can mean one of several changes.
  func isAmbiguous(_ log: LogID, _ sequence: UInt64) -> Bool
  /// The salts of a range of a log, on the branch that a change of it is on.
  func salts(_ log: LogID, range: UInt64, upTo change: ChangeID?) -> SaltTree?
}

/// The index, with what it does not know passed in, as the source of a pack.
public struct IndexPackSource: PackSource {
  private let index: LogIndex
  private let literal: Set<LogID>
  private let objects: (ObjectID) -> (change: ChangeID, index: UInt32)?

  /// - Parameters:
  ///   - literal: logs of which the receiver holds, or may hold, another branch: they are named in full.
  ///   - objects: which operation made an object.
  public init(
    _ index: LogIndex,
    literal: Set<LogID> = [],
    objects: @escaping (ObjectID) -> (change: ChangeID, index: UInt32)? = { _ in nil }
  ) {
    self.index = index
    self.literal = literal
    self.objects = objects
  }

  /// See `PackSource`.
  public func place(of id: ChangeID, inPastOf change: ChangeID) -> LogPlace? {
    guard let version = index.version(of: id), let user = index.version(of: change),
      index.isInPast(version, of: user)
    else { return nil }
    let (number, sequence) = index.numbers(of: version)
    let log = index.logStates[number]
    // Before the fork there is nothing to mistake it for.
    return literal.contains(log.id) || log.isFrozen && sequence > log.undisputedCount
      ? nil : LogPlace(log: log.id, sequence: sequence)
  }

  /// See `PackSource`.
  public func maker(of object: ObjectID) -> (change: ChangeID, index: UInt32)? { objects(object) }
}

/// The index and the changes still waiting, as the target of a pack.
public struct IndexPackTarget: PackTarget {
  private let index: LogIndex
  private let waiting: (LogID, UInt64) -> ChangeID?
  private let waitingLog: (ObjectID) -> LogID?
  private let saltTrees: (LogID, UInt64, ChangeID?) -> SaltTree?

  /// - Parameters:
  ///   - waiting: a change that was received and is not in the index yet (`Intake.id`).
  ///   - waitingLog: by the beginning of its id, a log whose first change waits (`Intake.log`).
  ///   - salts: the salts of a range of a log: stored ones and those of waiting changes.
  public init(
    _ index: LogIndex,
    waiting: @escaping (LogID, UInt64) -> ChangeID? = { _, _ in nil },
    waitingLog: @escaping (ObjectID) -> LogID? = { _ in nil },
    salts: @escaping (LogID, UInt64) -> SaltTree?
  ) {
    self.init(index, waiting: waiting, waitingLog: waitingLog) { log, range, _ in salts(log, range) }
  }

  /// The same where logs have forked: the salts are those of the branch that a change is on.
  public init(
    _ index: LogIndex,
    waiting: @escaping (LogID, UInt64) -> ChangeID?,
    waitingLog: @escaping (ObjectID) -> LogID?,
    branchSalts: @escaping (LogID, UInt64, ChangeID?) -> SaltTree?
  ) {
    self.index = index
    self.waiting = waiting
    self.waitingLog = waitingLog
    self.saltTrees = branchSalts
  }

  /// See `PackTarget`.
  public func id(_ log: LogID, _ sequence: UInt64) -> ChangeID? {
    // What the peer sent itself is what it means; here another branch of the log may be at that place.
    waiting(log, sequence) ?? (index.isUndisputed(log, sequence) ? index.id(log, sequence) : nil)
  }

  /// See `PackTarget`.
  public func isAmbiguous(_ log: LogID, _ sequence: UInt64) -> Bool { !index.isUndisputed(log, sequence) }

  /// See `PackTarget`.
  public func log(prefix: ObjectID) -> LogID? {
    index.log(prefix: prefix) ?? waitingLog(prefix)
  }

  /// See `PackTarget`.
  public func salts(_ log: LogID, range: UInt64, upTo change: ChangeID?) -> SaltTree? {
    saltTrees(log, range, change)
  }
}
