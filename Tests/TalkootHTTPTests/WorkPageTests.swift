import Foundation
import TalkootAPI
import Testing

@testable import TalkootHTTP

/// Goals, decisions and agreements by plain forms, as a browser without scripts sends them.
@Suite struct WorkPageTests {
  /// Somebody who is signed in.
  private struct Browser {
    let page: TestPage
    let cookie: String
    let token: String

    static func open(_ page: TestPage) async throws -> Browser {
      let (cookie, token) = try await page.signIn()
      return Browser(page: page, cookie: cookie, token: token)
    }

    func get(_ path: String, language: String = "en") async throws -> String {
      let answer = try await page.ask("GET", path, [cookie, "Accept-Language: \(language)"])
      #expect(answer.status == 200, "\(path): \(answer.status) \(answer.body.suffix(300))")
      return answer.body
    }

    /// Sends a form and gives back where it leads.
    func send(_ path: String, _ fields: [(String, String)], status: Int = 303) async throws -> String {
      let items = ([("token", token)] + fields).map {
        PercentEncoding.encode($0.0) + "=" + PercentEncoding.encode($0.1)
      }
      let answer = try await page.ask(
        "POST",
        path,
        [cookie, "Origin: \(page.origin)"],
        body: items.joined(separator: "&")
      )
      #expect(answer.status == status, "\(path): \(answer.status) \(answer.body.suffix(400))")
      let place = answer.header("location") ?? ""
      return String(place.prefix { $0 != "?" && $0 != "#" })
    }
  }

  private static func hidden(_ name: String, _ html: String) -> String {
    guard let range = html.range(of: "name=\"\(name)\" value=\"") else { return "" }
    return String(html[range.upperBound...].prefix { $0 != "\"" })
  }

