internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Opens the local page, signed in.
struct WebCommand: SessionCommand {
  static var configuration: CommandConfiguration { about("web", .aboutWeb, discussion: .webDiscussion) }
  @Flag(help: ArgumentHelp(stringLiteral: say(.optionPrint))) var print = false
  @OptionGroup var global: GlobalOptions

  func run(_ session: Session) throws(ErrorDescription) {
    let document = try session.client.send(Endpoints.webSignIn)
    if session.isJSON { return try session.show(document) { _, _ in } }
    let link = try document.decoded()
    if !print, try open(link.url) { return Output.note(say(.webOpened, link.address)) }
    try Output.write(link.url + "\n")
    Output.note(say(.webPrinted, link.expires))
  }

  /// Whether a browser was asked to open the link. What other users see of it in the list of processes opens nothing for
  /// them: the page answers programs of this user alone, and each code once.
  private func open(_ link: String) throws(ErrorDescription) -> Bool {
    guard Environment.variable("DISPLAY") != nil || Environment.variable("WAYLAND_DISPLAY") != nil,
      let opener = Self.opener
    else { return false }
    _ = try ChildProcess.detach(opener, [link], log: "/dev/null")
    return true
  }

  private static var opener: String? {
    let folders = (Environment.variable("PATH") ?? "").split(separator: ":")
    return folders.map { "\($0)/xdg-open" }.first { access($0, X_OK) == 0 }
  }
}
