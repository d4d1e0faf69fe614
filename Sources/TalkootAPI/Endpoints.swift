/// Every endpoint of the local API, by what it does. `docs/protocol/local-api.md` says more about each.
///
/// The command line calls them through `APIClient`; the daemon's router registers a handler for each one.
/// Parameters in a path are ids as a person types them: a prefix, a name, or `key:…`.
public enum Endpoints {
  // The node
  /// What the running node says of itself; answers as soon as the socket is there.
  public static let node = Endpoint<Nothing, Nothing, NodeStatus>(.get, "/v1/node")
  /// Ends the daemon in good order; answers before it does.
  public static let stop = Endpoint<Nothing, Nothing, NodeStatus>(.post, "/v1/node/stop")
  /// Who this node is.
  public static let whoami = Endpoint<Nothing, Nothing, SelfDescription>(.get, "/v1/self")
  /// Whether this node takes part in settling, and why not.
  public static let voice = Endpoint<Nothing, Nothing, VoiceStatus>(.get, "/v1/node/voice")
  /// The operator's word that nothing of this node's own is missing: its voice speaks again.
  public static let trustVoice = Endpoint<Nothing, Nothing, VoiceStatus>(.post, "/v1/node/voice")
  /// The one-screen answer.
  public static let status = Endpoint<Nothing, Nothing, StatusReport>(.get, "/v1/status")
  /// What is wrong with this node and how to mend it.
  public static let doctor = Endpoint<Nothing, Nothing, DoctorReport>(.get, "/v1/doctor")
  /// Waits until this node has joined and its first sync is complete.
  public static let join = Endpoint<JoinWaiting, Nothing, Member>(.post, "/v1/join", answer: .stream)

  /// Issues a new TLS certificate from the identity key.
  public static let renewTLS = Endpoint<Nothing, Nothing, NodeStatus>(.post, "/v1/node/renew-tls")
  /// A request by which the organisation's own PKI can certify this node.
  public static let certificateRequest = Endpoint<Nothing, Nothing, CertificateRequestDocument>(
    .get,
    "/v1/node/certificate-request"
  )

  /// What the node's API takes and answers, as an OpenAPI document.
  public static let openAPI = Endpoint<Nothing, Nothing, JSONValue>(.get, "/v1/openapi.json")
  /// Makes a code that signs a person in to the local page, once; the only answer with it.
  public static let webSignIn = Endpoint<Nothing, Nothing, WebSignIn>(.post, "/v1/web/sign-in")

  // Keys
  /// The nodes of all organisations, the retired ones too.
  public static let nodes = Endpoint<Nothing, Nothing, [NodeDescription]>(.get, "/v1/nodes")
  /// Makes a code by which another machine becomes a node of this organisation; the only answer with it.
  public static let inviteDevice = Endpoint<Nothing, NewDevice, DeviceInvitation>(.post, "/v1/devices")
  /// Closes a node of this organisation that is lost or stolen.
  public static let retireNode = Endpoint<Nothing, NodeAct, NodeDescription>(.post, "/v1/nodes/{node}/retire")
  /// Makes a node this organisation's voice, by its recovery card.
  public static let assignVoice = Endpoint<Nothing, NodeAct, NodeDescription>(.post, "/v1/nodes/{node}/voice")
  /// The recovery card that holds for this organisation.
  public static let card = Endpoint<Nothing, Nothing, RecoveryCardDescription>(.get, "/v1/card")

