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

/// The whole content of a network, as `export` writes it and `import` takes it.
///
/// Objects as lists show them, archived ones too, in an order that doesn't hang on ids: an export of what an export was
/// imported as is the same but for ids and who wrote what, when. Comments and an agreement's texts are all there.
public struct NetworkExport: APIDocument {
  /// `talkoot-export`.
  public var format: String
  /// 1.
  public var version: Int
  /// Which network.
  public var network: NetworkReference
  /// The changes that nothing depends on yet: which state this is.
  public var heads: [String]
  /// The organisations, by name.
  public var members: [Member]
  /// In tree order.
  public var goals: [Goal]
  /// In the order of their goals.
  public var measures: [Measure]
  /// By measure, then by date; corrected ones too.
  public var checkins: [Checkin]
  /// In the order of their making.
  public var decisions: [Decision]
  /// In the order of their making, with the texts of their versions.
  public var agreements: [Agreement]
  /// In the order of their making, with their answers.
  public var questions: [Question]
  /// In the order of their making; import leaves them out.
  public var mandates: [Mandate]
  /// In the order of their making; import leaves them out.
  public var meetings: [Meeting]
  /// In the order of what they are about.
  public var comments: [Comment]

  /// Makes the document from its fields.
  public init(
    format: String,
    version: Int,
    network: NetworkReference,
    heads: [String] = [],
    members: [Member] = [],
    goals: [Goal] = [],
    measures: [Measure] = [],
    checkins: [Checkin] = [],
    decisions: [Decision] = [],
    agreements: [Agreement] = [],
    questions: [Question] = [],
    mandates: [Mandate] = [],
    meetings: [Meeting] = [],
    comments: [Comment] = []
  ) {
    self.format = format
    self.version = version
    self.network = network
    self.heads = heads
    self.members = members
    self.goals = goals
    self.measures = measures
    self.checkins = checkins
    self.decisions = decisions
    self.agreements = agreements
    self.questions = questions
    self.mandates = mandates
    self.meetings = meetings
    self.comments = comments
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
