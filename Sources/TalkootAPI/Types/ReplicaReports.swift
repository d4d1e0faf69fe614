/// What a full verification found.
public struct VerifyReport: APIDocument {
  /// Whether everything holds.
  public var ok: Bool
  /// How many changes were read.
  public var changes: Int
  /// The first fault.
  public var fault: String?

  /// Makes the document from its fields.
  public init(
    ok: Bool,
    changes: Int,
    fault: String? = nil
  ) {
    self.ok = ok
    self.changes = changes
    self.fault = fault
  }
}

/// The state made anew.
public struct RebuildReport: APIDocument {
  /// How many changes it was made from.
  public var changes: Int
  /// How many objects it has.
  public var objects: Int
  /// Its digest.
  public var digest: String?
  /// Whether it differs from what was stored.
  public var changed: Bool

  /// Makes the document from its fields.
  public init(
    changes: Int,
    objects: Int,
    digest: String? = nil,
    changed: Bool
  ) {
    self.changes = changes
    self.objects = objects
    self.digest = digest
    self.changed = changed
  }
}

/// What one replica has and another lacks.
public struct ReplicaDifference: APIDocument {
  /// The other node.
  public var peer: String
  /// Its organisation.
  public var member: String?
  /// What this replica has and the peer has not acknowledged.
  public var ahead: [ChangeDescription]
  /// What the peer has and this replica has not.
  public var behind: [LogGap]
  /// When the peer last told.
  public var asOf: String?

  /// Makes the document from its fields.
  public init(
    peer: String,
    member: String? = nil,
    ahead: [ChangeDescription] = [],
    behind: [LogGap] = [],
    asOf: String? = nil
  ) {
    self.peer = peer
    self.member = member
    self.ahead = ahead
    self.behind = behind
    self.asOf = asOf
  }
}

/// A run of changes of one log that is missing here.
public struct LogGap: APIDocument {
  /// The log.
  public var log: String
  /// Its node.
  public var node: String?
  /// The first that is missing.
  public var from: Int
  /// The last that is missing.
  public var through: Int

  /// Makes the document from its fields.
  public init(
    log: String,
    node: String? = nil,
    from: Int,
    through: Int
  ) {
    self.log = log
    self.node = node
    self.from = from
    self.through = through
  }
}

/// A copy of the replica.
public struct BackupReport: APIDocument {
  /// Where it is.
  public var path: String
  /// Its size.
  public var bytes: Int
  /// How many changes it holds.
  public var changes: Int
  /// The digest of its state.
  public var digest: String?
  /// The file with the encrypted identity key, where that was asked for.
  public var keys: String?

  /// Makes the document from its fields.
  public init(
    path: String,
    bytes: Int,
    changes: Int,
    digest: String? = nil,
    keys: String? = nil
  ) {
    self.keys = keys
    self.path = path
    self.bytes = bytes
    self.changes = changes
    self.digest = digest
  }
}
