internal import Synchronization
public import TalkootAPI
internal import TalkootCrypto
internal import TalkootLanguage

/// Who may use the local page: the one-time codes that are out, and the sessions that they opened.
///
/// Both are in memory alone, as digests, and end with the node. A session's own token is what its forms give back.
public final class PageAccess: Sendable {
  /// How long a code waits to be used.
  static let codeLife = Duration.seconds(300)
  /// How many codes wait at most; the oldest goes first.
  static let codesMax = 8
  /// A session ends when nobody has used it for so long,
  static let idleLife = Duration.seconds(12 * 3600)
  /// and in any case after this.
  static let sessionLife = Duration.seconds(7 * 24 * 3600)
  static let sessionsMax = 64

  /// Somebody who is signed in.
  struct Session: Sendable {
    fileprivate let digest: Digest
    let person: String
    let formToken: String
    fileprivate let began: ContinuousClock.Instant
    fileprivate var used: ContinuousClock.Instant
  }

  private struct Code {
    let digest: Digest
    let person: String
    let made: ContinuousClock.Instant
  }

  private struct State {
    var codes: [Code] = []
    var sessions: [Session] = []
    var port: Int?
    var failure: String?
  }

  private let state = Mutex(State())
  private let now: @Sendable () -> ContinuousClock.Instant

  /// Nobody is signed in yet.
  public convenience init() { self.init { .now } }

  /// - Parameter now: the clock that codes and sessions end by.
  init(now: @escaping @Sendable () -> ContinuousClock.Instant) { self.now = now }

  // MARK: Where

  /// The page's address; nil while it is not served.
  public var address: String? { port.map { "http://127.0.0.1:\($0)/" } }

  /// Its port; nil while it is not served.
  var port: Int? { state.withLock { $0.port } }

  func serves(at port: Int) { state.withLock { $0.port = port } }

  /// Says why there is no page, to who asks for one.
  public func isOff(_ reason: String) { state.withLock { $0.failure = reason } }

  /// Waits until it is known whether there is a page, for it comes up beside the API: a moment after the start, and
  /// 30 s at most, on a machine that has much else to do.
  public func comesUp() async {
    let deadline = now() + .seconds(30)
    while port == nil, state.withLock({ $0.failure }) == nil, now() < deadline {
      do { try await Task.sleep(for: .milliseconds(10)) } catch { return }
    }
  }

  // MARK: Codes

  /// Makes a code for a person, to be used once; waits a little for a page that is just coming up.
  /// - Throws: `refused` where no page is served.
  public func offer(to person: String) async throws -> WebSignIn {
    await comesUp()
    guard let address else {
      throw ErrorDescription(
        .refused,
        "this node serves no page: \(state.withLock { $0.failure } ?? "it has not come up"); see web.port in the config"
      )
    }
    let code = Self.secret()
    let entry = Code(digest: Self.digest(of: code), person: person, made: now())
    state.withLock { state in
      state.codes.append(entry)
      if state.codes.count > Self.codesMax { state.codes.removeFirst(state.codes.count - Self.codesMax) }
    }
    return WebSignIn(
      url: address + "sign-in#" + code,
      address: address,
      code: code,
      expires: Moment.text(Moment.now + Self.codeLife.components.seconds * 1000) ?? "",
      person: person
    )
  }

  /// Opens a session with a code, which is spent then.
  /// - Returns: what the browser keeps as its cookie; nil for a code that opens nothing.
  func redeem(_ code: String) -> String? {
    let digest = Self.digest(of: code)
    let (secret, time) = (Self.secret(), now())
    return state.withLock { state in
      state.codes.removeAll { time - $0.made > Self.codeLife }
      guard let place = state.codes.firstIndex(where: { Self.isEqual($0.digest, digest) }) else { return nil }
      let used = state.codes.remove(at: place)
      state.sessions.append(
        Session(
          digest: Self.digest(of: secret),
          person: used.person,
          formToken: Self.secret(),
          began: time,
          used: time
        )
      )
      if state.sessions.count > Self.sessionsMax { state.sessions.removeFirst() }
      return secret
    }
  }

  // MARK: Sessions

  /// The session of a cookie, which goes on living by this.
  func session(_ cookie: String) -> Session? {
    let digest = Self.digest(of: cookie)
    let time = now()
    return state.withLock { state in
      state.sessions.removeAll { time - $0.used > Self.idleLife || time - $0.began > Self.sessionLife }
      guard let place = state.sessions.firstIndex(where: { Self.isEqual($0.digest, digest) }) else { return nil }
      state.sessions[place].used = time
      return state.sessions[place]
    }
  }

  /// Whether a session goes on; asking does not prolong it.
  func isOpen(_ session: Session) -> Bool {
    let time = now()
    return state.withLock { state in
      state.sessions.contains {
        $0.digest == session.digest && time - $0.used <= Self.idleLife && time - $0.began <= Self.sessionLife
      }
    }
  }

  func end(_ session: Session) {
    state.withLock { state in state.sessions.removeAll { $0.digest == session.digest } }
  }

  // MARK: Secrets

  /// 128 bits that nobody guesses, as letters and digits that are typed without doubt.
  private static func secret() -> String { Hex.text(SecureRandom.bytes(16)) }

  private static func digest(of secret: String) -> Digest { SHA256.hash("talkoot/page/1", Array(secret.utf8)) }

  private static func isEqual(_ a: Digest, _ b: Digest) -> Bool { ConstantTime.isEqual(a.bytes, b.bytes) }
}

extension PageAccess.Session {
  /// Whether a form is one of this session's.
  func isOwn(_ token: String) -> Bool { ConstantTime.isEqual(Array(token.utf8), Array(formToken.utf8)) }
}
