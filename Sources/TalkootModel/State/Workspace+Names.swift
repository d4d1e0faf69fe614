public import TalkootCRDT
public import TalkootLog

extension Workspace {
  /// The network's name; nil before it has one.
  public var networkName: String? { name(of: networkObject) }

  /// The network's time zone, by its name in the tz database; nil before the genesis has arrived.
  public var timeZone: String? { settled.genesis?.timeZone }

  /// What people call an organisation, a person or the network; nil before anybody has said it.
  public func name(of object: ObjectID) -> String? {
    guard let title = self[object]?.title, !title.isEmpty else { return nil }
    return title
  }

  /// Whether a log may begin: its node was admitted for its organisation in the past of these changes, themselves
  /// included.
  public func admits(_ descriptor: LogDescriptor, byPastOf parents: [LocalVersion], _ index: LogIndex) -> Bool {
    settled.admits(descriptor, inPastOf: parents, order: index)
  }
}
