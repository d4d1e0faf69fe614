public import TalkootLog

/// What a peer did that ends its link.
public enum Violation: Error, Equatable, Sendable {
  case malformed(FrameError)
  /// A frame that has no place where the session is.
  case unexpected(frame: String)
  case wrongNetwork(NetworkID)
  /// The greeting names another node than the certificate.
  case wrongNode(NodeID)
  /// The greeting names this very node.
  case sameNode
  case noSharedVersion(theirs: ClosedRange<UInt64>)
  /// More pack bytes than there was credit for.
  case creditExceeded
  /// Credit for batches that were never sent.
  case creditInvented
  case greetingTimeout
  case silent
  /// What the store said of changes that can't be right.
  case badChanges(String)

  /// How bad a violation is, and with it what the mesh does next.
  public enum Severity: Equatable, Sendable {
    /// The world's doing: dial again as usual.
    case harmless
    /// Not until one side has another version or configuration: dial rarely, tell the operator.
    case incompatible
    /// Wrong whatever the world did: dial rarely, count it, tell the operator.
    case misbehaving
  }

  /// How bad this one is.
  public var severity: Severity {
    switch self {
    case .greetingTimeout, .silent: .harmless
    case .wrongNetwork, .sameNode, .noSharedVersion: .incompatible
    case .malformed, .unexpected, .wrongNode, .creditExceeded, .creditInvented, .badChanges: .misbehaving
    }
  }

  /// What the peer is told.
  var byeCode: ByeCode {
    switch self {
    case .greetingTimeout, .silent: .silent
    case .wrongNetwork: .wrongNetwork
    case .sameNode: .sameNode
    case .noSharedVersion(let theirs): theirs.upperBound < SyncLimits.versions.lowerBound ? .tooOld : .tooNew
    case .malformed, .unexpected, .wrongNode, .creditExceeded, .creditInvented, .badChanges: .violation
    }
  }
}

extension Violation: CustomStringConvertible {
  /// A sentence for a log line and for the peer.
  public var description: String {
    switch self {
    case .malformed(let error): "malformed frame: \(error)"
    case .unexpected(let frame): "\(frame) has no place here"
    case .wrongNetwork: "another network"
    case .wrongNode: "the greeting names another node than the certificate"
    case .sameNode: "this is the same node"
    case .noSharedVersion(let theirs):
      "no shared protocol version: \(SyncLimits.versions.lowerBound) to \(SyncLimits.versions.upperBound) here, "
        + "\(theirs.lowerBound) to \(theirs.upperBound) there"
    case .creditExceeded: "more than there was credit for"
    case .creditInvented: "credit for what was never sent"
    case .greetingTimeout: "no greeting in time"
    case .silent: "nothing heard"
    case .badChanges(let reason): "bad changes: \(reason)"
    }
  }
}

/// Why a link has ended.
public enum Ending: Equatable, Sendable {
  case violation(Violation)
  /// The peer said so.
  case byPeer(ByeCode, text: String)
  /// This side said so.
  case byUs(ByeCode)
}
