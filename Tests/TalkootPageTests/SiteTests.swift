import Testing

@testable import TalkootPage

@Suite struct SiteTests {
  @Test func `the site has all its templates`() { _ = Site() }
}
