internal import Foundation
internal import Measuring
internal import TalkootReplica
internal import TalkootStore

// What a replica does inside, measured without a daemon around it:
//
//     replica-work write DATABASE CHANGES          makes a plan of so many changes
//     replica-work grow HOME CHANGES               adds such a plan to the home of a node that is not running
//     replica-work catch-up DATABASE NEW-DATABASE  a newcomer gets it all over the sync machine
//     replica-work edits DATABASE WRITERS SECONDS  durable single edits
//     replica-work open DATABASE                   opens it and reads every goal's title

@main
struct ReplicaWork {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    switch (arguments.first, arguments.count) {
    case ("write", 3): try write(arguments[2], Int(arguments[3]) ?? 0)
    case ("grow", 3): try Plan(changes: Int(arguments[3]) ?? 0).grow(home: arguments[2])
    case ("catch-up", 3): try catchUp(arguments[2], newcomerAt: arguments[3])
    case ("edits", 4):
      try await edits(arguments[2], writers: Int(arguments[3]) ?? 1, seconds: Double(arguments[4]) ?? 2)
    case ("open", 2): try open(arguments[2])
    default:
      FileHandle.standardError.write(Data("usage: see \(#fileID)\n".utf8))
      exit(64)
    }
  }

  private static func write(_ path: String, _ changes: Int) throws {
    var watch = Stopwatch()
    try watch.measure { try Plan(changes: changes).write(to: path) }
    report("write", "cpu", watch.processor / Double(changes) * 1e6, "us/change")
    report("write", "wall", watch.wall, "s")
    let bytes = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    report("write", "database", Double(bytes) / Double(changes), "B/change")
  }

  private static func open(_ path: String) throws {
    var watch = Stopwatch()
    let core = try watch.measure { try ReplicaCore.open(try SQLiteStorage(openingAt: path), key: Founder.key) }
    report("open", "wall", watch.wall * 1e3, "ms")
    report("open", "cpu", watch.processor * 1e3, "ms")
    var read = Stopwatch()
    let scalars = read.measure { core.snapshot.titles.reduce(0) { $0 + $1.unicodeScalars.count } }
    report("open", "read_all_titles", read.wall * 1e3, "ms")
    report("open", "titles", Double(scalars), "scalars")
    report("open", "pss", memory("Pss"), "MiB")
    report("open", "anonymous", memory("Anonymous"), "MiB")
    report("open", "changes", Double(core.index.count), "changes")
  }
}
