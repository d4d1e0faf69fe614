public import TalkootCrypto

/// Writes the structure of a change and gathers its strings (`docs/formats/changes.md`, *Structure*).
public struct StructureWriter: Sendable {
  private let descriptor: LogDescriptor?
  private let act: ActID?
  private var person: ObjectReference?
  private var writer = OperationWriter()
  private var operations: [UInt8] = []
  private var count = 0

  /// - Parameter descriptor: present in a log's first change, and only there.
  public init(descriptor: LogDescriptor? = nil, person: ObjectReference? = nil, act: ActID? = nil) {
    self.descriptor = descriptor
    self.person = person
    self.act = act
    if case .object(let id) = person { _ = writer.tables.index(of: id) }
  }

  /// The number of operations so far: the index of the next one.
  public var operationCount: UInt32 { UInt32(count) }

  /// Adds one operation.
  /// - Returns: its index.
  @discardableResult
  public mutating func operation(kind: UInt64, _ body: (inout OperationWriter) -> Void) -> UInt32 {
    precondition(kind < 1 << 63, "operation kinds have 63 bits")
    let stringsBefore = writer.strings.count
    writer.body.removeAll(keepingCapacity: true)
    body(&writer)
    let strings = writer.strings.count - stringsBefore
    operations.appendVarint(kind << 1 | (strings > 0 ? 1 : 0))
    if strings > 0 { operations.appendVarint(strings) }
    operations.appendVarint(writer.body.count)
    operations.append(contentsOf: writer.body)
    count += 1
    return UInt32(count - 1)
  }

  /// The canonical bytes, and the strings in order of occurrence.
  public func finish() -> (structure: [UInt8], strings: [String]) {
    var output: [UInt8] = []
    output.reserveCapacity(operations.count + 16 * writer.tables.objects.count + 64)
    output.append((descriptor == nil ? 0 : 1) | (person == nil ? 0 : 2) | (act == nil ? 0 : 4))
    descriptor?.encode(into: &output)
    output.appendVarint(writer.tables.objects.count)
    for id in writer.tables.objects { output.append(id) }
    output.appendVarint(writer.tables.changes.count)
    for id in writer.tables.changes { output.append(id.digest) }
    switch person {
    case nil: break
    case .made(let index): output.appendVarint(UInt64(index) << 1 | 1)
    case .object: output.appendVarint(2)
    }
    if let act { output.append(act) }
    output.appendVarint(count)
    output.append(contentsOf: operations)
    return (output, writer.strings)
  }
}

/// Writes the body of one operation.
public struct OperationWriter: Sendable {
  var body: [UInt8] = []
  var strings: [String] = []
  var tables = ReferenceTables()

  /// An unsigned number.
  public mutating func varint(_ value: UInt64) { body.appendVarint(value) }

  /// A signed number, zigzag-coded.
  public mutating func signed(_ value: Int64) { body.appendSigned(value) }

  public mutating func object(_ reference: ObjectReference?) {
    switch reference {
    case nil: body.append(0)
    case .made(let index): body.appendVarint(UInt64(index) << 1 | 1)
    case .object(let id): body.appendVarint(UInt64(tables.index(of: id) + 1) << 1)
    }
  }

  public mutating func operation(_ reference: OperationReference) {
    if let change = reference.change {
      body.appendVarint(tables.index(of: change) + 1)
    } else {
      body.append(0)
    }
    body.appendVarint(UInt64(reference.index))
  }

  /// A change other than this one.
  public mutating func change(_ id: ChangeID) { body.appendVarint(tables.index(of: id) + 1) }

  /// A string: its length goes into the structure, the string itself into the content.
  public mutating func string(_ value: String) {
    body.appendVarint(value.unicodeScalars.count)
    strings.append(value)
  }

  /// A length and that many bytes, part of the structure: not to be erased, so never personal data.
  public mutating func bytes(_ value: [UInt8]) {
    body.appendVarint(value.count)
    body.append(contentsOf: value)
  }

  /// 32 bytes without a length.
  public mutating func digest(_ value: Digest) { body.append(value) }
}
