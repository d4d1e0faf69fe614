internal import TalkootAPI
internal import TalkootCRDT
internal import TalkootLog
internal import TalkootModel

extension ExportPlanner {
  /// What was said about an object of the file, and what was said about that. A comment has no key: one with the same
  /// text on the same object is the same.
  mutating func takeComments(about id: String) {
    guard let target = value(of: id), let said = comments.removeValue(forKey: id) else { return }
    let ids = Dictionary(
      said.compactMap { comment in existing(comment.id, .comment).map { (comment.id, $0) } },
      uniquingKeysWith: { first, _ in first }
    )
    let taken = Set(ids.values)
    let others = (target.object.map { state.comments(on: $0) } ?? []).filter { !taken.contains($0) }
    var known = Dictionary(grouping: others) { ExactString(state[$0]?.value(CommentField.text).string ?? "") }
    for comment in said {
      let text = ExactString(comment.text)
      if let object = ids[comment.id] ?? known[text]?.first {
        if ids[comment.id] == nil { known[text]?.removeFirst() }
        here[comment.id] = object
        archive(comment, object)
      } else {
        make(comment, about: target)
      }
      takeComments(about: comment.id)
    }
  }

  private mutating func make(_ comment: Comment, about target: Value) {
    let fields: [Creation.FieldValue] = [
      .init(CommentField.about, target), .init(CommentField.text, .text(comment.text)),
    ]
    appendTogether(
      .create(Creation(kind: .comment, fields: fields)),
      bytes: comment.text.utf8.count,
      making: comment.id
    )
    plan.created += 1
    guard comment.archived, case .made(let made)? = value(of: comment.id) else { return }
    appendTogether(.set(object: .made(made), field: .archived, seen: nil, value: .bool(true)), bytes: 0)
  }

  /// Puts away a comment of this organisation as the file has it; others' are theirs.
  private mutating func archive(_ comment: Comment, _ object: ObjectID) {
    guard let known = state[object], known.isOwned(by: ObjectID(context.author.member)),
      known.isArchived != comment.archived
    else {
      plan.unchanged += 1
      return
    }
    archive(object, comment.archived)
    plan.updated += 1
  }
}
