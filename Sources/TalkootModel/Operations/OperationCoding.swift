internal import TalkootCRDT
internal import TalkootLog

// Operation bodies (docs/formats/state.md, *Operations*). Every body begins with the object it is about, so that a
// version that doesn't know the operation knows at least what to freeze; `create` makes its object and begins with
// its kind.

enum OperationKind {
  static let create: UInt64 = 1
  static let set: UInt64 = 2
  static let add: UInt64 = 3
  static let remove: UInt64 = 4
  static let text: UInt64 = 5
  static let move: UInt64 = 6
}

private enum CreationFlags {
  static let keyed: UInt64 = 1
  static let placed: UInt64 = 2
}

extension StructureWriter {
  mutating func append(_ operation: Operation) {
    switch operation {
    case .create(let creation):
      self.operation(kind: OperationKind.create) { $0.creation(creation) }
    case .set(let object, let field, let seen, let value):
      self.operation(kind: OperationKind.set) { writer in
        writer.object(object)
        writer.varint(UInt64(field.rawValue))
        writer.varint(seen.map { UInt64($0.count) + 1 } ?? 0)
        for reference in seen ?? [] { writer.operation(reference) }
        writer.value(value)
      }
    case .add(let object, let field, let element):
      self.operation(kind: OperationKind.add) { $0.element(element, of: object, field) }
    case .remove(let object, let field, let element):
      self.operation(kind: OperationKind.remove) { $0.element(element, of: object, field) }
    case .text(let object, let field, let edit):
      self.operation(kind: OperationKind.text) { writer in
        writer.object(object)
        writer.varint(UInt64(field.rawValue))
        writer.varint(UInt64(edit.position))
        writer.varint(UInt64(edit.deleted))
        writer.string(edit.inserted)
      }
    case .move(let object, let place):
      self.operation(kind: OperationKind.move) { writer in
        writer.object(object)
        writer.place(place)
      }
    case .governance(let operation): append(operation)
    case .unknown: preconditionFailure("a draft holds only what this version knows")
    }
  }
}

extension OperationWriter {
  fileprivate mutating func creation(_ creation: Creation) {
    varint(creation.kind.rawValue)
    varint(
      (creation.key == nil ? 0 : CreationFlags.keyed) | (creation.place == nil ? 0 : CreationFlags.placed)
    )
    if let key = creation.key { string(key) }
    if let place = creation.place { self.place(place) }
    varint(UInt64(creation.fields.count))
    for entry in creation.fields {
      varint(UInt64(entry.field.rawValue))
      value(entry.value)
    }
  }

  fileprivate mutating func element(_ element: Value, of object: ObjectReference, _ field: FieldNumber) {
    self.object(object)
    varint(UInt64(field.rawValue))
    value(element)
  }

  /// The parent, then 0 for none or 1 (after) or 2 (before) and the origin.
  fileprivate mutating func place(_ place: Place) {
    object(place.parent)
    guard let origin = place.origin else {
      varint(0)
      return
    }
    varint(place.isBefore ? 2 : 1)
    operation(origin)
  }
}

// MARK: - Decoding

/// A change's operations with everything resolved that the change alone resolves.
struct DecodedChange {
  let person: ObjectID?
  let operations: [Operation]
  /// What each operation makes.
  let made: [ObjectID?]
  /// Whether a string that it needs isn't here.
  let isIncomplete: Bool

  /// Never fails: what can't be read is `unknown`.
  init(_ change: Change, _ structure: Structure, network: NetworkID) {
    var source = OperationSource(change, operations: structure.operations.count)
    for (i, operation) in structure.operations.enumerated() where operation.kind == OperationKind.create {
      var reader = structure.reader(for: i)
      source.made[i] = try? source.keyedObject(&reader, network)
    }
    var operations: [Operation] = []
    operations.reserveCapacity(structure.operations.count)
    for (i, operation) in structure.operations.enumerated() {
      operations.append(source.operation(kind: operation.kind, structure.reader(for: i)))
    }
    self.operations = operations
    person = structure.person.map { source.id($0) }
    made = operations.indices.map { i in
      if case .create = operations[i] { source.id(.made(UInt32(i))) } else { nil }
    }
    isIncomplete = source.isIncomplete
  }
}

extension OperationReader {
  /// The kind of a creation and the place of its outside key; nil when it has none.
  mutating func creationKey() throws(FormatError) -> (kind: UInt64, slot: StringSlot)? {
    let kind = try varint()
    guard try varint() & CreationFlags.keyed != 0 else { return nil }
    return (kind, try string())
  }
}

