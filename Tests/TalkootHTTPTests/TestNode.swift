import Foundation
import Logging
import ServiceLifecycle
import Synchronization
import TalkootAPI
import TalkootCRDT
import TalkootCrypto
import TalkootLanguage
import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import Testing

@testable import TalkootHTTP

/// A founded network of one organisation with its API on a socket in a temporary folder.
struct TestNode: Sendable {
  let replica: Replica
  let socket: String
  /// The organisation's recovery card.
  let root: SigningKey
  /// The socket's folder's folder, for files of a test.
  let folder: String

  /// Runs `body` against a served node and ends it in good order.
  ///
  /// - Parameters:
  ///   - subfolder: where in the temporary folder the socket is.
  ///   - prepare: what is done with the socket's path before it is served.
  static func run(
    organisation: String = "Ant",
    subfolder: String = "run",
    prepare: (String) throws -> Void = { _ in },
    _ body: @escaping @Sendable (TestNode) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/talkoot-http-\(UInt32.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let root = SigningKey()
    let node = TestNode(
      replica: Replica(try found(organisation, root), surroundings),
      socket: folder + "/\(subfolder)/api.sock",
      root: root,
      folder: folder
    )
    try prepare(node.socket)
    let clerk = Task { await node.carryOutDuties() }
    defer { clerk.cancel() }
    let group = ServiceGroup(services: [node.server], logger: quiet)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      do {
        try await node.waitForSocket()
        try await body(node)
      } catch {
        await group.triggerGracefulShutdown()
        throw error
      }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }

  private static var quiet: Logger {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return logger
  }

  var server: APIServer {
    var server = APIServer(
      replica: replica,
      control: StubControl(replica: replica),
      socket: socket,
      logger: Self.quiet
    )
    server.witness = { endpoint, status, document in
      let faults = PublishedAPI.faults(of: document, from: endpoint, status: status)
      if !faults.isEmpty { Issue.record("\(endpoint?.path ?? "") \(status): \(faults.prefix(3))") }
    }
    return server
  }

  private func waitForSocket() async throws {
    for _ in 0..<500 {
      // A socket is there before anybody listens on it.
      if await failure({ api throws(ErrorDescription) in try api.send(Endpoints.node) }) == nil { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw ErrorDescription(.noNode, "the socket never came")
  }

  // MARK: Asking

  /// The client is a blocking one: it waits on a thread of its own.
  func ask<Answer: Sendable>(
    person: String? = "Åsa",
    language: String = "en",
    _ body: @escaping @Sendable (APIClient) throws(ErrorDescription) -> Answer
  ) async throws -> Answer {
    let client = APIClient(socketPath: socket, language: language, person: person)
    return try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try body(client) }) }
    }
  }

  /// The error that a request ends in; nil when it succeeds.
  func failure<Answer: Sendable>(
    person: String? = "Åsa",
    language: String = "en",
    _ body: @escaping @Sendable (APIClient) throws(ErrorDescription) -> Answer
  ) async -> ErrorDescription? {
    do {
      _ = try await ask(person: person, language: language, body)
      return nil
    } catch { return error as? ErrorDescription }
  }

  // MARK: The node around it

  private static let surroundings = ReplicaSurroundings(
    milliseconds: { Int64(Date().timeIntervalSince1970 * 1000) },
    today: { _ in CalendarDate(year: 2026, month: 11, day: 24)! },
    random: { SecureRandom.bytes($0) },
    durabilityLost: { _ in }
  )

  private static func found(_ name: String, _ root: SigningKey) throws -> sending ReplicaCore {
    let key = SigningKey()
    let record = GenesisRecord(
      nonce: SecureRandom.bytes(GenesisRecord.nonceBytes),
      timeZone: "Europe/Helsinki",
      rootKey: root.publicKey,
      nodeKey: key.publicKey
    )!
    let genesis = Genesis(record: record, rootSignature: root.sign(record.signedBytes))
    let core = try ReplicaCore.create(
      in: MemoryStorage(),
      network: record.network,
      member: record.founder,
      key: key
    )
    let written = try core.commit(
      [
        CommitRequest { _, _ in
          var draft = Draft()
          draft.append(.governance(.genesis(genesis)))
          return [draft]
        },
        CommitRequest { state, context in
          [
            try state.nameNetwork("Test", context),
            try state.editMember(TalkootModel.MemberEdit(name: name), context),
          ]
        },
      ],
      AuthoringContext(
        milliseconds: 1_795_500_000_000,
        today: CalendarDate(year: 2026, month: 11, day: 24)!,
        random: { SecureRandom.bytes($0) }
      )
    )
    for result in written.results { _ = try result.get() }
    return core
  }

  /// What a node writes by itself: the words of its voice.
  private func carryOutDuties() async {
    let memory = Mutex(DutyMemory())
    @Sendable func due(_ state: Workspace) -> Duties {
      memory.withLock { memory in
        state.settled.duties(
          of: Author(organisation: replica.snapshot.member!, node: replica.snapshot.node),
          memory: &memory,
          DutyCircumstances(
            now: Int64(Date().timeIntervalSince1970 * 1000),
            jitter: 0,
            end: { _ in .max }
          )
        )
      }
    }
    while !Task.isCancelled {
      if !due(replica.snapshot.workspace).operations.isEmpty {
        _ = try? await replica.commit(
          CommitRequest { state, _ in
            var draft = Draft()
            for operation in due(state).operations { draft.append(.governance(operation)) }
            return [draft]
          }
        )
      } else {
        try? await Task.sleep(for: .milliseconds(5))
      }
    }
  }
}

