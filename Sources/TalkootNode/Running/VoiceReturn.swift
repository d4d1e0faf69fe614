internal import Foundation
internal import TalkootCRDT
internal import TalkootCrypto
internal import TalkootLog
internal import TalkootModel

/// What a voice that may have lost words of its own, or that is newly named, has still to hear before it speaks in what
/// was open then (docs/decisions/0002-double-offers.md). Kept in the home's file `voice`, so that a restart changes
/// nothing; a file that is gone or damaged means that nobody was heard yet.
struct VoiceReturn: Sendable, Equatable {
  /// Why it keeps out.
  enum Reason: String, Sendable {
    /// Something of this node's own may be missing.
    case restored
    /// Another node of the organisation was its voice before.
    case named
  }

  let reason: Reason
  /// This node's last log when something of it may have been lost: what it writes in another one comes after.
  let before: LogID?
  /// The members that this node has synced with since.
  var synced: Set<MemberID> = []
  /// Whether all others were heard, or the operator's word stands for them.
  var isOver = false

  /// This node's first change after what may be lost; nil when it has written none.
  func first(of node: NodeID, in index: LogIndex) -> LocalVersion? {
    guard reason == .restored, let log = index.logStates.last(where: { $0.node == node }), log.descriptor.id != before
    else { return nil }
    return index.version(log.descriptor.id, 1)
  }

  // MARK: The file

  private static let format = "talkoot-voice/1"

  func write(to path: String) throws {
    var lines = [VoiceReturn.format, reason.rawValue, before?.digest.hex ?? "-", isOver ? "over" : "waiting"]
    lines += synced.sorted().map(\.digest.hex)
    try OwnFiles.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: path)
  }

  /// nil for a voice that never had to keep out.
  static func read(_ path: String) -> VoiceReturn? {
    guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    guard lines.count >= 4, lines[0] == format, let reason = Reason(rawValue: lines[1]) else {
      return VoiceReturn(reason: .restored, before: nil)
    }
    return VoiceReturn(
      reason: reason,
      before: Digest(hex: lines[2]).map { LogID($0) },
      synced: Set(lines.dropFirst(4).compactMap { Digest(hex: $0).map { MemberID($0) } }),
      isOver: lines[3] == "over"
    )
  }
}

/// What the clerk needs to know of it.
struct VoiceCaution: Sendable {
  let node: NodeID
  let voiceReturn: VoiceReturn?

  /// Whether the voice keeps out of a settlement.
  func abstains(_ id: SettlementID, _ state: GovernanceState, _ index: LogIndex) -> Bool {
    guard let voiceReturn, !voiceReturn.isOver, voiceReturn.reason == .restored else { return false }
    return state.mayHaveSpoken(in: id, before: voiceReturn.first(of: node, in: index), order: index)
  }

  /// Whether a newly named voice has heard enough to speak in what was open when it was named.
  var newVoiceSpeaks: Bool { voiceReturn?.isOver ?? false }

  /// Whether it should write something, so that what begins from now on begins after its return.
  func wantsToReturn(_ index: LogIndex) -> Bool {
    guard let voiceReturn, !voiceReturn.isOver, voiceReturn.reason == .restored else { return false }
    return !voiceReturn.synced.isEmpty && voiceReturn.first(of: node, in: index) == nil
  }
}
