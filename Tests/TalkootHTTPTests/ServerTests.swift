import Foundation
import TalkootAPI
import Testing

@testable import TalkootHTTP

@Suite struct ServerTests {
  @Test func `every endpoint has a route`() throws {
    let table = RouteTable()
    #expect(table.count == Endpoints.all.count)
    for endpoint in Endpoints.all {
      let path = endpoint.path.split(separator: "/").map { $0.hasPrefix("{") ? "x" : String($0) }
      let (route, parameters) = try table.find(endpoint.method.rawValue, "/" + path.joined(separator: "/"))
      #expect(route.method == endpoint.method && parameters.count == path.count { $0 == "x" })
    }
  }

  @Test func `the socket is its owner's alone and goes with the server`() async throws {
    let path = Carried("")
    try await TestNode.run { node in
      path.set(node.socket)
      let attributes = try FileManager.default.attributesOfItem(atPath: node.socket)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      let folder = try FileManager.default.attributesOfItem(
        atPath: URL(filePath: node.socket).deletingLastPathComponent().path
      )
      #expect(folder[.posixPermissions] as? Int == 0o700)
    }
    #expect(!FileManager.default.fileExists(atPath: path.get()))
  }

  @Test(arguments: [
    ("POST", "/v1/goals", "{", 400), ("POST", "/v1/goals", "[]", 400), ("POST", "/v1/goals", "{\"title\":7}", 400),
    ("POST", "/v1/goals", "{}", 400), ("GET", "/v1/goals?colour=blue", "", 400), ("GET", "/v1/nothing", "", 400),
    ("DELETE", "/v1/goals", "", 400), ("GET", "/v1/goals/%ZZ", "", 400), ("GET", "/v1/goals/nobody", "", 404),
    ("POST", "/v1/goals", "{\"title\":\"t\",\"due\":\"soon\"}", 422), ("GET", "/v1/replica/changes?limit=x", "", 400),
    ("GET", "/v1/objects/", "", 400), ("GET", "/v1/objects/g-%00%FF", "", 400),
  ])
  func `what is not understood is answered with an error document`(
    method: String,
    path: String,
    body: String,
    status: Int
  ) async throws {
    try await TestNode.run { node in
      let answer = try await RawHTTP.exchange(node.socket, method, path, body)
      #expect(answer.status == status, "\(answer.body)")
      let document = try JSONValue(parsing: Array(answer.body.utf8))
      #expect(document["error"]?["code"]?.string != nil && document["error"]?["message"]?.string?.isEmpty == false)
    }
  }

  @Test func `what the node says is in the language of whoever asks, and codes are the same in all`() async throws {
    try await TestNode.run { node in
      var messages: [String] = []
      for language in ["en", "fi"] {
        let refused = await node.failure(language: language) { api throws(ErrorDescription) in
          try api.send(Endpoints.addGoal, body: NewGoal(title: "t", due: "soon"))
        }
        #expect(refused?.known == .malformedValue && refused?.exit == 65)
        messages.append(refused?.message ?? "")
        let imported = await node.failure(language: language) { api throws(ErrorDescription) in
          let options = ImportOptions(format: "csv", kind: "goal", map: ["title=title"], file: "g.csv")
          let file = FileBytes(Array("title\n\"never closed\n".utf8))
          return try api.send(Endpoints.importFile, query: options, file: file, contentType: "text/csv") { _ in }
        }
        messages.append(imported?.message ?? "")
        let inBatch = await node.failure(language: language) { api throws(ErrorDescription) in
          let request = BatchedRequest(line: 7, method: "POST", path: "/v1/goals", body: #"{"title":""}"#)
          return try api.send(Endpoints.batch, body: BatchRequest(requests: [request]))
        }
        messages.append(inBatch?.message ?? "")
        _ = try await node.ask(language: language) { api throws(ErrorDescription) in
          try api.send(Endpoints.addGoal, body: NewGoal(title: "Lonely in \(language)"))
        }
        let attention = try await node.ask(language: language) { api throws(ErrorDescription) in
          try api.send(Endpoints.attention, query: AttentionFilter()).decoded()
        }
        messages.append(attention.items.first { $0.reason == "noSteward" }?.what ?? "")
      }
      #expect(messages[0] == "\"soon\" is not a date for due (expected YYYY, YYYY-MM or YYYY-MM-DD)")
      #expect(messages[4] == "\"soon\" ei ole päivä kenttään ”määräpäivä” (VVVV, VVVV-KK tai VVVV-KK-PP)")
      #expect(messages[1].hasPrefix("g.csv: line ") && messages[5].hasPrefix("g.csv: rivi "), "\(messages)")
      #expect(messages[2].hasPrefix("line 7: ") && messages[6].hasPrefix("rivi 7: "))
      #expect(messages[3].contains("no steward") && messages[7].contains("vastuuhenkilö puuttuu"))
    }
  }

  @Test func `absent values are null and every key is there`() async throws {
    try await TestNode.run { node in
      let goal = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.addGoal, body: NewGoal(title: "t")).json
      }
      for key in ["due", "steward", "parent", "description", "key", "progress"] { #expect(goal[key] == .null) }
    }
  }

  @Test func `a path longer than a socket's address holds is reached all the same`() async throws {
    try await TestNode.run(subfolder: String(repeating: "x", count: 120)) { node in
      #expect(await node.failure { api throws(ErrorDescription) in try api.send(Endpoints.node) } == nil)
    }
  }

  @Test func `the socket that a dead node left is replaced`() async throws {
    let leave = { (path: String) in
      let folder = URL(filePath: path).deletingLastPathComponent().path
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
      let bound = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
      #expect(bound == 0)
      close(descriptor)
    }
    try await TestNode.run(prepare: leave) { node in
      #expect(await node.failure { api throws(ErrorDescription) in try api.send(Endpoints.node) } == nil)
    }
  }

  @Test func `a node that ends does not wait for those who wait`() async throws {
    let waiting = Carried<Task<ErrorDescription?, Never>?>(nil)
    try await TestNode.run { node in
      waiting.set(
        Task {
          await node.failure { api throws(ErrorDescription) in
            try api.send(Endpoints.join, query: JoinWaiting(timeout: 50))
          }
        }
      )
      let deadline = ContinuousClock.now + .seconds(30)
      while StubControl.waiting.withLock({ $0 }) == 0, ContinuousClock.now < deadline {
        try await Task.sleep(for: .milliseconds(5))
      }
    }
    // Whoever had waited to the end would have been told timedOut.
    #expect(await waiting.get()?.value?.known == .noNode)
  }
}
