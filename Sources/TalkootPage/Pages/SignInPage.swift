/// Where somebody comes in, by the code of `talkoot web`.
enum SignInPage {
  static let templates = [Template("signin", PackageResources.signin_mustache)]

  static func content(_ words: Catalogue, failed: Bool) -> PageContent {
    PageContent(
      title: words.say("signIn"),
      template: "signin",
      values: ["failed": .flag(failed)],
      status: failed ? 401 : 200
    )
  }
}
