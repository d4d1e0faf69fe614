internal import HTTPTypes
internal import TalkootAPI
internal import TalkootCrypto
internal import TalkootPage

/// What every answer of the page says to the browser: run and show nothing but the page's own, in no frame, tell no other
/// site, keep nothing.
///
/// `Referrer-Policy` is `same-origin`, not `no-referrer`: with the latter browsers send the page's own forms with
/// `Origin: null`, which is refused. Other sites get no referrer by either.
enum SecurityHeaders {
  static let all: HTTPFields = [
    HTTPField.Name("Content-Security-Policy")!: policy,
    HTTPField.Name("X-Content-Type-Options")!: "nosniff",
    HTTPField.Name("X-Frame-Options")!: "DENY",
    HTTPField.Name("Referrer-Policy")!: "same-origin",
    .cacheControl: "no-store",
    HTTPField.Name("Cross-Origin-Opener-Policy")!: "same-origin",
    HTTPField.Name("Cross-Origin-Resource-Policy")!: "same-origin",
    HTTPField.Name("Permissions-Policy")!: "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  ]

  /// The page's one style is let in by its digest, as it is in the page itself; nothing else that is inline is.
  private static let policy = """
    default-src 'self'; style-src 'self' 'sha256-\(styleDigest)'; object-src 'none'; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'
    """

  private static var styleDigest: String {
    var hasher = SHA256()
    hasher.update(Site.styleBytes)
    return Base64.encode(hasher.finish().bytes)
  }
}
