internal import HashTreeCollections
internal import TalkootLog

/// The objects by id. A copy is a snapshot: an object is copied when it is first edited after one was taken.
///
/// Each state is in a box of its own: a node of the tree, of which an edit copies those on its way after a snapshot,
/// holds references only, and a look at one object (`read`) copies none of its arrays. That was a third of a fold's
/// time.
struct ObjectTable: Sendable {
  // Written only while uniquely referenced, so that a box that two tables share never changes.
  private final class Box: @unchecked Sendable {
    var state: ObjectState

    init(_ state: ObjectState) { self.state = state }
  }

  private var boxes: TreeDictionary<ObjectID, Box> = [:]

  var count: Int { boxes.count }

  var ids: some Sequence<ObjectID> { boxes.keys }

  func contains(_ id: ObjectID) -> Bool { boxes[id] != nil }

  func kind(of id: ObjectID) -> ObjectKind? { boxes[id]?.state.kind }

  subscript(id: ObjectID) -> ObjectState? {
    get { boxes[id]?.state }
    set { boxes[id] = newValue.map { Box($0) } }
  }

  /// Looks at an object without copying it.
  func read<Result>(_ id: ObjectID, _ body: (borrowing ObjectState) -> Result) -> Result? {
    guard let box = boxes[id] else { return nil }
    return body(box.state)
  }

  /// Edits an object in place, where it is there.
  mutating func update<Result>(_ id: ObjectID, _ body: (inout ObjectState) -> Result) -> Result? {
    ObjectTable.edit(&boxes[id], body)
  }

  /// Edits an object in place, or makes it first.
  mutating func update<Result>(
    _ id: ObjectID,
    else new: @autoclosure () -> ObjectState,
    _ body: (inout ObjectState) -> Result
  ) -> Result {
    if let result = update(id, body) { return result }
    let box = Box(new())
    boxes[id] = box
    return body(&box.state)
  }

  private static func edit<Result>(_ box: inout Box?, _ body: (inout ObjectState) -> Result) -> Result? {
    guard box != nil else { return nil }
    if !isKnownUniquelyReferenced(&box!) { box = Box(box!.state) }
    return body(&box!.state)
  }

  /// Takes an object out.
  @discardableResult
  mutating func remove(_ id: ObjectID) -> ObjectState? { boxes.removeValue(forKey: id)?.state }
}
