import Foundation
import Testing

@testable import TalkootNode

@Suite("The configuration")
struct ConfigurationTests {
  private func read(_ text: String) throws -> NodeConfiguration {
    let temporary = TemporaryHome()
    let path = temporary.folder + "/config.toml"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return try NodeConfiguration(path: path)
  }

  @Test func `of a new home says where it listens`() throws {
    let address = NodeAddress(host: "127.0.0.1", port: 7440)
    #expect(try read(NodeConfiguration.initial(listen: address)).listen == address)
  }

  @Test func `has addresses as a list or as one`() throws {
    #expect(try read(#"peers = ["a.example:1", "b.example:2"]"#).peers == ["a.example:1", "b.example:2"])
    #expect(try read(#"peers = "a.example:1""#).peers == ["a.example:1"])
  }

  @Test(arguments: ["listen = 7", "listen = \"here\"", "peers = [\"x\"]", "listen = "])
  func `that makes no sense is refused with its file's name`(_ text: String) {
    do {
      _ = try read(text)
      Issue.record("it was taken")
    } catch { #expect("\(error)".contains("config.toml")) }
  }
}
