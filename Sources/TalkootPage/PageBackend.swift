public import TalkootAPI

/// What answers the page's questions: the endpoints of the local API, so that the page can do what the command line can,
/// and fails as it does.
public protocol PageBackend: Sendable {
  /// Asks an endpoint.
  ///
  /// - Parameters:
  ///   - parameters: those of the endpoint's path, as a person types them.
  ///   - caller: who asks, and as of when.
  /// - Throws: `ErrorDescription`, as the API answers.
  func call<Query, Body, Answer>(
    _ endpoint: Endpoint<Query, Body, Answer>,
    _ parameters: [String],
    query: Query,
    body: Body,
    caller: Caller
  ) async throws -> Answer
}

/// Who asks the backend, and as of when.
public struct Caller: Sendable {
  /// The person acting for the organisation.
  public var person: String
  /// A change's hash, or a day or an instant in UTC; nil for now.
  public var asOf: String?

  /// Makes a caller.
  public init(person: String, asOf: String? = nil) {
    self.person = person
    self.asOf = asOf
  }
}
