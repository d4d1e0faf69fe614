/// What an import did.
public struct ImportReport: APIDocument {
  /// Objects made.
  public var created: Int
  /// Objects changed.
  public var updated: Int
  /// Rows that say what was there already.
  public var unchanged: Int
  /// Rows left out for an unknown reference.
  public var skipped: Int
  /// Whether nothing was written.
  public var dryRun: Bool
  /// The act, for undoing it as one.
  public var act: String?

  /// Makes the document from its fields.
  public init(
    created: Int,
    updated: Int,
    unchanged: Int,
    skipped: Int,
    dryRun: Bool = false,
    act: String? = nil
  ) {
    self.created = created
    self.updated = updated
    self.unchanged = unchanged
    self.skipped = skipped
    self.dryRun = dryRun
    self.act = act
  }
}

/// One file of an export.
public struct ExportedFile: APIDocument {
  /// Its name, without a folder.
  public var name: String
  /// What is in it.
  public var text: String

  /// Makes the document from its fields.
  public init(
    name: String,
    text: String
  ) {
    self.name = name
    self.text = text
  }
}

/// An export of several files.
public struct ExportedFiles: APIDocument {
  /// The files, a README among them.
  public var files: [ExportedFile]

  /// Makes the document from its fields.
  public init(
    files: [ExportedFile] = []
  ) {
    self.files = files
  }
}

/// How far a long operation is.
public struct Progress: APIDocument {
  /// What is going on, as a word: `reading`, `checking`, `writing`, `syncing`, `verifying`, `rebuilding`.
  public var phase: String
  /// How much is done.
  public var done: Int
  /// Of how much, where that is known.
  public var total: Int?

  /// Makes the document from its fields.
  public init(
    phase: String,
    done: Int,
    total: Int? = nil
  ) {
    self.phase = phase
    self.done = done
    self.total = total
  }
}
