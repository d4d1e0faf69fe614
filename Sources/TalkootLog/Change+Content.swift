internal import TalkootCrypto

// The content of a change can come and go; its id stays.

extension Change {
  /// The change with some of its strings erased. Puncture the salts after it.
  ///
  /// - Parameters:
  ///   - indices: of strings; those that are not present already only change their state.
  ///   - salts: of the change's range, from which the commitments are made.
  /// - Returns: nil if a present string's salt is not there.
  public func erasing(_ indices: some Sequence<Int>, salts: SaltTree) -> Change? {
    var strings = strings
    var hasher = ChangeHasher()
    for index in indices {
      switch strings[index] {
      case .erased: break
      case .missing(let commitment): strings[index] = .erased(commitment: commitment)
      case .present(let bytes):
        guard let salt = salts.salt(sequence: sequence, string: index, of: strings.count) else { return nil }
        strings[index] = .erased(commitment: hasher.commitment(bytes, salt: salt))
      }
    }
    return with(strings: strings)
  }

  /// The change with a missing string found.
  ///
  /// - Returns: nil if that string is not missing, or these bytes with this salt don't open its commitment.
  public func filling(_ index: Int, with bytes: [UInt8], salt: SaltSeed) -> Change? {
    guard strings.indices.contains(index), case .missing(let commitment) = strings[index],
      bytes.count <= ChangeLimits.stringBytes
    else { return nil }
    var hasher = ChangeHasher()
    guard hasher.commitment(bytes, salt: salt) == commitment else { return nil }
    var strings = strings
    strings[index] = .present(bytes)
    return with(strings: strings)
  }
}
