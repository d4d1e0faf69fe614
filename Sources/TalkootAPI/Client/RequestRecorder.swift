internal import Synchronization

/// Keeps the requests that write, in place of sending them: what a batch is made of.
public final class RequestRecorder: Sendable {
  private let requests = Mutex<[BatchedRequest]>([])

  /// Records nothing yet.
  public init() {}

  /// What was recorded, in its order.
  public var recorded: [BatchedRequest] { requests.withLock { $0 } }

  /// How the client says that a request was kept: nothing came back, so the caller can't go on.
  public static let kept = ErrorDescription(code: "recorded", exit: 0, message: "kept for later")

  func keep(_ method: String, _ path: String, _ body: [UInt8]) {
    requests.withLock { requests in
      let body = body.isEmpty ? nil : String(decoding: body, as: UTF8.self)
      requests.append(BatchedRequest(line: requests.count + 1, method: method, path: path, body: body))
    }
  }
}
