import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// The page of a real node, asked as a browser asks.
@Suite struct PageTests {
  /// A session on a node's page.
  private struct Browser {
    let node: Node
    let origin: String
    var cookie = ""

    /// Signs in by the link that `talkoot web` prints.
    init(_ node: Node, as person: String = "Aino") throws {
      self.node = node
      let link = try node.run("--as", person, "web", "--print").trimmingCharacters(in: .newlines)
      let parts = link.components(separatedBy: "/sign-in#")
      origin = parts[0]
      let answer = try curl(["-i", "-H", "Origin: \(origin)", "-d", "code=\(parts[1])", origin + "/sign-in"])
      let lines = answer.split(whereSeparator: \.isNewline)
      let set = try #require(lines.first { $0.lowercased().hasPrefix("set-cookie:") })
      cookie = String(set.dropFirst("set-cookie: ".count).prefix { $0 != ";" })
    }

    func curl(_ words: [String]) throws -> String {
      try Command.run(["curl", "-s", "--path-as-is", "--max-time", "20", "-H", "Cookie: \(cookie)"] + words).output
    }

    func get(_ path: String) throws -> String { try curl([origin + path]) }

    /// Sends a form as the page has it, with the token that is in it.
    func post(_ path: String, _ fields: [String: String]) throws -> String {
      let mark = "name=\"token\" value=\""
      let page = try get("/")
      let start = try #require(page.range(of: mark)?.upperBound)
      var words = [
        "-i", "-H", "Origin: \(origin)", "--data-urlencode", "token=\(page[start...].prefix { $0 != "\"" })",
      ]
      for (name, value) in fields.sorted(by: { $0.key < $1.key }) { words += ["--data-urlencode", "\(name)=\(value)"] }
      return try curl(words + [origin + path])
    }
  }

  @Test func `a partner's title is inert on the page, and what is done there is the person's who signed in`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    for title in HostileTextTests.titles { try network[0].run(["goal", "add", "--", title]) }
    try network[0].run("question", "ask", "<img src=x onerror=alert(1)> \"\u{301} onmouseover=alert(1) who?")
    try network.converge()
    let browser = try Browser(network[1], as: "Liisa \"<b>\"")
    for path in ["/", "/questions", "/history", "/search?words=script", "/members", "/network", "/conflicts"] {
      let page = try browser.get(path)
      #expect(page.contains("<h1"), "\(path)")
      for raw in ["<script>alert", "<img", "<b>", "\" onmouseover", "\"\u{301} on", "\u{202E}", "\u{1B}"] {
        #expect(!page.contains(raw), "\(path): \(raw)")
      }
    }
    let answer = try browser.post("/questions", ["title": "Who & why?", "text": "a\nb", "responsible": ""])
    #expect(answer.contains("303 See Other"), "\(answer.prefix(300))")
    try network.converge()
    let asked = try #require(network[0].json("question", "list").array.first { $0["title"]?.string == "Who & why?" })
    #expect(asked["person"]?.string == "Liisa \"<b>\"" && asked["text"]?.string == "a\nb")
    #expect(try browser.post("/undo", ["back": "/questions"]).contains("/questions?done=undone"))
  }

  @Test func `neither code nor cookie is in a log, and both end with the node`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    try node.run("config", "set", "log.level", "trace")
    try node.stop()
    try node.start()
    let link = try node.run("web", "--print").trimmingCharacters(in: .newlines)
    let browser = try Browser(node)
    #expect(try browser.get("/").contains("Aalto IT"))
    #expect(try node.json("node", "status")["web"]?.string == browser.origin + "/")
    let log = try String(contentsOfFile: node.home + "/log/talkootd.log", encoding: .utf8)
    let secrets = [link.components(separatedBy: "#")[1], browser.cookie.components(separatedBy: "=")[1]]
    for secret in secrets { #expect(!log.contains(secret)) }
    try node.stop()
    try node.start()
    let port = try #require(try node.json("web")["address"]?.string)
    let name = try #require(URL(string: port)?.port)
    let old = try Command.run([
      "curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-H", "Cookie: talkoot-\(name)=\(secrets[1])", port,
    ])
    #expect(old.output == "401")
  }

  @Test func `a node serves no page where its config says so, and goes on without one where the port is taken`() throws
  {
    let node = try Node("Aalto IT")
    try node.found("N")
    // Waits for the page, which comes up beside the socket.
    let taken = try #require(URL(string: try node.run("web", "--print").trimmingCharacters(in: .newlines))?.port)
    try node.stop()
    try node.run("config", "set", "web.enabled", "false")
    try node.start()
    let refused = try node.attempt("web", "--print")
    #expect(refused.exit == 1 && refused.error.contains("web.enabled"), "\(refused)")
    try node.stop()
    try node.run("config", "set", "web.enabled", "true")
    try node.run("config", "set", "web.port", "\(taken)")
    let other = try Node("Borealis Networks")
    try other.run("init", "--network", "M", "--name", "Borealis Networks", "--listen", "127.0.0.1:0")
    try other.run("config", "set", "web.port", "\(taken)")
    try other.start()
    try node.start()
    #expect(try node.attempt("web", "--print").exit == 1)
    #expect(try node.run("status").contains("Aalto IT"))
  }
}
