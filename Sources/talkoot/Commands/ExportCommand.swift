internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

struct ExportCommand: SessionCommand {
  static var configuration: CommandConfiguration { about("export", .aboutExport) }
  @Option var format = ExportFormat.json
  @Option(name: .customShort("o"), help: ArgumentHelp(stringLiteral: say(.optionOutput)), completion: .file())
  var output: String?
  @Flag(help: ArgumentHelp(stringLiteral: say(.optionSummary))) var summary = false
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if format == .csv && output == nil { throw ValidationError(say(.exportNeedsFolder)) }
    if summary && format != .markdown { throw ValidationError(say(.summaryIsMarkdown)) }
  }

  func run(_ session: Session) throws(ErrorDescription) {
    switch format {
    case .json: try write(try document(session).json.text + "\n", session)
    case .markdown:
      let network = try document(session).decoded()
      let attention = try session.client.send(Endpoints.attention, query: AttentionFilter()).decoded()
      try write(summary ? NetworkSummary(network, attention).text : NetworkReport(network, attention).text, session)
    case .ics: try write(CalendarFile(try document(session).decoded(), stamp: Report.stamp).text, session)
    case .csv: try writeTables(to: output ?? ".", session)
    }
  }

  /// Reports are made here, in the person's language, of what every node exports alike.
  private func document(_ session: Session) throws(ErrorDescription) -> APIClient.Document<NetworkExport> {
    try session.client.send(Endpoints.export, query: ExportOptions(format: "json"))
  }

  private func write(_ text: String, _ session: Session) throws(ErrorDescription) {
    if let output, output != "-" {
      try Files.write(text, to: output)
      return try written([output], session)
    }
    guard session.isJSON, format != .json else { return try Output.write(text) }
    let document = JSONValue.object([
      JSONMember("format", .string(format.rawValue)), JSONMember("text", .string(text)),
    ])
    try Output.write(document.text + "\n")
  }

  private func writeTables(to folder: String, _ session: Session) throws(ErrorDescription) {
    let options = ExportOptions(format: format.rawValue, language: Language.current.rawValue)
    let files = try session.client.send(Endpoints.exportFiles, query: options).decoded().files
    try Files.makeDirectory(folder)
    var paths: [String] = []
    for file in files where !file.name.contains("/") && !file.name.hasPrefix(".") {
      try Files.write(file.text, to: folder + "/" + file.name)
      paths.append(folder + "/" + file.name)
    }
    try written(paths, session)
  }

  private func written(_ paths: [String], _ session: Session) throws(ErrorDescription) {
    let document = JSONValue.object([JSONMember("files", .array(paths.map { .string($0) }))])
    try session.show(own: document, paths.map(Inert.line).joined(separator: "\n"))
  }
}
