import Testing

@testable import TalkootNode

@Suite("An address")
struct NodeAddressTests {
  @Test(arguments: [
    ("127.0.0.1:7440", "127.0.0.1", 7440), ("talkoot.example.org:1", "talkoot.example.org", 1),
    ("[2001:db8::1]:65535", "2001:db8::1", 65_535), ("0.0.0.0:0", "0.0.0.0", 0),
  ])
  func `is read and written alike`(_ text: String, _ host: String, _ port: Int) throws {
    let address = try #require(NodeAddress(text))
    #expect(address == NodeAddress(host: host, port: port))
    #expect(address.text == text)
  }

  @Test(arguments: ["", "host", ":1", "host:", "host:x", "host:65536", "host:-1", "::1:80", "a b:1", "[]:1"])
  func `that is none is not read`(_ text: String) { #expect(NodeAddress(text) == nil) }
}
