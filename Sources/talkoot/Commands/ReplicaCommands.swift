internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

struct ReplicaCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    about(
      "replica",
      .aboutReplica,
      [
        Status.self, Log.self, Show.self, SetAside.self, Conflicts.self, Verify.self, Rebuild.self, Diff.self,
        At.self, Backup.self, CourierCommand.self, AbsorbCommand.self,
      ],
      default: Status.self
    )
  }

  struct Status: SessionCommand {
    static var configuration: CommandConfiguration { about("status", .aboutReplicaStatus) }
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.replica)) { $1.replica($0) }
    }
  }

  struct Log: SessionCommand {
    static var configuration: CommandConfiguration { about("log", .aboutReplicaLog) }
    @Option var node: String?
    @Option var since: String?
    @Option var limit: Int?
    @OptionGroup var options: ListOptions
    @OptionGroup var global: GlobalOptions

    func validate() throws {
      if let limit, limit < 0 { throw ValidationError(say(.limitNegative)) }
    }

    func run(_ session: Session) throws(ErrorDescription) {
      let filter = ChangeFilter(node: node, since: since, limit: limit)
      let changes = try session.client.send(Endpoints.changes, query: filter)
      try session.list(changes, ids: options.ids, \.id) { $1.changes($0) }
    }
  }

  struct Show: SessionCommand {
    static var configuration: CommandConfiguration { about("show", .aboutReplicaShow) }
    @Argument var change: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.change, change)) { $1.change($0) }
    }
  }

  struct SetAside: SessionCommand {
    static var configuration: CommandConfiguration { about("set-aside", .aboutReplicaSetAside) }
    @Option var bringBack: String?
    @OptionGroup var options: ListOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      if let bringBack {
        return try session.show(try session.client.send(Endpoints.bringBack, bringBack)) { $1.broughtBack($0) }
      }
      try session.list(try session.client.send(Endpoints.setAside), ids: options.ids, \.id) { $1.setAside($0) }
    }
  }

  struct Conflicts: SessionCommand {
    static var configuration: CommandConfiguration { about("conflicts", .aboutReplicaConflicts) }
    @OptionGroup var options: ListOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.list(try session.client.send(Endpoints.conflicts), ids: options.ids, \.object) { $1.conflicts($0) }
    }
  }

  struct Verify: SessionCommand {
    static var configuration: CommandConfiguration { about("verify", .aboutReplicaVerify) }
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let report = try session.withProgress { (progress) throws(ErrorDescription) in
        try session.client.send(Endpoints.verify, progress: progress)
      }
      try session.show(report) { $1.verified($0) }
      if try !report.decoded().ok { throw Found.fault }
    }
  }

  struct Rebuild: SessionCommand {
    static var configuration: CommandConfiguration { about("rebuild", .aboutReplicaRebuild) }
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let report = try session.withProgress { (progress) throws(ErrorDescription) in
        try session.client.send(Endpoints.rebuild, progress: progress)
      }
      try session.show(report) { $1.rebuilt($0) }
    }
  }

  struct Diff: SessionCommand {
    static var configuration: CommandConfiguration { about("diff", .aboutReplicaDiff) }
    @Argument var peer: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.difference, peer)) { $1.difference($0) }
    }
  }

  struct At: ParsableCommand {
    static var configuration: CommandConfiguration {
      about("at", .aboutReplicaAt, discussion: .replicaAtDiscussion)
    }
    @Argument(help: ArgumentHelp(stringLiteral: say(.argumentMoment))) var moment: String
    @Argument(parsing: .captureForPassthrough, help: ArgumentHelp(stringLiteral: say(.argumentCommand)))
    var command: [String]

    func run() throws {
      guard let reading = try Talkoot.parseAsRoot(command) as? any SessionCommand else {
        throw ErrorDescription(.usage, say(.usage, say(.asOfReadsOnly), "talkoot replica at --help"))
      }
      try reading.run(Session(reading.global).asOf(moment))
    }
  }

  struct Backup: SessionCommand {
    static var configuration: CommandConfiguration { about("backup", .aboutReplicaBackup) }
    @Argument(completion: .file()) var file: String
    @Flag(name: .customLong("with-keys"), help: ArgumentHelp(stringLiteral: say(.optionWithKeys))) var withKeys = false
    @Option(
      name: .customLong("passphrase-file"),
      help: ArgumentHelp(stringLiteral: say(.optionKeysPassphrase)),
      completion: .file()
    ) var passphraseFile: String?
    @OptionGroup var global: GlobalOptions

    func validate() throws {
      if withKeys != (passphraseFile != nil) { throw ValidationError(say(.keysNeedPassphrase)) }
    }

    func run(_ session: Session) throws(ErrorDescription) {
      let path = Environment.absolute(file)
      if Files.isMissing(Files.directory(of: path)) {
        throw ErrorDescription(.outputFailed, say(.fileWriteFailed, file, say(.folderMissing)))
      }
      let request = BackupRequest(path: path, keysPassphraseFile: passphraseFile.map { Environment.absolute($0) })
      try session.show(try session.client.send(Endpoints.backup, body: request)) { $1.backup($0) }
    }
  }
}

struct RestoreCommand: SessionCommand {
  static var configuration: CommandConfiguration { about("restore", .aboutRestore) }
  @Argument(completion: .file()) var file: String
  @Option(
    name: .customLong("passphrase-file"),
    help: ArgumentHelp(stringLiteral: say(.optionKeysPassphrase)),
    completion: .file()
  ) var passphraseFile: String?
  @OptionGroup var global: GlobalOptions

  func run(_ session: Session) throws(ErrorDescription) {
    let path = Environment.absolute(file)
    if Files.isMissing(path) { throw ErrorDescription(.malformedValue, say(.fileMissing, file)) }
    let keys = passphraseFile.map { ["--keys-passphrase-file=" + Environment.absolute($0)] } ?? []
    let made = try DaemonProgram.run(
      ["restore", path, "--home", session.home.path] + keys,
      language: Language.current,
      as: HomeCreated.self
    )
    try session.show(made) { $1.homeCreated($0) }
  }
}

struct ConflictCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    about("conflict", .aboutConflict, [List.self, Settle.self], default: List.self)
  }

  struct List: SessionCommand {
    static var configuration: CommandConfiguration { about("list", .aboutReplicaConflicts) }
    @OptionGroup var options: ListOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.list(try session.client.send(Endpoints.conflicts), ids: options.ids, \.object) { $1.conflicts($0) }
    }
  }

  struct Settle: SessionCommand {
    static var configuration: CommandConfiguration { about("settle", .aboutConflictSettle) }
    @Argument var id: String
    @Argument var field: String
    @Option(parsing: .unconditional) var value: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let value = try LongText(session: session).given(value) ?? value
      let settlement = Settlement(object: id, field: field, value: value)
      try session.show(try session.client.send(Endpoints.settle, body: settlement)) { $1.changed($0) }
    }
  }
}
