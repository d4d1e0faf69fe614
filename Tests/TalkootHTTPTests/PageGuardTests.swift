import Foundation
import TalkootAPI
import Testing

@testable import TalkootHTTP

/// What rules 4.6 ask of the page, on a real port. Each is tried against a session that is open, so that nothing but the
/// rule in question refuses it.
@Suite struct PageGuardTests {
  private static let form = "Content-Type: application/x-www-form-urlencoded"

  @Test func `who has no cookie gets nothing, of reading either`() async throws {
    try await TestPage.run { page in
      for path in ["/", "/goals", "/live", "/at/2026-01-01/", "/nothing"] {
        let answer = try await page.ask("GET", path)
        #expect(answer.status == 401, "\(path)")
        #expect(!answer.body.contains("Test"), "\(path)")
      }
      let wrong = try await page.ask("GET", "/", ["Cookie: talkoot-\(page.port)=00000000000000000000000000000000"])
      #expect(wrong.status == 401)
    }
  }

  @Test func `a name that was made to mean this machine is refused`() async throws {
    try await TestPage.run { page in
      let (cookie, _) = try await page.signIn()
      for host in [
        "evil.example:\(page.port)", "127.0.0.1", "127.0.0.1:1", "localhost.:\(page.port)", "", "0:\(page.port)",
      ] {
        let answer = try await page.ask("GET", "/", [cookie, "Host: \(host)"])
        #expect(answer.status == 403 || answer.status == 400, "\(host): \(answer.status)")
        #expect(!answer.body.contains("Åsa"))
      }
      for host in ["127.0.0.1", "localhost", "[::1]"] {
        #expect(try await page.ask("GET", "/", [cookie, "Host: \(host):\(page.port)"]).status == 200, "\(host)")
      }
      let twice = try await page.say([
        "GET / HTTP/1.1", "Host: 127.0.0.1:\(page.port)", "Host: evil.example", cookie, "Connection: close",
      ])
      #expect(twice.hasPrefix("HTTP/1.1 403"))
    }
  }

  @Test func `a form of another site changes nothing`() async throws {
    try await TestPage.run { page in
      let (cookie, token) = try await page.signIn()
      let heads = page.node.replica.snapshot.index.count
      let body = "token=\(token)&title=Stolen"
      for headers in [
        ["Origin: http://evil.example"], ["Origin: null"], [], ["Origin: http://127.0.0.1:1"],
        ["Origin: \(page.origin)", "Origin: http://evil.example"], ["Origin: http://localhost:\(page.port)"],
        ["Origin: \(page.origin)", "Sec-Fetch-Site: cross-site"],
        ["Origin: \(page.origin)", "Sec-Fetch-Site: same-site"],
      ] {
        let answer = try await page.ask("POST", "/settings", [cookie, Self.form] + headers, body: body)
        #expect(answer.status == 403, "\(headers)")
        #expect(answer.header("set-cookie") == nil)
      }
      #expect(page.node.replica.snapshot.index.count == heads)
      let own = try await page.ask("POST", "/settings", [cookie, Self.form, "Origin: \(page.origin)"], body: body)
      #expect(own.status == 303)
    }
  }

  @Test func `a form without its session's token changes nothing`() async throws {
    try await TestPage.run { page in
      let (cookie, token) = try await page.signIn()
      let (_, other) = try await page.signIn()
      for token in ["", "token=", "token=\(other)", "token=\(token.dropLast())"] {
        let headers = [cookie, Self.form, "Origin: \(page.origin)"]
        #expect(try await page.ask("POST", "/settings", headers, body: token + "&theme=dark").status == 403, "\(token)")
      }
      let json = [cookie, "Content-Type: application/json", "Origin: \(page.origin)", "X-Talkoot-Form: \(token)"]
      #expect(try await page.ask("POST", "/settings", json, body: "{}").status == 400)
    }
  }

