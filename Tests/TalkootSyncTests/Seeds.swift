import Foundation

/// Which seeds a simulation runs: `TALKOOT_SEED=7` repeats one, `TALKOOT_SEEDS=1000` runs more than usual.
enum Seeds {
  static func many(_ usual: UInt64) -> ClosedRange<UInt64> {
    let environment = ProcessInfo.processInfo.environment
    if let one = environment["TALKOOT_SEED"].flatMap(UInt64.init) { return one...one }
    return 1...max(1, environment["TALKOOT_SEEDS"].flatMap(UInt64.init) ?? usual)
  }
}
