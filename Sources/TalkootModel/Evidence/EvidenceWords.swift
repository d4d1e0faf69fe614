internal import TalkootLog

/// The words of a bundle that may establish a key, each to be judged when what it lacked has come: so a bundle costs what
/// it holds, in whatever order its words depend on each other.
struct EvidenceWords {
  /// A word, and where it stands.
  struct Word {
    let shown: Evidence.Shown
    let index: UInt32
    let operation: GovernanceOperation
    /// How many recovery cards of its organisation it was tried with.
    var rootsTried = 0
  }

  /// What a word may lack.
  enum Thing: Hashable {
    case node(Author)
    case invitation(ObjectID)
    case organisation(MemberID)
    /// One more recovery card.
    case root(MemberID)
  }

  private var ready: [Word]
  private var waiting: [Thing: [Word]] = [:]
  private var roots: [MemberID: Int] = [:]

  init(_ changes: [Evidence.Shown]) {
    ready = changes.flatMap { shown in
      shown.operations.enumerated().compactMap { index, operation -> Word? in
        guard case .governance(let operation) = operation else { return nil }
        switch operation {
        case .invite, .admit, .admitNode, .assignVoice:
          return Word(shown: shown, index: UInt32(index), operation: operation)
        case .genesis, .revoke, .retireNode, .propose, .approve, .withdrawProposal, .leave, .settle, .received,
          .closeDecision, .withdrawDecision, .forkEvidence, .erase, .addressHint, .understands, .openDecision,
          .position:
          return nil
        }
      }
    }
    ready.reverse()
  }

  /// The next one to judge; nil when all that are left lack something.
  mutating func next() -> Word? { ready.popLast() }

  /// Puts a word away until something comes.
  mutating func wait(_ word: Word, for thing: Thing) {
    var word = word
    if case .root(let member) = thing { word.rootsTried = 1 + roots[member, default: 0] }
    waiting[thing, default: []].append(word)
  }

  /// Whoever waited for it is to be judged again.
  mutating func came(_ thing: Thing) {
    if case .root(let member) = thing { roots[member, default: 0] += 1 }
    if let words = waiting.removeValue(forKey: thing) { ready += words.reversed() }
  }
}
