public import TalkootLog

/// The organisations that settle one thing, and how many of them it takes.
public struct Electorate: Hashable, Sendable {
  /// Ascending, without repetition.
  public let organisations: [MemberID]

  /// The electorate of `organisations`, in whatever order and however often each is named.
  public init(_ organisations: some Sequence<MemberID>) {
    self.organisations = Electorate.distinct(organisations)
  }

  /// Ascending, each once.
  static func distinct<Element: Comparable>(_ elements: some Sequence<Element>) -> [Element] {
    var sorted: [Element] = []
    for element in elements.sorted() where element != sorted.last { sorted.append(element) }
    return sorted
  }

  /// How many organisations there are.
  public var count: Int { organisations.count }

  /// More than half of them: `floor(n/2) + 1`. Any two such groups share an organisation.
  public var quorum: Int { organisations.count / 2 + 1 }

  /// Whether `organisation` is one of them.
  public func contains(_ organisation: MemberID) -> Bool { rank(of: organisation) != nil }

  /// The place of `organisation` among them, from 0; nil when it is none of them.
  public func rank(of organisation: MemberID) -> Int? { organisations.firstIndex(of: organisation) }
}
