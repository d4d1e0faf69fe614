public import TalkootAPI
internal import TalkootCrypto
internal import TalkootHTTP
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel
internal import TalkootTransport

extension Founding.Made {
  /// What `talkootd init` and `prepare-join` print.
  public func document(_ name: String, _ network: String?, _ home: NodeHome) -> HomeCreated {
    let organisation = member.map { wholeID(ObjectID($0), .organisation) } ?? ""
    return HomeCreated(
      id: organisation,
      short: String(organisation.prefix(7)),
      name: name,
      network: network.map { NetworkReference(id: self.network.digest.hex, name: $0) },
      node: wholeID(ObjectID(node), .node),
      home: home.path,
      listen: listen,
      fingerprint: Fingerprint.words(of: node),
      recoveryCard: recoveryCard,
      from: source
    )
  }
}

extension Restoring.Restored {
  /// What `talkootd restore` prints.
  public func document(_ home: NodeHome, _ file: String) -> HomeCreated {
    let organisation = member.map { wholeID(ObjectID($0), .organisation) } ?? ""
    return HomeCreated(
      id: organisation,
      short: String(organisation.prefix(7)),
      name: name ?? "",
      network: NetworkReference(id: network.digest.hex, name: networkName ?? ""),
      node: wholeID(ObjectID(node), .node),
      home: home.path,
      listen: listen,
      fingerprint: Fingerprint.words(of: node),
      restored: file
    )
  }
}

extension Protection.Protected {
  /// What `talkootd protect` prints.
  public var document: KeyProtection { KeyProtection(path: path, sealed: isSealed) }
}

/// An id as JSON has it, where no replica is open to ask (`Workspace.idText`).
private func wholeID(_ id: ObjectID, _ kind: ObjectKind) -> String {
  kind.letter.map { "\($0)-" + CrockfordID.encode(id) } ?? CrockfordID.encode(id)
}

/// Errors of a home in the API's form.
public enum Failures {
  /// The API's form of whatever opening, making or restoring a home throws.
  public static func describe(_ error: any Error) -> ErrorDescription {
    switch error {
    case let error as HomeError:
      switch error {
      case .inUse, .missing, .notFounded, .keyMissing: ErrorDescription(.refused, "\(error)")
      case .notOurs, .open, .inaccessible: ErrorDescription(.notPermitted, "\(error)")
      }
    case let error as KeyFileError: ErrorDescription(.notPermitted, "\(error)")
    case let error as CloseReason:
      ErrorDescription(.refused, "\(error); choose another: talkoot config set listen HOST:PORT")
    case let error as ConfigurationError: ErrorDescription(.malformedValue, "\(error)")
    default: ErrorDescription(describing: error)
    }
  }
}
