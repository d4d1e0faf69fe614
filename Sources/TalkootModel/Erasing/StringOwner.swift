internal import TalkootLog

/// What a string of a change belongs to.
enum StringOwner: Hashable {
  /// A field of an object, in an edit of it or in its creation.
  case field(ObjectID, FieldNumber, madeHere: ObjectKind?)
  /// The outside key that an object is named by.
  case key
  /// Reasons and addresses in what settles things.
  case governance
  /// An operation that this version doesn't know: nobody else's words are told from it.
  case unknown
}

extension DecodedChange {
  /// What each string of the change belongs to, by number.
  func stringOwners(_ structure: Structure) -> [StringOwner] {
    var owners: [StringOwner] = []
    owners.reserveCapacity(structure.stringCount)
    for (i, operation) in operations.enumerated() {
      let count = structure.operations[i].strings.count
      guard count > 0 else { continue }
      let before = owners.count
      switch operation {
      case .create(let creation): owners += self.owners(of: creation, made[i])
      case .set(.object(let id), let field, _, _), .add(.object(let id), let field, _),
        .remove(.object(let id), let field, _), .text(.object(let id), let field, _):
        owners += Array(repeating: .field(id, field, madeHere: nil), count: count)
      case .governance: owners += Array(repeating: .governance, count: count)
      case .set, .add, .remove, .text, .move, .unknown: break
      }
      // A body that uses fewer of its strings than its frame claims is somebody's making.
      owners = Array(owners.prefix(before + count))
      owners += Array(repeating: .unknown, count: before + count - owners.count)
    }
    return owners
  }

  private func owners(of creation: Creation, _ made: ObjectID?) -> [StringOwner] {
    var owners: [StringOwner] = creation.key == nil ? [] : [.key]
    guard let made else { return owners }
    for entry in creation.fields {
      let owner = StringOwner.field(made, entry.field, madeHere: creation.kind)
      owners += Array(repeating: owner, count: entry.value.stringCount)
    }
    return owners
  }
}

extension Value {
  /// How many strings it is written with.
  fileprivate var stringCount: Int {
    switch self {
    case .string: 1
    case .list(let elements): elements.reduce(0) { $0 + $1.stringCount }
    case .null, .decimal, .date, .choice, .object, .made, .bool, .bytes, .instant: 0
    }
  }
}
