internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

struct ConfigCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    about("config", .aboutConfig, [Get.self, Set.self, List.self, Edit.self, Path.self], default: List.self)
  }

  /// The settings that this version knows; another name is kept, with a warning.
  static let known: Swift.Set<String> = [
    "person", "listen", "language", "advertise", "peers", "hook", "reserve", "log.level", "web.port", "limits.objects",
    "limits.bytes", "tls.chain",
  ]

  struct Get: SessionCommand {
    static var configuration: CommandConfiguration { about("get", .aboutConfigGet) }
    @Argument var key: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let value = try ConfigFile(path: session.home.config).value(key)
      guard let value else { throw ErrorDescription(.noSuchObject, say(.configKeyUnset, key)) }
      try session.show(own: .object([JSONMember(key, value)]), Inert.paragraph(ConfigFile.plain(value)))
    }
  }

  struct Set: SessionCommand {
    static var configuration: CommandConfiguration { about("set", .aboutConfigSet) }
    @Argument var key: String
    @Argument var value: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      guard ConfigCommand.isKey(key) else { throw ErrorDescription(.malformedValue, say(.configKeyBad, key)) }
      if Files.isMissing(session.home.path) {
        throw ErrorDescription(.refused, say(.homeMissing, session.home.path))
      }
      if key == "listen", !value.isEmpty, !ConfigCommand.isAddress(value) {
        throw ErrorDescription(.malformedValue, say(.addressMalformed, value))
      }
      if !ConfigCommand.known.contains(key), !key.hasPrefix("tls.require.") { Output.note(say(.configKeyUnknown, key)) }
      var file = try ConfigFile(path: session.home.config)
      try file.set(key, to: value)
      if session.isJSON { try session.show(own: .object([JSONMember(key, file.value(key) ?? .null)]), "") }
    }
  }

  struct List: SessionCommand {
    static var configuration: CommandConfiguration { about("list", .aboutConfigList) }
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let settings = try ConfigFile(path: session.home.config).settings
      if session.isJSON {
        return try Output.write(JSONValue.object(settings.map { JSONMember($0.key, $0.value) }).text + "\n")
      }
      try Output.write(settings.map { Inert.line("\($0.key) = \($0.value.text)") + "\n" }.joined())
    }
  }

  struct Edit: SessionCommand {
    static var configuration: CommandConfiguration { about("edit", .aboutConfigEdit) }
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      guard session.mayAsk else { throw ErrorDescription(.usage, say(.wouldAsk)) }
      let path = session.home.config
      let before = Files.isMissing(path) ? "" : try Files.readText(path)
      let after = try Editor.edit(before) + "\n"
      if after == before { return }
      try ConfigFile.check(after, path)
      try Files.write(after, to: path)
    }
  }

  struct Path: SessionCommand {
    static var configuration: CommandConfiguration { about("path", .aboutConfigPath) }
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let path = session.home.config
      try session.show(own: .object([JSONMember("path", .string(path))]), path)
    }
  }

  /// `HOST:PORT`, roughly: the node looks more closely when it starts.
  private static func isAddress(_ text: String) -> Bool {
    guard let colon = text.lastIndex(of: ":"), colon > text.startIndex else { return false }
    return UInt16(text[text.index(after: colon)...]) != nil
  }

  private static func isKey(_ key: String) -> Bool {
    let parts = key.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count <= 8
      && parts.allSatisfy { part in
        !part.isEmpty
          && part.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII
              && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_")
          }
      }
  }
}
