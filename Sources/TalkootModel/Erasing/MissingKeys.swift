public import TalkootLog

extension ReceivedChange {
  /// Whether the outside key of something that it makes was left out. Keys can't be erased, so whoever sends a change
  /// has them; without it nobody could tell what the change is about.
  public var lacksKey: Bool {
    guard let structure else { return false }
    let isAbsent = change.strings.map { if case .present = $0 { false } else { true } }
    guard isAbsent.contains(true) else { return false }
    return structure.operations.indices.contains { i in
      guard structure.operations[i].kind == OperationKind.create else { return false }
      var reader = structure.reader(for: i)
      guard (try? reader.creationKey()).flatMap({ $0 }) != nil else { return false }
      // The key is the first string of its operation.
      return isAbsent[structure.operations[i].strings.lowerBound]
    }
  }
}
