/// The style and the script, as files of this room.
enum Assets {
  /// In each page itself, so that it paints with the first answer.
  static let style = PackageResources.talkoot_css
  static let script = PackageResources.talkoot_js

  static func response(_ path: [String]) -> PageResponse? {
    let (type, body): (String, [UInt8])
    switch path {
    case ["assets", "talkoot.js"]: (type, body) = ("text/javascript; charset=utf-8", script)
    case ["assets", "icon.svg"], ["favicon.ico"]: (type, body) = ("image/svg+xml", PackageResources.icon_svg)
    default: return nil
    }
    return PageResponse(status: 200, headers: [("Content-Type", type)], body: body)
  }
}