extension OperationSource {
  /// The id that the outside key of a creation stands for; nil when it has none.
  fileprivate mutating func keyedObject(_ reader: inout OperationReader, _ network: NetworkID) throws(FormatError)
    -> ObjectID?
  {
    // A key that is not here names nothing yet; one that was erased never will (keys cannot be erased).
    guard let (kind, slot) = try reader.creationKey(), let key = change.text(slot) else { return nil }
    return ObjectID(network: network, kind: kind, key: key)
  }

  fileprivate mutating func operation(kind: UInt64, _ reader: OperationReader) -> Operation {
    var body = reader
    do throws(FormatError) {
      let operation = try known(kind: kind, &body)
      if let operation {
        try body.finish()
        return operation
      }
    } catch {
      // Falls through: a body that this version can't read is one of a newer version, or of somebody's making.
    }
    var prefix = reader
    let about = kind == OperationKind.create ? nil : (try? prefix.object()) ?? nil
    return .unknown(kind: kind, object: about.map { .object(id($0)) })
  }

  private mutating func known(kind: UInt64, _ body: inout OperationReader) throws(FormatError) -> Operation? {
    switch kind {
    case OperationKind.create: return .create(try creation(&body))
    case OperationKind.set:
      let (object, field) = try target(&body)
      let marked = try body.count(atMost: body.remaining + 1)
      var seen: [OperationReference]?
      if marked > 0 {
        var references: [OperationReference] = []
        for _ in 1..<marked { references.append(try body.operation()) }
        seen = references
      }
      return .set(object: object, field: field, seen: seen, value: try value(&body))
    case OperationKind.add:
      let (object, field) = try target(&body)
      return .add(object: object, field: field, element: try value(&body))
    case OperationKind.remove:
      let (object, field) = try target(&body)
      return .remove(object: object, field: field, element: try value(&body))
    case OperationKind.text:
      let (object, field) = try target(&body)
      let position = try body.count(atMost: Int(UInt32.max))
      let deleted = try body.count(atMost: Int(UInt32.max))
      let edit = TextEdit(position: position, deleted: deleted, inserted: string(try body.string()))
      return .text(object: object, field: field, edit)
    case OperationKind.move:
      let object = try object(&body)
      return .move(object: object, try place(&body))
    case Operation.governanceKinds: return try governance(kind: kind, &body).map { Operation.governance($0) }
    default: return nil
    }
  }

  private func object(_ body: inout OperationReader) throws(FormatError) -> ObjectReference {
    let start = body.offset
    guard let reference = try body.object() else { throw FormatError(.outOfRange, at: start, reading: "object") }
    return .object(id(reference))
  }

  private func target(_ body: inout OperationReader) throws(FormatError) -> (ObjectReference, FieldNumber) {
    (try object(&body), FieldNumber(UInt32(try body.count(atMost: Int(UInt32.max)))))
  }

  private mutating func creation(_ body: inout OperationReader) throws(FormatError) -> Creation {
    let start = body.offset
    guard let kind = ObjectKind(rawValue: try body.varint()) else {
      throw FormatError(.unknownFormat, at: start, reading: "object kind")
    }
    let flags = try body.varint()
    guard flags <= CreationFlags.keyed | CreationFlags.placed else {
      throw FormatError(.unknownFormat, at: start, reading: "creation flags")
    }
    var creation = Creation(kind: kind)
    if flags & CreationFlags.keyed != 0 {
      let slot = try body.string()
      guard change.text(slot) != nil else {
        _ = string(slot)
        throw FormatError(.outOfRange, at: start, reading: "key")
      }
      creation.key = string(slot)
    }
    if flags & CreationFlags.placed != 0 { creation.place = try place(&body) }
    let count = try body.count(atMost: body.remaining)
    creation.fields.reserveCapacity(min(count, 32))
    for _ in 0..<count {
      let field = FieldNumber(UInt32(try body.count(atMost: Int(UInt32.max))))
      creation.fields.append(Creation.FieldValue(field, try value(&body)))
    }
    return creation
  }

  private func place(_ body: inout OperationReader) throws(FormatError) -> Place {
    let parent = try body.object().map { ObjectReference.object(id($0)) }
    switch try body.count(atMost: 2) {
    case 0: return Place(parent: parent)
    case let side: return Place(parent: parent, origin: try body.operation(), isBefore: side == 2)
    }
  }
}

extension OperationSource {
  fileprivate mutating func governance(kind: UInt64, _ body: inout OperationReader) throws(FormatError)
    -> GovernanceOperation?
  {
    let objects = self
    var strings = self
    let operation = try GovernanceOperation(
      kind: kind,
      from: &body,
      objects: { objects.id($0) },
      strings: { strings.string($0) }
    )
    self = strings
    return operation
  }
}
