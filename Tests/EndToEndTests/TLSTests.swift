import Foundation
import ProgramTesting
import Testing

/// What a stranger with `openssl` gets out of a node's port: nothing.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl"), "no openssl program"))
struct TLSTests {
  @Test func `a stranger gets not one byte of application data, nor a session to resume`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let address = try network[0].listen
    let folder = try Scratch.makeFolder("tls")
    defer { Scratch.remove(folder) }
    let made = try network[0].shell(
      "openssl req -x509 -newkey ed25519 -nodes -subj /CN=stranger -keyout \(folder)/key -out \(folder)/cert"
    )
    #expect(made.exit == 0, "\(made)")
    let stranger = "-cert \(folder)/cert -key \(folder)/key"
    let tries = [
      "-tls1_3 -alpn talkoot/1",
      "-tls1_3 -alpn talkoot/1 \(stranger)",
      "-tls1_3 -alpn talkoot-join/1",
      "-tls1_3 \(stranger)",
      "-tls1_2 -alpn talkoot/1 \(stranger)",
      "-tls1_2",
    ]
    let log = network[0].home + "/log/talkootd.log"
    func refusals() throws -> Int {
      try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
        .count { $0.contains("refused a connection") }
    }
    for options in tries {
      let before = try refusals()
      let session = folder + "/session"
      // Standard input stays open for a moment, with something to answer; -quiet prints application data alone.
      let outcome = try network[0].shell(
        "(echo hello; sleep 0.5) | timeout 10 openssl s_client -quiet -connect \(address) \(options) "
          + "-sess_out \(session)"
      )
      #expect(outcome.output.isEmpty, "\(options): \(outcome)")
      #expect(!FileManager.default.fileExists(atPath: session), "\(options): a session was given out")
      try eventually("the log has one line of it") { try refusals() > before }
      #expect(try refusals() == before + 1, "\(options)")
    }
    // Plain bytes, and bytes that only look like TLS.
    let (host, port) = (address.split(separator: ":")[0], address.split(separator: ":")[1])
    for bytes in [#"GET / HTTP/1.0\r\n\r\n"#, #"\026\003\001\377\377"#, #"\000"#] {
      let outcome = try Command.run([
        "/bin/bash", "-c",
        "exec 3<>/dev/tcp/\(host)/\(port); printf '\(bytes)' >&3; timeout 1 cat <&3 | grep -ac talkoot; exit 0",
      ])
      #expect(outcome.output == "0\n", "\(outcome)")
    }
    // The node is as well as before.
    try network[0].run("goal", "add", "Still here")
    try network.converge()
  }
}
