import TalkootLanguage
import Testing

@testable import TalkootPage

/// The templates as files: what none of them may do.
@Suite struct TemplateTests {
  private static let templates =
    Frame.templates + SignInPage.templates + ErrorPage.templates + SitePages.all.flatMap(\.templates)
  private static let words = SitePages.all.reduce(PageWords.frame) { $0.merging($1.words) { $1 } }

  @Test func `every word of a template is in the catalogue`() {
    for template in Self.templates {
      for word in template.text.matches(of: /\{\{t\.(\w+)\}\}/) {
        #expect(Self.words[String(word.output.1)] != nil, "\(template.name): \(word.output.1)")
      }
    }
  }

  @Test func `every word has both its texts, with the same places for arguments`() {
    for (name, word) in Self.words.sorted(by: { $0.key < $1.key }) {
      #expect(!word.english.isEmpty && !word.finnish.isEmpty, "\(name)")
      for place in 0..<4 {
        #expect(word.english.contains("{\(place)}") == word.finnish.contains("{\(place)}"), "\(name)")
      }
    }
  }

  @Test func `no template has a style or a script of its own, or asks for anything from elsewhere`() {
    for template in Self.templates {
      let text = template.text
      #expect(!text.contains(/\son\w+\s*=/) && !text.contains(/\sstyle\s*=/), "\(template.name)")
      #expect(!text.contains("{{{") && !text.contains("{{&"), "\(template.name)")
      #expect(!text.contains(/(src|href|action)="(https?:)?\/\//), "\(template.name)")
      #expect(text.ranges(of: "<script").count == (template.name == "layout" ? 1 : 0))
    }
  }

  @Test func `every attribute is quoted, and no partial is indented`() {
    for template in Self.templates {
      let text = template.text.replacing(/\{\{[^}]*\}\}/, with: "").replacing(/"[^"]*"/, with: "\"\"")
      #expect(!text.contains(/<\w[^>]*\s[\w-]+=[^"\s>][^>]*>/), "\(template.name)")
      // Indentation would get into the lines of what people wrote.
      #expect(!template.text.contains(/(^|\n)[ \t]+\{\{[>$<]/), "\(template.name)")
    }
  }

  @Test func `each file is small enough to compile`() {
    for template in Self.templates { #expect(template.bytes.count < 20_000, "\(template.name)") }
    #expect(Assets.style.count < 20_000 && Assets.script.count < 20_000)
  }

  @Test func `escaping goes by scalars`() {
    let cases = [
      ("\"\u{301}", "&quot;\u{301}"), ("<\u{338}", "&lt;\u{338}"), ("'\u{FE0F}", "&#39;\u{FE0F}"), ("äö€😀", "äö€😀"),
      ("\r\n", "\r\n"), ("\u{0}\u{85}", "\u{FFFD}\u{FFFD}"), ("\u{202E}", "\\u{202e}"),
    ]
    for (text, html) in cases { #expect(Escaping.html(text, showsHidden: true) == html) }
    #expect(Escaping.html("\u{202E}\"", showsHidden: false) == "\u{202E}&quot;")
  }

  @Test func `a form's fields are read as browsers write them`() throws {
    let fields = try #require(Fields(parsing: "a=1+2%2B3&b=&c=%C3%A4%0D%0Ax&a=4&d"))
    #expect(fields["a"] == "1 2+3" && fields.all("a") == ["1 2+3", "4"] && fields["b"] == "" && fields["d"] == "")
    #expect(fields.text("c") == "ä\nx" && fields.typed("b") == nil)
    #expect(Fields(parsing: "a=%FF") == nil && Fields(parsing: "a=%Z1") == nil)
    #expect(Fields(parsing: String(repeating: "a=1&", count: 1001)) == nil)
  }
}