  // Members
  /// All organisations, participants included.
  public static let members = Endpoint<Nothing, Nothing, [Member]>(.get, "/v1/members")
  /// One organisation.
  public static let member = Endpoint<Nothing, Nothing, Member>(.get, "/v1/members/{member}")
  /// Changes what this organisation says of itself.
  public static let editMember = Endpoint<Nothing, MemberEdit, Member>(.patch, "/v1/members")
  /// This organisation's approval of a participant.
  public static let confirm = Endpoint<Nothing, Waiting, Member>(.post, "/v1/members/{member}/confirm")
  /// Proposes that an organisation is removed, or approves that where it is proposed.
  public static let proposeRemoval = Endpoint<Nothing, RemovalRequest, Proposal>(.post, "/v1/members/{member}/removal")
  /// Proposes that an organisation's recovery card is replaced, or approves that where it is proposed.
  public static let proposeRekey = Endpoint<Nothing, RekeyRequest, Proposal>(.post, "/v1/members/{member}/rekey")
  /// This organisation leaves and hands over what it answers for.
  public static let leave = Endpoint<Nothing, LeaveRequest, Departure>(.post, "/v1/leave")
  /// The changes of the roster.
  public static let proposals = Endpoint<Nothing, Nothing, [Proposal]>(.get, "/v1/proposals")
  /// One change of the roster.
  public static let proposal = Endpoint<Nothing, Nothing, Proposal>(.get, "/v1/proposals/{proposal}")
  /// This organisation's approval of it.
  public static let approve = Endpoint<Nothing, Nothing, Proposal>(.post, "/v1/proposals/{proposal}/approve")
  /// Takes back a proposal of this organisation.
  public static let withdrawProposal = Endpoint<Nothing, Nothing, Proposal>(.post, "/v1/proposals/{proposal}/withdraw")
  /// The invitations.
  public static let invitations = Endpoint<Nothing, Nothing, [Invitation]>(.get, "/v1/invitations")
  /// Makes an invitation; the only answer with its code.
  public static let invite = Endpoint<Nothing, NewInvitation, Invitation>(.post, "/v1/invitations")
  /// Revokes an invitation.
  public static let revoke = Endpoint<Nothing, Nothing, Invitation>(.delete, "/v1/invitations/{invitation}")

  // Goals
  /// All goals in tree order: a parent before its children, siblings in their order.
  public static let goals = Endpoint<GoalFilter, Nothing, [Goal]>(.get, "/v1/goals")
  /// Makes a goal.
  public static let addGoal = Endpoint<Nothing, NewGoal, Goal>(.post, "/v1/goals")
  /// One goal with its measures and comments.
  public static let goal = Endpoint<Nothing, Nothing, Goal>(.get, "/v1/goals/{goal}")
  /// Changes a goal's fields.
  public static let editGoal = Endpoint<Nothing, GoalEdit, Goal>(.patch, "/v1/goals/{goal}")
  /// Moves a goal in the tree or among its siblings.
  public static let moveGoal = Endpoint<Nothing, GoalMove, Goal>(.post, "/v1/goals/{goal}/move")
  /// Says that another goal must be reached first.
  public static let depend = Endpoint<Nothing, GoalDependency, Goal>(.post, "/v1/goals/{goal}/dependencies")
  /// Takes that back.
  public static let undepend = Endpoint<Nothing, Nothing, Goal>(.delete, "/v1/goals/{goal}/dependencies/{on}")
  /// Says what this organisation does for a goal.
  public static let contribute = Endpoint<Nothing, NewContribution, Goal>(.post, "/v1/goals/{goal}/contributions")
  /// Says what this organisation gets out of a goal.
  public static let benefit = Endpoint<Nothing, NewBenefit, Goal>(.post, "/v1/goals/{goal}/benefits")

  // Measures and check-ins
  /// All measures, or a goal's.
  public static let measures = Endpoint<MeasureFilter, Nothing, [Measure]>(.get, "/v1/measures")
  /// Makes a measure.
  public static let addMeasure = Endpoint<Nothing, NewMeasure, Measure>(.post, "/v1/measures")
  /// One measure with its check-ins and comments.
  public static let measure = Endpoint<Nothing, Nothing, Measure>(.get, "/v1/measures/{measure}")
  /// Changes a measure's fields.
  public static let editMeasure = Endpoint<Nothing, MeasureEdit, Measure>(.patch, "/v1/measures/{measure}")
  /// Makes a check-in.
  public static let checkin = Endpoint<Nothing, NewCheckin, Checkin>(.post, "/v1/checkins")
  /// Supersedes a check-in.
  public static let correct = Endpoint<Nothing, CheckinCorrection, Checkin>(.post, "/v1/checkins/{checkin}/correct")

