/// Asks for a sync at once.
public struct SyncNow: APIDocument {
  /// Whether to wait until every reachable peer has the same heads.
  public var wait: Bool?
  /// Wait until so many other organisations hold all of ours.
  public var replicas: Int?
  /// Seconds until 75.
  public var timeout: Int?

  /// Makes the document from its fields.
  public init(
    wait: Bool? = nil,
    replicas: Int? = nil,
    timeout: Int? = nil
  ) {
    self.wait = wait
    self.replicas = replicas
    self.timeout = timeout
  }
}

/// An address to dial.
public struct NewPeer: APIDocument {
  /// `HOST:PORT`.
  public var address: String

  /// Makes the document from its fields.
  public init(
    address: String
  ) {
    self.address = address
  }
}

/// Settles a conflict.
public struct Settlement: APIDocument {
  /// The object, as typed.
  public var object: String
  /// The field.
  public var field: String
  /// The value that shall stand, as typed.
  public var value: String

  /// Makes the document from its fields.
  public init(
    object: String,
    field: String,
    value: String
  ) {
    self.object = object
    self.field = field
    self.value = value
  }
}

/// Asks for a copy of the replica.
public struct BackupRequest: APIDocument {
  /// An absolute path where nothing is yet.
  public var path: String
  /// The absolute path of a file with a passphrase: the identity key is kept under it in a file of its own beside the
  /// backup, named as that and `.keys`.
  public var keysPassphraseFile: String?

  /// Makes the document from its fields.
  public init(
    path: String,
    keysPassphraseFile: String? = nil
  ) {
    self.path = path
    self.keysPassphraseFile = keysPassphraseFile
  }
}

/// Which changes, newest first.
public struct ChangeFilter: APIDocument {
  /// Only this node's, as typed.
  public var node: String?
  /// Only those after this change, as typed.
  public var since: String?
  /// At most so many; 50 when absent.
  public var limit: Int?

  /// Makes the document from its fields.
  public init(
    node: String? = nil,
    since: String? = nil,
    limit: Int? = nil
  ) {
    self.node = node
    self.since = since
    self.limit = limit
  }
}

/// How to read the file in the body.
public struct ImportOptions: APIDocument {
  /// `csv` or `json`.
  public var format: String
  /// `goal`, `measure`, `checkin`, `member`, `decision` or `question`; for CSV.
  public var kind: String?
  /// The column with the outside key.
  public var key: String?
  /// `FIELD=COLUMN`, one each.
  public var map: [String]
  /// Leave out rows with an unknown reference.
  public var skipUnknown: Bool?
  /// Check everything, write nothing.
  public var dryRun: Bool?
  /// The file's name, for messages.
  public var file: String?

  /// Makes the document from its fields.
  public init(
    format: String,
    kind: String? = nil,
    key: String? = nil,
    map: [String] = [],
    skipUnknown: Bool? = nil,
    dryRun: Bool? = nil,
    file: String? = nil
  ) {
    self.format = format
    self.kind = kind
    self.key = key
    self.map = map
    self.skipUnknown = skipUnknown
    self.dryRun = dryRun
    self.file = file
  }
}

/// What to write.
public struct ExportOptions: APIDocument {
  /// `json` or `csv`.
  public var format: String
  /// `en` or `fi`: the language of the README; English when absent.
  public var language: String?

  /// Makes the document from its fields.
  public init(
    format: String,
    language: String? = nil
  ) {
    self.format = format
    self.language = language
  }
}
