internal import ArgumentParser
internal import TalkootAPI
internal import TalkootNode

struct Adopt: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract: "Makes the home of another node of an organisation; the code comes on standard input."
  )
  @OptionGroup var common: CommonOptions
  @Option(help: "HOST:PORT to listen on.") var listen: String?

  func run() async throws {
    let home = common.nodeHome
    let code = readLine() ?? ""
    await Report.result {
      try await DeviceAdoption.adopt(home, code: code, listen: listen).document("", nil, home)
    }
  }
}

struct UseCard: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "use-card",
    abstract: "Makes this home's node one of the card's organisation, in place of those that are lost."
  )
  @OptionGroup var common: CommonOptions
  @Argument(help: "The recovery card.") var file: String
  @Option(name: .customLong("card-passphrase-file"), help: "A file with the card's passphrase.")
  var cardPassphraseFile: String?
  @Option(help: "HOST:PORT of another organisation's node.") var at: String?
  @Option(help: "That node's fingerprint or id.") var peer: String?
  @Option(help: "A node of the organisation that is not lost.") var keep: [String] = []
  @Option(help: "Why.") var reason: String
  @Option(help: "HOST:PORT to listen on.") var listen: String?

  func run() async throws {
    var terms = CardUse.Terms(home: common.nodeHome, card: file, reason: reason)
    terms.cardPassphrase = cardPassphraseFile
    terms.at = at
    terms.peer = peer
    terms.keep = keep
    terms.listen = listen
    let chosen = terms
    await Report.result { try await CardUse.use(chosen).document("", nil, chosen.home) }
  }
}

/// Recovery cards as files; without a file, the one that holds for a home's organisation.
struct Card: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "card",
    abstract: "Tells of a recovery card, or makes one. For --new the card that holds comes on standard input, as JSON."
  )
  @OptionGroup var common: CommonOptions
  @Argument(help: "The card.") var file: String?
  @Flag(help: "Print the card's whole text, the secret in it too.") var secret = false
  @Flag(help: "Make a new card.") var new = false
  @Option(name: .customLong("card-passphrase-file"), help: "A file with a passphrase for the new card.")
  var cardPassphraseFile: String?

  func run() throws {
    let home = common.nodeHome
    Report.result {
      guard let file else { return try JSONValue(encoding: CardFiles.current(home), absent: .null) }
      if secret { return .object([JSONMember("text", .string(try CardFiles.text(file)))]) }
      if new {
        let holding = try RecoveryCardDescription(from: JSONValue(parsing: Array((readLine() ?? "").utf8)))
        return try JSONValue(
          encoding: CardFiles.make(file, like: holding, passphrase: cardPassphraseFile),
          absent: .null
        )
      }
      return try JSONValue(encoding: CardFiles.show(file), absent: .null)
    }
  }
}

struct Protect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "protect",
    abstract: "Puts a home's identity key under a passphrase, or takes it out again."
  )
  @OptionGroup var common: CommonOptions
  @Option(name: .customLong("new-passphrase-file"), help: "A file with the passphrase; none takes it away.")
  var newPassphraseFile: String?

  func run() throws {
    let home = common.nodeHome
    Report.result { try Protection.change(home, to: newPassphraseFile).document }
  }
}
