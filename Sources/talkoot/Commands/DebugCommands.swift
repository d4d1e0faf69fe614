internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

struct DebugCommand: ParsableCommand {
  static var configuration: CommandConfiguration { about("debug", .aboutDebug, [Bundle.self]) }

  struct Bundle: SessionCommand {
    static var configuration: CommandConfiguration {
      about("bundle", .aboutDebugBundle, discussion: .debugBundleDiscussion)
    }
    @Option(name: .customShort("o"), help: ArgumentHelp(stringLiteral: say(.optionOutput)), completion: .file())
    var output: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let bundle = DebugBundle(of: session)
      // Before anything is written: whoever passes it on can see what that is.
      for part in bundle.parts { Output.note(say(.debugHolds, part.name, String(part.content.text.utf8.count))) }
      let document = bundle.document
      if output == "-" { return try Output.write(document.text + "\n") }
      try Files.write(document.text + "\n", to: output)
      let names = bundle.parts.map { JSONValue.string($0.name) }
      let written = JSONValue.object([JSONMember("file", .string(output)), JSONMember("parts", .array(names))])
      try session.show(own: written, say(.debugWritten, output))
    }
  }
}
