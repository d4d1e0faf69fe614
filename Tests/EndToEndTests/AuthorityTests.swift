import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// An organisation's own public key infrastructure beside the pin.
@Suite struct AuthorityTests {
  @Test func `a member that asks for an organisation's own authority takes its node with that word, and only with it`()
    throws
  {
    let network = try Network("Aalto IT", "Borealis Networks")
    let (asking, vouched) = (network[0], network[1])
    let folder = URL(filePath: vouched.home).deletingLastPathComponent().path(percentEncoded: false)
    let made = try vouched.shell(
      """
      set -e; cd \(folder)
      for name in own other; do
        openssl req -x509 -newkey ed25519 -nodes -keyout $name.key -out $name.pem -days 30 -subj "/CN=$name"
      done
      "$T" node certificate-request -o request.pem
      openssl x509 -req -in request.pem -CA own.pem -CAkey own.key -CAcreateserial -days 30 -out node.pem
      """
    )
    #expect(made.exit == 0, "\(made)")
    let member = try #require(vouched.json("self")["member"]?.string)
    try asking.stop()
    try asking.demand(of: member, folder + "own.pem")
    try asking.start()
    // The pin holds, and is not enough where its word is asked for.
    let without = try asking.attempt("sync", "now", "--wait", "--timeout", "3")
    #expect(without.exit == 75, "\(without)")
    #expect(try asking.json("sync", "status")["peers"]?.array.first?["state"]?.string != "connected")

    try vouched.stop()
    try vouched.append("\n[tls]\nchain = \"\(folder)node.pem\"\n")
    try vouched.start()
    try vouched.run("goal", "add", "With the authority's word")
    try network.converge()

    // Another authority's word is none, whoever it vouches for.
    try asking.stop()
    try asking.demand(of: member, folder + "other.pem")
    try asking.start()
    #expect(try asking.attempt("sync", "now", "--wait", "--timeout", "3").exit == 75)
    #expect(try asking.json("sync", "status")["peers"]?.array.first?["state"]?.string != "connected")
  }
}

extension Node {
  /// What the settings were, and a demand for an authority's word about one organisation.
  fileprivate func demand(of member: String, _ authority: String) throws {
    let path = home + "/config.toml"
    let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    let kept = text.components(separatedBy: "\n[tls.require]")[0]
    try write(kept + "\n[tls.require]\n\"\(member)\" = \"\(authority)\"\n", path)
  }

  fileprivate func append(_ settings: String) throws {
    let path = home + "/config.toml"
    try write(String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self) + settings, path)
  }

  private func write(_ text: String, _ path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  }
}
