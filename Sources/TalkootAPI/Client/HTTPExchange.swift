internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import TalkootLanguage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// One request and its answer over a Unix socket.
struct HTTPExchange {
  struct Request: Sendable {
    let method: String
    let uri: String
    let headers: [(String, String)]
    let body: [UInt8]
  }

  let socketPath: String
  let messages: APIClient.Messages
  let patienceSeconds: Int

  /// One thread for all exchanges of the process, started by the first one.
  private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

  /// - Throws: what the node answered, or that it can't be reached.
  func run(
    _ request: Request,
    answer: AnswerForm,
    progress: @escaping @Sendable (Progress) -> Void
  ) throws(ErrorDescription) -> JSONValue {
    let loop = Self.group.next()
    let promise = loop.makePromise(of: JSONValue.self)
    let channel: any Channel
    do throws(ErrorDescription) {
      channel = try connect(loop, answer, progress, promise)
    } catch {
      promise.fail(error)
      throw error
    }
    defer { channel.close(promise: nil) }
    send(request, on: channel)
    do {
      return try promise.futureResult.wait()
    } catch {
      throw error as? ErrorDescription ?? ErrorDescription(.noNode, messages.brokeOff)
    }
  }

  private func connect(
    _ loop: any EventLoop,
    _ answer: AnswerForm,
    _ progress: @escaping @Sendable (Progress) -> Void,
    _ promise: EventLoopPromise<JSONValue>
  ) throws(ErrorDescription) -> any Channel {
    let path = SocketPath(socketPath)
    defer { path.close() }
    if path.isForbidden { throw ErrorDescription(.notPermitted, messages.notPermitted) }
    do {
      return try ClientBootstrap(group: loop)
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            let patience = TimeAmount.seconds(Int64(clamping: patienceSeconds))
            let reader = AnswerReader(form: answer, brokeOff: messages.brokeOff)
            let handler = AnswerHandler(reader: reader, silent: messages.silent, progress: progress, promise: promise)
            try channel.pipeline.syncOperations.addHandler(IdleStateHandler(readTimeout: patience))
            try channel.pipeline.syncOperations.addHTTPClientHandlers(leftOverBytesStrategy: .fireError)
            try channel.pipeline.syncOperations.addHandler(handler)
          }
        }
        .connect(unixDomainSocketPath: path.text).wait()
    } catch {
      throw unreachable(error)
    }
  }

  private func send(_ request: Request, on channel: any Channel) {
    var headers = HTTPHeaders()
    for (name, value) in request.headers { headers.add(name: name, value: value) }
    let method = HTTPMethod(rawValue: request.method)
    let head = HTTPRequestHead(version: .http1_1, method: method, uri: request.uri, headers: headers)
    channel.write(HTTPClientRequestPart.head(head), promise: nil)
    if !request.body.isEmpty {
      channel.write(HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(bytes: request.body))), promise: nil)
    }
    channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
  }

  private func unreachable(_ error: any Error) -> ErrorDescription {
    if let error = error as? IOError, [EACCES, EPERM].contains(error.errnoCode) {
      return ErrorDescription(.notPermitted, messages.notPermitted)
    }
    return ErrorDescription(.noNode, messages.noNode)
  }
}

/// Puts an answer together from its parts; pure, so that it can be tested without a socket.
struct AnswerReader {
  let form: AnswerForm
  let brokeOff: String
  private var status = 0
  private var buffer: [UInt8] = []
  private var result: Result<JSONValue, ErrorDescription>?
  private var streams = false

  init(form: AnswerForm, brokeOff: String) {
    self.form = form
    self.brokeOff = brokeOff
  }

  mutating func head(status: Int) {
    self.status = status
    streams = form == .stream && status == 200
  }

  /// Takes bytes in; gives back the progress they tell.
  mutating func body(_ bytes: some Sequence<UInt8>) throws(ErrorDescription) -> [Progress] {
    buffer.append(contentsOf: bytes)
    if buffer.count > APIClient.answerBytesMax {
      throw ErrorDescription(.internalFault, "the node's answer is too large")
    }
    var told: [Progress] = []
    while streams, let end = buffer.firstIndex(of: 0x0A) {
      let line = Array(buffer[..<end])
      buffer.removeSubrange(...end)
      if let progress = try take(line: line) { told.append(progress) }
    }
    return told
  }

  private mutating func take(line: [UInt8]) throws(ErrorDescription) -> Progress? {
    if line.isEmpty { return nil }
    let document = try Self.parse(line)
    if let progress = document["progress"] { return try? Progress(from: progress) }
    if let value = document["result"] { result = .success(value) }
    if let error = document["error"] { result = .failure(Self.error(error)) }
    return nil
  }

  /// The answer's document, once all of it is here.
  mutating func end() throws(ErrorDescription) -> JSONValue {
    if streams {
      if !buffer.isEmpty { _ = try? take(line: buffer) }  // the last line's break, or what was cut off
      guard let result else {
        throw ErrorDescription(.noNode, brokeOff)
      }
      return try result.get()
    }
    let document = try buffer.isEmpty ? .null : Self.parse(buffer)
    if (200..<300).contains(status) { return document }
    if let error = document["error"] { throw Self.error(error) }
    throw ErrorDescription(.internalFault, "the node answered with HTTP status \(status)")
  }

  private static func parse(_ bytes: [UInt8]) throws(ErrorDescription) -> JSONValue {
    do {
      return try JSONValue(parsing: bytes)
    } catch {
      throw ErrorDescription(.internalFault, "the node's answer is not JSON: \(error)")
    }
  }

  private static func error(_ value: JSONValue) -> ErrorDescription {
    (try? ErrorDescription(from: value)) ?? ErrorDescription(.internalFault, "the node's error can't be read")
  }
}

/// Feeds the parts of an HTTP answer to an `AnswerReader`.
private final class AnswerHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart

  private var reader: AnswerReader
  private let progress: @Sendable (Progress) -> Void
  private let promise: EventLoopPromise<JSONValue>
  private let silent: String
  private var isDone = false

  init(
    reader: AnswerReader,
    silent: String,
    progress: @escaping @Sendable (Progress) -> Void,
    promise: EventLoopPromise<JSONValue>
  ) {
    self.reader = reader
    self.silent = silent
    self.progress = progress
    self.promise = promise
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if isDone { return }
    do throws(ErrorDescription) {
      switch unwrapInboundIn(data) {
      case .head(let head): reader.head(status: Int(head.status.code))
      case .body(let bytes): try reader.body(bytes.readableBytesView).forEach(progress)
      case .end:
        let document = try reader.end()
        isDone = true
        promise.succeed(document)
      }
    } catch {
      isDone = true
      promise.fail(error)
      context.close(promise: nil)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard event is IdleStateHandler.IdleStateEvent else { return context.fireUserInboundEventTriggered(event) }
    finish(with: ErrorDescription(.timedOut, silent))
    context.close(promise: nil)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    finish(with: error)
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    finish(with: ErrorDescription(.noNode, reader.brokeOff))
  }

  private func finish(with error: any Error) {
    if isDone { return }
    isDone = true
    promise.fail(error)
  }
}
