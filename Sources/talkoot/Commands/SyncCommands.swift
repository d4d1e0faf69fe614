internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

struct SyncCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    about("sync", .aboutSync, [Status.self, Pause.self, Resume.self, Now.self], default: Status.self)
  }

  struct Status: SessionCommand {
    static var configuration: CommandConfiguration { about("status", .aboutSyncStatus) }
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.sync)) { $1.sync($0) }
    }
  }

  struct Pause: SessionCommand {
    static var configuration: CommandConfiguration { about("pause", .aboutSyncPause) }
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.pause)) { $1.line(say(.syncPaused)) }
    }
  }

  struct Resume: SessionCommand {
    static var configuration: CommandConfiguration { about("resume", .aboutSyncResume) }
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.resume)) { $1.line(say(.syncResumed)) }
    }
  }

  struct Now: SessionCommand {
    static var configuration: CommandConfiguration { about("now", .aboutSyncNow) }
    @OptionGroup var waiting: WaitOptions
    @Option(help: ArgumentHelp(stringLiteral: say(.optionReplicas))) var replicas: Int?
    @OptionGroup var global: GlobalOptions

    func validate() throws {
      if let replicas, replicas < 0 { throw ValidationError(say(.limitNegative)) }
    }

    func run(_ session: Session) throws(ErrorDescription) {
      let isWaiting = waiting.wait || replicas != nil
      let request = SyncNow(
        wait: isWaiting ? true : nil,
        replicas: replicas,
        timeout: isWaiting ? waiting.timeout : nil
      )
      let status = try session.withProgress { (progress) throws(ErrorDescription) in
        try session.waiting(seconds: waiting.timeout).client.send(Endpoints.syncNow, body: request, progress: progress)
      }
      try session.show(status) { $1.sync($0) }
    }
  }
}

struct PeerCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    about("peer", .aboutPeer, [List.self, Add.self, Remove.self], default: List.self)
  }

  struct List: SessionCommand {
    static var configuration: CommandConfiguration { about("list", .aboutPeerList) }
    @OptionGroup var options: ListOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let peers = try session.client.send(Endpoints.peers)
      try session.list(peers, ids: options.ids, { $0.node ?? $0.address }) { $1.peers($0) }
    }
  }

  struct Add: SessionCommand {
    static var configuration: CommandConfiguration { about("add", .aboutPeerAdd) }
    @Argument(help: "HOST:PORT") var address: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.addPeer, body: NewPeer(address: address))) { $1.peers([$0]) }
    }
  }

  struct Remove: SessionCommand {
    static var configuration: CommandConfiguration { about("remove", .aboutPeerRemove) }
    @Argument(help: "HOST:PORT") var address: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.removePeer, address)) { $1.peers($0) }
    }
  }
}
