internal import TalkootAPI
internal import TalkootCRDT
internal import TalkootLog
internal import TalkootModel

extension Call {
  /// Proofs that voices contradicted themselves: two changes each, with their signatures.
  func proofs(_ voices: [DoubleVoice]) async throws -> [DoubleVoiceProof] {
    guard !voices.isEmpty else { return [] }
    let view = view
    return try await replica.read { core in
      try voices.map { voice in
        let changes = try [voice.first, voice.second].map { place in
          let change = try core.changes([place.version])[0]
          return SignedReference(
            change: change.id.digest.hex,
            node: view.id(ObjectID(change.descriptor.node), .node),
            signature: change.signature.map { Hex.text($0.bytes) }
          )
        }
        return DoubleVoiceProof(
          member: view.organisation(voice.organisation),
          memberName: view.name(ObjectID(voice.organisation)),
          contradiction: voice.kind.word,
          changes: changes.sorted { $0.change < $1.change }
        )
      }
    }
  }
}

extension DoubleVoice.Kind {
  /// The word in JSON.
  var word: String {
    switch self {
    case .offeredTwice: "offeredTwice"
    case .acceptedTwice: "acceptedTwice"
    case .hidAccepted: "hidAccepted"
    }
  }
}
