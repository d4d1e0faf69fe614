internal import Foundation
public import TalkootAPI
internal import TalkootCrypto
internal import TalkootLog
internal import TalkootStore

/// Checks of a home and of a running node, each with what to do when it fails.
public enum Doctor {
  /// What can be checked whether or not the node runs.
  public static func report(on home: NodeHome) -> DoctorReport {
    var checks = checks(of: home)
    if checks.allSatisfy(\.ok) { checks.append(database(home)) }
    checks.append(
      DoctorCheck(
        name: "node",
        ok: false,
        message: "no node is running here",
        remedy: "talkoot node start --home \(home.path)"
      )
    )
    return DoctorReport(ok: checks.allSatisfy(\.ok), checks: checks)
  }

  static func checks(of home: NodeHome) -> [DoctorCheck] {
    [homeFolder(home), identityKey(home), settings(home), card(home), clock()]
  }

  private static func homeFolder(_ home: NodeHome) -> DoctorCheck {
    do throws(HomeError) {
      try home.check()
      return DoctorCheck(name: "home", ok: true, message: "\(home.path) is readable by its owner alone")
    } catch {
      let remedy =
        switch error {
        case .open: "chmod 700 \(home.path)"
        case .notOurs: "run Talkoot as the user that owns \(home.path)"
        case .keyMissing: "put the node's key back: keys/identity.key"
        case .missing, .notFounded: "talkoot init, or talkoot join CODE"
        case .inUse, .inaccessible: "ls -ld \(home.path)"
        }
      return DoctorCheck(name: "home", ok: false, message: "\(error)", remedy: remedy)
    }
  }

  private static func identityKey(_ home: NodeHome) -> DoctorCheck {
    do {
      let key = try home.describeIdentity().publicKey
      return DoctorCheck(name: "key", ok: true, message: "node \(NodeID(of: key).short)…")
    } catch {
      return DoctorCheck(
        name: "key",
        ok: false,
        message: "\(error)",
        remedy: "restore the key file, or retire this node by another"
      )
    }
  }

  private static func settings(_ home: NodeHome) -> DoctorCheck {
    do {
      _ = try NodeConfiguration(path: home.configuration)
      return DoctorCheck(name: "config", ok: true, message: home.configuration)
    } catch {
      return DoctorCheck(name: "config", ok: false, message: "\(error)", remedy: "talkoot config edit")
    }
  }

  /// The card may lie here for a while after founding; that is a reminder, not a fault.
  private static func card(_ home: NodeHome) -> DoctorCheck {
    let isHere = FileManager.default.fileExists(atPath: home.recoveryCard)
    return DoctorCheck(
      name: "card",
      ok: true,
      message: isHere ? "the recovery card is still on this machine: move \(home.recoveryCard) away" : "not kept here"
    )
  }

  private static func clock() -> DoctorCheck {
    let year = SystemTime.today(in: "UTC").year
    return DoctorCheck(
      name: "clock",
      ok: year >= 2026,
      message: Timestamp.text(SystemTime.milliseconds),
      remedy: year >= 2026 ? nil : "set this machine's clock (timedatectl set-ntp true)"
    )
  }

  private static func database(_ home: NodeHome) -> DoctorCheck {
    do {
      let lock = try HomeLock(home: home.path)
      defer { withExtendedLifetime(lock) {} }
      let storage = try SQLiteStorage(openingAt: home.database)
      defer { try? storage.close() }
      let problems = try storage.integrityProblems(limit: 1)
      return DoctorCheck(
        name: "database",
        ok: problems.isEmpty,
        message: problems.first ?? "\(home.database) is sound",
        remedy: problems.isEmpty ? nil : remedy(home)
      )
    } catch {
      return DoctorCheck(
        name: "database",
        ok: false,
        message: "\(error)",
        remedy: error.isDamage ? remedy(home) : "see the message"
      )
    }
  }

  private static func remedy(_ home: NodeHome) -> String {
    Quarantine(home).canRebuild
      ? "talkoot node start: it moves the database aside and takes everything back from the other nodes"
      : "talkoot restore a backup into a new home: this node knows no other that could give everything back"
  }

  static func room(_ room: DiskRoom) -> DoctorCheck {
    guard let missing = room.missing else {
      return DoctorCheck(name: "disk", ok: true, message: "there is room for what others write")
    }
    return DoctorCheck(
      name: "disk",
      ok: false,
      message: missing == .forAnything
        ? "the disk is full: this node takes nothing, and answers what it is asked"
        : "the disk is nearly full: this node takes no changes from others until there is room again",
      remedy: "free some space on the disk of \(room.path); nothing is lost, and it goes on by itself"
    )
  }

  static func listening(_ configured: NodeAddress?, bound: String?) -> DoctorCheck {
    guard let configured else {
      return DoctorCheck(
        name: "listen",
        ok: true,
        message: "this node listens nowhere: others can't dial it (config: listen)"
      )
    }
    return DoctorCheck(
      name: "listen",
      ok: bound != nil,
      message: bound ?? "not listening on \(configured.text)",
      remedy: bound == nil ? "another program may have the port: ss -ltnp" : nil
    )
  }

  static func voice(_ voice: VoiceStatus) -> DoctorCheck {
    let remedy: String? =
      switch voice.state {
      case "closed": "talkoot node voice NODE --card FILE, for a node of: talkoot node list"
      case "outdated", "contested": "talkoot node voice"
      default: nil
      }
    return DoctorCheck(
      name: "voice",
      ok: remedy == nil,
      message: voice.detail ?? "this node settles for its organisation",
      remedy: remedy
    )
  }

  /// - Parameter incomplete: how many changes lack strings that nobody erased.
  static func content(incomplete: Int) -> DoctorCheck {
    DoctorCheck(
      name: "content",
      ok: incomplete == 0,
      message: incomplete == 0
        ? "nothing is missing that was not erased"
        : "\(incomplete) changes lack words that nobody erased; peers are asked, and there is no digest until then",
      remedy: incomplete == 0 ? nil : "talkoot sync now, with a peer that has them"
    )
  }

  static func peers(_ status: SyncStatus) -> [DoctorCheck] {
    status.peers.map { peer in
      let ok = peer.state == "connected" || peer.state == "paused"
      return DoctorCheck(
        name: "peer \(peer.memberName ?? peer.nodeShort ?? "")",
        ok: ok,
        message: peer.detail ?? "\(peer.state)\(peer.address.map { " at \($0)" } ?? "")",
        remedy: ok ? nil : "is that node running, and its port open from here? talkoot peer add HOST:PORT"
      )
    }
  }
}
