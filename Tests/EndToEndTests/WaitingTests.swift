import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// Waiting for others: whom it waits for, and how soon it says that there is nobody.
@Suite struct WaitingTests {
  @Test func `a peer that has paused is not waited for, and nobody there is 75 soon`() throws {
    let network = try Network("Aalto IT", "Borealis Networks", "Cumulus Turva")
    try network.converge()
    try network.pause(1)
    let peer = try #require(network[1].json("self")["id"]?.string)
    try eventually("the first sees the pause") {
      let peers = try network[0].json("sync", "status")["peers"]?.array ?? []
      return peers.contains { $0["node"]?.string == peer && $0["state"]?.string == "paused" }
    }
    try network[0].run("goal", "add", "While one is away")
    let before = ContinuousClock.now
    try network[0].run("sync", "now", "--wait")
    try network.pause(2)
    #expect(try network[0].attempt("sync", "now", "--wait").exit == 75)
    #expect(ContinuousClock.now - before < .seconds(30))
    try network.resume(1, 2)
    try network.converge()
  }

  @Test func `a join that nobody answered goes on in the background, and takes its code again`() throws {
    let founder = try Node("Aalto IT")
    let newcomer = try Node("Borealis Networks")
    try founder.found("N")
    let code = try founder.run("invite").trimmingCharacters(in: .newlines)
    try founder.stop()
    for _ in 1...2 {
      let joining = try newcomer.attempt(
        "join",
        code,
        "--name",
        "Borealis Networks",
        "--listen",
        "127.0.0.1:0",
        "--timeout",
        "1"
      )
      #expect(joining.exit == 75)
      #expect(try newcomer.json("node", "status")["state"]?.string == "joining")
    }
    try founder.start()
    try eventually("the newcomer is in", within: .seconds(60)) {
      try newcomer.json("node", "status")["state"]?.string == "running"
    }
    #expect(try founder.json("member", "list").array.count == 2)
  }

  @Test func `a code that is spent leaves a home that takes a better one`() throws {
    let founder = try Node("Aalto IT")
    let newcomer = try Node("Borealis Networks")
    try founder.found("N")
    let invitation = try founder.json("invite")
    let code = try #require(invitation["code"]?.string)
    try founder.run("invite", "revoke", try #require(invitation["id"]?.string))
    let refused = try newcomer.attempt("join", code, "--name", "Borealis Networks", "--listen", "127.0.0.1:0")
    #expect(refused.exit == 77)
    try newcomer.join(founder)
    #expect(try newcomer.json("member", "list").array.count == 2)
  }
}
