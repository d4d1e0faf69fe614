internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

struct CommentCommand: SessionCommand {
  static var configuration: CommandConfiguration { about("comment", .aboutComment) }
  @Argument var id: String
  @Argument var text: String?
  @Option(name: .customLong("text"), completion: .file()) var file: String?
  @OptionGroup var global: GlobalOptions

  func run(_ session: Session) throws(ErrorDescription) {
    let text = try LongText(session: session).required(text, file: file)
    let made = try session.client.send(Endpoints.comment, body: NewComment(about: id, text: text))
    try session.show(made) { $1.line($0.short) }
  }
}

struct ArchiveCommand: SessionCommand {
  static var configuration: CommandConfiguration { about("archive", .aboutArchive) }
  @Argument var id: String
  @OptionGroup var global: GlobalOptions

  func run(_ session: Session) throws(ErrorDescription) {
    try session.show(try session.client.send(Endpoints.archive, id)) { $1.changed($0) }
  }
}

struct EraseCommand: SessionCommand {
  static var configuration: CommandConfiguration { about("erase", .aboutErase, discussion: .erasedCopies) }
  @Argument var id: String
  @Argument var field: String
  @Option(parsing: .unconditional, help: ArgumentHelp(stringLiteral: say(.optionErasureReason))) var reason: String
  @Option(
    name: .customLong("by-decision"),
    parsing: .unconditional,
    help: ArgumentHelp(stringLiteral: say(.optionByDecision))
  )
  var decision: String?
  @OptionGroup var global: GlobalOptions

  func run(_ session: Session) throws(ErrorDescription) {
    let erasure = NewErasure(field: field, reason: reason, decision: decision)
    try session.show(try session.client.send(Endpoints.erase, id, body: erasure)) { $1.erased($0) }
  }
}

struct ForgetCommand: SessionCommand {
  static var configuration: CommandConfiguration { about("forget", .aboutForget, discussion: .erasedCopies) }
  @Argument var person: String
  @Option(parsing: .unconditional, help: ArgumentHelp(stringLiteral: say(.optionErasureReason))) var reason: String?
  @OptionGroup var global: GlobalOptions

  func run(_ session: Session) throws(ErrorDescription) {
    let forgetting = NewForgetting(reason: reason)
    try session.show(try session.client.send(Endpoints.forget, person, body: forgetting)) { $1.erased($0) }
  }
}

struct ShowCommand: SessionCommand {
  static var configuration: CommandConfiguration { about("show", .aboutShow) }
  @Argument var id: String
  @OptionGroup var global: GlobalOptions

  func run(_ session: Session) throws(ErrorDescription) {
    try session.show(try session.client.send(Endpoints.object, id)) { $1.anything($0) }
  }
}

struct ImportCommand: SessionCommand {
  static var configuration: CommandConfiguration { about("import", .aboutImport) }
  @Argument(completion: .file(extensions: ["csv", "json"])) var file: String
  @Option var kind: ImportKind?
  @Option(parsing: .unconditional) var key: String?
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(stringLiteral: say(.optionMap))
  ) var map: [String] = []
  @Flag(name: .customLong("skip-unknown"), help: ArgumentHelp(stringLiteral: say(.optionSkipUnknown)))
  var skipUnknown = false
  @Flag(name: .customLong("dry-run"), help: ArgumentHelp(stringLiteral: say(.optionDryRun))) var dryRun = false
  @OptionGroup var global: GlobalOptions

  private var isJSONFile: Bool { kind == nil && (file == "-" || file.lowercased().hasSuffix(".json")) }

  func validate() throws {
    if kind == nil && !isJSONFile { throw ValidationError(say(.importNeedsKind)) }
    if kind != nil && map.isEmpty { throw ValidationError(say(.importNeedsMap)) }
  }

  func run(_ session: Session) throws(ErrorDescription) {
    let bytes = try Files.read(file)
    let options = ImportOptions(
      format: isJSONFile ? "json" : "csv",
      kind: kind?.rawValue,
      key: key,
      map: try mappings(),
      skipUnknown: skipUnknown ? true : nil,
      dryRun: dryRun ? true : nil,
      file: file
    )
    let report = try session.withProgress { (progress) throws(ErrorDescription) in
      try session.client.send(
        Endpoints.importFile,
        query: options,
        file: FileBytes(bytes),
        contentType: isJSONFile ? "application/json" : "text/csv",
        progress: progress
      )
    }
    try session.show(report) { $1.importReport($0) }
  }

  /// `FIELD=COL,…`, one pair each; the option may be repeated.
  private func mappings() throws(ErrorDescription) -> [String] {
    let pairs = map.flatMap { $0.split(separator: ",").map(String.init) }
    for pair in pairs {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if sides.count != 2 || sides.contains(where: \.isEmpty) {
        throw ErrorDescription(.usage, say(.mapMalformed, pair))
      }
    }
    return pairs
  }
}
