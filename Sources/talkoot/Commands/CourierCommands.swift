internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

/// `replica bundle`: what a node lacks, as a file for a courier.
struct CourierCommand: SessionCommand {
  static var configuration: CommandConfiguration {
    about("bundle", .aboutReplicaBundle, discussion: .courierIsReadable)
  }
  @Option(name: .customLong("for"), parsing: .unconditional, help: ArgumentHelp(stringLiteral: say(.optionRecipient)))
  var recipient: String
  @Option(name: .customShort("o"), help: ArgumentHelp(stringLiteral: say(.optionBundleFile)), completion: .file())
  var output: String
  @Flag(help: ArgumentHelp(stringLiteral: say(.optionEverything))) var everything = false
  @OptionGroup var global: GlobalOptions

  func run(_ session: Session) throws(ErrorDescription) {
    let path = Environment.absolute(output)
    if Files.isMissing(Files.directory(of: path)) {
      throw ErrorDescription(.outputFailed, say(.fileWriteFailed, output, say(.folderMissing)))
    }
    let request = CourierRequest(recipient: recipient, path: path, everything: everything ? true : nil)
    try session.show(try session.client.send(Endpoints.courier, body: request)) { $1.courier($0) }
  }
}

/// `replica absorb`: takes such a file in.
struct AbsorbCommand: SessionCommand {
  static var configuration: CommandConfiguration { about("absorb", .aboutReplicaAbsorb) }
  @Argument(completion: .file()) var file: String
  @OptionGroup var global: GlobalOptions

  func run(_ session: Session) throws(ErrorDescription) {
    let bytes = try Files.read(file)
    let report = try session.withProgress { (progress) throws(ErrorDescription) in
      try session.client.send(
        Endpoints.absorb,
        query: AbsorbOptions(file: file),
        file: FileBytes(bytes),
        contentType: "application/octet-stream",
        progress: progress
      )
    }
    try session.show(report) { $1.absorbed($0) }
  }
}
