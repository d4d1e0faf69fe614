/// A register that keeps every value nobody has overwritten (a *multi-value register*; Shapiro, Preguiça, Baquero &
/// Zawirski, *A comprehensive study of CRDTs*, 2011).
///
/// A write overwrites the values in its past, or just those its author saw. Concurrent values stay until someone
/// overwrites them; the one with the greatest operation id is shown.
public struct MultiValueRegister<Value: Sendable>: Sendable {
  /// A value nobody has overwritten, and the operation that wrote it.
  public struct Entry: Sendable {
    /// The operation.
    public var dot: Dot
    /// What it wrote.
    public var value: Value

    /// Makes an entry.
    public init(dot: Dot, value: Value) {
      self.dot = dot
      self.value = value
    }
  }

  /// Nearly every register holds one value: it is kept inline.
  private enum Storage: Sendable {
    case none
    case one(Entry)
    case many([Entry])
  }

  private var storage = Storage.none

  /// Makes a register without a value.
  public init() {}

  /// Makes the register that was stored.
  ///
  /// - Parameter entries: in operation order, as ``entries`` gave them.
  public init(entries: [Entry]) {
    storage = entries.isEmpty ? .none : entries.count == 1 ? .one(entries[0]) : .many(entries)
  }

  /// The values nobody has overwritten, ascending by operation id.
  public var entries: [Entry] {
    switch storage {
    case .none: []
    case .one(let entry): [entry]
    case .many(let entries): entries
    }
  }

  /// The entry with the greatest operation id, which is shown.
  public var shown: Entry? {
    switch storage {
    case .none: nil
    case .one(let entry): entry
    case .many(let entries): entries.last
    }
  }

  /// Whether there are several values, of which a person should choose.
  public var isInConflict: Bool {
    switch storage {
    case .none, .one: false
    case .many: true
    }
  }

  /// Writes `value`.
  ///
  /// - Parameters:
  ///   - dot: the operation. All that is in its past has been applied before.
  ///   - seeing: the values its author saw, which alone it overwrites; nil for all in its past.
  public mutating func write(_ value: Value, at dot: Dot, seeing: [Dot]? = nil, order: some CausalOrder) {
    let new = Entry(dot: dot, value: value)
    switch storage {
    case .none:
      storage = .one(new)
    case .one(let old) where order.saw(old.dot, by: dot, seeing: seeing):
      storage = .one(new)
    case .one(let old):
      storage = .many(order.precedes(old.dot, dot) ? [old, new] : [new, old])
    case .many(var kept):
      kept.removeAll { order.saw($0.dot, by: dot, seeing: seeing) }
      kept.insert(new, at: kept.firstIndex { order.precedes(dot, $0.dot) } ?? kept.endIndex)
      self = MultiValueRegister(entries: kept)
    }
  }
}

extension MultiValueRegister.Entry: Equatable where Value: Equatable {}
extension MultiValueRegister.Entry: Hashable where Value: Hashable {}
extension MultiValueRegister: Equatable where Value: Equatable {
  /// Whether both hold the same values by the same operations.
  public static func == (a: Self, b: Self) -> Bool { a.entries == b.entries }
}
