internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

struct BatchCommand: SessionCommand {
  static var configuration: CommandConfiguration { about("batch", .aboutBatch, discussion: .batchDiscussion) }
  @Argument(help: ArgumentHelp(stringLiteral: say(.argumentBatch)), completion: .file()) var file: String
  @OptionGroup var global: GlobalOptions

  func run(_ session: Session) throws(ErrorDescription) {
    let lines = try CommandLines.parse(try Files.readText(file))
    guard !lines.isEmpty else { throw ErrorDescription(.usage, say(.usage, say(.batchEmpty), "talkoot batch --help")) }
    var requests: [BatchedRequest] = []
    for line in lines { requests.append(try request(of: line, session)) }
    let report = try session.client.send(Endpoints.batch, body: BatchRequest(requests: requests))
    try session.show(report) { $1.batch($0) }
  }

  /// What a line would send, alone.
  private func request(of line: CommandLines.Line, _ session: Session) throws(ErrorDescription) -> BatchedRequest {
    let recorder = RequestRecorder()
    do {
      guard let command = try Talkoot.parseAsRoot(line.words) as? any SessionCommand, !(command is BatchCommand) else {
        throw ErrorDescription(.usage, say(.batchWritesOnly))
      }
      try command.run(session.recording(recorder))
    } catch let error as ErrorDescription {
      if error.code != RequestRecorder.kept.code { throw Self.named(line, error) }
    } catch {
      let message = Talkoot.message(for: error).split(separator: "\n").joined(separator: " ")
      throw Self.named(line, ErrorDescription(.usage, message))
    }
    guard var request = recorder.recorded.first else {
      throw Self.named(line, ErrorDescription(.usage, say(.batchWritesOnly)))
    }
    request.line = line.number
    return request
  }

  private static func named(_ line: CommandLines.Line, _ error: ErrorDescription) -> ErrorDescription {
    var named = error
    named.message = say(.batchLine, String(line.number), error.message)
    return named
  }
}
