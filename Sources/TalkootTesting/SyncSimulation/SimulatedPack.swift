internal import TalkootCrypto
internal import TalkootLog

/// A pack of simulated changes: each written out whole, without any of the real pack's savings.
public enum SimulatedPack {
  /// The pack's bytes.
  public static func encode(_ changes: [SimulatedChange]) -> [UInt8] {
    var bytes: [UInt8] = []
    for change in changes {
      bytes += change.log.digest.bytes
      bytes += withUnsafeBytes(of: change.sequence.bigEndian) { Array($0) }
      bytes += change.previous?.digest.bytes ?? Digest.zero.bytes
      bytes.append(UInt8(change.dependencies.count))
      for dependency in change.dependencies { bytes += dependency.digest.bytes }
      bytes += withUnsafeBytes(of: UInt32(change.payload.count).bigEndian) { Array($0) }
      bytes += change.payload
    }
    return bytes
  }

  static func byteCount(_ change: SimulatedChange) -> Int {
    32 + 8 + 32 + 1 + 32 * change.dependencies.count + 4 + change.payload.count
  }

  /// nil for bytes that are no pack.
  static func decode(_ bytes: [UInt8]) -> [SimulatedChange]? {
    var rest = bytes[...]
    var changes: [SimulatedChange] = []
    while !rest.isEmpty {
      guard let log = digest(&rest), let sequence = number(&rest, 8), let previous = digest(&rest),
        let count = number(&rest, 1)
      else { return nil }
      var dependencies: [ChangeID] = []
      for _ in 0..<count {
        guard let dependency = digest(&rest) else { return nil }
        dependencies.append(ChangeID(dependency))
      }
      guard let length = number(&rest, 4), length <= rest.count else { return nil }
      changes.append(
        SimulatedChange(
          log: LogID(log),
          sequence: sequence,
          previous: previous == .zero ? nil : ChangeID(previous),
          dependencies: dependencies,
          payload: Array(rest.prefix(Int(length)))
        )
      )
      rest = rest.dropFirst(Int(length))
    }
    return changes
  }

  private static func digest(_ rest: inout ArraySlice<UInt8>) -> Digest? {
    guard let digest = Digest(rest.prefix(32)) else { return nil }
    rest = rest.dropFirst(32)
    return digest
  }

  private static func number(_ rest: inout ArraySlice<UInt8>, _ count: Int) -> UInt64? {
    guard rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
