internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

struct InviteCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    about("invite", .aboutInvite, [Make.self, List.self, Revoke.self], default: Make.self)
  }

  struct Make: SessionCommand {
    static var configuration: CommandConfiguration { about("new", .aboutInvite) }
    @Option(parsing: .unconditional, help: ArgumentHelp(stringLiteral: say(.optionExpires))) var expires: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let made = try session.client.send(Endpoints.invite, body: NewInvitation(expires: expires))
      try session.show(made) { $1.line($0.code ?? $0.id) }
    }
  }

  struct List: SessionCommand {
    static var configuration: CommandConfiguration { about("list", .aboutInviteList) }
    @OptionGroup var options: ListOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.list(try session.client.send(Endpoints.invitations), ids: options.ids, \.id) { $1.invitations($0) }
    }
  }

  struct Revoke: SessionCommand {
    static var configuration: CommandConfiguration { about("revoke", .aboutInviteRevoke) }
    @Argument var invitation: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.revoke, invitation)) {
        $1.line($0.short + "  " + Words.of($0.status))
      }
    }
  }
}

struct MemberCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    about(
      "member",
      .aboutMember,
      [
        List.self, Show.self, Edit.self, Matrix.self, Balance.self, Confirm.self, ProposeRemoval.self,
        ProposeRekey.self, Leave.self,
      ],
      default: List.self
    )
  }

  struct List: SessionCommand {
    static var configuration: CommandConfiguration { about("list", .aboutMemberList) }
    @OptionGroup var options: ListOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.list(try session.client.send(Endpoints.members), ids: options.ids, \.id) { $1.members($0) }
    }
  }

  struct Show: SessionCommand {
    static var configuration: CommandConfiguration { about("show", .aboutMemberShow) }
    @Argument var member: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.member, member)) { $1.member($0) }
    }
  }

  struct Edit: SessionCommand {
    static var configuration: CommandConfiguration { about("edit", .aboutMemberEdit) }
    @Option(parsing: .upToNextOption) var strength: [String] = []
    @Option(parsing: .upToNextOption) var role: [String] = []
    @Option(parsing: .unconditional) var motivation: String?
    @Option(parsing: .unconditional) var contact: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      if strength.isEmpty && role.isEmpty && motivation == nil && contact == nil {
        throw ErrorDescription(.usage, say(.nothingToChange))
      }
      let edit = MemberEdit(
        strengths: Self.list(strength),
        roles: Self.list(role),
        motivation: try LongText(session: session).given(motivation),
        contact: contact
      )
      try session.show(try session.client.send(Endpoints.editMember, body: edit)) { $1.member($0) }
    }

    /// What was given, or nil for nothing; a lone empty string is an empty list.
    private static func list(_ values: [String]) -> [String]? {
      values.isEmpty ? nil : values.filter { !$0.isEmpty }
    }
  }

  struct Matrix: SessionCommand {
    static var configuration: CommandConfiguration { about("matrix", .aboutMemberMatrix) }
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.matrix)) { $1.matrix($0) }
    }
  }

  struct Balance: SessionCommand {
    static var configuration: CommandConfiguration { about("balance", .aboutMemberBalance) }
    @OptionGroup var options: ListOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.list(try session.client.send(Endpoints.balance), ids: options.ids, \.id) { $1.balances($0) }
    }
  }

  struct Confirm: SessionCommand {
    static var configuration: CommandConfiguration { about("confirm", .aboutMemberConfirm) }
    @Argument var member: String
    @OptionGroup var waiting: WaitOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let confirmed = try session.waiting(seconds: waiting.timeout).client.send(
        Endpoints.confirm,
        member,
        body: Waiting(wait: waiting.wait ? true : nil, timeout: waiting.wait ? waiting.timeout : nil)
      )
      try session.show(confirmed) { $1.confirmation($0) }
    }
  }

  struct ProposeRemoval: SessionCommand {
    static var configuration: CommandConfiguration { about("propose-removal", .aboutMemberProposeRemoval) }
    @Argument var member: String
    @Option(parsing: .unconditional, help: ArgumentHelp(stringLiteral: say(.optionReason))) var reason: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      guard let reason = try LongText(session: session).given(reason) else { return }
      let made = try session.client.send(Endpoints.proposeRemoval, member, body: RemovalRequest(reason: reason))
      try session.show(made) { $1.proposal($0) }
    }
  }

  struct ProposeRekey: SessionCommand {
    static var configuration: CommandConfiguration { about("propose-rekey", .aboutMemberProposeRekey) }
    @Argument var member: String
    @Option(help: ArgumentHelp(stringLiteral: say(.optionNewKey))) var key: String
    @Option(parsing: .unconditional, help: ArgumentHelp(stringLiteral: say(.optionReason))) var reason: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      guard let reason = try LongText(session: session).given(reason) else { return }
      let request = RekeyRequest(key: key.lowercased(), reason: reason)
      try session.show(try session.client.send(Endpoints.proposeRekey, member, body: request)) { $1.proposal($0) }
    }
  }

  struct Leave: SessionCommand {
    static var configuration: CommandConfiguration { about("leave", .aboutMemberLeave) }
    @Option(
      name: .customLong("hand-over-to"),
      parsing: .unconditional,
      help: ArgumentHelp(stringLiteral: say(.optionHandOverTo))
    )
    var handOverTo: String?
    @Flag(name: .customLong("dry-run"), help: ArgumentHelp(stringLiteral: say(.optionLeaveDryRun))) var dryRun = false
    @OptionGroup var waiting: WaitOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let request = LeaveRequest(
        handOverTo: handOverTo,
        dryRun: dryRun ? true : nil,
        wait: waiting.wait ? true : nil,
        timeout: waiting.wait ? waiting.timeout : nil
      )
      let left = try session.waiting(seconds: waiting.timeout).client.send(Endpoints.leave, body: request)
      try session.show(left) { $1.departure($0) }
    }
  }
}
