internal import TalkootAPI
internal import TalkootCrypto
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

enum ExchangeRoutes {
  static let all = [
    Route(receiving: Endpoints.importFile, lists: ["map"]) { call, options, bytes, progress in
      progress(Progress(phase: "reading", done: 0, total: bytes.count))
      switch options.format {
      case "csv": return try await importTable(call, options, bytes)
      case "json": return try await importDocument(call, options, bytes)
      default: throw ErrorDescription(.usage, "\(Plain.line(options.format)) is no format; it is csv or json")
      }
    },
    Route(Endpoints.export) { call, options, _ in
      guard options.format == "json" else {
        throw ErrorDescription(.usage, "this path exports json; /v1/export/files exports csv")
      }
      return ExportedContent(call.view, on: call.today).document
    },
    Route(Endpoints.exportFiles) { call, options, _ in
      guard options.format == "csv" else {
        throw ErrorDescription(.usage, "this path exports csv; /v1/export exports json")
      }
      guard let language = ReadmeLanguage(rawValue: options.language ?? "en") else {
        throw ErrorDescription(.usage, "\(Plain.line(options.language ?? "")) is no language; it is en or fi")
      }
      return ExportedFiles(files: ExportedContent(call.view, on: call.today).document.files(language))
    },
  ]

  private static func importTable(
    _ call: Call,
    _ options: ImportOptions,
    _ bytes: [UInt8]
  ) async throws -> ImportReport {
    guard let kind = options.kind else { throw ErrorDescription(.usage, "a table needs the kind of its rows") }
    var map: [(field: String, column: String)] = []
    for pair in options.map {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2 else {
        throw ErrorDescription(.usage, "\(Plain.line(pair)) is not FIELD=COLUMN")
      }
      map.append((String(sides[0]), String(sides[1])))
    }
    let request = ImportRequest(kind: kind, key: options.key, map: map, skipUnknown: options.skipUnknown ?? false)
    return try await carryOut(call, options) { PlannedImport(try $0.planImport(csv: bytes, request, $1)) }
  }

  private static func importDocument(
    _ call: Call,
    _ options: ImportOptions,
    _ bytes: [UInt8]
  ) async throws -> ImportReport {
    guard options.kind == nil, options.key == nil, options.map.isEmpty else {
      throw ErrorDescription(.usage, "kind, key and map are for tables; an export says all that itself")
    }
    let document = try ExportDocument(parsing: bytes)
    return try await carryOut(call, options) { try document.plan($0, $1) }
  }

  private typealias Planning = @Sendable (Workspace, CommandContext) throws -> PlannedImport

  /// Plans in the writer's turn and writes all of it as one act, or nothing.
  private static func carryOut(
    _ call: Call,
    _ options: ImportOptions,
    _ plan: @escaping Planning
  ) async throws -> ImportReport {
    if options.dryRun ?? false { return report(try await rehearse(call, options, plan), act: nil, isDryRun: true) }
    let act = ActID(SecureRandom.bytes(16))!
    let made = Carried(PlannedImport())
    let committed = try await call.write { state, context in
      let planned = try failingAsFile(options.file) { try plan(state, context) }
      made.set(planned)
      return planned.drafts.map { draft in
        var draft = draft
        draft.act = act
        return draft
      }
    }
    return report(made.get(), act: committed.changes.isEmpty ? nil : Hex.text(act.bytes), isDryRun: false)
  }

  /// Plans and writes nothing.
  private static func rehearse(
    _ call: Call,
    _ options: ImportOptions,
    _ plan: @escaping Planning
  ) async throws -> PlannedImport {
    do {
      try await call.write { state, context in
        throw Rehearsed(plan: try failingAsFile(options.file) { try plan(state, context) })
      }
    } catch let rehearsed as Rehearsed { return rehearsed.plan }
    preconditionFailure("a rehearsal is always thrown out of its commit")
  }

  /// Thrown once all is planned, so that nothing is written.
  private struct Rehearsed: Error { let plan: PlannedImport }

  private static func report(_ plan: PlannedImport, act: String?, isDryRun: Bool) -> ImportReport {
    ImportReport(
      created: plan.created,
      updated: plan.updated,
      unchanged: plan.unchanged,
      skipped: plan.skipped,
      dryRun: isDryRun,
      act: act
    )
  }

  /// Whatever is wrong in a file is bad input data (65), named with the file; what this organisation may not do stays so.
  private static func failingAsFile<Result>(_ file: String?, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as CommandError {
      let name = file?.split(separator: "/").last
      let code: ErrorCode = error.code == .notPermitted ? .notPermitted : .malformedValue
      throw ErrorDescription(code, name.map { "\($0): \(error.sentence)" } ?? error.sentence)
    }
  }
}
