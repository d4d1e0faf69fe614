internal import TalkootCrypto

/// Which inbound connections are let in, before anything is known of them but the address they come from. Strangers
/// cannot keep out those who belong: when the house is full, the one that has waited longest without showing who it
/// is gives way. Nor can one organisation with many nodes keep out the others: a full house still hears who knocks,
/// and whose organisation has most connections loses its oldest.
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
    /// Whose connections count together with this one's.
    var kin: [UInt8] = []
    var isAuthenticated: Bool { peer != nil }
  }

  private let countMax: Int
  private let perAddressMax: Int
  private let perPeerMax: Int
  private let hallMax: Int
  private var nextNumber = 0
  /// By number, which is the order of arrival.
  private var guests: [Int: Guest] = [:]

  init(countMax: Int, perAddressMax: Int, perPeerMax: Int, hallMax: Int) {
    self.countMax = countMax
    self.perAddressMax = perAddressMax
    self.perPeerMax = perPeerMax
    self.hallMax = hallMax
  }

  var count: Int { guests.count }

  mutating func arrive(from address: [UInt8]) -> Verdict {
    let strangers = guests.filter { !$0.value.isAuthenticated }
    guard strangers.count(where: { $0.value.address == address }) < perAddressMax else { return .refused }
    let number = nextNumber
    var displaced: Int?
    if strangers.count >= max(countMax - (guests.count - strangers.count), hallMax) {
      guard let oldest = strangers.keys.min() else { return .refused }
      guests[oldest] = nil
      displaced = oldest
    }
    nextNumber += 1
    guests[number] = Guest(address: address)
    return displaced.map { .admittedInsteadOf($0, number) } ?? .admitted(number)
  }

  /// The guest has shown who it is, and to whom it belongs. Of too many connections of one identity the oldest is to
  /// be closed, and in a full house the oldest of the organisation that has most; which one it is is given back.
  mutating func authenticate(_ number: Int, as peer: PublicKey, kin: [UInt8]) -> Int? {
    guard guests[number] != nil else { return nil }
    guests[number]?.peer = peer
    guests[number]?.kin = kin
    let known = guests.filter { $0.value.isAuthenticated }
    let own = known.filter { $0.value.peer == peer }.keys
    let leaving = own.count > perPeerMax ? own.min() : known.count > countMax ? oldestOfMost(known) : nil
    if let leaving { guests[leaving] = nil }
    return leaving
  }

  private func oldestOfMost(_ known: [Int: Guest]) -> Int? {
    let houses = Dictionary(grouping: known.keys) { known[$0]!.kin }
    return houses.values.max { ($0.count, $1.min()!) < ($1.count, $0.min()!) }?.min()
  }

  mutating func leave(_ number: Int) { guests[number] = nil }
}
