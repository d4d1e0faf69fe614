public import TalkootAPI
internal import TalkootLanguage
internal import TalkootModel
internal import TalkootReplica
internal import TalkootStore

extension ErrorDescription {
  /// The API's form of what a command or the replica throws.
  public init(describing error: any Error) {
    switch error {
    case let error as ErrorDescription: self = error
    case let error as CommandError:
      self.init(ErrorCode(error.code), error.sentence)
    case let error as ReplicaError: self = ErrorDescription.of(error)
    case let error as StoreError: self = ErrorDescription.of(error)
    case is CancellationError:
      self.init(.noNode, "the node ended before it was done; start it with: talkoot node start")
    default: self.init(.internalFault, "the node has a fault of its own; its log says more")
    }
  }

  private static func of(_ error: ReplicaError) -> ErrorDescription {
    switch error {
    case .store(let error): of(error)
    case .tooLarge: ErrorDescription(.malformedValue, "\(error)")
    case .notAdmitted: ErrorDescription(.notPermitted, "\(error)")
    case .foreign: ErrorDescription(.refused, "\(error)")
    }
  }

  private static func of(_ error: StoreError) -> ErrorDescription {
    switch error {
    case .homeInUse, .exists: ErrorDescription(.refused, "\(error)")
    case .unsafeFile, .inaccessible: ErrorDescription(.notPermitted, "\(error)")
    case .notFound, .foreign, .newerSchema: ErrorDescription(.refused, "\(error)")
    case .damaged, .diskFull, .durabilityLost, .locked, .closed: ErrorDescription(.storageFailed, "\(error)")
    }
  }

  /// The status of the HTTP answer.
  var status: Int {
    if let known { return known.status }
    return switch exit {
    case 64: 400
    case 65: 422
    case 66: 404
    case 77: 403
    case 75: 503
    default: 409
    }
  }
}

extension ErrorCode {
  /// The API's word for a command's refusal.
  init(_ code: CommandError.Code) {
    self =
      switch code {
      case .noSuchObject, .unknownKey: .noSuchObject
      case .ambiguousID: .ambiguous
      case .cyclicMove, .notASibling, .tooDeep, .settledDecision, .withdrawnDecision, .answeredDecision, .frozenObject,
        .notOpen, .noConflict, .nothingToChange:
        .refused
      case .notPermitted: .notPermitted
      case .invalidValue, .missingValue, .tooLarge, .badFile, .badRow, .unknownReference, .repeatedKey: .malformedValue
      }
  }
}
