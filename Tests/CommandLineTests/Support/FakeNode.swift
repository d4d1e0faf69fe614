import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import TalkootAPI

/// A node's HTTP side with canned answers: a real NIO server on a real Unix socket.
final class FakeNode: Sendable {
  struct Request: Sendable {
    let method: String
    let path: String
    let query: String
    let headers: [String: String]
    let body: String
  }

  struct Answer: Sendable {
    var status = 200
    var body: String

    static func json(_ value: some Encodable) -> Answer {
      guard let document = try? JSONValue(encoding: value, absent: .null) else { return Answer(status: 500, body: "") }
      return Answer(body: document.text)
    }

    static func error(_ code: ErrorCode, _ message: String, _ candidates: [ErrorCandidate]? = nil) -> Answer {
      var answer = json(ErrorDocument(error: ErrorDescription(code, message, candidates: candidates)))
      answer.status = code.status
      return answer
    }
  }

  private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
  private let channel: any Channel
  private let log: RequestLog

  /// Serves `<home>/run/talkootd.sock`.
  init(home: TemporaryHome, answer: @escaping @Sendable (Request) -> Answer) throws {
    let log = RequestLog()
    let path = SocketPath(home.path + "/run/talkootd.sock")
    defer { path.close() }
    channel = try ServerBootstrap(group: group)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(Handler(answer: answer, log: log))
        }
      }
      .bind(unixDomainSocketPath: path.text, cleanupExistingSocketFile: true).wait()
    self.log = log
  }

  /// What was asked so far.
  var received: [Request] { log.all }

  func stop() {
    try? channel.close().wait()
    try? group.syncShutdownGracefully()
  }

  private final class RequestLog: Sendable {
    private let list = Mutex<[Request]>([])
    func add(_ request: Request) { list.withLock { $0.append(request) } }
    var all: [Request] { list.withLock { $0 } }
  }

  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let answer: @Sendable (Request) -> Answer
    private let log: RequestLog
    private var head: HTTPRequestHead?
    private var body = ""

    init(answer: @escaping @Sendable (Request) -> Answer, log: RequestLog) {
      self.answer = answer
      self.log = log
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch unwrapInboundIn(data) {
      case .head(let head): self.head = head
      case .body(let bytes): body += String(buffer: bytes)
      case .end: respond(context)
      }
    }

    private func respond(_ context: ChannelHandlerContext) {
      guard let head else { return }
      let sides = head.uri.split(separator: "?", maxSplits: 1).map(String.init)
      let headers = Dictionary(head.headers.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
      let request = Request(
        method: head.method.rawValue,
        path: sides[0],
        query: sides.count > 1 ? sides[1] : "",
        headers: headers,
        body: body
      )
      log.add(request)
      let answer = answer(request)
      let bytes = ByteBuffer(string: answer.body)
      let headersOut = HTTPHeaders([("Content-Length", String(bytes.readableBytes)), ("Connection", "close")])
      let status = HTTPResponseStatus(statusCode: answer.status)
      context.write(wrapOutboundOut(.head(.init(version: .http1_1, status: status, headers: headersOut))), promise: nil)
      context.write(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
      let loopBound = NIOLoopBound(context, eventLoop: context.eventLoop)
      context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in loopBound.value.close(promise: nil) }
    }
  }
}
