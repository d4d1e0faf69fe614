import Foundation
import TalkootCrypto
import Testing

@testable import TalkootNode

@Suite("A node's TLS key")
struct TLSStateTests {
  private func state() throws -> TLSState {
    let temporary = TemporaryHome()
    let path = temporary.folder + "/config.toml"
    try "".write(toFile: path, atomically: true, encoding: .utf8)
    return try TLSState(SigningKey(), try NodeConfiguration(path: path))
  }

  @Test func `serves a week, is then replaced, and the next one serves a week as well`() throws {
    let tls = try state()
    let start = ContinuousClock.now
    tls.renew(start)
    let first = tls.leafHash
    let week = Duration.seconds(7 * 86_400)
    tls.renewIfOld(start + week - .seconds(1))
    #expect(tls.leafHash == first)
    tls.renewIfOld(start + week)
    let second = tls.leafHash
    #expect(second != first)
    tls.renewIfOld(start + week + week - .seconds(1))
    #expect(tls.leafHash == second)
    tls.renewIfOld(start + week + week)
    #expect(tls.leafHash != second)
  }
}
