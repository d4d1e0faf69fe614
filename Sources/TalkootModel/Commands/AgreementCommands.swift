internal import TalkootLanguage
internal import TalkootLog

/// An agreement to be, with its first version.
public struct NewAgreement: Sendable {
  /// What it is called; no part of what is signed.
  public var title: String
  /// The exact text.
  public var text: String
  /// Whom it binds; none named is all members.
  public var binds: [String]
  /// When to look at it again.
  public var review: String?

  /// Makes one of its parts.
  public init(title: String, text: String, binds: [String] = [], review: String? = nil) {
    self.title = title
    self.text = text
    self.binds = binds
    self.review = review
  }
}

/// What to change of an agreement: nil leaves it. A text or other organisations make a new version.
public struct AgreementEdit: Sendable {
  /// What it is called.
  public var title: String?
  /// The exact text of a new version.
  public var text: String?
  /// Whom the new version binds.
  public var binds: [String]?
  /// When to look at it again.
  public var review: String?
  /// The version that `text` was written from, by its number or id: what newer ones say otherwise is merged into it.
  public var from: String?

  /// Makes one of its parts.
  public init(
    title: String? = nil,
    text: String? = nil,
    binds: [String]? = nil,
    review: String? = nil,
    from: String? = nil
  ) {
    self.title = title
    self.text = text
    self.binds = binds
    self.review = review
    self.from = from
  }
}

extension Workspace {
  /// Drafts an agreement: its first version, which nobody has signed.
  public func draftAgreement(_ new: NewAgreement, _ context: CommandContext) throws(CommandError) -> Draft {
    var draft = try draft(context)
    let text = try versionText(new.text)
    var binds = try bound(new.binds)
    if binds.isEmpty { binds = governance.members.map { ObjectID($0) }.sorted() }
    var fields: [Creation.FieldValue] = [
      .init(AgreementField.title, try Input.line(new.title, "title", required: true))
    ]
    if let review = new.review {
      fields.append(.init(AgreementField.review, try Input.date(review, "review")))
    }
    let made = draft.append(.create(Creation(kind: .agreement, fields: fields.filter { $0.value != .null })))
    guard case .made(let index) = made else { preconditionFailure("an appended operation has a number") }
    draft.append(.create(version(of: .made(index), text, parents: [], binds: binds)))
    draft.subject = made
    draft.subjectKind = .agreement
    return draft
  }

  /// Changes an agreement. Its text is never changed: a new one is a new version that follows the newest ones, wants
  /// signatures of its own, and leaves the one in force as it is.
  public func editAgreement(
    _ id: String,
    _ edit: AgreementEdit,
    _ context: CommandContext
  ) throws(CommandError) -> Draft {
    let state = try editable(id, [.agreement])
    var draft = try editing(state, context)
    if let title = edit.title {
      set(AgreementField.title, of: state, to: try Input.line(title, "title", required: true), in: &draft, context)
    }
    if let review = edit.review {
      set(AgreementField.review, of: state, to: try Input.date(review, "review"), in: &draft, context)
    }
    guard edit.text != nil || edit.binds != nil, let status = agreement(state.id, context.index) else { return draft }
    let tips = status.versions.filter { status.tips.contains($0.id) }
    let text =
      if let given = edit.text { try merged(given, from: edit.from, tips, status, state) } else {
        try onlyText(of: tips, state)
      }
    var binds = try bound(edit.binds ?? [])
    if binds.isEmpty { binds = Electorate.distinct(tips.flatMap(\.binds)) }
    if tips.count == 1, tips[0].binds == binds, tips[0].hash == AgreementText.hash(text) { return draft }
    let parents = tips.map(\.id).sorted()
    draft.append(.create(version(of: .object(state.id), try versionText(text), parents: parents, binds: binds)))
    return draft
  }

  /// Signs a version for the author's organisation: the newest, or the one named.
  public func sign(
    _ id: String,
    version named: String? = nil,
    role: String? = nil,
    _ context: CommandContext
  ) throws(CommandError) -> Draft {
    let state = try editable(id, [.agreement])
    let status = agreement(state.id, context.index)!
    let version = try self.version(named, of: status, state)
    let own = context.author.organisation
    guard version.binds.contains(own) else {
      throw CommandError(
        .notPermitted,
        "Version \(version.number) of \(shortID(id: state)) does not bind this organisation; edit it with --binds."
      )
    }
    guard version.state != .superseded else {
      throw CommandError(
        .notOpen,
        "A later version of \(shortID(id: state)) is in force; version \(version.number) can't be signed any more."
      )
    }
    var draft = try editing(state, context)
    if !version.waitingFor.contains(own) { return draft }
    let text = objects[version.id]?.value(VersionField.text).string ?? ""
    guard AgreementText.hash(text) == version.hash else {
      throw CommandError(
        .notOpen,
        "The text of version \(version.number) is not here or is not what its hash says; nobody can sign it."
      )
    }
    var fields: [Creation.FieldValue] = [
      .init(SignatureField.version, .object(version.id)), .init(SignatureField.hash, .bytes(version.hash)),
    ]
    if let role, !role.isEmpty { fields.append(.init(SignatureField.role, try Input.line(role, "role"))) }
    draft.append(.create(Creation(kind: .signature, fields: fields)))
    return draft
  }

