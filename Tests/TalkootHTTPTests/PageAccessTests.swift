import NIOCore
import Synchronization
import TalkootAPI
import Testing

@testable import TalkootHTTP

@Suite struct PageAccessTests {
  /// A clock that is set by hand.
  private final class Clock: Sendable {
    private let time = Mutex(ContinuousClock.now)
    var now: ContinuousClock.Instant { time.withLock { $0 } }
    func pass(_ duration: Duration) { time.withLock { $0 += duration } }
  }

  private static func access(_ clock: Clock) -> PageAccess {
    let access = PageAccess { clock.now }
    access.serves(at: 1)
    return access
  }

  @Test func `a code opens one session, and only within its time`() async throws {
    let clock = Clock()
    let access = Self.access(clock)
    let code = try await access.offer(to: "Åsa").code
    #expect(access.redeem("0" + code.dropFirst()) == nil || code.hasPrefix("0"))
    let cookie = try #require(access.redeem(code))
    #expect(access.redeem(code) == nil)
    #expect(access.session(cookie)?.person == "Åsa")
    let late = try await access.offer(to: "Åsa").code
    clock.pass(PageAccess.codeLife + .seconds(1))
    #expect(access.redeem(late) == nil)
  }

  @Test func `the code is the link's fragment, and no two are alike`() async throws {
    let access = Self.access(Clock())
    let (first, second) = (try await access.offer(to: "a"), try await access.offer(to: "a"))
    #expect(first.code != second.code && first.code.utf8.count == 32)
    #expect(first.url == first.address + "sign-in#" + first.code)
  }

  @Test func `of many codes the newest work`() async throws {
    let access = Self.access(Clock())
    let first = try await access.offer(to: "a").code
    var last = ""
    for _ in 0..<PageAccess.codesMax { last = try await access.offer(to: "a").code }
    #expect(access.redeem(first) == nil)
    #expect(access.redeem(last) != nil)
  }

  @Test func `a session ends when nobody uses it, and in any case some day`() async throws {
    let clock = Clock()
    let access = Self.access(clock)
    let idle = try #require(access.redeem(try await access.offer(to: "a").code))
    clock.pass(PageAccess.idleLife + .seconds(1))
    #expect(access.session(idle) == nil)
    let used = try #require(access.redeem(try await access.offer(to: "a").code))
    var hours = 0
    while access.session(used) != nil, hours < 1000 {
      clock.pass(.seconds(3600))
      hours += 1
    }
    #expect(hours == 169)
  }

  @Test func `signing out ends the session`() async throws {
    let access = Self.access(Clock())
    let cookie = try #require(access.redeem(try await access.offer(to: "a").code))
    let session = try #require(access.session(cookie))
    access.end(session)
    #expect(access.session(cookie) == nil && !access.isOpen(session))
  }

  @Test func `the kernel's table tells whose connection it is, of those that stand`() throws {
    let table = """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
         0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1
         1: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1000        0 2
         2: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 3
         3: 0100007F:C351 0100007F:1F90 06 00000000:00000000 00:00000000 00000000     0        0 0
         4: 0000000000000000FFFF00000100007F:C352 0000000000000000FFFF00000100007F:1F90 01 0:0 0:0 0  1001        0 4
         5: 00000000000000000000000001000000:C353 00000000000000000000000001000000:1F90 01 0:0 0:0 0  1002        0 5
      """
    func uid(_ host: String, _ port: Int) throws -> UInt32? {
      ConnectionOwner.uid(
        in: table,
        client: try SocketAddress(ipAddress: host, port: port),
        server: try SocketAddress(ipAddress: host, port: 8080)
      )
    }
    #expect(try uid("127.0.0.1", 50000) == 1000)
    // Of a connection that its program has closed, the kernel says root.
    #expect(try uid("127.0.0.1", 50001) == nil)
    #expect(try uid("127.0.0.1", 50002) == 1001)
    #expect(try uid("::1", 50003) == 1002)
    #expect(try uid("127.0.0.1", 50004) == nil)
  }
}
