internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import TalkootLanguage

/// A client of a node's local API: one request at a time over its Unix socket.
///
/// It blocks its caller; the command line has nothing else to do. Each request opens a connection of its own, which
/// on a Unix socket costs less than keeping one.
public struct APIClient: Sendable {
  /// The node's socket, `<home>/run/talkootd.sock`.
  public let socketPath: String
  /// The language for messages: `en` or `fi`.
  public let language: String
  /// The person acting for the organisation, or nil for the node's default.
  public let person: String?

  /// As of when to read: a change's hash, or a day or an instant in UTC; nil for now.
  public var asOf: String?

  /// Where requests that write go in place of the node; nil sends them.
  public var recorder: RequestRecorder?

  /// What the client itself says when it can't reach the node.
  public let messages: Messages
  /// How long the node may be silent before a request is given up; longer than any wait that is asked for.
  public var patienceSeconds = 300

  /// The client's own words, for a caller that speaks another language.
  public struct Messages: Sendable {
    /// Nobody answers at the socket.
    public var noNode: String
    /// The socket may not be used.
    public var notPermitted: String
    /// The node went away before it had answered.
    public var brokeOff: String
    /// The node said nothing for too long.
    public var silent: String
    /// An id is empty.
    public var emptyID: String
    /// A request does not write, where only those that do are kept.
    public var writesOnly: String

    /// Words in the caller's language.
    public init(
      noNode: String,
      notPermitted: String,
      brokeOff: String,
      silent: String,
      emptyID: String,
      writesOnly: String
    ) {
      self.noNode = noNode
      self.notPermitted = notPermitted
      self.brokeOff = brokeOff
      self.silent = silent
      self.emptyID = emptyID
      self.writesOnly = writesOnly
    }
  }

  /// The largest answer that is taken.
  public static let answerBytesMax = 1 << 30

  /// A client of the node whose socket is there.
  public init(socketPath: String, language: String, person: String?, messages: Messages? = nil) {
    self.socketPath = socketPath
    self.language = language
    self.person = person
    self.messages =
      messages
      ?? Messages(
        noNode: "no node is running: nobody answers at \(socketPath)",
        notPermitted: "no permission to use the node's socket \(socketPath)",
        brokeOff: "the node broke off before it had answered; see talkoot node logs",
        silent: "the node does not answer; try again, or see talkoot node logs",
        emptyID: "an id is empty; a list command shows the ids",
        writesOnly: "only what writes can be kept for later"
      )
  }

  /// The node's document, as it came and as it reads.
  public struct Document<Answer: Decodable & Sendable>: Sendable {
    /// The parsed document.
    public let json: JSONValue

    /// Wraps a parsed document.
    public init(json: JSONValue) {
      self.json = json
    }

    /// The document as a value.
    ///
    /// - Throws: `ErrorDescription` when the node's answer is not what this version expects.
    public func decoded() throws(ErrorDescription) -> Answer {
      do {
        return try Answer(from: json)
      } catch {
        let reason = (error as? DecodingError)?.brief ?? "\(error)"
        throw ErrorDescription(.internalFault, "the node's answer can't be read (another version?), \(reason)")
      }
    }
  }

  /// Asks for what has no body.
  public func send<Query, Answer>(
    _ endpoint: Endpoint<Query, Nothing, Answer>,
    _ parameters: String...,
    query: Query,
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) throws(ErrorDescription) -> Document<Answer> {
    try perform(endpoint, parameters, query, body: [], contentType: nil, progress)
  }

  /// Sends a JSON document.
  public func send<Query, Body: APIDocument, Answer>(
    _ endpoint: Endpoint<Query, Body, Answer>,
    _ parameters: String...,
    query: Query,
    body: Body,
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) throws(ErrorDescription) -> Document<Answer> {
    let bytes: [UInt8]
    do {
      bytes = try JSONValue.bytes(encoding: body, absent: .omitted)
    } catch {
      throw ErrorDescription(.internalFault, "the request can't be written: \(error)")
    }
    return try perform(endpoint, parameters, query, body: bytes, contentType: "application/json", progress)
  }

