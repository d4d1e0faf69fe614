internal import TalkootCRDT
internal import TalkootLog

/// How one version of an agreement stands (`rules.md` 2.8), by its signatures, by those that were taken back, and by who
/// knew of what. Pure: the causal order comes in.
///
/// Whether all *had* signed at some time is asked of cuts of history, sets that hold the past of whatever they hold:
///
/// - In the past of a withdrawal all had signed: whoever withdrew knew that the version was in force. It ends it.
/// - Nobody signed after knowing of some withdrawals, and without them all have signed: the last signature and the
///   withdrawal didn't know of each other. Some have seen the version in force and some never; it is disputed, until who
///   withdrew signs again, or withdraws again knowing all.
struct VersionStanding {
  /// A signature, or a word that takes one back.
  struct Said {
    let object: ObjectID
    let organisation: ObjectID
    let dot: Dot
  }

  private struct Withdrawal {
    let said: Said
    let signature: ObjectID
    /// Whether somebody signed who knew of it.
    var isAnswered = false
  }

  /// Ascending, each once.
  let binds: [ObjectID]
  /// In the order of operations.
  private(set) var signatures: [Said] = []
  private var withdrawals: [Withdrawal] = []
  private(set) var state = AgreementStatus.State.draft
  /// Whether it is in force, or one who withdrew knew that it was: then it has taken the place of what it follows.
  private(set) var cameIntoForce = false
  /// Whose signature doesn't stand.
  private(set) var waitingFor: [ObjectID] = []

  init(binds: [ObjectID]) { self.binds = Electorate.distinct(binds) }

  /// A signature with the right hash; it counts for an organisation that the version binds.
  mutating func sign(_ said: Said) {
    if binds.contains(said.organisation) { signatures.append(said) }
  }

  /// A word that takes back a signature of the same organisation that it knew; in the order of operations.
  mutating func withdraw(_ signature: ObjectID, _ said: Said, order: LogIndex) {
    guard let signed = signatures.first(where: { $0.object == signature }), signed.organisation == said.organisation,
      order.happened(signed.dot, before: said.dot)
    else { return }
    withdrawals.append(Withdrawal(said: said, signature: signature))
  }

  /// What takes a signature back, the first in the order of operations.
  func withdrawal(of signature: ObjectID) -> Said? { withdrawals.first { $0.signature == signature }?.said }

  /// Finds the state; to be called when everything is in.
  mutating func judge(order: LogIndex) {
    for i in withdrawals.indices {
      withdrawals[i].isAnswered = signatures.contains { order.happened(withdrawals[i].said.dot, before: $0.dot) }
    }
    let standing = signatures.filter { signed in !withdrawals.contains { $0.signature == signed.object } }
    waitingFor = binds.filter { bound in !standing.contains { $0.organisation == bound } }
    let isComplete = !binds.isEmpty && waitingFor.isEmpty
    cameIntoForce =
      isComplete
      || withdrawals.contains { last in
        allHaveSigned(in: { order.happened($0, before: last.said.dot) }) {
          order.happened($0.said.dot, before: last.said.dot)
        }
      }
    if isComplete {
      state = .inForce
    } else if allHaveSigned(in: { _ in true }, but: \.isAnswered) {
      let isKnown = withdrawals.contains { last in
        !last.isAnswered
          && allHaveSigned(in: { order.happened($0, before: last.said.dot) }, but: \.isAnswered)
      }
      state = isKnown ? .withdrawn : .disputed
    } else {
      state = standing.isEmpty ? .draft : .waiting
    }
  }

  /// Whether each that it binds has a signature in a cut that none of the counted withdrawals takes back.
  private func allHaveSigned(in cut: (Dot) -> Bool, but counts: (Withdrawal) -> Bool) -> Bool {
    !binds.isEmpty
      && binds.allSatisfy { bound in
        signatures.contains { signed in
          signed.organisation == bound && cut(signed.dot)
            && !withdrawals.contains { $0.signature == signed.object && counts($0) }
        }
      }
  }
}
