import Foundation
import TalkootCrypto
import Testing

/// What `certs/make-test-certs.sh` makes, in a directory of its own.
final class TestCertificates: Sendable {
  /// Those of the suite that runs.
  @TaskLocal static var current: TestCertificates?

  private let directory: URL

  init() async throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "talkoot-certs-\(UUID().uuidString)")
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "certs/make-test-certs.sh")
    let made = try Subprocess(["sh", script.path, directory.path])
    await made.finished()
    try #require(FileManager.default.fileExists(atPath: path("unsigned.rest.pem")), "\(made.output)")
  }

  func remove() { try? FileManager.default.removeItem(at: directory) }

  func path(_ name: String) -> String { directory.appending(path: name).path }

  /// What shows s_client's certificates.
  func arguments(_ name: String) -> [String] {
    let rest = path("\(name).rest.pem")
    let isAlone = (try? Data(contentsOf: URL(fileURLWithPath: rest)).isEmpty) ?? true
    return ["-cert", path("\(name).chain.pem"), "-key", path("\(name).key.pem")]
      + (isAlone ? [] : ["-cert_chain", rest])
  }

  /// The identity key behind a chain.
  func identity(of name: String) throws -> PublicKey {
    let text = try String(contentsOfFile: path("\(name).chain.pem"), encoding: .utf8)
    let chain = text.components(separatedBy: "-----BEGIN CERTIFICATE-----").dropFirst().map { part in
      let base64 = part.components(separatedBy: "-----END").first ?? ""
      return [UInt8](Data(base64Encoded: base64.replacing("\n", with: "")) ?? Data())
    }
    return try PeerChain.identity(of: chain)
  }
}

/// Makes certificates before the first test of a suite, and removes them after the last.
struct WithTestCertificates: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test,
    testCase: Test.Case?,
    performing function: @Sendable () async throws -> Void
  ) async throws {
    let certificates = try await TestCertificates()
    defer { certificates.remove() }
    try await TestCertificates.$current.withValue(certificates, operation: function)
  }
}

extension Trait where Self == WithTestCertificates {
  /// Certificates for the suite.
  static var testCertificates: WithTestCertificates { WithTestCertificates() }
}
