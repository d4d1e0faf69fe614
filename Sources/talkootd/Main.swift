internal import ArgumentParser
internal import TalkootAPI
internal import TalkootNode

/// The node: run without a command it serves a home until it is stopped; its commands make, restore and examine homes.
@main
struct Daemon: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "talkootd",
    abstract: "A node of a Talkoot network.",
    discussion: "People use `talkoot`, which runs this program where it needs it (docs/protocol/local-api.md).",
    version: Version.current,
    subcommands: [
      Run.self, Init.self, PrepareJoin.self, Adopt.self, UseCard.self, Card.self, Restore.self, Examine.self,
      Protect.self,
    ],
    defaultSubcommand: Run.self
  )
}

/// What every command takes.
struct CommonOptions: ParsableArguments {
  @Option(help: "The node's home.") var home: String
  @Flag(help: "Print one JSON document.") var json = false
  @Option(help: "The language of messages: en or fi.") var lang: String?
  @Option(name: .customLong("passphrase-file"), help: "A file with the passphrase of the node's key.")
  var passphraseFile: String?

  var nodeHome: NodeHome { NodeHome(home, keyring: Keyring(passphraseFile: passphraseFile)) }
}

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "run", abstract: "Serves a home until it is stopped.")
  @OptionGroup var common: CommonOptions

  func run() async throws {
    do {
      try await Service.run(common.nodeHome)
    } catch {
      // The last line of the log is what `talkoot node start` shows.
      Report.failure(error, isJSON: false)
    }
  }
}

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "init", abstract: "Founds a network.")
  @OptionGroup var common: CommonOptions
  @Option(help: "The network's name.") var network: String
  @Option(help: "The organisation's name.") var name: String
  @Option(help: "HOST:PORT to listen on.") var listen: String?
  @Option(name: .customLong("time-zone"), help: "As Europe/Helsinki.") var timeZone: String?
  @Option(help: "The home whose replica's content the network begins with.") var from: String?

  func run() throws {
    let terms = Founding.Terms(home: common.nodeHome, name: name, listen: listen, source: from.map { NodeHome($0) })
    Report.result {
      try Founding.found(terms, network: network, timeZone: timeZone).document(name, network, terms.home)
    }
  }
}

struct PrepareJoin: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prepare-join",
    abstract: "Makes a newcomer's home; the invitation's code comes on standard input."
  )
  @OptionGroup var common: CommonOptions
  @Option(help: "The organisation's name.") var name: String
  @Option(help: "HOST:PORT to listen on.") var listen: String?

  func run() throws {
    let terms = Founding.Terms(home: common.nodeHome, name: name, listen: listen)
    Report.result { try Founding.prepareJoin(terms, code: readLine() ?? "").document(name, nil, terms.home) }
  }
}

struct Restore: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "restore", abstract: "Puts a backup into a home.")
  @OptionGroup var common: CommonOptions
  @Argument(help: "The backup.") var file: String
  @Option(name: .customLong("keys-passphrase-file"), help: "A file with the passphrase of the key beside the backup.")
  var keysPassphraseFile: String?

  func run() throws {
    let home = common.nodeHome
    Report.result {
      try Restoring.restore(file, to: home, keysPassphrase: keysPassphraseFile).document(home, file)
    }
  }
}

struct Examine: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "doctor", abstract: "Checks a home whose node is down.")
  @OptionGroup var common: CommonOptions

  func run() throws {
    let home = common.nodeHome
    Report.result { Doctor.report(on: home, in: Report.language) }
  }
}