  @Test func `a page that another site asks for is refused, and none may be framed`() async throws {
    try await TestPage.run { page in
      let (cookie, _) = try await page.signIn()
      for site in ["cross-site", "same-site"] {
        #expect(try await page.ask("GET", "/", [cookie, "Sec-Fetch-Site: \(site)"]).status == 403)
      }
      for path in ["/", "/sign-in", "/assets/talkoot.js", "/nothing"] {
        let answer = try await page.ask("GET", path, [cookie])
        let policy = answer.header("content-security-policy") ?? ""
        for word in ["default-src 'self'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"] {
          #expect(policy.contains(word), "\(path) \(word)")
        }
        #expect(!policy.contains("unsafe"))
        #expect(answer.header("x-content-type-options") == "nosniff")
        #expect(answer.header("referrer-policy") == "same-origin")
        #expect(answer.header("cache-control") == "no-store")
        #expect(answer.header("cross-origin-opener-policy") == "same-origin")
        #expect(answer.header("cross-origin-resource-policy") == "same-origin")
        #expect(answer.header("access-control-allow-origin") == nil)
      }
    }
  }

  @Test func `other methods, and what asks whether it may, are refused`() async throws {
    try await TestPage.run { page in
      let (cookie, _) = try await page.signIn()
      for method in ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"] {
        let answer = try await page.ask(method, "/", [cookie, "Origin: \(page.origin)"])
        #expect(answer.status == 405, "\(method)")
        #expect(answer.header("access-control-allow-methods") == nil)
      }
    }
  }

  @Test func `the stream is for the page itself`() async throws {
    try await TestPage.run { page in
      let (cookie, _) = try await page.signIn()
      for headers in [[], ["Origin: http://evil.example"], ["Sec-Fetch-Site: none"], ["Sec-Fetch-Site: cross-site"]] {
        #expect(try await page.ask("GET", "/live", [cookie] + headers).status == 403, "\(headers)")
      }
      for headers in [["Origin: \(page.origin)"], ["Sec-Fetch-Site: same-origin"]] {
        let answer = try await page.ask("GET", "/live", [cookie] + headers, seconds: 6)
        #expect(answer.status == 200 && answer.header("content-type") == "text/event-stream")
        #expect(answer.body.contains("event: hello"))
      }
    }
  }

  @Test func `another user of the machine is refused, with the cookie too`() async throws {
    try await TestPage.run { page in
      let (cookie, _) = try await page.signIn()
      for path in ["/", "/sign-in", "/assets/talkoot.js"] {
        let other = try await page.ask("GET", path, [cookie], asUser: 65534)
        #expect(other.status == 403, "\(path)")
        #expect(!other.body.contains("Åsa"))
      }
      let code = try await page.access.offer(to: "Åsa").code
      let headers = ["Origin: \(page.origin)"]
      #expect(try await page.ask("POST", "/sign-in", headers, body: "code=\(code)", asUser: 65534).status == 403)
      // It was not spent by that.
      #expect(try await page.ask("POST", "/sign-in", headers, body: "code=\(code)").status == 303)
    }
  }

  @Test func `what is too large or malformed is refused before anything reads it`() async throws {
    try await TestPage.run { page in
      let (cookie, token) = try await page.signIn()
      let headers = [cookie, Self.form, "Origin: \(page.origin)", "Expect:"]
      let file = page.node.folder + "/large"
      try Data(repeating: 97, count: PageResponder.bodyBytesMax + 1).write(to: URL(filePath: file))
      #expect(try await page.ask("POST", "/settings", headers, body: "@\(file)").status == 413)
      let long = String(repeating: "a", count: 9 << 10)
      #expect(try await page.ask("GET", "/", [cookie, "X-Long: \(long)"]).status >= 400)
      for path in ["/%ZZ", "/%FF", "/?a=%"] {
        #expect(try await page.ask("GET", path, [cookie]).status == 400, "\(path)")
      }
      #expect(try await page.ask("POST", "/settings", headers, body: "token=\(token)&a=%FF").status == 400)
    }
  }
}
