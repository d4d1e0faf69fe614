extension CausalOrder {
  /// Whether operation `a` happened before operation `b`: in an earlier change of its past, or earlier in its change.
  @inlinable
  func happened(_ a: Dot, before b: Dot) -> Bool {
    a.version == b.version ? a.index < b.index : isInPast(a.version, of: b.version)
  }

  /// Whether operation `b` acts on what operation `a` wrote: on all of its past, or on just what its author saw.
  ///
  /// What an author claims to have seen counts only where it is in the past; else the result would depend on the
  /// order of arrival.
  @inlinable
  func saw(_ a: Dot, by b: Dot, seeing: [Dot]?) -> Bool {
    happened(a, before: b) && (seeing?.contains(a) ?? true)
  }
}
