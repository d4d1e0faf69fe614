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
