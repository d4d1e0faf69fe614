/// A string that is edited by scalar offset: UTF-8 in chunks of at most ``maxChunk`` bytes, each with its count.
///
/// An edit moves at most a chunk's bytes and looks at the counts before it; a snapshot shares all chunks.
struct TextBuffer: Sendable {
  fileprivate struct Chunk: Sendable {
    var utf8: [UInt8]
    var scalars: Int
  }

  private static var maxChunk: Int { 2048 }
  /// What a long insertion is cut into: leaves room for typing.
  private static var newChunk: Int { 1024 }

  private var chunks: [Chunk] = []
  private(set) var scalarCount = 0

  init() {}

  init(_ string: String) { replace(0, 0, with: string) }

  var string: String {
    String(unsafeUninitializedCapacity: chunks.reduce(0) { $0 + $1.utf8.count }) { target in
      var end = 0
      for chunk in chunks { end = target[end...].update(fromContentsOf: chunk.utf8) }
      return end
    }
  }

  /// Takes `deleted` scalars at `position` away and puts `inserted` there. Both are clamped.
  ///
  /// - Returns: what was done, in scalars.
  @discardableResult
  mutating func replace(
    _ position: Int,
    _ deleted: Int,
    with inserted: String
  ) -> (position: Int, deleted: Int, inserted: Int) {
    let position = min(max(position, 0), scalarCount)
    let deleted = min(max(deleted, 0), scalarCount - position)
    if deleted > 0 { delete(position, deleted) }
    return (position, deleted, inserted.isEmpty ? 0 : insert(inserted, at: position))
  }

  /// The chunk that has the place `position`, at its end if need be, and how many scalars come before it there.
  private func place(of position: Int) -> (chunk: Int, offset: Int) {
    var offset = position
    var index = 0
    while index < chunks.count - 1, offset > chunks[index].scalars {
      offset -= chunks[index].scalars
      index += 1
    }
    return (index, offset)
  }

  private mutating func delete(_ position: Int, _ count: Int) {
    var (index, offset) = place(of: position)
    var left = count
    while left > 0 {
      let here = min(left, chunks[index].scalars - offset)
      if here == chunks[index].scalars {
        chunks.remove(at: index)
      } else {
        chunks[index].remove(here, at: offset)
        index += 1
      }
      offset = 0
      left -= here
    }
    scalarCount -= count
    joinIfSmall(index - 1)
    joinIfSmall(index)
  }

  /// Makes one chunk of the small ones that deletions leave.
  private mutating func joinIfSmall(_ index: Int) {
    guard index >= 0, index + 1 < chunks.count,
      chunks[index].utf8.count + chunks[index + 1].utf8.count <= Self.newChunk / 2
    else { return }
    let next = chunks.remove(at: index + 1)
    chunks[index].utf8 += next.utf8
    chunks[index].scalars += next.scalars
  }

  private mutating func insert(_ string: String, at position: Int) -> Int {
    var string = string
    return string.withUTF8 { bytes in
      let scalars = bytes.scalarCount
      if chunks.isEmpty { chunks.append(Chunk(utf8: [], scalars: 0)) }
      let (index, offset) = place(of: position)
      let cut = chunks[index].utf8Offset(ofScalar: offset)
      chunks[index].utf8.replaceSubrange(cut..<cut, with: bytes)
      chunks[index].scalars += scalars
      if chunks[index].utf8.count > Self.maxChunk { divide(index) }
      scalarCount += scalars
      return scalars
    }
  }

  private mutating func divide(_ index: Int) {
    let utf8 = chunks[index].utf8
    var pieces: [Chunk] = []
    let pieceCount = utf8.count / Self.newChunk
    var start = 0
    while start < utf8.count {
      var end = utf8.count * (pieces.count + 1) / pieceCount
      while end < utf8.count, isContinuation(utf8[end]) { end += 1 }
      let piece = Array(utf8[start..<end])
      pieces.append(Chunk(utf8: piece, scalars: piece.withUnsafeBufferPointer { $0.scalarCount }))
      start = end
    }
    chunks.replaceSubrange(index...index, with: pieces)
  }
}

extension TextBuffer.Chunk {
  fileprivate mutating func remove(_ count: Int, at offset: Int) {
    let start = utf8Offset(ofScalar: offset)
    let end = utf8Offset(ofScalar: offset + count)
    utf8.removeSubrange(start..<end)
    scalars -= count
  }

  fileprivate func utf8Offset(ofScalar offset: Int) -> Int {
    if utf8.count == scalars { return offset }
    if offset == scalars { return utf8.count }
    var left = offset
    var index = 0
    while true {
      if !isContinuation(utf8[index]) {
        if left == 0 { return index }
        left -= 1
      }
      index += 1
    }
  }
}

private func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

extension UnsafeBufferPointer<UInt8> {
  fileprivate var scalarCount: Int {
    var count = 0
    for byte in self where !isContinuation(byte) { count += 1 }
    return count
  }
}
