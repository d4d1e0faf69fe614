internal import HTTPTypes
internal import TalkootPage

/// The rules by which a request to the page is let in, whoever is signed in (rules 4.6). A browser is made to ask
/// things by any site that it shows; what it then says of itself gives that away.
struct PageGuard: Sendable {
  let port: Int

  /// The page's names: what a name that was made to mean this machine (DNS rebinding) is not among.
  private var hosts: [String] {
    let names = ["127.0.0.1", "localhost", "[::1]"]
    return names.map { "\($0):\(port)" } + (port == 80 ? names : [])
  }

  /// Why a request is refused; nil for one that isn't.
  func refusal(of request: HTTPRequest) -> PageRefusal? {
    // The first Host is the authority; one among the fields is a second.
    guard request.headerFields[Self.host] == nil, let authority = request.authority, hosts.contains(authority) else {
      return .foreign
    }
    guard request.method == .get || request.method == .post else { return .method }
    switch request.headerFields[Self.fetchSite] {
    case nil, "same-origin", "none": break
    default: return .foreign
    }
    if request.method != .get, !isOwnOrigin(request) { return .foreign }
    return nil
  }

  /// Whether a stream is asked for by the page itself. Browsers name no origin where a page asks its own, but say so.
  func isStreamAllowed(_ request: HTTPRequest) -> Bool {
    if request.headerFields[Self.origin] != nil { return isOwnOrigin(request) }
    return request.headerFields[Self.fetchSite] == "same-origin"
  }

  private func isOwnOrigin(_ request: HTTPRequest) -> Bool {
    guard let authority = request.authority else { return false }
    return request.headerFields[values: Self.origin] == ["http://" + authority]
  }

  private static let host = HTTPField.Name("Host")!
  private static let origin = HTTPField.Name("Origin")!
  private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
