internal import COpenSSL

/// Where libssl reads and writes ciphertext: a BIO over the caller's input, which is borrowed for one call and read
/// in place, and an output that grows. Neither ever blocks: an empty input says "again later".
final class TLSWire {
  private var input = UnsafeRawBufferPointer(start: nil, count: 0)
  private(set) var output: [UInt8] = []

  /// Lets libssl read `bytes` while `body` runs. It keeps what it has begun to read itself, so nothing is left over
  /// unless the connection has ended.
  func withInput<R, E>(_ bytes: UnsafeRawBufferPointer, _ body: () throws(E) -> R) throws(E) -> R {
    input = bytes
    defer { input = UnsafeRawBufferPointer(start: nil, count: 0) }
    return try body()
  }

  /// Makes room for the ciphertext of that many bytes: 5 bytes of header and 17 of type and tag for each 16 KiB.
  func reserveOutput(forPlaintext count: Int) {
    output.reserveCapacity(output.count + count + (count >> 14 + 1) * 32)
  }

  func drainOutput<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
    let bytes = output
    // A quiet connection holds no buffer.
    output = []
    return bytes.withUnsafeBytes(body)
  }

  /// A BIO that holds this object unretained; who owns both frees the BIO first.
  func makeBIO() -> OpaquePointer {
    guard let bio = BIO_new(TLSWire.method.pointer) else { preconditionFailure("libcrypto: out of memory") }
    BIO_set_data(bio, Unmanaged.passUnretained(self).toOpaque())
    BIO_set_init(bio, 1)
    return bio
  }

  private static func of(_ bio: OpaquePointer?) -> TLSWire {
    Unmanaged<TLSWire>.fromOpaque(BIO_get_data(bio)).takeUnretainedValue()
  }

  private func read(into buffer: UnsafeMutableRawPointer, count: Int) -> Int {
    let count = min(count, input.count)
    guard count > 0 else { return 0 }
    buffer.copyMemory(from: input.baseAddress!, byteCount: count)
    input = UnsafeRawBufferPointer(rebasing: input.dropFirst(count))
    return count
  }

  private func write(_ bytes: UnsafeRawBufferPointer) { output.append(contentsOf: bytes) }

  private struct Method: @unchecked Sendable { let pointer: OpaquePointer }

  private static let method: Method = {
    guard let method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "talkoot") else {
      preconditionFailure("libcrypto: no room for another BIO")
    }
    BIO_meth_set_read_ex(method) { bio, buffer, count, done in
      talkoot_BIO_clear_retry_flags(bio)
      let read = TLSWire.of(bio).read(into: UnsafeMutableRawPointer(buffer!), count: count)
      done?.pointee = read
      if read > 0 { return 1 }
      // Not the end, which this BIO never tells: whether the end was a clean one is for `TLSConnection` to say.
      talkoot_BIO_set_retry_read(bio)
      return 0
    }
    BIO_meth_set_write_ex(method) { bio, bytes, count, done in
      talkoot_BIO_clear_retry_flags(bio)
      TLSWire.of(bio).write(UnsafeRawBufferPointer(start: bytes, count: count))
      done?.pointee = count
      return 1
    }
    BIO_meth_set_ctrl(method) { _, command, _, _ in command == BIO_CTRL_FLUSH ? 1 : 0 }
    return Method(pointer: method)
  }()
}