  // Decisions
  /// All decisions, newest first.
  public static let decisions = Endpoint<DecisionFilter, Nothing, [Decision]>(.get, "/v1/decisions")
  /// Proposes a decision.
  public static let propose = Endpoint<Nothing, NewDecision, Decision>(.post, "/v1/decisions")
  /// One decision with its positions and comments.
  public static let decision = Endpoint<Nothing, Nothing, Decision>(.get, "/v1/decisions/{decision}")
  /// Changes a decision's texts.
  public static let editDecision = Endpoint<Nothing, DecisionEdit, Decision>(.patch, "/v1/decisions/{decision}")
  /// Takes this organisation's position.
  public static let position = Endpoint<Nothing, NewPosition, Decision>(.post, "/v1/decisions/{decision}/positions")
  /// Asks the nodes to settle it now.
  public static let close = Endpoint<Nothing, Waiting, Decision>(.post, "/v1/decisions/{decision}/close")
  /// Takes back a decision of this organisation.
  public static let withdraw = Endpoint<Nothing, Nothing, Decision>(.post, "/v1/decisions/{decision}/withdraw")
  /// What proves a settled decision to a third party.
  public static let decisionBundle = Endpoint<Nothing, Nothing, EvidenceFile>(.get, "/v1/decisions/{decision}/bundle")

  // Agreements
  /// All agreements, newest first.
  public static let agreements = Endpoint<AgreementFilter, Nothing, [Agreement]>(.get, "/v1/agreements")
  /// Drafts an agreement.
  public static let draft = Endpoint<Nothing, NewAgreement, Agreement>(.post, "/v1/agreements")
  /// One agreement with its versions, signatures and comments.
  public static let agreement = Endpoint<Nothing, Nothing, Agreement>(.get, "/v1/agreements/{agreement}")
  /// Writes a new version, or changes what the agreement is called.
  public static let editAgreement = Endpoint<Nothing, AgreementEdit, Agreement>(.patch, "/v1/agreements/{agreement}")
  /// This organisation's signature under a version.
  public static let sign = Endpoint<Nothing, NewSignature, Agreement>(.post, "/v1/agreements/{agreement}/signatures")
  /// Takes it back.
  public static let unsign = Endpoint<Nothing, VersionChoice, Agreement>(.post, "/v1/agreements/{agreement}/withdraw")
  /// What happened to it, first to last.
  public static let agreementHistory = Endpoint<Nothing, Nothing, [AgreementEvent]>(
    .get,
    "/v1/agreements/{agreement}/history"
  )
  /// What one version says otherwise than another.
  public static let agreementDifference = Endpoint<DifferenceChoice, Nothing, AgreementDifference>(
    .get,
    "/v1/agreements/{agreement}/difference"
  )
  /// What proves to a third party who signed a version.
  public static let agreementBundle = Endpoint<VersionChoice, Nothing, EvidenceFile>(
    .get,
    "/v1/agreements/{agreement}/bundle"
  )

  // Questions
  /// All questions, newest first.
  public static let questions = Endpoint<QuestionFilter, Nothing, [Question]>(.get, "/v1/questions")
  /// Asks a question.
  public static let ask = Endpoint<Nothing, NewQuestion, Question>(.post, "/v1/questions")
  /// One question with its answers and comments.
  public static let question = Endpoint<Nothing, Nothing, Question>(.get, "/v1/questions/{question}")
  /// Changes a question's title, text or status.
  public static let editQuestion = Endpoint<Nothing, QuestionEdit, Question>(.patch, "/v1/questions/{question}")
  /// Makes an organisation answerable for it, this one where none is named.
  public static let assign = Endpoint<Nothing, QuestionAssignment, Question>(.post, "/v1/questions/{question}/assign")
  /// Answers it.
  public static let answer = Endpoint<Nothing, NewAnswer, Question>(.post, "/v1/questions/{question}/answers")

