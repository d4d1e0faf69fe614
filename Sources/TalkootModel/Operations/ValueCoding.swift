internal import TalkootCrypto
internal import TalkootLog

extension OperationWriter {
  /// A tag and what it says (`docs/formats/state.md`, *Values*).
  mutating func value(_ value: Value) {
    varint(value.tag)
    switch value {
    case .null: break
    case .decimal(let number):
      signed(number.mantissa)
      signed(Int64(number.exponent))
    case .date(let date): varint(UInt64(date.packed))
    case .choice(let number): varint(UInt64(number))
    case .object(let id): object(.object(id))
    case .made(let index): object(.made(index))
    case .string(let text): string(text.string)
    case .bool(let truth): varint(truth ? 1 : 0)
    case .bytes(let content): bytes(content)
    case .instant(let milliseconds): signed(milliseconds)
    case .list(let elements):
      varint(UInt64(elements.count))
      for element in elements { self.value(element) }
    }
  }
}

/// Reads the operations of one change: resolves the objects it makes and the strings it holds.
struct OperationSource {
  let change: Change
  /// What each operation makes, by its index; nil for one that makes nothing under a name of its own.
  var made: [ObjectID?]
  /// Whether a string was needed that isn't here.
  var isIncomplete = false
  /// Scalars that the change's strings may still have. None that is valid has more than its content has bytes; one that
  /// claims more gets empty strings, so that short claims don't make long placeholders.
  private var scalarsLeft = ChangeLimits.bodyBytes

  /// What stands for each scalar of a string that was erased or isn't here.
  static let placeholder: Unicode.Scalar = "\u{2588}"

  init(_ change: Change, operations: Int) {
    self.change = change
    made = Array(repeating: nil, count: operations)
  }

  func id(_ reference: ObjectReference) -> ObjectID {
    switch reference {
    case .object(let id): return id
    case .made(let index):
      if Int(index) < made.count, let id = made[Int(index)] { return id }
      return reference.id(in: change.id)
    }
  }

  mutating func string(_ slot: StringSlot) -> String {
    scalarsLeft -= slot.scalars
    guard scalarsLeft >= 0 else {
      scalarsLeft = 0
      return ""
    }
    if let text = change.text(slot) { return text }
    if slot.index < change.strings.count, case .missing = change.strings[slot.index] { isIncomplete = true }
    var text = String.UnicodeScalarView()
    for _ in 0..<slot.scalars { text.append(OperationSource.placeholder) }
    return String(text)
  }

  mutating func value(_ reader: inout OperationReader, nesting: Int = 0) throws(FormatError) -> Value {
    let start = reader.offset
    switch try reader.varint() {
    case 0: return .null
    case 1:
      let mantissa = try reader.signed()
      let exponent = try reader.signed()
      guard let number = Decimal(mantissa: mantissa, exponent: Int(exponent)) else {
        throw FormatError(.outOfRange, at: start, reading: "decimal")
      }
      return .decimal(number)
    case 2:
      guard let date = CalendarDate(packed: try reader.count(atMost: 9999_12_31)) else {
        throw FormatError(.outOfRange, at: start, reading: "date")
      }
      return .date(date)
    case 3: return .choice(UInt32(try reader.count(atMost: Int(UInt32.max))))
    case 4:
      guard let reference = try reader.object() else { throw FormatError(.outOfRange, at: start, reading: "object") }
      return .object(id(reference))
    case 5: return .text(string(try reader.string()))
    case 6: return .bool(try reader.count(atMost: 1) == 1)
    case 7: return .bytes(try reader.bytes())
    case 8: return .instant(try reader.signed())
    case 9: return .list(try list(&reader, nesting: nesting + 1))
    default: throw FormatError(.unknownFormat, at: start, reading: "value tag")
    }
  }

  private mutating func list(_ reader: inout OperationReader, nesting: Int) throws(FormatError) -> [Value] {
    let start = reader.offset
    guard nesting <= Value.nestingMax else { throw FormatError(.overLimit, at: start, reading: "nesting") }
    let count = try reader.count(atMost: min(Value.listCountMax, reader.remaining))
    var elements: [Value] = []
    elements.reserveCapacity(min(count, 16))
    for _ in 0..<count { elements.append(try value(&reader, nesting: nesting)) }
    return elements
  }
}
