/// The addresses at the end of a code: their number, then each as its length and UTF-8.
enum CodeAddresses {
  private static let countMax = 8

  /// Those of `addresses` that a code takes along, the first ones.
  static func fitting(_ addresses: [String]) -> [String] {
    Array(addresses.filter { $0.utf8.count <= 255 }.prefix(countMax))
  }

  /// The bytes of what `fitting` gave.
  static func bytes(of addresses: [String]) -> [UInt8] {
    [UInt8(addresses.count)] + addresses.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
  }

  /// Reads what `bytes` gives; nil for anything else, and for what is cut short or too long.
  static func parse(_ bytes: ArraySlice<UInt8>) -> [String]? {
    var addresses: [String] = []
    var rest = bytes
    guard let number = rest.popFirst(), number <= countMax else { return nil }
    for _ in 0..<number {
      guard let count = rest.popFirst(), rest.count >= Int(count),
        let address = String(validating: rest.prefix(Int(count)), as: UTF8.self)
      else { return nil }
      addresses.append(address)
      rest.removeFirst(Int(count))
    }
    return rest.isEmpty ? addresses : nil
  }
}
