internal import TalkootAPI

/// What went wrong, for a person.
struct PageFailure: Sendable {
  var status: Int
  /// What it is, among the words.
  var title: String
  /// As the node says it, in English.
  var detail: String?
  var candidates: [ErrorCandidate] = []
}

/// Why somebody is not let in.
public enum PageRefusal: Sendable, CaseIterable {
  /// Nobody is signed in.
  case signedOut
  /// It came from another site, or by another name.
  case foreign
  /// Another user of the machine asks.
  case otherUser
  /// The form is not one of this session's.
  case staleForm
  /// The request is not one of the page's.
  case malformed
  /// There is no such way to ask.
  case method
  /// It is too large.
  case tooLarge
}

/// Errors in words.
enum ErrorPage {
  static let templates = [Template("failure", PackageResources.failure_mustache)]

  static func describe(_ error: any Error) -> PageFailure {
    guard let error = error as? ErrorDescription else {
      return PageFailure(status: 500, title: "fault", detail: nil)
    }
    let title =
      switch error.known {
      case .usage, .malformedValue, nil: "notUnderstood"
      case .noSuchObject: "notFound"
      case .ambiguous: "ambiguous"
      case .refused, .faultFound: "refused"
      case .notPermitted, .invitationEnded: "notPermitted"
      case .noNode, .timedOut, .noPeerReachable: "tryAgain"
      case .outputFailed, .storageFailed, .internalFault: "fault"
      }
    return PageFailure(
      status: error.known?.status ?? 400,
      title: title,
      detail: error.message,
      candidates: error.candidates ?? []
    )
  }

  /// The page of a failure. What somebody typed comes back on it, so that it isn't lost.
  static func content(_ failure: PageFailure, _ context: PageContext) -> PageContent {
    let typed = context.request.form.items.filter { $0.name != "token" && $0.name != "seen" && !$0.value.isEmpty }
    return PageContent(
      title: context.say(failure.title),
      template: "failure",
      values: [
        "detail": .maybe(failure.detail),
        "typed": .list(typed.map { ["name": .text($0.name), "value": .exact($0.value)] }),
        "hasTyped": .flag(!typed.isEmpty),
        "candidates": .list(
          failure.candidates.map { ["id": .text($0.id), "short": .text($0.short), "name": .maybe($0.name)] }
        ),
        "hasCandidates": .flag(!failure.candidates.isEmpty),
        "home": true,
      ],
      status: failure.status
    )
  }

  static func content(_ refusal: PageRefusal, _ words: Catalogue) -> PageContent {
    let (status, title, advice): (Int, String, String) =
      switch refusal {
      case .signedOut: (401, "signedOut", "signedOutAdvice")
      case .foreign: (403, "foreign", "foreignAdvice")
      case .otherUser: (403, "otherUser", "otherUserAdvice")
      case .staleForm: (403, "staleForm", "staleFormAdvice")
      case .malformed: (400, "notUnderstood", "malformedAdvice")
      case .method: (405, "notUnderstood", "malformedAdvice")
      case .tooLarge: (413, "tooLarge", "tooLargeAdvice")
      }
    return PageContent(
      title: words.say(title),
      template: "failure",
      values: ["advice": .text(words.say(advice))],
      status: status
    )
  }
}