  /// Sends a file.
  public func send<Query, Answer>(
    _ endpoint: Endpoint<Query, FileBytes, Answer>,
    query: Query,
    file: FileBytes,
    contentType: String,
    progress: @escaping @Sendable (Progress) -> Void
  ) throws(ErrorDescription) -> Document<Answer> {
    try perform(endpoint, [], query, body: file.bytes, contentType: contentType, progress)
  }

  private func perform<Query, Body, Answer>(
    _ endpoint: Endpoint<Query, Body, Answer>,
    _ parameters: [String],
    _ query: Query,
    body: [UInt8],
    contentType: String?,
    _ progress: @escaping @Sendable (Progress) -> Void
  ) throws(ErrorDescription) -> Document<Answer> {
    if parameters.contains("") { throw ErrorDescription(.noSuchObject, messages.emptyID) }
    var uri = Self.fill(endpoint.path, with: parameters)
    let items: String
    do {
      items = try QueryCoding.encode(query)
    } catch {
      throw ErrorDescription(.internalFault, "the request can't be written: \(error)")
    }
    if !items.isEmpty { uri += "?" + items }
    if let recorder {
      guard endpoint.method != .get, endpoint.answer == .document,
        contentType ?? "application/json" == "application/json"
      else { throw ErrorDescription(.usage, messages.writesOnly) }
      recorder.keep(endpoint.method.rawValue, uri, body)
      throw RequestRecorder.kept
    }
    var headers = [("Host", "talkoot"), ("Accept", "application/json"), (APIHeader.language, language)]
    if let person { headers.append((APIHeader.person, PercentEncoding.encode(person))) }
    if let asOf { headers.append((APIHeader.asOf, PercentEncoding.encode(asOf))) }
    if let contentType { headers.append(("Content-Type", contentType)) }
    if contentType != nil || endpoint.method != .get { headers.append(("Content-Length", String(body.count))) }
    headers.append(("Connection", "close"))
    let request = HTTPExchange.Request(method: endpoint.method.rawValue, uri: uri, headers: headers, body: body)
    let answer = try HTTPExchange(socketPath: socketPath, messages: messages, patienceSeconds: patienceSeconds).run(
      request,
      answer: endpoint.answer,
      progress: progress
    )
    return Document(json: answer)
  }

  /// The path with its parameters, each one percent-encoded.
  static func fill(_ path: String, with parameters: [String]) -> String {
    var rest = parameters[...]
    let segments = path.split(separator: "/").map { segment in
      guard segment.hasPrefix("{") else { return String(segment) }
      guard let value = rest.popFirst() else { preconditionFailure("\(path) needs more parameters") }
      return PercentEncoding.encode(value)
    }
    precondition(rest.isEmpty, "\(path) needs fewer parameters")
    return "/" + segments.joined(separator: "/")
  }
}

extension APIClient {
  /// Asks for what has neither query nor body.
  public func send<Answer>(
    _ endpoint: Endpoint<Nothing, Nothing, Answer>,
    _ parameters: String...,
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) throws(ErrorDescription) -> Document<Answer> {
    try perform(endpoint, parameters, Nothing(), body: [], contentType: nil, progress)
  }

  /// Sends a JSON document without a query.
  public func send<Body: APIDocument, Answer>(
    _ endpoint: Endpoint<Nothing, Body, Answer>,
    _ parameters: String...,
    body: Body,
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) throws(ErrorDescription) -> Document<Answer> {
    let bytes: [UInt8]
    do {
      bytes = try JSONValue.bytes(encoding: body, absent: .omitted)
    } catch {
      throw ErrorDescription(.internalFault, "the request can't be written: \(error)")
    }
    return try perform(endpoint, parameters, Nothing(), body: bytes, contentType: "application/json", progress)
  }
}
