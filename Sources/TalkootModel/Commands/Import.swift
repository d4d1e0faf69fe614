internal import TalkootLanguage
public import TalkootLog

/// What to import from a table, and how.
public struct ImportRequest: Sendable {
  /// `goal`, `measure`, `checkin`, `member`, `decision` or `question`.
  public var kind: String
  /// The column whose text is each object's outside key.
  public var key: String?
  /// Which field comes from which column.
  public var map: [(field: String, column: String)]
  /// Leave out rows that refer to what isn't there, and count them.
  public var skipUnknown: Bool

  /// Makes one of its parts.
  public init(kind: String, key: String? = nil, map: [(field: String, column: String)], skipUnknown: Bool = false) {
    self.kind = kind
    self.key = key
    self.map = map
    self.skipUnknown = skipUnknown
  }
}

/// What an import would do. The drafts are one act, to be committed in order in one transaction; where the first makes
/// the author's person, the others are to name it (`Draft.setPerson`).
public struct ImportPlan: Sendable {
  /// The changes to be, in order.
  public var drafts: [Draft] = []
  /// Objects made.
  public var created = 0
  /// Objects that change.
  public var updated = 0
  /// Rows that are there as they are.
  public var unchanged = 0
  /// Rows left out.
  public var skipped = 0
}

extension Draft {
  /// Whether the first operation makes the person that the change names.
  public var makesPerson: Bool { person == .made(0) }

  /// Names a person that an earlier change of the act made.
  public mutating func setPerson(_ id: ObjectID) { name(.object(id)) }

  /// About how many bytes of structure and content an operation takes; never less than it does.
  static func size(of operation: Operation) -> Int {
    switch operation {
    case .create(let creation):
      creation.fields.reduce(160 + (creation.key?.utf8.count ?? 0)) { $0 + 8 + size(of: $1.value) }
    case .set(_, _, let seen, let value): 64 + 48 * (seen?.count ?? 0) + size(of: value)
    case .add(_, _, let value), .remove(_, _, let value): 64 + size(of: value)
    case .text(_, _, let edit): 64 + edit.inserted.utf8.count
    case .move: 128
    case .governance, .unknown: 4096
    }
  }

  private static func size(of value: Value) -> Int {
    switch value {
    case .string(let text): 8 + text.string.utf8.count
    case .bytes(let bytes): 8 + bytes.count
    case .list(let elements): elements.reduce(8) { $0 + size(of: $1) }
    case .null, .decimal, .date, .choice, .object, .made, .bool, .instant: 24
    }
  }
}

extension Workspace {
  /// Reads a CSV file and plans what to write. Nothing is planned when any row is bad.
  public func planImport(
    csv: [UInt8],
    _ request: ImportRequest,
    _ context: CommandContext
  ) throws(CommandError) -> ImportPlan {
    try planImport(try CSVTable(parsing: csv), request, context)
  }

  /// Plans what to write for a table's rows.
  public func planImport(
    _ table: CSVTable,
    _ request: ImportRequest,
    _ context: CommandContext
  ) throws(CommandError) -> ImportPlan {
    guard let kind = ObjectKind.allCases.first(where: { $0.name == request.kind }), kind.isImported else {
      let kinds = ObjectKind.allCases.filter(\.isImported).map(\.name).joined(separator: ", ")
      throw CommandError(.invalidValue, "\(request.kind.quoted) can't be imported; these can: \(kinds).")
    }
    var importer = try Importer(self, kind, table, request, context)
    switch kind {
    case .organisation: try importer.takeMembers()
    case .decision: try importer.takeDecisions()
    case .network, .goal, .measure, .checkIn, .agreement, .question, .comment, .node, .person, .invitation,
      .rosterProposal, .mandate, .meeting, .position, .signature, .agreementVersion, .answer:
      for row in try importer.rows() { try importer.take(row) }
    }
    importer.flush()
    return importer.plan
  }
}

extension ObjectKind {
  fileprivate var isImported: Bool {
    switch self {
    case .goal, .measure, .checkIn, .decision, .question, .organisation: true
    case .network, .agreement, .comment, .node, .person, .invitation, .rosterProposal, .mandate, .meeting, .position,
      .signature, .agreementVersion, .answer:
      false
    }
  }
}
