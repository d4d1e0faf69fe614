internal import TalkootStore

/// A home's lock, held while something in it is changed and no node runs.
struct HomeGuard {
  private let lock: HomeLock

  init(_ home: NodeHome) throws { lock = try HomeLock(home: home.path) }
}