  /// Takes back the author's organisation's signature: of the newest version that it has signed, or the one named.
  public func withdrawSignature(
    _ id: String,
    version named: String? = nil,
    _ context: CommandContext
  ) throws(CommandError) -> Draft {
    let state = try editable(id, [.agreement])
    let status = agreement(state.id, context.index)!
    let own = context.author.organisation
    var candidates = status.versions.filter { $0.state != .superseded }
    if let named { candidates = [try version(named, of: status, state)] }
    let withdrawn = candidates.last { $0.isWithdrawable(by: own) }
    guard let withdrawn else {
      throw CommandError(
        .notOpen,
        "This organisation has no signature under \(shortID(id: state)) to take back; see agreement show."
      )
    }
    var draft = try editing(state, context)
    for signing in withdrawn.signings where signing.organisation == own {
      // In a dispute it says once more, knowing all, what it said before.
      guard signing.withdrawal == nil || withdrawn.state == .disputed else { continue }
      let fields: [Creation.FieldValue] = [
        .init(SignatureField.version, .object(withdrawn.id)), .init(SignatureField.hash, .bytes(withdrawn.hash)),
        .init(SignatureField.withdraws, .object(signing.object)),
      ]
      draft.append(.create(Creation(kind: .signature, fields: fields)))
    }
    return draft
  }

  /// The version that a person means: by its number or its id; where none is named, the newest.
  public func version(
    _ named: String?,
    of status: AgreementStatus,
    _ state: ObjectState
  ) throws(CommandError) -> AgreementStatus.Version {
    guard let named else {
      guard status.tips.count == 1, let tip = status.version(status.tips[0]) else {
        let list = status.tips.map { CrockfordID.encode($0).prefix(8) }.joined(separator: ", ")
        throw CommandError(
          .ambiguousID,
          "\(shortID(id: state)) has versions written at the same time (\(list)): name one with --version, or edit it."
        )
      }
      return tip
    }
    let wanted = named.lowercased()
    let found = status.versions.filter { version in
      "\(version.number)" == wanted
        || (wanted.utf8.count >= CrockfordID.prefixCharactersMin && CrockfordID.encode(version.id).hasPrefix(wanted))
    }
    if found.count == 1 { return found[0] }
    if found.isEmpty {
      throw CommandError(
        .noSuchObject,
        "\(shortID(id: state)) has no version \(named.quoted); agreement history lists them."
      )
    }
    let list = found.map { CrockfordID.encode($0.id).prefix(8) }.joined(separator: ", ")
    throw CommandError(
      .ambiguousID,
      "Version \(named.quoted) of \(shortID(id: state)) could be \(list); give one of these."
    )
  }

  // MARK: Parts

  private func versionText(_ text: String) throws(CommandError) -> Value {
    try Input.line(text, "text", required: true)
  }

  private func bound(_ names: [String]) throws(CommandError) -> [ObjectID] {
    var binds: [ObjectID] = []
    for name in names where !name.isEmpty { binds.append(try resolve(name, [.organisation])) }
    return Electorate.distinct(binds)
  }

  /// A new text with what others have written meanwhile. Who saw the newest version has seen all there is, and what the
  /// text leaves out of it is left out.
  private func merged(
    _ text: String,
    from named: String?,
    _ tips: [AgreementStatus.Version],
    _ status: AgreementStatus,
    _ state: ObjectState
  ) throws(CommandError) -> String {
    guard let named else { return text }
    let base = try version(named, of: status, state)
    guard !tips.contains(where: { $0.id == base.id }), let old = objects[base.id]?.value(VersionField.text).string
    else {
      return text
    }
    return tips.reduce(text) { text, tip in
      objects[tip.id]?.value(VersionField.text).string.map { TextMerge.merged(text, $0, from: old) } ?? text
    }
  }

  private func onlyText(
    of tips: [AgreementStatus.Version],
    _ state: ObjectState
  ) throws(CommandError) -> String {
    guard tips.count == 1, let text = objects[tips[0].id]?.value(VersionField.text).string,
      AgreementText.hash(text) == tips[0].hash
    else {
      throw CommandError(.missingValue, "The new version of \(shortID(id: state)) needs its text; give it with --text.")
    }
    return text
  }

  private func version(of agreement: Value, _ text: Value, parents: [ObjectID], binds: [ObjectID]) -> Creation {
    var fields: [Creation.FieldValue] = [
      .init(VersionField.agreement, agreement), .init(VersionField.text, text),
      .init(VersionField.binds, .list(binds.map { .object($0) })),
      .init(VersionField.hash, .bytes(AgreementText.hash(text.string ?? ""))),
    ]
    if !parents.isEmpty { fields.append(.init(VersionField.parents, .list(parents.map { .object($0) }))) }
    return Creation(kind: .agreementVersion, fields: fields)
  }
}

extension AgreementStatus.Version {
  fileprivate func isWithdrawable(by organisation: ObjectID) -> Bool {
    signings.contains { $0.organisation == organisation && ($0.withdrawal == nil || state == .disputed) }
  }
}