  // The network's course
  /// What stalls the network, the weakest link first: a function of the replica, the day and the times in its changes.
  public static let attention = Endpoint<AttentionFilter, Nothing, AttentionReport>(.get, "/v1/attention")
  /// What waits for this organisation, and what others have said of what is its.
  public static let inbox = Endpoint<InboxFilter, Nothing, Inbox>(.get, "/v1/inbox")
  /// Who brings which strength and role, and what nobody does.
  public static let matrix = Endpoint<Nothing, Nothing, MemberMatrix>(.get, "/v1/matrix")
  /// What each member gives and gets.
  public static let balance = Endpoint<Nothing, Nothing, [MemberBalance]>(.get, "/v1/balance")
  /// The mandates, newest first.
  public static let mandates = Endpoint<Nothing, Nothing, [Mandate]>(.get, "/v1/mandates")
  /// Proposes a mandate: opens the decision that gives it.
  public static let giveMandate = Endpoint<Nothing, NewMandate, Mandate>(.post, "/v1/mandates")
  /// One mandate.
  public static let mandate = Endpoint<Nothing, Nothing, Mandate>(.get, "/v1/mandates/{mandate}")
  /// Ends a mandate before its time.
  public static let endMandate = Endpoint<Nothing, MandateChoice, Mandate>(.post, "/v1/mandates/end")
  /// The meetings, newest first.
  public static let meetings = Endpoint<Nothing, Nothing, [Meeting]>(.get, "/v1/meetings")
  /// Begins a meeting.
  public static let startMeeting = Endpoint<Nothing, NewMeeting, Meeting>(.post, "/v1/meetings")
  /// One meeting with its minutes.
  public static let meeting = Endpoint<Nothing, Nothing, Meeting>(.get, "/v1/meetings/{meeting}")
  /// What a meeting had before it: for its minutes.
  public static let meetingReport = Endpoint<Nothing, Nothing, MeetingReport>(.get, "/v1/meetings/{meeting}/report")
  /// Ends a meeting, or changes the minutes of one that has ended.
  public static let endMeeting = Endpoint<Nothing, MeetingEnd, Meeting>(.post, "/v1/meetings/end")
  /// What is new, moved, stalled and in conflict since a meeting.
  public static let since = Endpoint<SinceFilter, Nothing, SinceReport>(.get, "/v1/since")

  // Any object
  /// Any object or change by its id, as the document of its kind.
  public static let object = Endpoint<Nothing, Nothing, JSONValue>(.get, "/v1/objects/{object}")
  /// Puts any object away.
  public static let archive = Endpoint<Nothing, Nothing, JSONValue>(.post, "/v1/objects/{object}/archive")
  /// Erases all that a field says and said, on every replica.
  public static let erase = Endpoint<Nothing, NewErasure, ErasureReport>(.post, "/v1/objects/{object}/erase")
  /// Erases a person's name, on every replica.
  public static let forget = Endpoint<Nothing, NewForgetting, ErasureReport>(.post, "/v1/persons/{person}/forget")
  /// Says something about any object.
  public static let comment = Endpoint<Nothing, NewComment, Comment>(.post, "/v1/comments")

  /// The objects in whose words all of some words occur, best first.
  public static let search = Endpoint<SearchQuery, Nothing, [SearchResult]>(.get, "/v1/search")
  /// Writes the opposite of an act, as a new act.
  public static let undo = Endpoint<Nothing, UndoRequest, UndoReport>(.post, "/v1/undo")

  /// Carries out several requests as one act: all of them or none.
  public static let batch = Endpoint<Nothing, BatchRequest, BatchReport>(.post, "/v1/batch")

  // Files
  /// Takes a file in as one act.
  public static let importFile = Endpoint<ImportOptions, FileBytes, ImportReport>(.post, "/v1/import", answer: .stream)
  /// The whole content as one JSON document, the form that import takes.
  public static let export = Endpoint<ExportOptions, Nothing, NetworkExport>(.get, "/v1/export")
  /// The whole content as CSV files with a README.
  public static let exportFiles = Endpoint<ExportOptions, Nothing, ExportedFiles>(.get, "/v1/export/files")

