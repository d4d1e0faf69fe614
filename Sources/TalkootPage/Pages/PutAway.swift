internal import TalkootLanguage

/// Putting things away: the partial `archive`, on any object's page, and words that forms of several pages have.
enum PutAway {
  static let page = Page(
    section: nil,
    words: PageWords.workForms,
    templates: [Template("archive", PackageResources.archive_mustache)],
    routes: []
  )
}
