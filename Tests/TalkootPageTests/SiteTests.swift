import Foundation
import TalkootAPI
import TalkootLanguage
import Testing

@testable import TalkootPage

/// Every page of the site, as a browser gets it.
@Suite struct SiteTests {
  static let site = Site()

  /// An address of each page that can be looked at.
  static var addresses: [(path: [String], readsPast: Bool)] {
    site.pages.flatMap(\.routes).filter { $0.method == .get }.map { route in
      (route.path.map { $0 ?? "x-0" }, route.readsPast)
    }
  }

  static func request(
    _ path: [String],
    _ method: PageRequest.Method = .get,
    _ language: Language = .english,
    query: Fields = Fields(),
    form: Fields = Fields(),
    lastSeen: String? = nil
  ) -> PageRequest {
    PageRequest(
      method: method,
      path: path,
      query: query,
      form: form,
      language: language,
      session: SessionFacts(person: "Åsa", formToken: "t0k3n"),
      memory: BrowserMemory(lastSeen: lastSeen),
      now: 1_795_500_000_000
    )
  }

  static func html(_ path: [String], _ text: String, _ language: Language = .english) async -> String {
    let query = Fields([("words", text), ("done", text)])
    let answer = await site.answer(
      request(path, .get, language, query: query, lastSeen: "ab"),
      FakeBackend(text: text)
    )
    return String(decoding: answer.body, as: UTF8.self)
  }

  // MARK: People's text

