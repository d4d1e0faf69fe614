internal import TalkootCrypto

/// Which inbound connections are let in, before anything is known of them but the address they come from. Strangers
/// cannot keep out those who belong: when the house is full, the one that has waited longest without showing who it
/// is gives way.
struct Admission {
  enum Verdict: Equatable {
    case admitted(Int)
    /// Admitted in the place of another, which is to be closed.
    case admittedInsteadOf(Int, Int)
    case refused
  }

  private struct Guest {
    var address: [UInt8]
    /// Who it is, once that is proven and known.
    var peer: PublicKey?
    var isAuthenticated: Bool { peer != nil }
  }

  private let countMax: Int
  private let perAddressMax: Int
  private let perPeerMax: Int
  private var nextNumber = 0
  /// By number, which is the order of arrival.
  private var guests: [Int: Guest] = [:]

  init(countMax: Int, perAddressMax: Int, perPeerMax: Int) {
    self.countMax = countMax
    self.perAddressMax = perAddressMax
    self.perPeerMax = perPeerMax
  }

  var count: Int { guests.count }

  mutating func arrive(from address: [UInt8]) -> Verdict {
    let strangers = guests.filter { !$0.value.isAuthenticated }
    guard strangers.count(where: { $0.value.address == address }) < perAddressMax else { return .refused }
    let number = nextNumber
    var displaced: Int?
    if guests.count >= countMax {
      guard let oldest = strangers.keys.min() else { return .refused }
      guests[oldest] = nil
      displaced = oldest
    }
    nextNumber += 1
    guests[number] = Guest(address: address)
    return displaced.map { .admittedInsteadOf($0, number) } ?? .admitted(number)
  }

  /// The guest has shown who it is. One that belongs can't keep others out either: of too many connections of one
  /// identity the oldest is to be closed, which is given back.
  mutating func authenticate(_ number: Int, as peer: PublicKey) -> Int? {
    guard guests[number] != nil else { return nil }
    guests[number]?.peer = peer
    let own = guests.filter { $0.value.peer == peer }.keys
    guard own.count > perPeerMax, let oldest = own.min() else { return nil }
    guests[oldest] = nil
    return oldest
  }

  mutating func leave(_ number: Int) { guests[number] = nil }
}
