extension ReplicaSimulation {
  /// How much goes wrong, and how much people do.
  public struct Conditions: Sendable {
    /// Organisations in the end, the founder among them.
    public var organisations = 3
    /// Whether machines are put back to an earlier state without anyone noticing: their logs fork.
    public var rewinds = false
    /// How often, among the other faults.
    public var rewindWeight = 1
    /// How long people work (simulated seconds).
    public var workSeconds: Int64 = 20
    /// The mean time between a node's acts (microseconds).
    public var actEvery: Int64 = 400_000
    /// The mean time between faults (microseconds); 0 for none.
    public var faultEvery: Int64 = 1_500_000
    /// How many organisations mean ill, once all are in: fewer than half.
    public var hostile = 0
    /// Whether the others try to remove them.
    public var removesHostile = false
    /// Whether one organisation is removed, and doesn't accept it.
    public var removes = false
    /// Whether faults wait until all organisations are in.
    public var joinsInPeace = true
    /// A frame's way takes a random time of this range (microseconds).
    public var latency: ClosedRange<Int64> = 500...30_000
    /// A store reads at most a random part of so many bytes at once, so that packs end anywhere; 0 for as much as asked.
    public var batchBytes = 0
    /// Whether the second organisation's node keeps strings back from whom it serves, until all is mended.
    public var withholds = false
    /// A transaction takes a random time of this range (microseconds).
    public var storing: ClosedRange<Int64> = 200...5_000

    /// A small run with some of everything.
    public init() {}

    /// Conditions drawn from a seed: each run has its own mixture.
    public init(seed: UInt64) {
      var generator = SplitMix64(seed: seed &* 0x9e37)
      organisations = Int.random(in: 2...5, using: &generator)
      workSeconds = Int64.random(in: 5...25, using: &generator)
      joinsInPeace = Int.random(in: 0..<4, using: &generator) > 0
      actEvery = Int64.random(in: 200_000...800_000, using: &generator)
      faultEvery = [0, 500_000, 1_500_000, 4_000_000].randomElement(using: &generator)!
      batchBytes = [0, 300, 3_000].randomElement(using: &generator)!
      withholds = Int.random(in: 0..<3, using: &generator) == 0
      latency = 500...[2_000, 30_000, 400_000].randomElement(using: &generator)!
    }

    /// Conditions drawn from a seed, in which a minority is hostile.
    public init(hostile seed: UInt64) {
      self.init(seed: seed)
      organisations = 3 + Int(seed % 3)
      hostile = organisations == 5 ? 1 + Int(seed / 3 % 2) : 1
      removesHostile = seed / 2 % 3 != 0
      joinsInPeace = true
      withholds = false
      workSeconds = max(8, workSeconds)
    }

    /// Conditions drawn from a seed, in which one of five is removed and doesn't accept it.
    public init(removing seed: UInt64) {
      self.init(seed: seed)
      organisations = 5
      joinsInPeace = true
      // What only the one that is out could give would be missing for ever.
      withholds = false
      removes = true
    }
  }

  /// What was done in a run.
  public struct Figures: Sendable, CustomStringConvertible {
    /// Events.
    public var steps = 0
    /// Changes in the end.
    public var changes = 0
    /// Acts of people that were carried out.
    public var acts = 0
    /// Crashes with a restart.
    public var crashes = 0
    /// Transactions that a storage refused.
    public var failedCommits = 0
    /// Machines put back to an earlier state.
    public var rewound = 0
    /// Logs that forked.
    public var forked = 0
    /// Cut or partitioned links.
    public var cuts = 0
    /// Decisions with a certificate.
    public var settled = 0
    /// Roster epochs after the genesis.
    public var epochs = 0
    /// Strings that were erased.
    public var erased = 0
    /// Strings that one node kept back.
    public var withheld = 0
    /// Organisations that mean ill.
    public var hostile = 0
    /// Times that one of them wrote a branch.
    public var branches = 0
    /// Packs that they sent again, and those that were refused.
    public var replays = 0
    /// Packs of theirs that were refused.
    public var refused = 0
    /// Words of their voices out of place.
    public var lies = 0
    /// Voices that contradicted themselves.
    public var doubleVoices = 0
    /// Organisations that are out in the end.
    public var removed = 0
    /// Changes that don't count in the end.
    public var setAside = 0
    /// Acts that let some count again.
    public var broughtBack = 0

    /// All of it in a line.
    public var description: String {
      "\(steps) steps, \(changes) changes of \(acts) acts, \(crashes) crashes, \(failedCommits) failed commits, "
        + "\(cuts) cuts, \(settled) decisions and \(epochs) epochs settled, \(erased) strings erased, \(withheld) kept back, "
        + "\(removed) removed, \(setAside) set aside, \(broughtBack) brought back, "
        + "\(rewound) machines put back, \(forked) logs forked"
        + (hostile == 0
          ? ""
          : ", \(hostile) hostile with \(branches) branches, \(replays) replays, \(lies) lies; "
            + "\(refused) packs refused, \(doubleVoices) double voices")
    }
  }
}
