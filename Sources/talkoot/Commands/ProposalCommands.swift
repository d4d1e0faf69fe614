internal import ArgumentParser
internal import TalkootAPI

struct ProposalCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    about("proposal", .aboutProposal, [List.self, Show.self, Approve.self, Withdraw.self], default: List.self)
  }

  struct List: SessionCommand {
    static var configuration: CommandConfiguration { about("list", .aboutProposalList) }
    @OptionGroup var options: ListOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.list(try session.client.send(Endpoints.proposals), ids: options.ids, \.id) { $1.proposals($0) }
    }
  }

  struct Show: SessionCommand {
    static var configuration: CommandConfiguration { about("show", .aboutProposalShow) }
    @Argument var proposal: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.proposal, proposal)) { $1.proposal($0) }
    }
  }

  struct Approve: SessionCommand {
    static var configuration: CommandConfiguration { about("approve", .aboutProposalApprove) }
    @Argument var proposal: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.approve, proposal)) { $1.proposal($0) }
    }
  }

  struct Withdraw: SessionCommand {
    static var configuration: CommandConfiguration { about("withdraw", .aboutProposalWithdraw) }
    @Argument var proposal: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.withdrawProposal, proposal)) { $1.proposal($0) }
    }
  }
}
