internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

extension ExportPlanner {
  mutating func take(_ agreements: [Agreement]) throws {
    for agreement in agreements {
      let place = "agreement \(agreement.short)"
      let object: ObjectID
      if let known = existing(agreement.id, .agreement)
        ?? state.object(kind: .agreement, key: agreement.key ?? agreement.id)
      {
        object = known
        let edit = TalkootModel.AgreementEdit(title: agreement.title, review: agreement.review ?? "")
        update(
          known,
          by: try state.editAgreement(state.idText(known, .agreement), edit, context),
          isArchived: agreement.archived
        )
      } else {
        object = keyed(.agreement, agreement.key ?? agreement.id)
        try make(agreement, place)
        if agreement.archived { archive(object) }
      }
      here[agreement.id] = object
      try takeVersions(of: agreement, object, place)
    }
  }

  private mutating func make(_ agreement: Agreement, _ place: String) throws {
    guard !agreement.title.allSatisfy(\.isWhitespace) else {
      throw CommandError(.missingValue, "\(place): the title is missing")
    }
    var fields: [Creation.FieldValue] = [.init(AgreementField.title, .text(agreement.title))]
    if let review = agreement.review { fields.append(.init(AgreementField.review, try Self.date(review, place))) }
    append(
      .create(Creation(kind: .agreement, key: agreement.key ?? agreement.id, fields: fields)),
      bytes: agreement.title.utf8.count
    )
    plan.created += 1
  }

  /// The versions that are not here: known by their id, else by text and whom they bind. They name one another, so they
  /// go into one change; of more than that takes, the newest.
  private mutating func takeVersions(of agreement: Agreement, _ object: ObjectID, _ place: String) throws {
    var present = state.agreement(object, context.index)?.versions ?? []
    var missing: [AgreementVersion] = []
    for version in agreement.versions {
      if let known = present.first(where: { CrockfordID.encode($0.id) == version.id }) {
        here[version.id] = known.id
        present.removeAll { $0.id == known.id }
      }
    }
    for version in agreement.versions where here[version.id] == nil {
      let binds = self.binds(version)
      if let known = present.first(where: { Hex.text($0.hash) == version.hash && $0.binds == binds }) {
        here[version.id] = known.id
        present.removeAll { $0.id == known.id }
      } else {
        missing.append(version)
      }
    }
    var room = Self.bytesTogetherMax / 2
    var taken: [AgreementVersion] = []
    for version in missing.reversed() {
      guard let text = version.text else { continue }
      if !taken.isEmpty, room < text.utf8.count { break }
      room -= text.utf8.count
      taken.append(version)
    }
    plan.skipped += missing.count - taken.count
    reserve(bytes: taken.reduce(0) { $0 + ($1.text?.utf8.count ?? 0) })
    for version in taken.reversed() { try make(version, of: object, place) }
  }

  private mutating func make(_ version: AgreementVersion, of agreement: ObjectID, _ place: String) throws {
    let text = version.text ?? ""
    let hash = AgreementText.hash(text)
    guard Hex.text(hash) == version.hash else {
      throw CommandError(.invalidValue, "\(place), version \(version.number): the text is not what its hash says")
    }
    var fields: [Creation.FieldValue] = [
      .init(VersionField.agreement, .object(agreement)), .init(VersionField.text, .text(text)),
    ]
    let parents = version.parents.compactMap { value(of: $0) }
    if !parents.isEmpty { fields.append(.init(VersionField.parents, .list(parents))) }
    fields.append(.init(VersionField.binds, .list(binds(version).map { .object($0) })))
    fields.append(.init(VersionField.hash, .bytes(hash)))
    appendTogether(
      .create(Creation(kind: .agreementVersion, fields: fields)),
      bytes: text.utf8.count,
      making: version.id
    )
    plan.created += 1
    takeComments(about: version.id)
  }

  /// Whom a version binds, as far as they are here; it would bind nobody, so then whoever takes it in.
  private func binds(_ version: AgreementVersion) -> [ObjectID] {
    let known = zip(version.binds, version.bindsNames).compactMap { id, name in
      here[id] ?? (try? state.resolve(name, [.organisation]))
    }
    return known.isEmpty ? [ObjectID(context.author.member)] : Set(known).sorted()
  }
}
