internal import TalkootCRDT
internal import TalkootLog
internal import TalkootModel

/// Which logs may begin. Everyone's admission is in the past of its log, but the founder's: it is in the first change
/// itself, and the network's id is the hash of it.
struct Foundations {
  private var logs: Set<LogID> = []
  private static let logsMax = 16

  /// Looks for the genesis among changes that came in, as long as it is not here.
  mutating func note(_ received: [ReceivedChange], _ workspace: Workspace) {
    guard workspace.settled.genesis == nil else { return }
    for change in received where logs.count < Foundations.logsMax {
      if let descriptor = change.descriptor, Foundations.founds(change, descriptor, workspace.network) {
        logs.insert(change.change.log)
      }
    }
  }

  /// Whether the state that a change makes all alone lets its own log begin.
  private static func founds(_ received: ReceivedChange, _ descriptor: LogDescriptor, _ network: NetworkID) -> Bool {
    guard received.structure != nil, received.change.header.dependencies.isEmpty else { return false }
    let change = VerifiedChange(trusting: received, descriptor: descriptor)
    var (index, state) = (LogIndex(), Workspace(network: network))
    let version = index.append(change)
    state.apply(change, version: version, index: index) { _ in [] }
    return state.admits(descriptor, byPastOf: [], index)
  }

  /// Whether a log may begin with this change.
  func admits(_ descriptor: LogDescriptor, _ header: ChangeHeader, _ workspace: Workspace, _ index: LogIndex) -> Bool {
    if logs.contains(header.log), workspace.settled.genesis == nil { return true }
    let parents = header.dependencies.compactMap { index.version(of: $0) }
    return workspace.admits(descriptor, byPastOf: parents, index)
  }
}
