internal import Dispatch
internal import Foundation
internal import TalkootAPI
internal import TalkootReplica
internal import TalkootStore

// What is stored may turn out to be damaged while the node runs: when something is read, or by the examination.
extension Node {
  /// How long after the start the whole database is read, and how often then.
  private static let examinedAfter = Duration.seconds(2)
  private static let examinedEvery = Duration.seconds(86_400)

  /// Reads the whole database now and then, beside the writer: most of it would be read by nobody for years.
  func keepExamining() async {
    var wait = Node.examinedAfter
    while (try? await Task.sleep(for: wait)) != nil {
      if let problem = await examine() { damageFound(problem) } else if damage == nil { Quarantine(home).forget() }
      wait = Node.examinedEvery
    }
  }

  private func examine() async -> String? {
    let path = home.database
    return await withCheckedContinuation { answer in
      // It waits for the disk: not on one of the few threads that everything else shares.
      DispatchQueue.global(qos: .utility).async {
        do throws(StoreError) {
          let storage = try SQLiteStorage(readingAt: path)
          let problem = try storage.integrityProblems(limit: 1).first
          try storage.close()
          answer.resume(returning: problem)
        } catch {
          // A file that can't be opened or read in this moment says nothing against what is in it.
          answer.resume(returning: error.isDamage ? "\(error)" : nil)
        }
      }
    }
  }

  /// The database is damaged: noted for the next start, which follows at once where others can give everything back.
  func damageFound(_ finding: String) {
    guard damage == nil else { return }
    damage = finding
    let quarantine = Quarantine(home)
    do { try quarantine.note(finding) } catch {
      logger.error("noting the damage failed", metadata: ["error": "\(error)"])
    }
    logger.critical("the database is damaged", metadata: ["damage": "\(finding)"])
    guard quarantine.canRebuild else { return }
    logger.warning("starting again, to take everything back from the other nodes")
    requestStop()
  }

  /// Looks once more at what was moved aside, now that others have given back what they have.
  func concludeQuarantine() async {
    let quarantine = Quarantine(home)
    guard quarantine.isKept else { return }
    do {
      let remains = try quarantine.remains(identityKey, replica.snapshot.workspace.network)
      let isWhole = remains.fault == nil
      let taken = try await replica.takeBack(from: remains)
      try quarantine.conclude(missing: taken.missing, isWhole: isWhole, logger)
    } catch {
      logger.error("what was lost with the damaged database is not known", metadata: ["error": "\(error)"])
      try? quarantine.conclude(missing: [], isWhole: false, logger)
    }
  }

  /// What its people should know of its disk and its database, as `node status` has it.
  var troubles: [String] {
    let quarantine = Quarantine(home)
    var troubles: [String] = []
    if damage != nil { troubles.append("damaged") } else if quarantine.isKept { troubles.append("rebuilt") }
    if links.room.missing != nil { troubles.append("noRoom") }
    return troubles
  }

  /// What the doctor says of the database.
  var databaseCheck: Finding {
    let quarantine = Quarantine(home)
    if let damage {
      return Finding(
        name: "database",
        ok: false,
        message: "\(damage)",
        remedy: quarantine.isKept
          ? "this is the second time: look at the disk; then move \(home.path)/damaged away and restart the node"
          : "this node knows no other that could give it back: restore a backup into a new home (talkoot restore)"
      )
    }
    guard quarantine.isKept else {
      return Finding(name: "database", ok: true, message: "\(home.database) is sound, as far as it has been read")
    }
    let isConcluded = home.exists(quarantine.lost)
    return Finding(
      name: "database",
      ok: !isConcluded,
      message: isConcluded
        ? "the database was damaged, and \(quarantine.lostCount) changes of this node's own are lost: \(quarantine.lost)"
        : "the database was damaged and moved to \(home.path)/damaged; everything is coming back from the other nodes",
      remedy: isConcluded
        ? "absorb a file that has them (talkoot replica absorb), or accept the loss: rm -r \(home.path)/damaged" : nil
    )
  }
}
