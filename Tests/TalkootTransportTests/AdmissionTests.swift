import TalkootCrypto
import Testing

@testable import TalkootTransport

@Suite struct `Admission of inbound connections` {
  @Test func `an address has so many connections before it shows who it is, and no more`() {
    var admission = Admission(countMax: 64, perAddressMax: 4, perPeerMax: 3)
    for number in 0..<4 { #expect(admission.arrive(from: [1]) == .admitted(number)) }
    #expect(admission.arrive(from: [1]) == .refused)
    #expect(admission.arrive(from: [2]) == .admitted(4))
    #expect(admission.authenticate(0, as: key()) == nil)
    #expect(admission.arrive(from: [1]) == .admitted(5))
    admission.leave(1)
    #expect(admission.arrive(from: [1]) == .admitted(6))
    #expect(admission.arrive(from: [1]) == .refused)
  }

  @Test func `a full house makes room for who comes by sending the oldest stranger away`() {
    var admission = Admission(countMax: 3, perAddressMax: 4, perPeerMax: 3)
    for number in 0..<3 { #expect(admission.arrive(from: [UInt8(number)]) == .admitted(number)) }
    #expect(admission.authenticate(0, as: key()) == nil)
    #expect(admission.arrive(from: [9]) == .admittedInsteadOf(1, 3))
    #expect(admission.authenticate(2, as: key()) == nil)
    #expect(admission.authenticate(3, as: key()) == nil)
    #expect(admission.arrive(from: [8]) == .refused)
    #expect(admission.count == 3)
    admission.leave(2)
    #expect(admission.arrive(from: [8]) == .admitted(4))
    admission.leave(1)  // it closes only now
    #expect(admission.count == 3)
  }

  @Test func `one identity can't fill the house: beyond three connections its oldest gives way`() {
    var admission = Admission(countMax: 8, perAddressMax: 4, perPeerMax: 3)
    let (one, other) = (key(), key())
    for number in 0..<3 {
      #expect(admission.arrive(from: [1]) == .admitted(number))
      #expect(admission.authenticate(number, as: one) == nil)
    }
    #expect(admission.arrive(from: [2]) == .admitted(3))
    #expect(admission.authenticate(3, as: other) == nil)
    #expect(admission.arrive(from: [1]) == .admitted(4))
    #expect(admission.authenticate(4, as: one) == 0)
    #expect(admission.count == 4)
    #expect(admission.authenticate(0, as: one) == nil)
    admission.leave(0)
    #expect(admission.count == 4)
  }

  private func key() -> PublicKey { SigningKey().publicKey }
}
