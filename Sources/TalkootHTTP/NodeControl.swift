public import TalkootAPI
public import TalkootLanguage
public import TalkootLog

/// What the API asks of the node besides its replica: links, joining, its own life. `TalkootNode` is the node.
public protocol NodeControl: Sendable {
  /// What the node says of itself.
  func nodeStatus() async -> NodeStatus

  /// Ends the node after the answer has gone out.
  func stop() async

  /// This node's fingerprint, addresses and standing.
  func whoami() async -> SelfDescription

  /// Whether this node takes part in settling, and why not.
  func voice() async -> VoiceStatus

  /// The operator's word that nothing of this node's own is missing: its voice speaks again.
  func trustVoice() async throws -> VoiceStatus

  /// Makes a code that signs a person in to the local page, once.
  /// - Throws: `refused` where the node serves no page.
  func webSignIn(person: String) async throws -> WebSignIn

  /// Checks everything that can be checked while the node runs.
  func doctor(in language: Language) async -> DoctorReport

  /// Waits until this node is admitted and its first sync is complete.
  /// - Returns: the organisation that this node is of.
  /// - Throws: `timedOut`, `invitationEnded`, …
  func awaitJoin(
    timeout: Duration,
    progress: @escaping @Sendable (Progress) async -> Void
  ) async throws -> MemberID

  /// What a newcomer needs to know of this node, for an invitation's code: the line that people pass on.
  func invitationCode(invitation: ObjectID, secret: [UInt8]) async throws -> String

  /// Issues a new TLS certificate from the identity key; links go on.
  func renewTLS() async throws -> NodeStatus

  /// A request, in PEM, by which the organisation's own PKI can certify this node's identity key.
  func certificateRequest() async -> String

  /// Makes a code by which another machine becomes a node of this organisation, until a time in milliseconds since 1970.
  /// - Throws: `refused` where nobody could come by it.
  func deviceInvitation(expires: Int64) async throws -> DeviceInvitation

  /// Keeps the identity key under a passphrase in a new file.
  /// - Throws: `notPermitted`, `refused` where a file is there already.
  func backUpKey(to path: String, passphraseFile: String) async throws

  /// Sets when acts may be written: waits, right after a start, for peers to tell what this node may have lost.
  func readyToWrite() async

  /// How each peer stands.
  func syncStatus() async -> SyncStatus

  /// Closes all links and keeps them closed, across restarts.
  func pauseSync() async throws -> SyncStatus

  /// Dials again.
  func resumeSync() async throws -> SyncStatus

  /// Dials everyone at once; waits, if asked, until every reachable peer has the same heads, or until `replicas` other
  /// organisations hold all of ours.
  /// - Throws: `timedOut`, `noPeerReachable`.
  func syncNow(
    wait: Bool,
    replicas: Int?,
    timeout: Duration,
    progress: @escaping @Sendable (Progress) async -> Void
  ) async throws -> SyncStatus

  /// The addresses that this node dials or would dial.
  func peerAddresses() async -> [PeerAddress]

  /// Adds an address to the configuration and dials it.
  func addPeer(_ address: String) async throws -> PeerAddress

  /// Takes an address out of the configuration.
  func removePeer(_ address: String) async throws -> [PeerAddress]

  /// The rows that a peer last told of: what it has of each log; nil for a peer that is not connected.
  func rows(of node: NodeID) async -> [LogID: UInt64]?
}
