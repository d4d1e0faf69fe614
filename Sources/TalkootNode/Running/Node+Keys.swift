internal import Foundation
public import TalkootAPI
internal import TalkootCrypto
internal import TalkootHTTP
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

// What the API asks about this node's keys (`NodeControl`).
extension Node {
  /// See `NodeControl`.
  public func renewTLS() async -> NodeStatus {
    tls.renew()
    logger.notice("issued a new TLS certificate")
    return await nodeStatus()
  }

  /// See `NodeControl`.
  public func certificateRequest() -> String {
    let id = replica.snapshot.workspace.idText(ObjectID(replica.snapshot.node), .node)
    return CertificateRequest.pem(for: identityKey, name: "Talkoot node " + id)
  }

  /// See `NodeControl`.
  public func deviceInvitation(expires: Int64) throws -> DeviceInvitation {
    let snapshot = replica.snapshot
    guard let member = snapshot.member, !addresses.isEmpty else {
      throw ErrorDescription(
        .refused,
        "this node listens nowhere, so no other could come by it; set listen in \(home.configuration)"
      )
    }
    let secret = InvitationSecret()
    do {
      try DeviceCodes(home).add(secret.key.publicKey, expires: expires, now: SystemTime.milliseconds)
    } catch is DeviceCodes.TooMany {
      throw ErrorDescription(.refused, "\(DeviceCodes.countMax) codes are open already; use them or let them expire")
    }
    let code = DeviceCode(
      secret: secret,
      network: snapshot.workspace.network,
      member: member,
      node: snapshot.node,
      addresses: addresses
    )
    return DeviceInvitation(
      code: code.text,
      expires: Timestamp.text(expires),
      node: snapshot.workspace.idText(ObjectID(snapshot.node), .node)
    )
  }

  /// See `NodeControl`.
  public func backUpKey(to path: String, passphraseFile: String) throws {
    guard path.hasPrefix("/"), passphraseFile.hasPrefix("/") else {
      throw ErrorDescription(.usage, "the path must be an absolute one")
    }
    do throws(KeyFileError) {
      let passphrase = try KeyFile.passphrase(in: passphraseFile)
      try KeyFile.write(identityKey, to: path, passphrase: passphrase)
    } catch {
      if case .exists = error {
        throw ErrorDescription(.refused, "\(path) exists already; choose another name for the backup")
      }
      throw ErrorDescription(.notPermitted, "\(error)")
    }
  }
}