/// A node without links.
struct StubControl: NodeControl {
  let replica: Replica
  var access = PageAccess()
  /// How many requests have begun to wait for the join, which never comes.
  static let waiting = Mutex(0)

  func nodeStatus() async -> NodeStatus {
    NodeStatus(state: "running", pid: 1, listen: nil, node: "n-0", member: nil, version: "test", home: "/nowhere")
  }

  func stop() async {}

  func whoami() async -> SelfDescription {
    SelfDescription(
      id: "n-0",
      short: "n-0",
      network: NetworkReference(id: "", name: "Test"),
      memberName: "Ant",
      status: "member",
      addresses: ["127.0.0.1:1"],
      fingerprint: "",
      fingerprintHex: ""
    )
  }

  func voice() async -> VoiceStatus { VoiceStatus(state: "speaking") }

  func trustVoice() async throws -> VoiceStatus { VoiceStatus(state: "speaking") }

  func webSignIn(person: String) async throws -> WebSignIn { try await access.offer(to: person) }

  func doctor(in language: Language) async -> DoctorReport { DoctorReport(ok: true, checks: []) }

  func awaitJoin(
    timeout: Duration,
    progress: @escaping @Sendable (TalkootAPI.Progress) async -> Void
  ) async throws -> MemberID {
    Self.waiting.withLock { $0 += 1 }
    try await Task.sleep(for: timeout)
    return replica.snapshot.member!
  }

  func invitationCode(invitation: ObjectID, secret: [UInt8]) async throws -> String { "code of \(secret.count) bytes" }

  func renewTLS() async throws -> NodeStatus { await nodeStatus() }

  func certificateRequest() async -> String { "request" }

  func deviceInvitation(expires: Int64) async throws -> DeviceInvitation {
    DeviceInvitation(code: "code", expires: "\(expires)", node: "n-0")
  }

  func backUpKey(to path: String, passphraseFile: String) async throws {
    throw ErrorDescription(.notPermitted, "no key here")
  }

  func readyToWrite() async {}

  func syncStatus() async -> SyncStatus { SyncStatus(paused: false, inSync: false) }

  func pauseSync() async throws -> SyncStatus { SyncStatus(paused: true, inSync: false) }

  func resumeSync() async throws -> SyncStatus { SyncStatus(paused: false, inSync: false) }

  func syncNow(
    wait: Bool,
    replicas: Int?,
    timeout: Duration,
    progress: @escaping @Sendable (TalkootAPI.Progress) async -> Void
  ) async throws -> SyncStatus {
    for done in 0..<1000 { await progress(TalkootAPI.Progress(phase: "syncing", done: done)) }
    throw ErrorDescription(.noPeerReachable, "nobody is there")
  }

  func peerAddresses() async -> [PeerAddress] { [] }

  func addPeer(_ address: String) async throws -> PeerAddress { PeerAddress(address: address, source: "config") }

  func removePeer(_ address: String) async throws -> [PeerAddress] { [] }

  func rows(of node: NodeID) async -> [LogID: UInt64]? { nil }
}
