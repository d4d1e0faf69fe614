/// Cuts a stream into frames: a length of 4 bytes, the most significant first, then that many bytes. A length may be
/// 0. Nothing is allocated for a frame that is too large.
struct FrameDecoder {
  static let lengthByteCount = 4

  struct TooLarge: Error, Equatable { var byteCount: UInt32 }

  private let byteCountMax: Int
  private var length: UInt32 = 0
  private var lengthBytesRead = 0
  private var body: [UInt8] = []

  init(byteCountMax: Int) { self.byteCountMax = byteCountMax }

  /// Takes the next bytes of the stream and hands over the frames that they complete.
  mutating func receive(_ bytes: UnsafeRawBufferPointer, frame: ([UInt8]) -> Void) throws(TooLarge) {
    var position = 0
    while true {
      while lengthBytesRead < FrameDecoder.lengthByteCount {
        guard position < bytes.count else { return }
        length = length << 8 | UInt32(bytes[position])
        position += 1
        lengthBytesRead += 1
        guard lengthBytesRead == FrameDecoder.lengthByteCount else { continue }
        guard length <= byteCountMax else { throw TooLarge(byteCount: length) }
        body.reserveCapacity(Int(length))
      }
      let count = min(Int(length) - body.count, bytes.count - position)
      body.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]))
      position += count
      guard body.count == Int(length) else { return }
      frame(body)
      body = []
      length = 0
      lengthBytesRead = 0
    }
  }

  /// The length that goes before a frame.
  static func length(of frame: [UInt8]) -> [UInt8] {
    withUnsafeBytes(of: UInt32(frame.count).bigEndian) { Array($0) }
  }
}
