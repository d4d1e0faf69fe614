/// How long to wait before the next dial: full jitter over a cap that doubles from 1 s to 5 min (Brooker, *Exponential
/// Backoff And Jitter*).
struct Backoff: Sendable {
  static let capFirst: Duration = .seconds(1)
  static let capMax: Duration = .seconds(300)

  private var cap = Backoff.capFirst

  mutating func reset() { cap = Backoff.capFirst }

  /// From the longest on: for peers that can't be talked to as things are.
  mutating func setToLongest() { cap = Backoff.capMax }

  mutating func next(using generator: inout some RandomNumberGenerator) -> Duration {
    let drawn = Int64.random(in: 0...cap.wholeMicroseconds, using: &generator)
    cap = min(cap * 2, Backoff.capMax)
    return .microseconds(drawn)
  }
}
