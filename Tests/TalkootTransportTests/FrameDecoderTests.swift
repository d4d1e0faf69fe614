import Testing

@testable import TalkootTransport

@Suite struct `Frames on the wire` {
  static let frames: [[UInt8]] = [
    [], [1], Array("hello".utf8), [UInt8](repeating: 7, count: 300), [], [UInt8](repeating: 9, count: 70_000),
  ]
  static let stream = frames.flatMap { FrameDecoder.length(of: $0) + $0 }

  static func decode(_ stream: [UInt8], step: Int, limit: Int = 1 << 20) throws(FrameDecoder.TooLarge) -> [[UInt8]] {
    var decoder = FrameDecoder(byteCountMax: limit)
    var frames: [[UInt8]] = []
    var position = 0
    while position < stream.count {
      let end = min(stream.count, position + step)
      try stream[position..<end].withUnsafeBufferPointer { (bytes) throws(FrameDecoder.TooLarge) in
        try decoder.receive(UnsafeRawBufferPointer(bytes)) { frames.append($0) }
      }
      position = end
    }
    return frames
  }

  @Test(arguments: [1, 2, 3, 4, 5, 7, 1024, 16_384, .max >> 1])
  func `frames come out as they went in, however the stream is cut`(step: Int) throws {
    #expect(try Self.decode(Self.stream, step: step) == Self.frames)
  }

  @Test func `a stream cut at any byte gives the whole frames before it and no other`() throws {
    let stream = Array(Self.stream.prefix(330))
    for end in 0...stream.count {
      let frames = try Self.decode(Array(stream[..<end]), step: 5)
      #expect(frames == Array(Self.frames.prefix(frames.count)))
    }
  }

  @Test func `a frame at the limit is taken, one above it is not, whatever comes after`() throws {
    let frame = [UInt8](repeating: 1, count: 100)
    let stream = FrameDecoder.length(of: frame) + frame
    #expect(try Self.decode(stream, step: 1, limit: 100) == [frame])
    #expect(throws: FrameDecoder.TooLarge(byteCount: 100)) { try Self.decode(stream, step: 1, limit: 99) }
    for huge: [UInt8] in [[0xff, 0xff, 0xff, 0xff], [0x80, 0, 0, 0], [0, 0x20, 0, 1]] {
      #expect(throws: FrameDecoder.TooLarge.self) { try Self.decode(huge, step: 4) }
    }
  }
}
