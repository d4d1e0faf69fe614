/// Where a node keeps everything: `--home`, else `TALKOOT_HOME`, else `$XDG_DATA_HOME/talkoot`.
struct Home: Sendable {
  /// An absolute path.
  let path: String

  init(chosen: String?) {
    if let chosen = chosen ?? Environment.variable("TALKOOT_HOME") {
      var path = Environment.absolute(chosen)
      while path.count > 1, path.hasSuffix("/") { path.removeLast() }
      self.path = path
    } else if let data = Environment.variable("XDG_DATA_HOME"), data.hasPrefix("/") {  // the XDG rule: else ignored
      path = data + "/talkoot"
    } else {
      path = (Environment.variable("HOME") ?? "/") + "/.local/share/talkoot"
    }
  }

  var socket: String { path + "/run/talkootd.sock" }
  var log: String { path + "/log/talkootd.log" }
  var config: String { path + "/config.toml" }
}
