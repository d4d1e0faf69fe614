internal import Synchronization
internal import TalkootLog

/// One turn at a time with the replica's writer for each organisation: however many nodes one admits, the others'
/// changes wait for one pack of it at most.
final class Turns: Sendable {
  /// Who waits behind the one whose turn it is; no entry where it is nobody's.
  private let waiting = Mutex<[MemberID?: [CheckedContinuation<Void, Never>]]>([:])

  /// Waits for the organisation's turn; of one that is not known, as a newcomer doesn't know its peers, there is one.
  func take(_ organisation: MemberID?) async {
    await withCheckedContinuation { continuation in
      let isFree = waiting.withLock { waiting in
        guard waiting[organisation] != nil else {
          waiting[organisation] = []
          return true
        }
        waiting[organisation]!.append(continuation)
        return false
      }
      if isFree { continuation.resume() }
    }
  }

  /// The turn is over.
  func giveBack(_ organisation: MemberID?) {
    let next = waiting.withLock { waiting -> CheckedContinuation<Void, Never>? in
      guard var queue = waiting[organisation], !queue.isEmpty else {
        waiting[organisation] = nil
        return nil
      }
      let next = queue.removeFirst()
      waiting[organisation] = queue
      return next
    }
    next?.resume()
  }
}
