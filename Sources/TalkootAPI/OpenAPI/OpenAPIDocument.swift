/// The local API as an OpenAPI 3.1 document, made from the endpoints' own descriptions and types.
public enum OpenAPIDocument {
  /// The document of this version.
  public static let document: JSONValue = {
    var schemas = Schemas()
    let operations = paths(&schemas)
    let errors = statuses.map { JSONMember(name(ofStatus: $0), errorResponse($0, &schemas)) }
    return [
      "openapi": "3.1.0",
      "info": [
        "title": "Talkoot's local API", "version": "1",
        "description":
          "What programs on the same machine ask of a node, over the Unix socket run/talkootd.sock in its home.",
        "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
      ],
      "servers": [["url": "http://talkoot", "description": "The socket; the host's name is not looked at."]],
      "paths": .object(operations),
      "components": [
        "schemas": .object(schemas.components), "responses": .object(errors), "parameters": .object(headers),
      ],
    ]
  }()

  // MARK: Requests

  private static func paths(_ schemas: inout Schemas) -> [JSONMember] {
    var paths: [JSONMember] = []
    for endpoint in Endpoints.all {
      let operation = JSONMember(endpoint.method.rawValue.lowercased(), operation(endpoint, &schemas))
      if let index = paths.firstIndex(where: { $0.key == endpoint.path }) {
        guard case .object(let operations) = paths[index].value else { preconditionFailure("a path is an object") }
        paths[index].value = .object(operations + [operation])
      } else {
        paths.append(JSONMember(endpoint.path, .object([operation])))
      }
    }
    return paths
  }

  private static func operation(_ endpoint: EndpointDescription, _ schemas: inout Schemas) -> JSONValue {
    let parts = endpoint.path.split(separator: "/").dropFirst()
    let words = parts.flatMap { $0.split { !$0.isLetter } }
    var members = [
      JSONMember(
        "operationId",
        .string(
          endpoint.method.rawValue.lowercased() + words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        )
      ),
      JSONMember("tags", [.string(String(parts.first!))]),
      JSONMember("parameters", .array(parameters(endpoint, &schemas))),
    ]
    if let body = requestBody(endpoint, &schemas) { members.append(JSONMember("requestBody", body)) }
    members.append(JSONMember("responses", responses(endpoint, &schemas)))
    return .object(members)
  }

  private static func parameters(_ endpoint: EndpointDescription, _ schemas: inout Schemas) -> [JSONValue] {
    let inPath = endpoint.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { part -> JSONValue in
      [
        "name": .string(String(part.dropFirst().dropLast())), "in": "path", "required": true,
        "schema": ["type": "string", "minLength": 1],
      ]
    }
    let inQuery = ShapeRecorder.fields(of: endpoint.queryType).map { field -> JSONValue in
      let isList = QueryCoding.listFields.contains(field.name)
      return [
        "name": .string(field.name), "in": "query", "required": .bool(!field.isOptional && !isList),
        "schema": schemas.schema(of: field.type, .request),
      ]
    }
    var names = ["language"]
    if endpoint.method != .get { names.append("person") }
    if endpoint.readsThePast { names.append("asOf") }
    return inPath + inQuery + names.map { ["$ref": .string("#/components/parameters/\($0)")] }
  }

  private static var headers: [JSONMember] {
    let encoded: JSONValue = ["type": "string", "pattern": "^([A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})+$"]
    func header(_ name: String, _ description: String, _ schema: JSONValue) -> JSONValue {
      ["name": .string(name), "in": "header", "description": .string(description), "schema": schema]
    }
    return [
      JSONMember(
        "asOf",
        header(APIHeader.asOf, "as of when to read: a change's hash, or a day or an instant; percent-encoded", encoded)
      ),
      JSONMember("language", header(APIHeader.language, "the language of messages", ["enum": ["en", "fi"]])),
      JSONMember(
        "person",
        header(APIHeader.person, "the person acting for the organisation, percent-encoded UTF-8", encoded)
      ),
    ]
  }

  private static func requestBody(_ endpoint: EndpointDescription, _ schemas: inout Schemas) -> JSONValue? {
    if endpoint.bodyType is FileBytes.Type {
      return ["required": true, "content": ["application/octet-stream": [:]]]
    }
    guard let type = endpoint.bodyType as? any Decodable.Type, !(type is Nothing.Type) else { return nil }
    let isRequired = ShapeRecorder.fields(of: type).contains { !$0.isOptional }
    return [
      "required": .bool(isRequired),
      "content": ["application/json": ["schema": schemas.schema(of: type, .request)]],
    ]
  }

  // MARK: Answers

  private static func responses(_ endpoint: EndpointDescription, _ schemas: inout Schemas) -> JSONValue {
    let answer = schemas.schema(of: endpoint.answeredType, .answer)
    let content: JSONValue =
      switch endpoint.answer {
      case .document: ["application/json": ["schema": answer]]
      case .stream: ["application/x-ndjson": ["schema": line(answer, &schemas)]]
      }
    let description: JSONValue =
      switch endpoint.answer {
      case .document: "The answer."
      case .stream: "Lines, each of this schema: any number of progress, then one result or error."
      }
    return .object(
      [JSONMember("200", ["description": description, "content": content])]
        + statuses.map {
          JSONMember(String($0), ["$ref": .string("#/components/responses/\(name(ofStatus: $0))")])
        }
    )
  }

  private static func line(_ result: JSONValue, _ schemas: inout Schemas) -> JSONValue {
    func one(_ key: String, _ schema: JSONValue) -> JSONValue {
      ["type": "object", "properties": .object([JSONMember(key, schema)]), "required": [.string(key)]]
    }
    return [
      "anyOf": [
        one("progress", schemas.schema(of: Progress.self, .answer)), one("result", result),
        schemas.schema(of: ErrorDocument.self, .answer),
      ]
    ]
  }

  // MARK: Errors

  /// The statuses that a node's errors have.
  private static var statuses: [Int] { Set(nodeCodes.map(\.status)).sorted() }

  /// What a node answers; the other codes are a client's own.
  private static let nodeCodes = ErrorCode.allCases.filter { ![.faultFound, .outputFailed].contains($0) }

  private static func name(ofStatus status: Int) -> String { "Status\(status)" }

  private static func errorResponse(_ status: Int, _ schemas: inout Schemas) -> JSONValue {
    let codes = nodeCodes.filter { $0.status == status }.map(\.rawValue)
    return [
      "description": .string("The error " + codes.joined(separator: " or ") + "."),
      "content": [
        "application/json": [
          "schema": [
            "allOf": [
              schemas.schema(of: ErrorDocument.self, .answer),
              [
                "properties": [
                  "error": ["properties": ["code": ["enum": .array(codes.map { .string($0) })]]]
                ]
              ],
            ]
          ]
        ]
      ],
    ]
  }
}
