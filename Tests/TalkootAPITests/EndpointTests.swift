import Foundation
import Testing

@testable import TalkootAPI

@Suite struct EndpointTests {
  @Test func `no two endpoints have the same method and path`() {
    var seen: Set<String> = []
    for endpoint in Endpoints.all {
      #expect(seen.insert("\(endpoint.method.rawValue) \(endpoint.path)").inserted, "\(endpoint.path)")
      #expect(endpoint.path.hasPrefix("/v1/"))
    }
  }

  @Test func `path parameters are encoded one by one`() {
    #expect(
      APIClient.fill("/v1/goals/{goal}/dependencies/{on}", with: ["key:1/2", "ä"])
        == "/v1/goals/key%3A1%2F2/dependencies/%C3%A4"
    )
  }

  @Test func `every error code has an exit code of the contract`() {
    let exits: Set<Int32> = [1, 64, 65, 66, 69, 75, 77]
    for code in ErrorCode.allCases {
      #expect(exits.contains(code.exit))
      #expect((400..<600).contains(code.status))
    }
  }
}

@Suite struct AnswerReaderTests {
  private let stream = Array(
    """
    {"progress":{"phase":"reading","done":1,"total":2}}
    {"progress":{"phase":"reading","done":2,"total":2}}
    {"result":{"created":2,"updated":0,"unchanged":0,"skipped":0,"dryRun":false,"act":null}}

    """.utf8
  )

  private func reader(_ form: AnswerForm, status: Int) -> AnswerReader {
    var reader = AnswerReader(form: form, brokeOff: "gone")
    reader.head(status: status)
    return reader
  }

  @Test func `a stream reads the same however it is cut`() throws {
    for cut in 0...stream.count {
      var reader = reader(.stream, status: 200)
      var told = try reader.body(stream[..<cut])
      told += try reader.body(stream[cut...])
      #expect(told.map(\.done) == [1, 2])
      #expect(try reader.end()["created"] == .number("2"))
    }
  }

  @Test func `a stream that ends without a result is no success`() throws {
    var reader = reader(.stream, status: 200)
    _ = try reader.body(stream[..<60])
    #expect(throws: ErrorDescription(.noNode, "gone")) { try reader.end() }
  }

  @Test func `an error in a stream and before it reach the caller alike`() throws {
    let error = #"{"error":{"code":"malformedValue","exit":65,"message":"row 3: no title"}}"#
    for status in [200, 422] {
      var reader = reader(.stream, status: status)
      _ = try reader.body(Array((error + "\n").utf8))
      #expect(throws: ErrorDescription(.malformedValue, "row 3: no title")) { try reader.end() }
    }
  }

  @Test func `an answer that is not ours is an error of ours`() throws {
    for (status, text) in [(500, "oops"), (500, "{}"), (200, "<html>"), (404, "")] {
      var reader = reader(.document, status: status)
      _ = try reader.body(Array(text.utf8))
      #expect { try reader.end() } throws: { ($0 as? ErrorDescription)?.known == .internalFault }
    }
  }
}

@Suite struct DocumentTests {
  @Test func `the protocol's page lists every endpoint and no other`() throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let root = tests.deletingLastPathComponent()
    let page = try String(contentsOf: root.appending(path: "docs/protocol/local-api.md"), encoding: .utf8)
    let rows = page.split(separator: "\n").filter { line in
      ["| `GET /", "| `POST /", "| `PATCH /", "| `DELETE /"].contains { line.hasPrefix($0) }
    }
    let listed = rows.map { row in
      let cells = row.split(separator: "|").map { $0.filter { $0 != "`" }.trimmingCharacters(in: .whitespaces) }
      return cells.prefix(4).joined(separator: "|")
    }
    let expected = Endpoints.all.map { endpoint in
      let types = [endpoint.query, endpoint.body].map { $0 == "Nothing" ? "" : $0 }
      let answer = Self.swiftName(endpoint.answerType) + (endpoint.answer == .stream ? " (stream)" : "")
      return (["\(endpoint.method.rawValue) \(endpoint.path)"] + types + [answer]).joined(separator: "|")
    }
    #expect(listed == expected)
  }

  private static func swiftName(_ name: String) -> String {
    name.hasPrefix("Array<") ? "[" + name.dropFirst("Array<".count).dropLast() + "]" : name
  }
}
