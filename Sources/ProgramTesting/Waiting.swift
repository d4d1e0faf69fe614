import Foundation

/// Waits until a condition holds, looking often; the state it last saw is in the error.
public func eventually<State>(
  _ claim: String,
  within limit: Duration = .seconds(20),
  _ look: () throws -> State,
  is holds: (State) -> Bool
) throws {
  let deadline = ContinuousClock.now + limit
  while true {
    let state = try look()
    if holds(state) { return }
    if ContinuousClock.now > deadline { throw Stuck(what: claim, why: "not after \(limit); last seen: \(state)") }
    usleep(20_000)
  }
}

/// Waits until a condition holds, looking often.
public func eventually(
  _ claim: String,
  within limit: Duration = .seconds(20),
  _ look: () throws -> Bool
) throws {
  try eventually(claim, within: limit, look) { $0 }
}
