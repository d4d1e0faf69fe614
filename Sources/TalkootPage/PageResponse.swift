/// What the page answers; the server adds the headers that every answer has.
public struct PageResponse: Sendable {
  /// The status of HTTP.
  public var status: Int
  /// Headers of this answer's own.
  public var headers: [(name: String, value: String)]
  /// What the browser shall remember.
  public var remember: [Remembered]
  /// The content.
  public var body: [UInt8]

  /// Makes an answer from its parts.
  public init(
    status: Int,
    headers: [(name: String, value: String)] = [],
    remember: [Remembered] = [],
    body: [UInt8] = []
  ) {
    self.status = status
    self.headers = headers
    self.remember = remember
    self.body = body
  }

  /// Something for a browser to remember, in a cookie.
  public enum Remembered: Sendable, Hashable {
    /// The language.
    case language(String)
    /// The look; nil forgets it.
    case theme(Theme?)
    /// The newest change that has been seen.
    case lastSeen(String)
  }

  static func html(_ status: Int, _ text: String, remember: [Remembered] = []) -> PageResponse {
    PageResponse(
      status: status,
      headers: [("Content-Type", "text/html; charset=utf-8")],
      remember: remember,
      body: Array(text.utf8)
    )
  }

  /// Sends the browser to another page after something was done.
  static func redirect(to path: String, remember: [Remembered] = []) -> PageResponse {
    PageResponse(status: 303, headers: [("Location", path)], remember: remember)
  }
}
