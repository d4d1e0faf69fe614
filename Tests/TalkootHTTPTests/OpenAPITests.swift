import TalkootAPI
import Testing

@testable import TalkootHTTP

@Suite struct OpenAPITests {
  private let document = OpenAPIDocument.document

  @Test func `every endpoint is an operation of the document, each with a name of its own`() throws {
    var operations: [String: String] = [:]
    guard case .object(let paths)? = document["paths"] else { throw ErrorDescription(.internalFault, "no paths") }
    for path in paths {
      guard case .object(let methods) = path.value else { continue }
      for method in methods {
        let name = try #require(method.value["operationId"]?.string)
        #expect(operations.updateValue(path.key, forKey: name) == nil, "\(name)")
      }
    }
    #expect(operations.count == Endpoints.all.count)
    for endpoint in Endpoints.all {
      #expect(document["paths"]?[endpoint.path]?[endpoint.method.rawValue.lowercased()] != nil, "\(endpoint.path)")
    }
  }

  @Test func `whatever the document refers to is in it`() {
    func references(_ value: JSONValue) -> [String] {
      switch value {
      case .array(let items): items.flatMap(references)
      case .object(let members):
        members.flatMap { member in
          member.key == "$ref" ? [member.value.string ?? ""] : references(member.value)
        }
      case .null, .bool, .number, .string: []
      }
    }
    let all = references(document)
    #expect(all.count > 200)
    for reference in all {
      let meant = reference.split(separator: "/").dropFirst().reduce(document as JSONValue?) { $0?[String($1)] }
      #expect(meant != nil, "\(reference)")
    }
  }

  @Test func `a field that may be absent is null in answers and need not be in requests`() {
    let schemas = document["components"]?["schemas"]
    let due: JSONValue = ["type": ["string", "null"]]
    #expect(schemas?["Goal"]?["properties"]?["due"] == due && schemas?["NewGoal"]?["properties"]?["due"] == due)
    #expect(schemas?["Goal"]?["properties"]?["title"] == ["type": "string"])
    #expect(schemas?["NewGoal"]?["required"] == ["title"])
    #expect(schemas?["Goal"]?["required"].map { $0.text.contains("due") } == true)
    #expect(schemas?["Goal"]?["properties"]?["measures"]?["items"] == ["$ref": "#/components/schemas/Measure"])
  }

  @Test func `every error's status is documented, with its codes`() {
    for code in ErrorCode.allCases where ![.faultFound, .outputFailed].contains(code) {
      let response = document["components"]?["responses"]?["Status\(code.status)"]
      #expect(response?.text.contains("\"\(code.rawValue)\"") == true)
    }
  }

  @Test func `the node serves it`() async throws {
    try await TestNode.run { node in
      let served = try await node.ask { api throws(ErrorDescription) in try api.send(Endpoints.openAPI).json }
      #expect(served == OpenAPIDocument.document)
    }
  }
}
