internal import TalkootAPI

/// What helps whoever looks for a fault in a node, and nothing that people wrote: no titles, names or texts, no keys, no
/// codes. What the node can't tell, for it may be the fault, is in it as the error that it gave.
struct DebugBundle {
  /// A part of the bundle.
  struct Part {
    let name: String
    let content: JSONValue
  }

  private(set) var parts: [Part] = []
  /// What is called something, and what stands for that here.
  private var names: [(name: String, instead: String)] = []

  private static let logLines = 2000

  /// Asks the node of a session, if it runs, and looks into its home.
  init(of session: Session) {
    names = Self.names(session.client)
    add("talkoot", .object([JSONMember("version", .string(Talkoot.configuration.version))]))
    add("system", .object(Environment.system.map { JSONMember($0.name, .string($0.value)) }))
    ask("node", session) { api throws(ErrorDescription) in try api.send(Endpoints.node).json.only(Self.nodeKeys) }
    ask("doctor", session) { api throws(ErrorDescription) in try api.send(Endpoints.doctor).json }
    ask("replica", session) { api throws(ErrorDescription) in
      try api.send(Endpoints.replica).json.only(Self.replicaKeys)
    }
    ask("sync", session) { api throws(ErrorDescription) in try api.send(Endpoints.sync).json }
    add("config", Self.settings(session))
    add("files", Self.files(session.home))
    add("log", Self.log(session.home))
  }

  /// The whole as one document.
  var document: JSONValue { .object(parts.map { JSONMember($0.name, $0.content) }) }

  private mutating func add(_ name: String, _ content: JSONValue) {
    parts.append(Part(name: name, content: content.replacing(names)))
  }

  private mutating func ask(
    _ name: String,
    _ session: Session,
    _ question: (APIClient) throws(ErrorDescription) -> JSONValue
  ) {
    do throws(ErrorDescription) { add(name, try question(session.client)) } catch {
      add(name, Self.failure(error))
    }
  }

  private static func failure(_ error: ErrorDescription) -> JSONValue {
    (try? JSONValue(encoding: ErrorDocument(error: error), absent: .omitted)) ?? .null
  }

  // MARK: Parts

  /// Organisations and the network by their ids; longer names first, for one may be part of another.
  private static func names(_ client: APIClient) -> [(name: String, instead: String)] {
    var names: [(name: String, instead: String)] = []
    if let members = try? client.send(Endpoints.members).decoded() {
      names += members.map { ($0.name, $0.short) }
    }
    if let network = try? client.send(Endpoints.replica).decoded().network {
      names.append((network.name, String(network.id.prefix(12))))
    }
    return names.filter { !$0.name.isEmpty }.sorted { $0.name.utf8.count > $1.name.utf8.count }
  }

  private static let nodeKeys: Set<String> = ["state", "pid", "listen", "node", "member", "version", "home"]
  private static let replicaKeys: Set<String> = [
    "node", "versionVector", "heads", "digest", "model", "changes", "objects", "conflicts", "pending", "setAside",
    "bytes",
    "epoch", "contested", "voice",
  ]

  /// The settings but for whose they are, and for what says where secrets lie.
  private static func settings(_ session: Session) -> JSONValue {
    do throws(ErrorDescription) {
      let settings = try ConfigFile(path: session.home.config).settings
      return .object(
        settings.map { setting in
          let isPrivate = setting.key == "person" || setting.key.contains("passphrase")
          return JSONMember(setting.key, isPrivate ? .string("…") : setting.value)
        }
      )
    } catch {
      return failure(error)
    }
  }

  private static func files(_ home: Home) -> JSONValue {
    .array(
      Files.everything(in: home.path).map { file in
        .object([
          JSONMember("path", .string(file.path)), JSONMember("bytes", .number(String(file.bytes))),
          JSONMember("mode", .string(file.mode)),
        ])
      }
    )
  }

  /// The log holds neither content nor secrets to begin with (`docs/threat-model.md`).
  private static func log(_ home: Home) -> JSONValue {
    do throws(ErrorDescription) {
      let lines = String(decoding: try Files.read(home.log), as: UTF8.self).split(separator: "\n").suffix(logLines)
      return .array(lines.map { .string(String($0)) })
    } catch {
      return failure(error)
    }
  }
}

extension JSONValue {
  /// An object's members of these names.
  fileprivate func only(_ names: Set<String>) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { names.contains($0.key) })
  }

  /// The value with other words for some, however deep they are in it.
  fileprivate func replacing(_ names: [(name: String, instead: String)]) -> JSONValue {
    switch self {
    case .object(let members): .object(members.map { JSONMember($0.key, $0.value.replacing(names)) })
    case .array(let elements): .array(elements.map { $0.replacing(names) })
    case .string(let text): .string(names.reduce(text) { $0.replacing($1.name, with: $1.instead) })
    case .null, .bool, .number: self
    }
  }
}