  @Test func `a goal is made, measured, edited, moved, commented on and closed`() async throws {
    try await TestPage.run { page in
      let browser = try await Browser.open(page)
      let bread = try await browser.send(
        "/goals",
        [("title", "Bread"), ("due", "2027-05"), ("needs", "Flour\r\nOven")]
      )
      let rye = try await browser.send(
        "/goals",
        [("title", "Rye"), ("under", String(bread.dropFirst("/goals/".count)))]
      )
      let measure = try await browser.send(bread + "/measures", [("name", "Loaves"), ("target", "100"), ("from", "0")])
      for value in ["40", "55.5"] {
        _ = try await browser.send(
          measure + "/checkins",
          [("value", value), ("confidence", "at-risk"), ("note", "<b>"), ("back", bread)]
        )
      }
      _ = try await browser.send(bread + "/contributions", [("role", "implementer"), ("note", "We bake")])
      _ = try await browser.send(bread + "/benefits", [("text", "We eat")])
      _ = try await browser.send(
        "/comments",
        [("about", String(bread.dropFirst(7))), ("text", "Good"), ("back", bread)]
      )
      var html = try await browser.get(bread)
      for part in ["<svg", "We bake", "We eat", "Good", "55.5", "at-risk", "Flour", "Rye", "&lt;b&gt;", "2027-05"] {
        #expect(html.contains(part), "\(part)")
      }
      #expect(!html.contains("<b>") && !html.contains("style="))
      let seen = Self.hidden("seen", html)
      _ = try await browser.send(
        bread + "/edit",
        [
          ("seen", seen), ("title", "Good bread"), ("was-title", "Bread"), ("description", "Dark."), ("due", "2027-05"),
          ("was-due", "2027-05"),
        ]
      )
      _ = try await browser.send(rye + "/move", [("under", "")])
      _ = try await browser.send(rye + "/dependencies", [("on", String(bread.dropFirst(7)))])
      _ = try await browser.send(rye + "/close", [("status", "achieved"), ("result", "Eaten.")])
      html = try await browser.get(rye, language: "fi")
      for part in ["Good bread", "saavutettu", "Eaten.", "lang=\"fi\""] { #expect(html.contains(part), "\(part)") }
      #expect(try await browser.get(bread).contains("Dark."))
    }
  }

  @Test func `the arrows of the tree move a goal by the keyboard alone`() async throws {
    try await TestPage.run { page in
      let browser = try await Browser.open(page)
      var ids: [String] = []
      for title in ["One", "Two", "Three"] {
        ids.append(String(try await browser.send("/goals", [("title", title)]).dropFirst("/goals/".count)))
      }
      func order() async throws -> [String] {
        let goals = try await page.node.ask { api throws(ErrorDescription) in
          try api.send(Endpoints.goals, query: GoalFilter()).decoded()
        }
        return goals.map { String(repeating: " ", count: $0.depth) + $0.title }
      }
      #expect(try await browser.get("/goals?arrange=1").contains("value=\"up \(ids[1])\""))
      _ = try await browser.send("/goals/move", [("move", "up \(ids[2])")])
      #expect(try await order() == ["One", "Three", "Two"])
      _ = try await browser.send("/goals/move", [("move", "in \(ids[2])")])
      #expect(try await order() == ["One", " Three", "Two"])
      _ = try await browser.send("/goals/move", [("move", "out \(ids[2])")])
      _ = try await browser.send("/goals/move", [("move", "down \(ids[2])")])
      #expect(try await order() == ["One", "Two", "Three"])
      _ = try await browser.send("/goals/move", [("move", "up \(ids[0])")])
      #expect(try await order() == ["One", "Two", "Three"])
      _ = try await browser.send("/goals/move", [("move", "sideways \(ids[0])")], status: 400)
    }
  }

  @Test func `a decision is proposed, taken a position on and settled, with its certificate`() async throws {
    try await TestPage.run { page in
      let browser = try await Browser.open(page)
      let decision = try await browser.send(
        "/decisions",
        [("title", "Bake?"), ("rule", "majority"), ("text", "Daily.")]
      )
      var html = try await browser.get(decision)
      for part in ["Bake?", "Daily.", "0 of 1", "aria-current=\"step\">open", "nothing yet"] {
        #expect(html.contains(part), "\(part)")
      }
      #expect(try await browser.get("/decisions?show=mine").contains("Bake?"))
      _ = try await browser.send(decision + "/position", [("position", "agree"), ("reason", "Hungry")])
      _ = try await browser.send(decision + "/close", [])
      let deadline = ContinuousClock.now + .seconds(20)
      repeat {
        html = try await browser.get(decision)
      } while !html.contains("id=\"facts\"")
        || !html.contains("Certificate")
          && ContinuousClock.now < deadline
      for part in ["accepted", "Hungry", "aria-current=\"step\">settled", "Certificate"] {
        #expect(html.contains(part), "\(part)")
      }
      #expect(try await browser.get("/decisions?show=closed").contains("Bake?"))
    }
  }

  @Test func `an agreement is drafted and signed, and shows what changed since`() async throws {
    try await TestPage.run { page in
      let browser = try await Browser.open(page)
      let agreement = try await browser.send("/agreements", [("title", "Hours"), ("text", "We open at eight.")])
      var html = try await browser.get(agreement)
      let first = Self.hidden("seen", html)
      _ = try await browser.send(agreement + "/sign", [("version", first), ("role", "Baker")])
      _ = try await browser.send(
        agreement + "/edit",
        [("seen", first), ("title", "Hours"), ("was-title", "Hours"), ("text", "We open at nine.")]
      )
      html = try await browser.get(agreement)
      for part in ["since you signed version 1", "<del>", "<ins>", "Baker", "Sign version"] {
        #expect(html.contains(part), "\(part)")
      }
      #expect(try await browser.get("/agreements?show=mine").contains("Hours"))
    }
  }

  @Test func `two who edit one agreement at once both keep their words`() async throws {
    try await TestPage.run { page in
      let browser = try await Browser.open(page)
      let agreement = try await browser.send(
        "/agreements",
        [("title", "Hours"), ("text", "We open at eight. We rest.")]
      )
      let first = Self.hidden("seen", try await browser.get(agreement))
      for text in ["We open at nine. We rest.", "We open at eight. We rest on Sundays."] {
        _ = try await browser.send(agreement + "/edit", [("seen", first), ("text", text)])
      }
      let html = try await browser.get(agreement)
      #expect(html.contains("We open at nine. We rest on Sundays."))
    }
  }

  @Test func `what a peer wrote is text on each of these pages`() async throws {
    try await TestPage.run { page in
      let hostile = "\"'><script>alert(1)</script>\u{202E}"
      let browser = try await Browser.open(page)
      let goal = try await browser.send("/goals", [("title", hostile), ("description", hostile), ("needs", hostile)])
      let measure = try await browser.send(goal + "/measures", [("name", hostile), ("unit", hostile)])
      _ = try await browser.send(measure + "/checkins", [("value", "1"), ("note", hostile), ("back", goal)])
      let decision = try await browser.send("/decisions", [("title", hostile), ("rule", "consent"), ("text", hostile)])
      let agreement = try await browser.send("/agreements", [("title", hostile), ("text", "x")])
      for path in ["/goals", goal, measure, "/decisions", decision, "/agreements", agreement] {
        let html = try await browser.get(path)
        #expect(!html.contains("<script>alert") && !html.contains("'><"), "\(path)")
        #expect(html.contains("\\u{202e}"), "\(path)")
      }
    }
  }
}
