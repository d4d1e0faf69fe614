internal import TalkootCrypto
internal import TalkootLog
internal import TalkootSync
internal import TalkootTransport

/// One request at a node's door (`talkoot-join/1`) and its answer.
struct Knock: Sendable {
  /// Where, and who must be there: whoever else answers is told nothing.
  struct Place: Sendable {
    let address: NodeAddress
    let pin: @Sendable (NodeID) -> Bool
  }

  let dialer: Dialer

  /// Asks, with what the connection's exporter makes of the request.
  func ask(
    _ place: Place,
    _ request: (Digest) -> JoinFrame
  ) async throws(Joiner.Failure) -> JoinFrame {
    let connection: Connection
    let answer: [UInt8]?
    let pin = place.pin
    do {
      connection = try await dialer.connect(
        host: place.address.host,
        port: place.address.port,
        protocol: .join
      ) { key, _ in pin(NodeID(of: key)) }
      try await connection.send(request(connection.exporter).encoded())
      answer = try await connection.receive()
    } catch {
      throw .unreachable("\(error)")
    }
    connection.close("the join is through")
    guard let answer else { throw .unreachable("\(place.address.text) closed the connection") }
    do { return try JoinFrame.decoded(answer) } catch {
      throw .impostor("an answer that can't be read: \(error)")
    }
  }
}
