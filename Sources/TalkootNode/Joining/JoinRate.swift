internal import Glibc
internal import Synchronization
internal import TalkootSync

/// How many requests that came to nothing one address may make in a minute (`rules.md` 2.4). Good ones don't count: a
/// valid invitation serves once anyway.
final class JoinRate: Sendable {
  static let failuresMax = 5
  static let window = Duration.seconds(60)
  /// More addresses than this are not remembered at a time.
  static let addressesMax = 1_024

  private struct Failures {
    var count = 0
    var since: SyncInstant
  }

  private let failures = Mutex<[String: Failures]>([:])

  /// Whether a request from this address is worth judging now.
  func admits(_ remoteAddress: String, now: SyncInstant) -> Bool {
    let key = JoinRate.key(remoteAddress)
    return failures.withLock { failures in
      guard let entry = failures[key] else { return true }
      if entry.since.duration(to: now) < JoinRate.window { return entry.count < JoinRate.failuresMax }
      failures[key] = nil
      return true
    }
  }

  /// A request from this address came to nothing.
  func failed(_ remoteAddress: String, now: SyncInstant) {
    let key = JoinRate.key(remoteAddress)
    failures.withLock { failures in
      if failures[key] == nil, failures.count >= JoinRate.addressesMax {
        failures = failures.filter { $0.value.since.duration(to: now) < JoinRate.window }
        if failures.count >= JoinRate.addressesMax { failures = [:] }
      }
      failures[key, default: Failures(since: now)].count += 1
    }
  }

  /// The address without its port; of an IPv6 address the /64, which is what one household has.
  static func key(_ remoteAddress: String) -> String {
    guard let host = NodeAddress(remoteAddress)?.host else { return remoteAddress }
    var address = in6_addr()
    guard inet_pton(AF_INET6, String(host.prefix { $0 != "%" }), &address) == 1 else { return host }
    return withUnsafeBytes(of: address) { $0.prefix(8).map { String($0, radix: 16) }.joined(separator: ".") }
  }
}