  // The replica
  /// What this replica holds.
  public static let replica = Endpoint<Nothing, Nothing, ReplicaStatus>(.get, "/v1/replica")
  /// Changes, newest first.
  public static let changes = Endpoint<ChangeFilter, Nothing, [ChangeDescription]>(.get, "/v1/replica/changes")
  /// One change with its operations.
  public static let change = Endpoint<Nothing, Nothing, ChangeDescription>(.get, "/v1/replica/changes/{change}")
  /// What comes to this node, in the order in which it comes; waits for the first.
  public static let events = Endpoint<EventQuery, Nothing, Events>(.get, "/v1/events")
  /// Changes that are kept and don't count, newest first.
  public static let setAside = Endpoint<Nothing, Nothing, [ChangeDescription]>(.get, "/v1/replica/set-aside")
  /// Lets one of them count, with all that it builds on; answers with the change that does so.
  public static let bringBack = Endpoint<Nothing, Nothing, ChangeDescription>(
    .post,
    "/v1/replica/set-aside/{change}/bring-back"
  )
  /// The fields with values written at the same time.
  public static let conflicts = Endpoint<Nothing, Nothing, [Conflict]>(.get, "/v1/replica/conflicts")
  /// Settles one of them; answers with the object's document.
  public static let settle = Endpoint<Nothing, Settlement, JSONValue>(.post, "/v1/replica/conflicts/settle")
  /// Re-reads everything; a fault is a result, not an error.
  public static let verify = Endpoint<Nothing, Nothing, VerifyReport>(.post, "/v1/replica/verify", answer: .stream)
  /// Makes the state anew from the changes.
  public static let rebuild = Endpoint<Nothing, Nothing, RebuildReport>(.post, "/v1/replica/rebuild", answer: .stream)
  /// What this replica has that a peer has not acknowledged, and the reverse.
  public static let difference = Endpoint<Nothing, Nothing, ReplicaDifference>(.get, "/v1/replica/difference/{peer}")
  /// Writes a consistent copy to a path.
  public static let backup = Endpoint<Nothing, BackupRequest, BackupReport>(.post, "/v1/replica/backup")
  /// Writes what a node lacks to a file, for a courier.
  public static let courier = Endpoint<Nothing, CourierRequest, CourierReport>(.post, "/v1/replica/bundle")
  /// Takes in such a file, all of it or nothing.
  public static let absorb = Endpoint<AbsorbOptions, FileBytes, AbsorbReport>(
    .post,
    "/v1/replica/absorb",
    answer: .stream
  )

  // Sync
  /// How this node stands with the others.
  public static let sync = Endpoint<Nothing, Nothing, SyncStatus>(.get, "/v1/sync")
  /// Closes all links, until resumed.
  public static let pause = Endpoint<Nothing, Nothing, SyncStatus>(.post, "/v1/sync/pause")
  /// Opens them again.
  public static let resume = Endpoint<Nothing, Nothing, SyncStatus>(.post, "/v1/sync/resume")
  /// Syncs at once, and waits where asked to.
  public static let syncNow = Endpoint<Nothing, SyncNow, SyncStatus>(.post, "/v1/sync/now", answer: .stream)
  /// The addresses that this node dials.
  public static let peers = Endpoint<Nothing, Nothing, [PeerAddress]>(.get, "/v1/peers")
  /// Adds an address.
  public static let addPeer = Endpoint<Nothing, NewPeer, PeerAddress>(.post, "/v1/peers")
  /// Takes an address away.
  public static let removePeer = Endpoint<Nothing, Nothing, [PeerAddress]>(.delete, "/v1/peers/{address}")

  /// The whole list, in the order above.
  public static let all: [EndpointDescription] = [
    node.description, stop.description, whoami.description, voice.description, trustVoice.description,
    status.description, doctor.description, join.description,
    renewTLS.description, certificateRequest.description, openAPI.description, webSignIn.description,
    nodes.description,
    inviteDevice.description,
    retireNode.description, assignVoice.description, card.description,
    members.description, member.description, editMember.description, confirm.description,
    proposeRemoval.description, proposeRekey.description, leave.description, proposals.description,
    proposal.description, approve.description, withdrawProposal.description, invitations.description,
    invite.description, revoke.description,
    goals.description, addGoal.description, goal.description, editGoal.description, moveGoal.description,
    depend.description, undepend.description, contribute.description, benefit.description,
    measures.description, addMeasure.description, measure.description, editMeasure.description, checkin.description,
    correct.description,
    decisions.description, propose.description, decision.description, editDecision.description, position.description,
    close.description, withdraw.description, decisionBundle.description,
    agreements.description, draft.description, agreement.description, editAgreement.description, sign.description,
    unsign.description, agreementHistory.description, agreementDifference.description, agreementBundle.description,
    questions.description, ask.description, question.description, editQuestion.description, assign.description,
    answer.description,
    attention.description, inbox.description, matrix.description, balance.description,
    mandates.description, giveMandate.description, mandate.description, endMandate.description,
    meetings.description, startMeeting.description, meeting.description, meetingReport.description,
    endMeeting.description, since.description,
    object.description, archive.description, erase.description, forget.description, comment.description,
    search.description, undo.description, batch.description,
    importFile.description, export.description, exportFiles.description,
    replica.description, changes.description, change.description, events.description, setAside.description,
    bringBack.description,
    conflicts.description, settle.description, verify.description, rebuild.description, difference.description,
    backup.description, courier.description, absorb.description,
    sync.description, pause.description, resume.description, syncNow.description, peers.description,
    addPeer.description, removePeer.description,
  ]
}
