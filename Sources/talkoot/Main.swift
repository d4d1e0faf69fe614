internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The process: streams, arguments, errors, exit code.
@main
enum Program {
  static func main() {
    Output.prepare()
    exit(run(Invocation.current))
  }

  private static func run(_ invocation: Invocation) -> Int32 {
    do {
      try checkText()
      try checkCommand(invocation)
      var command = try Talkoot.parseAsRoot(invocation.arguments)
      try command.run()
      return 0
    } catch let error as ErrorDescription {
      return report(error, isJSON: invocation.isJSON)
    } catch {
      return report(parserError: error, isJSON: invocation.isJSON)
    }
  }

  /// The arguments come with what is no UTF-8 replaced, and would be written so.
  private static func checkText() throws(ErrorDescription) {
    for index in 1..<max(1, Int(CommandLine.argc)) {
      guard let argument = CommandLine.unsafeArgv[index] else { continue }
      if String(validatingCString: argument) == nil {
        throw ErrorDescription(.malformedValue, say(.argumentNotUTF8, String(index)))
      }
    }
  }

  /// The parser would complain of the first option instead of the command that is not there.
  private static func checkCommand(_ invocation: Invocation) throws(ErrorDescription) {
    guard let first = invocation.arguments.first else { return }
    let known = Talkoot.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    if known.contains(first) || ["--help", "-h", "--version"].contains(first) || first.hasPrefix("--generate-") {
      return
    }
    let isOption = first.hasPrefix("-")
    let isGlobal = isOption && first != "--" && Invocation.isGlobal(first)
    if isOption && !isGlobal { return }
    let message = isOption ? say(.commandMissing) : say(.commandUnknown, first)
    throw ErrorDescription(.usage, say(.usage, message, "talkoot --help"))
  }

  /// Prints what the parser threw: help and version are no errors, everything else is wrong usage.
  private static func report(parserError error: any Error, isJSON: Bool) -> Int32 {
    if Talkoot.exitCode(for: error) == .success {
      do throws(ErrorDescription) {
        try Output.write(Talkoot.fullMessage(for: error) + "\n")
        return 0
      } catch {
        return report(error, isJSON: isJSON)
      }
    }
    let lines = Talkoot.message(for: error).split(separator: "\n").map { $0.trimmingPrefix(while: \.isWhitespace) }
    let message = lines.joined(separator: " ")
    return report(ErrorDescription(.usage, say(.usage, message, help(for: error))), isJSON: isJSON)
  }

  /// The command that tells how the one with the error is used: the parser ends with "See 'talkoot goal --help' …".
  private static func help(for error: any Error) -> String {
    let text = Talkoot.fullMessage(for: error)
    guard let open = text.firstRange(of: "See '"), let close = text[open.upperBound...].firstIndex(of: "'") else {
      return "talkoot --help"
    }
    return String(text[open.upperBound..<close])
  }

  private static func report(_ unsaid: ErrorDescription, isJSON: Bool) -> Int32 {
    let error = unsaid.said(in: Language.current)
    var line = error.message
    if let candidates = error.candidates, !candidates.isEmpty {
      let names = candidates.map { candidate in
        candidate.name.map { "\(candidate.short) (\($0))" } ?? candidate.short
      }
      line += ": " + names.map { $0.replacing("\n", with: " ") }.joined(separator: ", ")
    }
    Output.note("talkoot: " + Inert.line(line))
    // A fault that was found is in the document that is printed already, and there is only one.
    if isJSON, error.known != .faultFound,
      let document = try? JSONValue(encoding: ErrorDocument(error: error), absent: .omitted)
    {
      _ = Output.write(document.text + "\n", to: 1)
    }
    return (1...255).contains(error.exit) ? Int32(error.exit) : 1  // an error never looks like a success
  }
}

/// `talkoot`: the command line of a node.
struct Talkoot: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "talkoot",
      abstract: say(.aboutTalkoot),
      discussion: say(.aboutEverywhere),
      version: "0.1.0",
      groupedSubcommands: [
        CommandGroup(
          name: say(.groupNode),
          subcommands: [
            InitCommand.self, NodeCommand.self, InviteCommand.self, JoinCommand.self, MemberCommand.self,
            ProposalCommand.self, CardCommand.self, SelfCommand.self, StatusCommand.self, WebCommand.self,
            DoctorCommand.self, ConfigCommand.self, EventsCommand.self, DebugCommand.self, CompletionCommand.self,
          ]
        ),
        CommandGroup(
          name: say(.groupWork),
          subcommands: [
            GoalCommand.self, MeasureCommand.self, CheckinCommand.self, DecisionCommand.self, AgreementCommand.self,
            QuestionCommand.self, AttentionCommand.self, InboxCommand.self, MandateCommand.self, MeetingCommand.self,
            SinceCommand.self, CommentCommand.self, ArchiveCommand.self, EraseCommand.self, ForgetCommand.self,
            ShowCommand.self, SearchCommand.self, UndoCommand.self, BatchCommand.self, ImportCommand.self,
            ExportCommand.self,
          ]
        ),
        CommandGroup(
          name: say(.groupReplica),
          subcommands: [
            ReplicaCommand.self, RestoreCommand.self, VerifyBundleCommand.self, ConflictCommand.self, SyncCommand.self,
            PeerCommand.self,
          ]
        ),
      ]
    )
  }
}
