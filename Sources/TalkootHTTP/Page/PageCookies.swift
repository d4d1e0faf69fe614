internal import HTTPTypes
internal import TalkootLanguage
internal import TalkootPage

/// What the browser keeps for the page. A browser gives cookies to every port of a machine alike: the session's has the
/// port in its name, so that two nodes on one machine don't take each other's.
struct PageCookies: Sendable {
  let port: Int
  /// The node, shortened: what was seen is of one replica.
  let node: String

  private static let yearSeconds = 365 * 24 * 3600

  private func values(_ name: String, _ headers: HTTPFields) -> [String] {
    headers[values: .cookie].flatMap { $0.split(separator: ";") }.compactMap { item in
      let sides = item.split(separator: "=", maxSplits: 1)
      guard sides.count == 2, sides[0].drop(while: { $0 == " " }) == name else { return nil }
      return String(sides[1])
    }
  }

  /// The one value of a name; nil where there is none, or several.
  private func value(_ name: String, _ headers: HTTPFields) -> String? {
    let values = values(name, headers)
    return values.count == 1 ? values[0] : nil
  }

  func session(in headers: HTTPFields) -> String? { value("talkoot-\(port)", headers) }

  func language(in headers: HTTPFields) -> Language? {
    value("talkoot-language", headers).flatMap { Language(rawValue: $0) }
  }

  func theme(in headers: HTTPFields) -> Theme? { value("talkoot-look", headers).flatMap { Theme(rawValue: $0) } }

  func memory(in headers: HTTPFields) -> BrowserMemory {
    let seen = value("talkoot-seen-\(node)", headers).flatMap { Self.isHex($0) ? $0 : nil }
    return BrowserMemory(theme: theme(in: headers), lastSeen: seen)
  }

  private static func isHex(_ text: String) -> Bool { text.utf8.count <= 64 && text.allSatisfy(\.isHexDigit) }

  // MARK: Setting

  /// The session's cookie; an empty one takes it away.
  func session(_ secret: String) -> HTTPField {
    field("talkoot-\(port)", secret, seconds: secret.isEmpty ? 0 : 7 * 24 * 3600)
  }

  func remembering(_ item: PageResponse.Remembered) -> HTTPField {
    switch item {
    case .language(let code): field("talkoot-language", code, seconds: Self.yearSeconds)
    case .theme(let theme): field("talkoot-look", theme?.rawValue ?? "", seconds: theme == nil ? 0 : Self.yearSeconds)
    case .lastSeen(let change):
      field("talkoot-seen-\(node)", Self.isHex(change) ? change : "", seconds: Self.yearSeconds)
    }
  }

  private func field(_ name: String, _ value: String, seconds: Int) -> HTTPField {
    HTTPField(name: .setCookie, value: "\(name)=\(value); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Strict")
  }
}
