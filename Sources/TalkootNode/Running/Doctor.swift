internal import Foundation
public import TalkootAPI
internal import TalkootCrypto
public import TalkootLanguage
internal import TalkootLog
internal import TalkootStore

/// What a check found, to be said in the language of whoever asks.
struct Finding {
  var name: String
  var ok: Bool
  var message: Sentence
  var remedy: Sentence?

  func check(in language: Language) -> DoctorCheck {
    DoctorCheck(name: name, ok: ok, message: message.text(in: language), remedy: remedy?.text(in: language))
  }
}

/// Checks of a home and of a running node, each with what to do when it fails.
public enum Doctor {
  /// What can be checked whether or not the node runs.
  public static func report(on home: NodeHome, in language: Language) -> DoctorReport {
    var checks = checks(of: home)
    if checks.allSatisfy(\.ok) { checks.append(database(home)) }
    checks.append(
      Finding(
        name: "node",
        ok: false,
        message: "no node is running here",
        remedy: "talkoot node start --home \(home.path)"
      )
    )
    return report(checks, in: language)
  }

  /// The findings as a person of that language reads them.
  static func report(_ findings: [Finding], in language: Language) -> DoctorReport {
    DoctorReport(ok: findings.allSatisfy(\.ok), checks: findings.map { $0.check(in: language) })
  }

  static func checks(of home: NodeHome) -> [Finding] {
    [homeFolder(home), identityKey(home), settings(home), card(home), clock()]
  }

  private static func homeFolder(_ home: NodeHome) -> Finding {
    do throws(HomeError) {
      try home.check()
      return Finding(name: "home", ok: true, message: "\(home.path) is readable by its owner alone")
    } catch {
      let remedy: Sentence =
        switch error {
        case .open: "chmod 700 \(home.path)"
        case .notOurs: "run Talkoot as the user that owns \(home.path)"
        case .keyMissing: "put the node's key back: keys/identity.key"
        case .missing, .notFounded: "talkoot init, or talkoot join CODE"
        case .inUse, .inaccessible: "ls -ld \(home.path)"
        }
      return Finding(name: "home", ok: false, message: Sentence(verbatim: "\(error)"), remedy: remedy)
    }
  }

  private static func identityKey(_ home: NodeHome) -> Finding {
    do {
      let key = try home.describeIdentity().publicKey
      return Finding(name: "key", ok: true, message: "node \(NodeID(of: key).short)…")
    } catch {
      return Finding(
        name: "key",
        ok: false,
        message: Sentence(verbatim: "\(error)"),
        remedy: "restore the key file, or retire this node by another"
      )
    }
  }

  private static func settings(_ home: NodeHome) -> Finding {
    do {
      _ = try NodeConfiguration(path: home.configuration)
      return Finding(name: "config", ok: true, message: Sentence(verbatim: home.configuration))
    } catch {
      return Finding(name: "config", ok: false, message: Sentence(verbatim: "\(error)"), remedy: "talkoot config edit")
    }
  }

  /// The card may lie here for a while after founding; that is a reminder, not a fault.
  private static func card(_ home: NodeHome) -> Finding {
    let isHere = FileManager.default.fileExists(atPath: home.recoveryCard)
    return Finding(
      name: "card",
      ok: true,
      message: isHere ? "the recovery card is still on this machine: move \(home.recoveryCard) away" : "not kept here"
    )
  }

  private static func clock() -> Finding {
    let year = SystemTime.today(in: "UTC").year
    return Finding(
      name: "clock",
      ok: year >= 2026,
      message: Sentence(verbatim: Timestamp.text(SystemTime.milliseconds)),
      remedy: year >= 2026 ? nil : "set this machine's clock (timedatectl set-ntp true)"
    )
  }

  private static func database(_ home: NodeHome) -> Finding {
    do {
      let lock = try HomeLock(home: home.path)
      defer { withExtendedLifetime(lock) {} }
      let storage = try SQLiteStorage(openingAt: home.database)
      defer { try? storage.close() }
      let problems = try storage.integrityProblems(limit: 1)
      return Finding(
        name: "database",
        ok: problems.isEmpty,
        message: problems.first.map { Sentence(verbatim: $0) } ?? "\(home.database) is sound",
        remedy: problems.isEmpty ? nil : remedy(home)
      )
    } catch {
      return Finding(
        name: "database",
        ok: false,
        message: Sentence(verbatim: "\(error)"),
        remedy: error.isDamage ? remedy(home) : "see the message"
      )
    }
  }

  private static func remedy(_ home: NodeHome) -> Sentence {
    Quarantine(home).canRebuild
      ? "talkoot node start: it moves the database aside and takes everything back from the other nodes"
      : "talkoot restore a backup into a new home: this node knows no other that could give everything back"
  }

  static func room(_ room: DiskRoom) -> Finding {
    guard let missing = room.missing else {
      return Finding(name: "disk", ok: true, message: "there is room for what others write")
    }
    return Finding(
      name: "disk",
      ok: false,
      message: missing == .forAnything
        ? "the disk is full: this node takes nothing, and answers what it is asked"
        : "the disk is nearly full: this node takes no changes from others until there is room again",
      remedy: "free some space on the disk of \(room.path); nothing is lost, and it goes on by itself"
    )
  }

  static func listening(_ configured: NodeAddress?, bound: String?) -> Finding {
    guard let configured else {
      return Finding(
        name: "listen",
        ok: true,
        message: "this node listens nowhere: others can't dial it (config: listen)"
      )
    }
    return Finding(
      name: "listen",
      ok: bound != nil,
      message: bound.map { Sentence(verbatim: $0) } ?? "not listening on \(configured.text)",
      remedy: bound == nil ? "another program may have the port: ss -ltnp" : nil
    )
  }

  static func voice(_ voice: VoiceStatus) -> Finding {
    let remedy: Sentence? =
      switch voice.state {
      case "closed": "talkoot node voice NODE --card FILE, for a node of: talkoot node list"
      case "outdated", "contested": "talkoot node voice"
      default: nil
      }
    return Finding(
      name: "voice",
      ok: remedy == nil,
      message: voice.detail.map { Sentence(verbatim: $0) } ?? "this node settles for its organisation",
      remedy: remedy
    )
  }

  /// - Parameter incomplete: how many changes lack strings that nobody erased.
  static func content(incomplete: Int) -> Finding {
    Finding(
      name: "content",
      ok: incomplete == 0,
      message: incomplete == 0
        ? "nothing is missing that was not erased"
        : "\(incomplete) changes lack words that nobody erased; peers are asked, and there is no digest until then",
      remedy: incomplete == 0 ? nil : "talkoot sync now, with a peer that has them"
    )
  }

  static func peers(_ status: SyncStatus) -> [Finding] {
    status.peers.map { peer in
      let ok = peer.state == "connected" || peer.state == "paused"
      return Finding(
        name: "peer \(peer.memberName ?? peer.nodeShort ?? "")",
        ok: ok,
        message: peer.detail.map { Sentence(verbatim: $0) } ?? "\(word: peer.state) \(peer.address ?? "")",
        remedy: ok ? nil : "is that node running, and its port open from here? talkoot peer add HOST:PORT"
      )
    }
  }
}
