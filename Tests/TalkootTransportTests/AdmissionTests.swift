import TalkootCrypto
import Testing

@testable import TalkootTransport

@Suite struct `Admission of inbound connections` {
  @Test func `an address has so many connections before it shows who it is, and no more`() {
    var admission = Admission(countMax: 64, perAddressMax: 4, perPeerMax: 3, hallMax: 8)
    for number in 0..<4 { #expect(admission.arrive(from: [1]) == .admitted(number)) }
    #expect(admission.arrive(from: [1]) == .refused)
    #expect(admission.arrive(from: [2]) == .admitted(4))
    #expect(admission.authenticate(0, as: key(), kin: [0]) == nil)
    #expect(admission.arrive(from: [1]) == .admitted(5))
    admission.leave(1)
    #expect(admission.arrive(from: [1]) == .admitted(6))
    #expect(admission.arrive(from: [1]) == .refused)
  }

  @Test func `a full house makes room for who comes by sending the oldest stranger away`() {
    var admission = Admission(countMax: 10, perAddressMax: 4, perPeerMax: 3, hallMax: 8)
    for number in 0..<10 { #expect(admission.arrive(from: [UInt8(number)]) == .admitted(number)) }
    #expect(admission.authenticate(0, as: key(), kin: [1]) == nil)
    #expect(admission.arrive(from: [20]) == .admittedInsteadOf(1, 10))
    #expect(admission.count == 10)
    admission.leave(2)
    #expect(admission.arrive(from: [21]) == .admitted(11))
    admission.leave(1)  // it closes only now
    #expect(admission.count == 10)
  }

  @Test func `an organisation with many nodes can't keep the others out of a full house`() {
    var admission = Admission(countMax: 6, perAddressMax: 4, perPeerMax: 3, hallMax: 8)
    for number in 0..<5 {
      #expect(admission.arrive(from: [1]) == .admitted(number))
      #expect(admission.authenticate(number, as: key(), kin: [1]) == nil)
    }
    #expect(admission.arrive(from: [1]) == .admitted(5))
    #expect(admission.authenticate(5, as: key(), kin: [2]) == nil)
    // Who knocks now is heard, and takes a place of those who have most.
    #expect(admission.arrive(from: [2]) == .admitted(6))
    #expect(admission.authenticate(6, as: key(), kin: [2]) == 0)
    #expect(admission.arrive(from: [2]) == .admitted(7))
    #expect(admission.authenticate(7, as: key(), kin: [3]) == 1)
    // It comes again: it loses one of its own, never another's.
    #expect(admission.arrive(from: [1]) == .admitted(8))
    #expect(admission.authenticate(8, as: key(), kin: [1]) == 2)
    #expect(admission.count == 6)
  }

  @Test func `few knock at once at a house that is full of those who belong`() {
    var admission = Admission(countMax: 2, perAddressMax: 20, perPeerMax: 3, hallMax: 8)
    for number in 0..<2 {
      #expect(admission.arrive(from: [1]) == .admitted(number))
      #expect(admission.authenticate(number, as: key(), kin: [UInt8(number)]) == nil)
    }
    for number in 2..<10 { #expect(admission.arrive(from: [1]) == .admitted(number)) }
    #expect(admission.arrive(from: [1]) == .admittedInsteadOf(2, 10))
    #expect(admission.count == 2 + 8)
  }

  @Test func `one identity can't fill the house: beyond three connections its oldest gives way`() {
    var admission = Admission(countMax: 8, perAddressMax: 4, perPeerMax: 3, hallMax: 8)
    let (one, other) = (key(), key())
    for number in 0..<3 {
      #expect(admission.arrive(from: [1]) == .admitted(number))
      #expect(admission.authenticate(number, as: one, kin: [1]) == nil)
    }
    #expect(admission.arrive(from: [2]) == .admitted(3))
    #expect(admission.authenticate(3, as: other, kin: [2]) == nil)
    #expect(admission.arrive(from: [1]) == .admitted(4))
    #expect(admission.authenticate(4, as: one, kin: [1]) == 0)
    #expect(admission.count == 4)
    #expect(admission.authenticate(0, as: one, kin: [1]) == nil)
    admission.leave(0)
    #expect(admission.count == 4)
  }

  private func key() -> PublicKey { SigningKey().publicKey }
}
