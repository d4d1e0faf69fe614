internal import Foundation
internal import Synchronization
internal import TalkootCrypto
internal import TalkootLog
internal import TalkootModel
internal import TalkootSync

/// What this node shows in TLS and asks of others there: its leaf, which the identity key renews without touching the
/// log, and the organisations' own authorities, where they are used (decision 0008).
final class TLSState: Sendable {
  /// A TLS key serves this long in a run; each start makes a new one anyway.
  static let leafLifetime = Duration.seconds(7 * 86_400)

  let context: TLSContext
  private let key: SigningKey
  private let chain: OrganisationChain?
  private let authorities: [(organisation: String, anchors: TrustAnchors)]
  /// What `authorities` come to for the nodes of the present roster.
  private let demands: Demands
  private let issued = Mutex((at: ContinuousClock.now, milliseconds: SystemTime.milliseconds))

  private final class Demands: Sendable {
    let byKey = Mutex<[PublicKey: TrustAnchors]>([:])
  }

  /// - Throws: `ConfigurationError` for files that can't be read or don't fit.
  init(_ key: SigningKey, _ configuration: NodeConfiguration) throws {
    self.key = key
    chain = try configuration.organisationChain.map { path in
      do { return try OrganisationChain(pem: TLSState.contents(path), identity: key.publicKey) } catch {
        throw ConfigurationError(path: path, reason: "tls.chain: \(error)")
      }
    }
    authorities = try configuration.requiredAuthorities.map { organisation, path in
      do { return (organisation, try TrustAnchors(pem: TLSState.contents(path))) } catch {
        throw ConfigurationError(path: path, reason: "tls.require: \(error)")
      }
    }
    let demands = Demands()
    self.demands = demands
    context = TLSContext(NodeCredentials(identity: key, organisationChain: chain)) { peer in
      demands.byKey.withLock { $0[peer] }
    }
  }

  private static func contents(_ path: String) throws -> [UInt8] {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw HomeError.inaccessible(path, String(cString: strerror(errno)))
    }
    return Array(bytes)
  }

  /// Who belongs to whom, for what is demanded of organisations.
  func roster(_ nodes: [RosterNode]) {
    guard !authorities.isEmpty else { return }
    var byKey: [PublicKey: TrustAnchors] = [:]
    for node in nodes {
      let id = ObjectID(node.organisation)
      let named = authorities.first { CrockfordID.parse($0.organisation)?.ids.contains(id) ?? false }
      if let demand = named ?? authorities.first(where: { $0.organisation == "*" }) { byKey[node.key] = demand.anchors }
    }
    let result = byKey
    demands.byKey.withLock { $0 = result }
  }

  /// Issues a new leaf. New connections show it; those there are go on.
  func renew(_ now: ContinuousClock.Instant = .now) {
    context.renew(NodeCredentials(identity: key, organisationChain: chain))
    issued.withLock { $0 = (now, SystemTime.milliseconds) }
  }

  /// Issues a new leaf when the present one has served its time.
  func renewIfOld(_ now: ContinuousClock.Instant = .now) {
    if issued.withLock({ now - $0.at }) >= TLSState.leafLifetime { renew(now) }
  }

  var issuedMilliseconds: Int64 { issued.withLock { $0.milliseconds } }
  var leafHash: Digest { context.leafHash }
}