  /// The elements and attributes of a page without what is in them: what a browser makes of it.
  static func skeleton(_ html: String) -> [String] {
    var skeleton: [String] = []
    var rest = html.unicodeScalars[...]
    while let open = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: open)...]
      var tag = ""
      var quote: Unicode.Scalar?
      while let scalar = rest.popFirst() {
        if let closing = quote {
          if scalar == closing { quote = nil }
        } else if scalar == "\"" || scalar == "'" {
          quote = scalar
        } else if scalar == ">" {
          break
        } else {
          tag.unicodeScalars.append(scalar)
        }
      }
      skeleton.append(tag)
    }
    return skeleton
  }

  static let hostile = [
    "<script>alert(1)</script>", "\" onmouseover=\"alert(1)\" x=\"", "' autofocus onfocus='alert(1)",
    "</textarea><img src=x onerror=alert(1)>", "</title><script>", "-->", "]]>", "{{t.skip}}{{{style}}}",
    // A quote that is one character with what follows it.
    "\"\u{301} onmouseover=alert(1) ", "'\u{FE0F} onmouseover=alert(1) ", "<\u{338}b>", "&\u{200D}lt;script&gt;",
    "javascript:alert(1)", "//evil.example/", "\u{0}<b>\u{1B}[31m", "\r\n<b>",
  ]

  @Test(arguments: hostile) func `what people write makes no element and no attribute`(text: String) async {
    for address in Self.addresses {
      let (plain, page) = (await Self.html(address.path, "word"), await Self.html(address.path, text))
      #expect(Self.skeleton(page) == Self.skeleton(plain), "\(address.path)")
    }
  }

  @Test func `what would make a line read otherwise shows as it is, and stays in fields that give it back`() async {
    let text = "safe\u{202E}txt.exe\u{2066}\u{200B}"
    for address in Self.addresses {
      let page = await Self.html(address.path, text)
      var outside = page.replacing(/<textarea[^>]*>[^<]*<\/textarea>/, with: "")
      outside = outside.replacing(/\ value="[^"]*"/, with: "")
      #expect(!outside.unicodeScalars.contains { [0x202E, 0x2066, 0x200B].contains($0.value) }, "\(address.path)")
    }
    let question = await Self.html(["questions", "q-0"], text)
    #expect(question.contains("value=\"\(text)\"") && question.contains("safe\\u{202e}txt.exe"))
  }

  @Test func `a text that begins with a line end keeps it in its field`() async {
    #expect(await Self.html(["questions", "q-0"], "\n\nword").contains("dir=\"auto\">\n\n\nword</textarea>"))
  }

  // MARK: Every page

  @Test(arguments: Language.allCases) func `every page is there in both languages`(language: Language) async {
    for address in Self.addresses {
      let answer = await Self.site.answer(Self.request(address.path, .get, language), FakeBackend(text: "word"))
      #expect([200, 303].contains(answer.status), "\(address.path)")
      guard answer.status == 200 else { continue }
      let page = String(decoding: answer.body, as: UTF8.self)
      #expect(page.contains("<html lang=\"\(language.rawValue)\""))
      #expect(page.ranges(of: "<h1").count == 1, "\(address.path)")
      #expect(page.ranges(of: "<main").count == 1 && page.contains("class=\"skip\" href=\"#main\""))
      #expect(answer.body.count < 100_000)
    }
  }

  @Test func `every form that does something has the session's token`() async {
    for address in Self.addresses {
      let page = await Self.html(address.path, "word")
      for form in page.matches(of: /<form method="post"[\s\S]*?<\/form>/) {
        #expect(form.output.contains("name=\"token\" value=\"t0k3n\""), "\(address.path): \(form.output.prefix(80))")
      }
    }
  }

  @Test func `every field has a label`() async {
    for address in Self.addresses {
      let page = await Self.html(address.path, "word")
      for field in page.matches(of: /<(input|textarea|select)\b[^>]*>/)
      where !field.output.0.contains("type=\"hidden\"") {
        let tag = String(field.output.0)
        let id = tag.firstMatch(of: /\ id="([^"]*)"/)?.output.1
        let isLabelled = id.map { page.contains("for=\"\($0)\"") } ?? false
        let isWrapped = page[..<field.range.lowerBound].suffix(200).contains("<label>")
        #expect(isLabelled || isWrapped || tag.contains("aria-label"), "\(address.path): \(tag)")
      }
    }
  }

  @Test func `no id is twice on a page`() async {
    for address in Self.addresses {
      let page = await Self.html(address.path, "word")
      let ids = page.matches(of: /\ id="([^"]*)"/).map { String($0.output.1) }
      let twice = Set(ids.filter { id in ids.count { $0 == id } > 1 })
      // The fake has some objects several times.
      #expect(twice.allSatisfy { $0.contains("-0") || $0.contains("-ab") }, "\(address.path): \(twice)")
    }
  }

  // MARK: As of then

  @Test func `a page as of then keeps to then in every link and takes no form`() async {
    for address in Self.addresses {
      let answer = await Self.site.answer(
        Self.request(["at", "2026-05-01"] + address.path),
        FakeBackend(text: "word")
      )
      guard address.readsPast else {
        #expect(answer.status == 404, "\(address.path)")
        continue
      }
      let page = String(decoding: answer.body, as: UTF8.self)
      guard answer.status == 200 else { continue }
      let main = page.components(separatedBy: "<main")[1].components(separatedBy: "</main>")[0]
      #expect(!main.contains("method=\"post\""), "\(address.path)")
      for link in main.matches(of: /href="([^"]*)"/) where link.output.1 != "/" {
        #expect(link.output.1.hasPrefix("/at/2026-05-01/"), "\(address.path): \(link.output.1)")
      }
      #expect(!page.contains("data-live=\"/live\""))
    }
    let post = await Self.site.answer(Self.request(["at", "2026-05-01", "undo"], .post), FakeBackend(text: "word"))
    #expect(post.status == 404 || post.status == 405)
  }

  // MARK: What goes wrong

  @Test func `an error says what the node says and gives back what was typed`() async {
    let answer = await Self.site.answer(
      Self.request(["questions"], .post, form: Fields([("token", "t0k3n"), ("title", "long <thought>")])),
      FakeBackend(text: "word")
    )
    let page = String(decoding: answer.body, as: UTF8.self)
    #expect(answer.status == 404 && page.contains("long &lt;thought&gt;</textarea>"))
    #expect(page.contains("no /v1/questions") == false || page.contains("word"))
  }

  @Test func `there is a page for what is not there, and none for another method`() async {
    let backend = FakeBackend(text: "word")
    #expect(await Self.site.answer(Self.request(["nothing"]), backend).status == 404)
    #expect(await Self.site.answer(Self.request(["overview", "x"]), backend).status == 404)
    #expect(await Self.site.answer(Self.request(["undo"]), backend).status == 405)
  }

  @Test func `a form leads back to this site alone`() async {
    for back in [
      "//evil.example/", "http://evil.example", "/\\evil.example", "/a\r\nSet-Cookie: x", "", "javascript:x",
    ] {
      let answer = await Self.site.answer(
        Self.request(["settings"], .post, form: Fields([("back", back)])),
        FakeBackend(text: "word")
      )
      #expect(answer.headers.first { $0.name == "Location" }?.value == "/", "\(back)")
    }
  }
}
