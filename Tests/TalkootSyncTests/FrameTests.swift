import Foundation
import TalkootLog
import TalkootTesting
import Testing

@testable import TalkootSync

@Suite struct FrameTests {
  @Test func `every frame comes back as it was`() throws {
    for (name, frame) in Samples.frames {
      #expect(try Samples.decode(Samples.encode(frame)) == frame, "\(name)")
    }
    for (name, frame) in Samples.joinFrames {
      #expect(try JoinFrame.decoded(frame.encoded()) == frame, "\(name)")
    }
  }

  @Test func `a frame cut at any length is refused, or is one that ends there`() {
    // What may stop earlier: packs and evidence go to the end of the frame, a credit may end before its heads.
    let openEnded: Set<String> = ["changes", "fork", "credit-with-heads"]
    for (name, frame) in Samples.frames {
      let bytes = Samples.encode(frame)
      for length in 0..<bytes.count {
        let decoded = try? Samples.decode(Array(bytes.prefix(length)))
        #expect(decoded == nil || openEnded.contains(name), "\(name) cut to \(length)")
        #expect(decoded != frame, "\(name) cut to \(length)")
      }
    }
    for (name, frame) in Samples.joinFrames {
      let bytes = frame.encoded()
      for length in 0..<bytes.count {
        #expect(throws: FrameError.self, "\(name) cut to \(length)") {
          try JoinFrame.decoded(Array(bytes.prefix(length)))
        }
      }
    }
  }

  @Test func `bytes behind a frame are refused, behind a greeting they are a later version's`() throws {
    for (name, frame) in Samples.frames {
      let longer = try? Samples.decode(Samples.encode(frame) + [0])
      switch frame {
      case .hello, .welcome: #expect(longer == frame, "\(name)")
      case .changes, .fork: #expect(longer != nil && longer != frame, "\(name)")
      default: #expect(longer == nil, "\(name)")
      }
    }
    #expect(throws: FrameError.self) {
      try Samples.decode(Samples.encode(Samples.hello) + [UInt8](repeating: 0, count: 1_025))
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `no change of bytes makes a decoder trap, and what it takes it writes again`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for (name, frame) in Samples.frames {
      for _ in 0..<400 {
        let bytes = mutated(Samples.encode(frame), &random)
        guard let decoded = try? Samples.decode(bytes) else { continue }
        let again = try? Samples.decode(Samples.encode(decoded))
        #expect(again == decoded, "\(name), seed \(seed)")
      }
    }
    for (_, frame) in Samples.joinFrames {
      for _ in 0..<400 { _ = try? JoinFrame.decoded(mutated(frame.encoded(), &random)) }
    }
  }

  private func mutated(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let index = Int.random(in: 0..<bytes.count, using: &random)
      switch UInt8.random(in: 0..<4, using: &random) {
      case 0: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes[index] = .max
      case 2: bytes.insert(UInt8.random(in: .min ... .max, using: &random), at: index)
      default: if bytes.count > 1 { bytes.remove(at: index) }
      }
    }
    return bytes
  }

  @Test func `a log is named once and numbered from then on`() throws {
    var out = LogNumbering()
    var into = LogNumbering()
    let frame = Frame.have(Frame.Have(mark: nil, wantsAnswer: false, rows: [Samples.row("A", 9)]))
    let first = frame.encoded(&out)
    let second = frame.encoded(&out)
    #expect(first.count == 45)
    #expect(second.count == 13)
    #expect(try Frame.decoded(first, &into) == frame)
    #expect(try Frame.decoded(second, &into) == frame)
    #expect(throws: FrameError(.repeatedLog, at: 36)) { try Frame.decoded(first, &into) }
  }

  @Test func `huge counts, overlong numbers and unknown flags are named`() {
    let cases: [([UInt8], FrameError.Reason)] = [
      ([], .empty),
      ([0], .unknownKind(0)),
      ([13], .unknownKind(13)),
      ([3, 0x40], .unknownFlags(0x40)),
      ([5, 0, 0xff, 0xff, 0xff, 0xff, 0x0f], .limit(what: "rows")),
      ([5, 0, 0x80, 0x40], .truncated),
      ([5, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0], .unknownLogNumber(1)),
      ([6, 0x80, 0x08], .limit(what: "wanted changes")),
      ([9, 0x80, 0x00], .overlongNumber),
      ([9, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02], .overlongNumber),
      ([11, 1, 1, 0xff], .notText),
      ([11, 1, 0xc9, 0x01], .limit(what: "text")),
    ]
    for (bytes, reason) in cases {
      do {
        let frame = try Samples.decode(bytes)
        Issue.record("\(bytes) decodes as \(frame)")
      } catch { #expect(error.reason == reason, "\(bytes): \(error)") }
    }
    #expect(throws: FrameError.self) { try Samples.decode([UInt8](repeating: 4, count: (1 << 20) + 1)) }
    #expect(throws: FrameError.self) { try JoinFrame.decoded([0x41] + [UInt8](repeating: 0, count: 16 << 10)) }
  }

  @Test func `the documented bytes are the bytes`() throws {
    let file = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/protocol/sync-vectors.txt")
    let text = try String(contentsOf: file, encoding: .utf8)
    var vectors: [String: String] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: " ")
      vectors[String(parts[0])] = String(parts[1])
    }
    for (name, frame) in Samples.frames { #expect(vectors[name] == hex(Samples.encode(frame)), "\(name)") }
    for (name, frame) in Samples.joinFrames { #expect(vectors[name] == hex(frame.encoded()), "\(name)") }
    let invalid = vectors.filter { $0.key.hasPrefix("invalid-") }
    #expect(invalid.count == 11)
    for (name, digits) in invalid {
      #expect(throws: FrameError.self, "\(name)") { try Samples.decode(bytes(digits)) }
    }
  }

  private func hex(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  private func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.map { UInt8($0.hexDigitValue!) }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
