internal import ServiceLifecycle

/// A part of the node's work as a service.
struct Work: Service {
  private let body: @Sendable () async throws -> Void

  init(_ body: @escaping @Sendable () async throws -> Void) { self.body = body }

  /// Ends with the first element: the request to stop.
  init(until requests: AsyncStream<Void>) {
    body = {
      await cancelWhenGracefulShutdown {
        for await _ in requests { break }
      }
    }
  }

  func run() async throws {
    try await cancelWhenGracefulShutdown { try await body() }
  }
}
