internal import Logging
public import TalkootAPI
internal import TalkootHTTP
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica

// Whether this node speaks for its organisation when things are settled.
extension Node {
  /// Something of this node's own may be missing: its voice keeps out of what is open until it has synced with all others.
  static func noteLoss(in home: NodeHome, before log: LogID?, _ logger: Logger) {
    keep(VoiceReturn(reason: .restored, before: log), in: home, logger)
  }

  static func keep(_ voiceReturn: VoiceReturn, in home: NodeHome, _ logger: Logger) {
    do { try voiceReturn.write(to: home.voice) } catch {
      // Without the file the next run would speak too early, this one doesn't.
      logger.error("noting that this node's voice keeps out failed", metadata: ["error": "\(error)"])
    }
  }

  /// This node's last log.
  nonisolated var ownLog: LogID? {
    let snapshot = replica.snapshot
    return snapshot.index.logStates.last { $0.node == snapshot.node }?.descriptor.id
  }

  var caution: VoiceCaution { VoiceCaution(node: replica.snapshot.node, voiceReturn: voiceReturn) }

  /// A node that was not its organisation's first begins to listen when it is named its voice.
  func noteNaming() {
    let snapshot = replica.snapshot
    let settled = snapshot.workspace.settled
    guard voiceReturn == nil, let own = snapshot.member, settled.voice(of: own) == snapshot.node,
      settled.nodes(of: own).first?.id != snapshot.node
    else { return }
    voiceReturn = VoiceReturn(reason: .named, before: nil)
    Node.keep(voiceReturn!, in: home, logger)
  }

  /// Notes whom this node is in sync with.
  func noteHeard(_ organisations: Set<MemberID>) {
    noteNaming()
    guard var heard = voiceReturn, !heard.isOver, let own = replica.snapshot.member else { return }
    heard.synced.formUnion(organisations)
    if replica.snapshot.workspace.settled.missing(of: own, synced: heard.synced).isEmpty {
      heard.isOver = true
      logger.notice("this node's voice has heard all other members and speaks again")
    }
    guard heard != voiceReturn else { return }
    voiceReturn = heard
    Node.keep(heard, in: home, logger)
    pokeClerk()
  }

  /// See `NodeControl`.
  public func voice() -> VoiceStatus {
    let snapshot = replica.snapshot
    let settled = snapshot.workspace.settled
    guard let own = snapshot.member, settled.standing(of: own) == .member else {
      return VoiceStatus(state: "none", detail: "this organisation has no vote, so this node settles nothing")
    }
    if snapshot.workspace.criticalUnknown > 0 {
      return VoiceStatus(
        state: "outdated",
        detail: "more than half of the members use a newer Talkoot: upgrade this node; it settles nothing until then"
      )
    }
    if settled.isRosterContested {
      return VoiceStatus(
        state: "contested",
        detail: "two rosters are certified, which takes voices that contradict themselves: this node keeps the one it "
          + "had and settles nothing; see doubleVoices for the proof and decide together what to do"
      )
    }
    guard let voice = settled.voice(of: own) else {
      return VoiceStatus(
        state: "closed",
        detail:
          "the node that spoke for this organisation is closed, so it settles nothing until its card names another"
      )
    }
    guard voice == snapshot.node else {
      return VoiceStatus(state: "other", detail: "another node of this organisation settles for it")
    }
    guard let heard = voiceReturn, !heard.isOver else { return VoiceStatus(state: "speaking") }
    let waitsFor = settled.missing(of: own, synced: heard.synced)
    return VoiceStatus(
      state: "abstaining",
      detail: "what this node said before may be missing here: it keeps out of what was open then until it has synced "
        + "with every other member; if nothing can be missing, say so with: talkoot node voice --trust",
      waitsFor: waitsFor.map { snapshot.workspace.idText(ObjectID($0), .organisation) }
    )
  }

  /// See `NodeControl`.
  public func trustVoice() throws -> VoiceStatus {
    noteNaming()
    guard var heard = voiceReturn, !heard.isOver else { return voice() }
    heard.isOver = true
    try heard.write(to: home.voice)
    voiceReturn = heard
    logger.warning("the operator says that nothing of this node's own is missing: its voice speaks again")
    pokeClerk()
    return voice()
  }
}
