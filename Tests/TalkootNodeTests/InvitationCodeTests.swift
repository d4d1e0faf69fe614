import TalkootCrypto
import TalkootLog
import TalkootTesting
import Testing

@testable import TalkootNode

@Suite("An invitation code")
struct InvitationCodeTests {
  private static func code(addresses: [String]) -> InvitationCode {
    InvitationCode(
      invitation: ObjectID(high: 1, low: 2),
      secret: InvitationSecret((0..<16).map { $0 })!,
      network: NetworkID(SHA256.hash("test", [1])),
      inviter: NodeID(SHA256.hash("test", [2])),
      roster: SHA256.hash("test", [3]),
      addresses: addresses
    )
  }

  @Test(arguments: [[], ["127.0.0.1:7440"], ["talkoot.example.org:1", "[2001:db8::1]:65535"]])
  func `comes back from its text, whatever its case and white space`(_ addresses: [String]) throws {
    let code = Self.code(addresses: addresses)
    #expect(try InvitationCode(parsing: code.text) == code)
    #expect(try InvitationCode(parsing: "  " + code.text.uppercased() + "\n") == code)
    let middle = code.text.index(code.text.startIndex, offsetBy: 40)
    #expect(try InvitationCode(parsing: code.text[..<middle] + "\n  " + code.text[middle...]) == code)
  }

  @Test func `with one character wrong or missing is called mistyped, wherever it is`() {
    let text = Self.code(addresses: ["127.0.0.1:7440"]).text
    for offset in "talkoot1-".count..<text.count {
      var wrong = Array(text)
      wrong[offset] = wrong[offset] == "7" ? "8" : "7"
      #expect(throws: InvitationCodeError.mistyped) { try InvitationCode(parsing: String(wrong)) }
      wrong.remove(at: offset)
      #expect(throws: InvitationCodeError.mistyped) { try InvitationCode(parsing: String(wrong)) }
    }
  }

  @Test(arguments: ["", "talkoot", "https://example.org", "talkoot2-abc"])
  func `of another kind is called no code`(_ text: String) {
    #expect(throws: InvitationCodeError.notACode) { try InvitationCode(parsing: text) }
  }

  @Test func `made of random characters never gets in and never crashes`() {
    var generator = SplitMix64(seed: 7)
    for _ in 0..<2_000 {
      let count = Int.random(in: 0...300, using: &generator)
      let body = (0..<count).map { _ in "0123456789abcdefghjkmnpqrstvwxyz".randomElement(using: &generator)! }
      #expect(throws: InvitationCodeError.self) { try InvitationCode(parsing: "talkoot1-" + String(body)) }
    }
  }
}
