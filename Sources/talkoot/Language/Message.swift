/// Every message of the program, in English and Finnish.
///
/// Keys and values of JSON documents are no messages: they never change with the language.
enum Message: CaseIterable {
  // What the program is
  case aboutTalkoot
  case aboutEverywhere
  case groupNode
  case groupWork
  case groupReplica
  // Commands: the node
  case aboutInit
  case aboutNode
  case aboutNodeStart
  case aboutNodeStop
  case aboutNodeStatus
  case aboutNodeLogs
  case aboutNodeVoice
  case aboutNodeList
  case aboutInviteDevice
  case aboutAdopt
  case aboutRetire
  case aboutRenewTLS
  case aboutCertificateRequest
  case aboutProtect
  case aboutCard
  case aboutCardShow
  case aboutCardCheck
  case aboutCardUse
  case aboutCardNew
  case aboutInvite
  case aboutInviteList
  case aboutInviteRevoke
  case aboutJoin
  case aboutMember
  case aboutMemberList
  case aboutMemberShow
  case aboutMemberEdit
  case aboutMemberMatrix
  case aboutMemberBalance
  case aboutMemberConfirm
  case aboutMemberProposeRemoval
  case aboutMemberProposeRekey
  case aboutMemberLeave
  case aboutProposal
  case aboutProposalList
  case aboutProposalShow
  case aboutProposalApprove
  case aboutProposalWithdraw
  case aboutSelf
  case aboutStatus
  case aboutDoctor
  case aboutConfig
  case aboutConfigGet
  case aboutConfigSet
  case aboutConfigList
  case aboutConfigEdit
  case aboutConfigPath
  case aboutCompletion
  // Commands: the shared work
  case aboutGoal
  case aboutGoalList
  case aboutGoalAdd
  case aboutGoalShow
  case aboutGoalEdit
  case aboutGoalArchive
  case aboutGoalMove
  case aboutGoalDepend
  case aboutGoalUndepend
  case aboutGoalContribute
  case aboutGoalBenefit
  case aboutMeasure
  case aboutMeasureList
  case aboutMeasureAdd
  case aboutMeasureShow
  case aboutMeasureEdit
  case aboutQuestion
  case aboutQuestionList
  case aboutQuestionAsk
  case aboutQuestionShow
  case aboutQuestionTake
  case aboutQuestionAssign
  case aboutQuestionAnswer
  case aboutQuestionEdit
  case aboutAttention
  case aboutInbox
  case aboutMandate
  case aboutMandateList
  case aboutMandateShow
  case aboutMandateGive
  case aboutMandateEnd
  case aboutMeeting
  case aboutMeetingList
  case aboutMeetingShow
  case aboutMeetingStart
  case aboutMeetingEnd
  case aboutMeetingMinutes
  case aboutSince
  case aboutSinceMeeting
  case aboutCheckin
  case aboutCheckinCorrect
  case aboutDecision
  case aboutDecisionList
  case aboutDecisionPropose
  case aboutDecisionShow
  case aboutDecisionPosition
  case aboutDecisionClose
  case aboutDecisionWithdraw
  case aboutDecisionEdit
  case aboutDecisionBundle
  case aboutAgreement
  case aboutAgreementList
  case aboutAgreementDraft
  case aboutAgreementShow
  case aboutAgreementEdit
  case aboutAgreementSign
  case aboutAgreementWithdraw
  case aboutAgreementHistory
  case aboutAgreementDiff
  case aboutAgreementBundle
  case aboutComment
  case aboutArchive
  case aboutErase
  case aboutForget
  case aboutSearch
  case aboutUndo
  case aboutEvents
  case eventsDiscussion
  case optionEventsSince
  case optionEventsCount
  case optionEventsTimeout
  case countNotPositive
  case eventsTimedOut
  case aboutDebug
  case aboutDebugBundle
  case debugBundleDiscussion
  case debugHolds
  case debugWritten
  case aboutReplicaAt
  case replicaAtDiscussion
  case argumentMoment
  case argumentCommand
  case asOfReadsOnly
  case changeClockAhead
  case changeClockBehind
  case aboutBatch
  case batchDiscussion
  case argumentBatch
  case batchQuoteOpen
  case batchEmpty
  case batchWritesOnly
  case batchLine
  case batchDone
  case undoDiscussion
  case argumentWords
  case optionSearchKind
  case optionSearchLimit
  case aboutShow
  case aboutImport
  case aboutExport
  // Commands: the replica
  case aboutReplica
  case aboutReplicaStatus
  case aboutReplicaLog
  case aboutReplicaShow
  case aboutReplicaSetAside
  case aboutReplicaConflicts
  case aboutReplicaVerify
  case aboutReplicaRebuild
  case aboutReplicaDiff
  case aboutReplicaBackup
  case aboutReplicaBundle
  case aboutReplicaAbsorb
  case courierIsReadable
  case optionRecipient
  case optionEverything
  case courierWritten
  case courierWhole
  case absorbed
  case absorbedNothing
  case aboutRestore
  case aboutVerifyBundle
  case aboutConflict
  case aboutConflictSettle
  case aboutSync
  case aboutSyncStatus
  case aboutSyncPause
  case aboutSyncResume
  case aboutSyncNow
  case aboutPeer
  case aboutPeerList
  case aboutPeerAdd
  case aboutPeerRemove
  // Options
  case optionHome
  case optionJSON
  case optionLanguage
  case optionAs
  case optionNoInput
  case optionIDs
  case optionWait
  case optionReason
  case optionFrom
  case optionNewKey
  case optionHandOverTo
  case optionLeaveDryRun
  case optionTrustVoice
  case optionTimeout
  case optionForeground
  case optionPassphrase
  case optionNewPassphrase
  case optionOff
  case optionCard
  case optionCardPassphrase
  case optionCardOutput
  case optionSecret
  case optionPeer
  case optionKeep
  case optionDeviceExpires
  case optionWithKeys
  case optionKeysPassphrase
  case optionLines
  case optionFingerprint
  case optionExpires
  case optionTree
  case optionArchived
  case optionErasureReason
  case optionByDecision
  case optionErases
  case optionOpen
  case optionMine
  case optionAll
  case optionLimit
  case optionSinceDay
  case optionNeeds
  case optionTask
  case optionMinutes
  case optionMineToSign
  case optionExactText
  case optionBinds
  case optionVersion
  case optionSigningRole
  case optionBundleFile
  case optionCompareText
  case optionMap
  case optionSkipUnknown
  case optionDryRun
  case optionOutput
  case optionReplicas
  case argumentCode
  case argumentDeviceCode
  // Errors
  case usage
  case commandUnknown
  case commandMissing
  case nameEmpty
  case homeEmpty
  case idEmpty
  case argumentNotUTF8
  case noNode
  case outputFailed
  case homeMissing
  case homeNotPermitted
  case socketNotPermitted
  case nodeSilent
  case brokeOff
  case homeInUse
  case cardUseRunning
  case cardReason
  case secretNeedsTerminal
  case protectHow
  case protectRunning
  case keysNeedPassphrase
  case daemonMissing
  case daemonSilent
  case programFailed
  case startFailed
  case startTimedOut
  case stopTimedOut
  case fileMissing
  case fileNotPermitted
  case fileNotWritable
  case fileUnreadable
  case folderMissing
  case fileWriteFailed
  case fileNotUTF8
  case fileTooLarge
  case editorFailed
  case textTwice
  case textMissing
  case wouldAsk
  case nothingToChange
  case erased
  case erasedNotOthers
  case erasedCopies
  case moveTwice
  case moveNowhere
  case choiceNeedsOptions
  case optionsNeedChoice
  case choosingNeedsOption
  case objectionNeedsReason
  case timeoutNegative
  case limitNegative
  case importNeedsKind
  case importNeedsMap
  case mapMalformed
  case exportNeedsFolder
  case summaryIsMarkdown
  case optionSummary
  case addressMalformed
  case configKeyBad
  case configKeyUnset
  case configKeyUnknown
  case configMalformed
  case faultFound
  // The node
  case alreadyRunning
  case nodeRuns
  case noticeRestored
  case noticeCopied
  case noticeForked
  case noticeTwin
  case nodeStopped
  case homeReady
  case moveCardAway
  case cardUsed
  case adopted
  case nodeRetired
  case voiceSilent
  case voiceNamed
  case tlsRenewed
  case keyProtected
  case keyUnprotected
  case keysBackedUp
  case cardIs
  case cardKeepAway
  case cardValid
  case cardInvalid
  case cardNext
  case thisNode
  case yes
  case no
  case startNext
  case joined
  case readFingerprint
  case isMemberNow
  case isConfirmedBy
  case handedOverTo
  case handedOverToNobody
  case nothingWritten
  case hasLeft
  case isLeaving
  case offeredTwice
  case acceptedTwice
  case hidAccepted
  case contestedOutcome
  case voiceSpeaks
  case voiceAbstains
  case voiceOutdated
  case voiceContested
  case voiceOther
  case voiceClosed
  case voiceNone
  case fingerprintWas
  case cameBySharedInvitation
  case invitationIsShared
  case allIsWell
  case somethingIsWrong
  case statusCounts
  case nothingStalls
  case stallsSharedInvitation
  case stallsContradiction
  case stallsStewardGone
  case stallsNoSteward
  case stallsOverdue
  case stallsOffTrack
  case stallsBlocked
  case stallsBehind
  case stallsCheckIn
  case stallsCheckIns
  case stallsDecisionOverdue
  case stallsPositions
  case stallsObjection
  case stallsDecisionReview
  case stallsAgreementReview
  case stallsUnsigned
  case stallsDisputed
  case stallsUntaken
  case stallsUnanswered
  case stallsRole
  case stallsStrength
  case stallsSingleNode
  case stallsSilent
  case stallsUnconfirmed
  case stallsProposal
  case stallsConflict
  case stallsVersion
  case stallsMandateEnding
  case stallsNoMandate
  case stallsPeerOffline
  case stallsPeerRefuses
  case stallsHasLeft
  case stallsWasRemoved
  case stallsLeaving
  case stallsLeavingLong
  case stallsOutdated
  case stallsToday
  case stallsOneDay
  case stallsDays
  case stallsWaitsFor
  case stallsWaitsForAnyone
  case stallsTrend
  case stallsMore
  case mandateDrafted
  case mandateDraftTask
  case mandateCoordinates
  case mandateDecisionTitle
  case mandateProposed
  case noMandates
  case nothingWaits
  case nobodyBrings
  case nobodyBringsLine
  case nobodyTakesLine
  case givesAndGets
  case noMeetings
  case sinceBeginning
  case sinceMeeting
  case minutesFrom
  case movedStatus
  case movedTaken
  case movedPlaced
  case movedCheckedIn
  case movedPosition
  case movedSettled
  case movedSigned
  case movedDrafted
  case movedAnswered
  case movedEdited
  case noPeers
  case syncPaused
  case syncResumed
  case syncEqual
  case syncUnequal
  // The shared work
  case nothingHere
  case undone
  case undoAgain
  case keptPart
  case keptChangedSince
  case keptNotYours
  case keptSettles
  case keptFrozen
  case keptCyclic
  case keptOther
  case archivedWord
  case conflictWord
  case correctedWord
  case lateWord
  case ownWord
  case conflictNote
  case quorum
  case certificate
  case inForceWord
  case withdrawnWord
  case notSignedWord
  case silentWord
  case textErased
  case versionsConflict
  case noOutcome
  case bundleWritten
  case bundleBroken
  case bundleFault
  case bundleTrust
  case bundleComplete
  case bundleIncomplete
  case bundleErased
  case bundleWithheld
  case bundleMatches
  case bundleCertified
  case faultMalformed
  case faultStructureHash
  case faultContentHash
  case faultBadSignature
  case faultUnsigned
  case faultOtherNetwork
  case faultNoGenesis
  case faultUnknownNode
  case faultContested
  case faultNoSubject
  case faultWrongText
  case faultOtherText
  case faultWrongHash
  case faultNotBound
  case faultNoElectorate
  case faultNotCertified
  case faultWrongPosition
  case faultNotReceived
  case faultWrongOutcome
  case imported
  case importWould
  // Reports
  case reportAsOf
  case reportNoCheckin
  case reportSteward
  case reportDue
  case reportReview
  case reportGets
  case reportProposedBy
  case reportVersion
  case reportSigned
  case reportWaitingFor
  case summaryCounts
  case andMore
  case dateGoalDue
  case dateCheckin
  case dateMeasureEnds
  case dateDeadline
  case dateDecisionReview
  case dateAgreementReview
  case headingMembers
  case headingGoals
  case headingDecisions
  case headingDecidedLately
  case headingAgreements
  case headingQuestions
  case headingMeetings
  case headingMandates
  case headingDates
  case columnStrengths
  case columnMotivation
  // The replica
  case nothingSetAside
  case broughtBack
  case changeSetAside
  case changeBroughtIn
  case noConflicts
  case digestMissing
  case verifiedClean
  case verifiedFault
  case rebuilt
  case rebuiltDiffers
  case backedUp
  case perSecond
  case phaseReading
  case phaseChecking
  case phaseWriting
  case phaseSyncing
  case phaseVerifying
  case phaseRebuilding
  case phaseWorking
  // Headings, columns and fields
  case headingAhead
  case headingAttention
  case headingBehind
  case headingBenefits
  case headingCheckins
  case headingComments
  case headingContributions
  case headingMeasures
  case headingPeers
  case headingPositions
  case headingVersion
  case headingDifference
  case headingAnswers
  case headingNeeds
  case headingRoles
  case headingWaiting
  case headingNews
  case headingNew
  case headingMoved
  case headingStalled
  case headingConflicts
  case headingDecided
  case headingMinutes
  case columnAction
  case columnAddress
  case columnAdmitted
  case columnAhead
  case columnApprovals
  case columnAuthor
  case columnMember
  case columnBehind
  case columnConfirmed
  case columnDeadline
  case columnDue
  case columnExpires
  case columnID
  case columnLastSync
  case columnName
  case columnNode
  case columnNote
  case columnOn
  case columnOutcome
  case columnProgress
  case columnRoles
  case columnRule
  case columnSource
  case columnState
  case columnStatus
  case columnSteward
  case columnAnswerable
  case columnAsked
  case columnStrength
  case columnBrings
  case columnNeededBy
  case columnRole
  case columnTakes
  case columnContributes
  case columnHolder
  case columnTask
  case columnUntil
  case columnStarted
  case columnEnded
  case columnTarget
  case columnTime
  case columnTitle
  case columnFound
  case columnValue
  case columnVersion
  case columnWaitingFor
  case columnWhat
  case fieldAbout
  case fieldErases
  case fieldAct
  case fieldAgreement
  case fieldAddresses
  case fieldApprovals
  case fieldEpoch
  case fieldSource
  case fieldNewKey
  case fieldVoice
  case fieldAuthor
  case fieldBinds
  case fieldBytes
  case fieldCertificate
  case fieldChanges
  case fieldConfidence
  case fieldConfirmed
  case fieldConflicts
  case fieldContact
  case fieldCorrectedBy
  case fieldCorrects
  case fieldDeadline
  case fieldDecision
  case fieldDependencies
  case fieldDependsOn
  case fieldDigest
  case fieldDue
  case fieldEvery
  case fieldFingerprint
  case fieldFrom
  case fieldHash
  case fieldGoal
  case fieldHeads
  case fieldHome
  case fieldKey
  case fieldPassphrase
  case fieldCardPeers
  case fieldLastHeard
  case fieldListen
  case fieldLog
  case fieldMeasure
  case fieldMember
  case fieldModel
  case fieldMotivation
  case fieldNetwork
  case fieldNextCheckin
  case fieldNode
  case fieldNodes
  case fieldNotReceived
  case fieldNote
  case fieldObjects
  case fieldOn
  case fieldOutcome
  case fieldParent
  case fieldPending
  case fieldPerson
  case fieldProgress
  case fieldProposer
  case fieldAnswerable
  case fieldAskedBy
  case fieldNeeds
  case fieldHolder
  case fieldTask
  case fieldStarted
  case fieldEnded
  case fieldStewardOf
  case nobodyYet
  case fieldQuorum
  case fieldReason
  case fieldRestored
  case fieldReview
  case fieldRoles
  case fieldRule
  case fieldSequence
  case fieldSetAside
  case fieldStatus
  case fieldSteward
  case fieldStrengths
  case fieldTarget
  case fieldTime
  case fieldUntil
  case fieldValue
  case fieldVersion
  case fieldWaitingFor

  /// The message's two texts; the compiler sees to it that neither lacks one.
  var texts: (english: String, finnish: String) {
    switch self {
    // What the program is
    case .aboutTalkoot:
      (
        "Shared goals, measures and decisions of a network of organisations, without a server.",
        "Organisaatioverkoston yhteiset tavoitteet, mittarit ja päätökset ilman palvelinta."
      )
    case .aboutEverywhere:
      (
        "Every command also takes --home, --json, --lang, --as and --no-input, before or after its name. Ids may be shortened to any unambiguous prefix.",
        "Jokaiselle komennolle voi antaa myös valitsimet --home, --json, --lang, --as ja --no-input, komennon edellä tai jäljessä. Tunnuksesta riittää yksikäsitteinen alku."
      )
    case .groupNode: ("NODE", "SOLMU")
    case .groupWork: ("WORK", "TYÖ")
    case .groupReplica: ("REPLICA", "REPLIKA")
    // Commands: the node
    case .aboutInit:
      (
        "Make this node's identity and found a network.",
        "Luo tämän solmun tunniste ja perusta verkosto."
      )
    case .aboutNode: ("Run the node in the background.", "Aja solmua taustalla.")
    case .aboutNodeStart: ("Start the node; returns when it answers.", "Käynnistä solmu; palaa, kun se vastaa.")
    case .aboutNodeStop: ("Stop the node; returns when it has ended.", "Pysäytä solmu; palaa, kun se on päättynyt.")
    case .aboutNodeStatus: ("What the running node says of itself.", "Mitä käynnissä oleva solmu kertoo itsestään.")
    case .aboutNodeVoice:
      (
        "Whether this node takes part in settling, and why not; with NODE and --card: make that node the voice.",
        "Osallistuuko tämä solmu vahvistamiseen, ja miksi ei; NODE ja --card: tee solmusta organisaation ääni."
      )
    case .aboutNodeList: ("The nodes of all organisations.", "Kaikkien organisaatioiden solmut.")
    case .aboutInviteDevice:
      (
        "Make a code by which another machine becomes a node of this organisation.",
        "Tee koodi, jolla toinen kone liittyy tämän organisaation solmuksi."
      )
    case .aboutAdopt:
      (
        "Make this machine a node of an organisation, by a code of another node of it.",
        "Tee tästä koneesta organisaation solmu toisen solmun antamalla koodilla."
      )
    case .aboutRetire:
      (
        "Close a node of this organisation that is lost or stolen.",
        "Sulje tämän organisaation kadonnut tai varastettu solmu."
      )
    case .aboutRenewTLS:
      (
        "Issue a new TLS certificate from the identity key.",
        "Myönnä uusi TLS-varmenne tunnusavaimella."
      )
    case .aboutCertificateRequest:
      (
        "A request by which the organisation's own PKI can certify this node.",
        "Pyyntö, jolla organisaation oma PKI voi varmentaa tämän solmun."
      )
    case .aboutProtect:
      (
        "Put the identity key under a passphrase, or take it out again.",
        "Suojaa tunnusavain tunnuslauseella tai poista suojaus."
      )
    case .aboutCard: ("The organisation's recovery card.", "Organisaation palautuskortti.")
    case .aboutCardShow:
      (
        "What a recovery card is for; never its secret unless asked for.",
        "Mihin palautuskortti kuuluu; salaisuus vain pyydettäessä."
      )
    case .aboutCardCheck:
      (
        "Whether a file is this organisation's recovery card.",
        "Onko tiedosto tämän organisaation palautuskortti."
      )
    case .aboutCardUse:
      (
        "Put a new node in place of those that are lost.",
        "Ota uusi solmu käyttöön kadonneiden tilalle."
      )
    case .aboutCardNew:
      (
        "Make a new recovery card, for the others to put in force.",
        "Tee uusi palautuskortti, jonka muut vahvistavat."
      )
    case .aboutNodeLogs: ("The newest lines of the node's log.", "Solmun lokin uusimmat rivit.")
    case .aboutInvite:
      (
        "Invite an organisation: prints a code to give to it.",
        "Kutsu organisaatio: tulostaa sille annettavan koodin."
      )
    case .aboutInviteList: ("The invitations.", "Kutsut.")
    case .aboutInviteRevoke: ("Revoke an invitation.", "Peru kutsu.")
    case .aboutJoin: ("Join a network with an invitation's code.", "Liity verkostoon kutsun koodilla.")
    case .aboutMember: ("The organisations of the network.", "Verkoston organisaatiot.")
    case .aboutMemberList: ("All organisations, participants included.", "Kaikki organisaatiot, myös osallistujat.")
    case .aboutMemberShow: ("One organisation.", "Yksi organisaatio.")
    case .aboutMemberMatrix:
      (
        "Who brings which strength and role, and which nobody does.",
        "Kuka tuo minkin vahvuuden ja roolin, ja mitä ei tuo kukaan."
      )
    case .aboutMemberBalance: ("What each member gives and gets.", "Mitä kukin jäsen antaa ja saa.")
    case .aboutMemberEdit:
      (
        "Change what this organisation says of itself.",
        "Muuta, mitä tämä organisaatio kertoo itsestään."
      )
    case .aboutMemberConfirm:
      (
        "Confirm a participant as a member, after comparing its fingerprint.",
        "Vahvista osallistuja jäseneksi verrattuasi sen sormenjälkeä."
      )
    case .aboutProposal: ("The changes of the roster.", "Jäsenluettelon muutokset.")
    case .aboutMemberProposeRemoval:
      (
        "Propose that an organisation is removed, or approve that where it is proposed.",
        "Ehdota organisaation poistamista, tai hyväksy se, jos sitä on jo ehdotettu."
      )
    case .aboutMemberProposeRekey:
      (
        "Propose a new recovery card for an organisation whose card was lost or stolen.",
        "Ehdota uutta palautuskorttia organisaatiolle, jonka kortti on kadonnut tai varastettu."
      )
    case .aboutMemberLeave:
      (
        "Leave the network, handing over what this organisation answers for.",
        "Eroa verkostosta ja luovuta se, mistä tämä organisaatio vastaa."
      )
    case .aboutProposalList: ("The proposed changes of the roster.", "Ehdotetut jäsenluettelon muutokset.")
    case .aboutProposalShow: ("One change of the roster.", "Yksi jäsenluettelon muutos.")
    case .aboutProposalApprove: ("Approve a change of the roster.", "Hyväksy jäsenluettelon muutos.")
    case .aboutProposalWithdraw: ("Withdraw a proposal of this organisation.", "Peru tämän organisaation ehdotus.")
    case .aboutSelf: ("Who this node is.", "Kuka tämä solmu on.")
    case .aboutStatus: ("The network on one screen.", "Verkosto yhdellä silmäyksellä.")
    case .aboutDoctor:
      (
        "Check this node and say how to mend what is wrong.",
        "Tarkista solmu ja kerro, miten viat korjataan."
      )
    case .aboutConfig: ("The settings of this node.", "Tämän solmun asetukset.")
    case .aboutConfigGet: ("Print a setting.", "Näytä asetus.")
    case .aboutConfigSet: ("Change a setting.", "Muuta asetusta.")
    case .aboutConfigList: ("All settings that are made.", "Kaikki tehdyt asetukset.")
    case .aboutConfigEdit: ("Open the settings in an editor.", "Avaa asetukset muokkaimessa.")
    case .aboutConfigPath: ("Where the settings are.", "Missä asetukset ovat.")
    case .aboutCompletion: ("Print a completion script for a shell.", "Tulosta komentotulkin täydennyskomentosarja.")
    // Commands: the shared work
    case .aboutGoal: ("Goals.", "Tavoitteet.")
    case .aboutGoalList: ("All goals, in tree order.", "Kaikki tavoitteet puun järjestyksessä.")
    case .aboutGoalAdd: ("Add a goal; prints its id.", "Lisää tavoite; tulostaa sen tunnuksen.")
    case .aboutGoalShow: ("One goal with all that belongs to it.", "Yksi tavoite ja kaikki siihen kuuluva.")
    case .aboutGoalEdit: ("Change a goal.", "Muuta tavoitetta.")
    case .aboutGoalArchive: ("Put a goal away.", "Arkistoi tavoite.")
    case .aboutGoalMove:
      (
        "Move a goal in the tree or among its siblings.",
        "Siirrä tavoite puussa tai sisarustensa joukossa."
      )
    case .aboutGoalDepend:
      (
        "Say that another goal must be reached first.",
        "Merkitse tavoite, joka on saavutettava ensin."
      )
    case .aboutGoalUndepend: ("Take back a dependency.", "Poista riippuvuus.")
    case .aboutGoalContribute:
      (
        "Say what this organisation does for a goal.",
        "Kerro, mitä tämä organisaatio tekee tavoitteen hyväksi."
      )
    case .aboutGoalBenefit:
      (
        "Say what this organisation gets out of a goal.",
        "Kerro, mitä tämä organisaatio hyötyy tavoitteesta."
      )
    case .aboutMeasure: ("Measures.", "Mittarit.")
    case .aboutMeasureList: ("All measures, or those of a goal.", "Kaikki mittarit tai yhden tavoitteen mittarit.")
    case .aboutMeasureAdd:
      (
        "Add a measure to a goal; prints its id.",
        "Lisää tavoitteelle mittari; tulostaa sen tunnuksen."
      )
    case .aboutMeasureShow: ("One measure with its check-ins.", "Yksi mittari ja sen kirjaukset.")
    case .aboutMeasureEdit: ("Change a measure.", "Muuta mittaria.")
    case .aboutQuestion: ("Questions that seek someone answerable.", "Kysymykset, jotka etsivät vastaajaa.")
    case .aboutQuestionList: ("All questions, newest first.", "Kaikki kysymykset, uusin ensin.")
    case .aboutQuestionAsk: ("Ask a question; prints its id.", "Esitä kysymys; tulostaa sen tunnuksen.")
    case .aboutQuestionShow: ("One question with its answers.", "Yksi kysymys ja sen vastaukset.")
    case .aboutQuestionTake:
      ("Take a question: this organisation answers for it.", "Ota kysymys: tämä organisaatio vastaa siitä.")
    case .aboutQuestionAssign:
      ("Make an organisation answerable for a question.", "Nimeä organisaatio vastaamaan kysymyksestä.")
    case .aboutQuestionAnswer: ("Answer a question.", "Vastaa kysymykseen.")
    case .aboutAttention:
      (
        "What stalls the network, the weakest link first, each with the command that mends it.",
        "Mikä verkostossa on jumissa, heikoin lenkki ensin, ja millä komennolla se korjataan."
      )
    case .aboutInbox:
      (
        "What waits for this organisation, and what others wrote about what is its.",
        "Mikä odottaa tätä organisaatiota ja mitä muut ovat kirjoittaneet sen asioista."
      )
    case .aboutMandate:
      (
        "Facilitators' mandates: for a term, by decision, without technical power.",
        "Kehittäjän valtuutukset: määräajaksi, päätöksellä, ilman teknistä valtaa."
      )
    case .aboutMandateList: ("All mandates, newest first.", "Kaikki valtuutukset, uusin ensin.")
    case .aboutMandateShow: ("One mandate.", "Yksi valtuutus.")
    case .aboutMandateGive:
      (
        "Propose a mandate for a member: opens the decision that gives it.",
        "Ehdota jäsenelle valtuutusta: avaa päätöksen, jolla se annetaan."
      )
    case .aboutMandateEnd:
      (
        "End a mandate before its time; without one named, the one that is running.",
        "Päätä valtuutus ennen aikojaan; nimeämättä se, joka on voimassa."
      )
    case .aboutMeeting:
      (
        "Meetings: two points in history, and the minutes.",
        "Kokoukset: kaksi kohtaa historiassa ja muistio."
      )
    case .aboutMeetingList: ("All meetings, newest first.", "Kaikki kokoukset, uusin ensin.")
    case .aboutMeetingShow: ("One meeting.", "Yksi kokous.")
    case .aboutMeetingStart:
      (
        "Begin a meeting: notes what everyone has before them.",
        "Aloita kokous: kirjaa, mitä kaikilla on edessään."
      )
    case .aboutMeetingEnd:
      (
        "End the meeting that goes on, with its minutes.",
        "Päätä meneillään oleva kokous ja kirjaa muistio."
      )
    case .aboutMeetingMinutes:
      (
        "The minutes in Markdown, with what was decided and what moved.",
        "Muistio Markdownina: mitä päätettiin ja mikä eteni."
      )
    case .aboutSince:
      (
        "What has become of the work since a point in history.",
        "Mitä työssä on tapahtunut jonkin kohdan jälkeen."
      )
    case .aboutSinceMeeting:
      (
        "What is new, moved, stalled or in conflict since the last meeting.",
        "Mikä on uutta, edennyt, jumissa tai ristiriidassa edellisen kokouksen jälkeen."
      )
    case .aboutQuestionEdit: ("Change a question.", "Muuta kysymystä.")
    case .aboutCheckin:
      (
        "Record a measure's value; prints the check-in's id.",
        "Kirjaa mittarin arvo; tulostaa kirjauksen tunnuksen."
      )
    case .aboutCheckinCorrect: ("Correct a check-in; both stay visible.", "Korjaa kirjaus; molemmat jäävät näkyviin.")
    case .aboutDecision: ("Decisions.", "Päätökset.")
    case .aboutDecisionList: ("The decisions, newest first.", "Päätökset, uusin ensin.")
    case .aboutDecisionPropose: ("Propose a decision; prints its id.", "Ehdota päätöstä; tulostaa sen tunnuksen.")
    case .aboutDecisionShow: ("One decision with its positions.", "Yksi päätös ja siihen otetut kannat.")
    case .aboutDecisionPosition: ("Take this organisation's position.", "Ota tämän organisaation kanta.")
    case .aboutDecisionClose: ("Ask the nodes to settle a decision now.", "Pyydä solmuja vahvistamaan päätös nyt.")
    case .aboutDecisionWithdraw:
      (
        "Withdraw a decision of this organisation.",
        "Peru tämän organisaation ehdottama päätös."
      )
    case .aboutDecisionEdit: ("Change a decision's texts while it is open.", "Muuta avoimen päätöksen tekstejä.")
    case .aboutDecisionBundle:
      (
        "Write a file that proves a settled outcome to anyone, offline.",
        "Kirjoita tiedosto, joka todistaa vahvistetun päätöksen kenelle tahansa ilman verkkoyhteyttä."
      )
    case .aboutAgreement: ("Agreements.", "Sopimukset.")
    case .aboutAgreementList: ("The agreements, newest first.", "Sopimukset, uusin ensin.")
    case .aboutAgreementDraft: ("Draft an agreement; prints its id.", "Luonnostele sopimus; tulostaa sen tunnuksen.")
    case .aboutAgreementShow:
      (
        "One agreement with its versions and signatures.",
        "Yksi sopimus, sen versiot ja allekirjoitukset."
      )
    case .aboutAgreementEdit:
      (
        "Write a new version; the signed one stays in force until all have signed the new.",
        "Kirjoita uusi versio; allekirjoitettu pysyy voimassa, kunnes kaikki ovat allekirjoittaneet uuden."
      )
    case .aboutAgreementSign:
      (
        "Sign the newest version for this organisation.",
        "Allekirjoita uusin versio tämän organisaation puolesta."
      )
    case .aboutAgreementWithdraw:
      (
        "Take back this organisation's signature.",
        "Peru tämän organisaation allekirjoitus."
      )
    case .aboutAgreementHistory: ("What happened to an agreement, first to last.", "Sopimuksen vaiheet alusta alkaen.")
    case .aboutAgreementDiff:
      (
        "What the newest version says otherwise than the one in force.",
        "Mitä uusin versio sanoo toisin kuin voimassa oleva."
      )
    case .aboutAgreementBundle:
      (
        "Write a file that proves the signatures to anyone, offline.",
        "Kirjoita tiedosto, joka todistaa allekirjoitukset kenelle tahansa ilman verkkoyhteyttä."
      )
    case .aboutComment: ("Comment on any object.", "Kommentoi mitä tahansa kohdetta.")
    case .aboutArchive: ("Put any object away.", "Arkistoi mikä tahansa kohde.")
    case .aboutErase:
      (
        "Erase all that a field says and said, on every replica; hashes still verify.",
        "Poista pysyvästi kaikki, mitä kentässä lukee ja on lukenut, jokaisesta kopiosta; tiivisteet pitävät yhä."
      )
    case .aboutForget:
      ("Erase a person's name, on every replica.", "Poista henkilön nimi pysyvästi jokaisesta kopiosta.")
    case .aboutSearch: ("Find objects by the words in them.", "Etsi kohteita niiden sanoista.")
    case .aboutUndo:
      ("Undo an act, this person's last one where none is named.", "Kumoa teko; ilman tunnistetta oman viimeisimmän.")
    case .aboutEvents: ("Print what happens, a JSON object a line.", "Tulosta tapahtumat, JSON-olio riviä kohti.")
    case .eventsDiscussion:
      (
        "Each line is a change that came to this node, its own ones too, in the order in which they came. Give the id of the last line to --since to go on without a gap.",
        "Jokainen rivi on muutos, joka tuli tälle solmulle, omatkin mukaan lukien, tulojärjestyksessä. Anna viimeisen rivin tunnus valitsimelle --since, niin jatkat ilman aukkoa."
      )
    case .changeClockAhead:
      (
        "Its author's clock is ahead: this time is still to come.",
        "Kirjoittajan kello edistää: tämä aika on vasta tulossa."
      )
    case .changeClockBehind:
      (
        "Its time is earlier than what it builds on: a clock was wrong.",
        "Aika on aiempi kuin sen, minkä päälle se rakentuu: jokin kello oli väärässä."
      )
    case .aboutBatch:
      (
        "Commands one a line, carried out as one act: all or none.",
        "Komennot riveittäin yhtenä tekona: kaikki tai ei mitään."
      )
    case .batchDiscussion:
      (
        "Each line is a command without the word talkoot, in words as a shell splits them; # begins a comment. Each sees what the ones before it wrote. When one is refused, nothing is written, and its line is named. All of it is undone as one.",
        "Jokainen rivi on komento ilman sanaa talkoot, sanoina kuten komentotulkki ne jakaa; # aloittaa kommentin. Jokainen näkee, mitä edelliset kirjoittivat. Jos yksi torjutaan, mitään ei kirjoiteta, ja sen rivi nimetään. Kaikki kumotaan yhdellä kertaa."
      )
    case .argumentBatch: ("The file, or - for standard input.", "Tiedosto, tai - vakiosyötteelle.")
    case .batchQuoteOpen: ("line {0}: a quote is not closed", "rivi {0}: lainausmerkki jää auki")
    case .batchEmpty: ("the batch has no commands", "erässä ei ole komentoja")
    case .batchWritesOnly:
      (
        "only a command that writes to the shared work goes into a batch",
        "erään käy vain yhteistä työtä muuttava komento"
      )
    case .batchLine: ("line {0}: {1}", "rivi {0}: {1}")
    case .batchDone: ("{0} commands carried out, changes: {1}", "komentoja suoritettu {0}, muutoksia {1}")
    case .aboutReplicaAt: ("Any reading command as of then.", "Mikä tahansa lukukomento sen hetken tilasta.")
    case .replicaAtDiscussion:
      (
        "As of a change: with all that it builds on, as its author saw it. As of a time: with all that was written until then, which others may have received later. For example: talkoot replica at 2026-05-01 goal list --tree",
        "Muutoksen hetkellä: kaikki, minkä päälle se rakentuu, niin kuin sen kirjoittaja näki. Ajan hetkellä: kaikki siihen mennessä kirjoitettu, minkä muut ovat voineet saada myöhemmin. Esimerkiksi: talkoot replica at 2026-05-01 goal list --tree"
      )
    case .argumentMoment:
      (
        "A change's hash, or a day or an instant in UTC (2026-05-01T12:00Z).",
        "Muutoksen tiiviste, tai päivä tai hetki UTC-aikana (2026-05-01T12:00Z)."
      )
    case .argumentCommand: ("The command that reads, with its options.", "Lukeva komento valitsimineen.")
    case .asOfReadsOnly: ("only a command that reads goes here", "tähän käy vain lukeva komento")
    case .aboutDebug: ("What helps to find a fault.", "Apua vian etsintään.")
    case .aboutDebugBundle:
      (
        "Write what helps to find a fault in this node, as a file to pass on.",
        "Kirjoita vian etsintään tarvittavat tiedot tiedostoon."
      )
    case .debugBundleDiscussion:
      (
        "It lists what it holds before it writes: versions, checks, counts, settings, the home's files by size, and the log. Nothing that people wrote, no names, no keys and no codes are in it.",
        "Ennen kirjoittamista luetellaan, mitä tiedostossa on: versiot, tarkistukset, lukumäärät, asetukset, kotihakemiston tiedostot kokoineen ja loki. Siinä ei ole mitään ihmisten kirjoittamaa, ei nimiä, avaimia eikä koodeja."
      )
    case .debugHolds: ("  {0} ({1} bytes)", "  {0} ({1} tavua)")
    case .debugWritten: ("Written: {0}", "Kirjoitettu: {0}")
    case .optionEventsSince: ("Begin after this change, not now.", "Aloita tämän muutoksen jälkeen, ei nyt.")
    case .optionEventsCount: ("End after so many.", "Lopeta näin monen jälkeen.")
    case .optionEventsTimeout:
      (
        "End after so many seconds; 75 when fewer than -n came.",
        "Lopeta näin monen sekunnin kuluttua; 75, jos tuli vähemmän kuin -n."
      )
    case .countNotPositive: ("the number of events is 1 or more", "tapahtumien määrä on vähintään 1")
    case .eventsTimedOut: ("{0} events did not come in time", "{0} tapahtumaa ei tullut ajoissa")
    case .undoDiscussion:
      (
        "ACT is a change's hash, or the act of an import. Undoing writes the opposite as a new act, which can be undone in turn. What others have written since stays.",
        "ACT on muutoksen tiiviste tai tuonnin teko. Kumoaminen kirjoittaa vastakohdan uudeksi teoksi, jonka voi taas kumota. Mitä muut ovat sen jälkeen kirjoittaneet, jää."
      )
    case .argumentWords: ("Words that all occur in it.", "Sanat, joiden kaikkien on löydyttävä siitä.")
    case .optionSearchKind:
      ("Only this kind: goal, measure, decision, …", "Vain tämän lajin kohteet: goal, measure, decision, …")
    case .optionSearchLimit: ("At most so many; 50 by default.", "Enintään näin monta; oletuksena 50.")
    case .aboutShow: ("Show any object by its id.", "Näytä mikä tahansa kohde tunnuksen perusteella.")
    case .aboutImport: ("Import a CSV or JSON file as one act.", "Tuo CSV- tai JSON-tiedosto yhtenä tekona.")
    case .aboutExport:
      (
        "Export everything as JSON, CSV files, a Markdown report or a calendar.",
        "Vie kaikki JSON-muodossa, CSV-tiedostoina, Markdown-raporttina tai kalenterina."
      )
    // Commands: the replica
    case .aboutReplica: ("What this node holds.", "Mitä tällä solmulla on.")
    case .aboutReplicaStatus: ("Heads, digest and counts.", "Kärjet, tiiviste ja lukumäärät.")
    case .aboutReplicaLog: ("Changes, newest first.", "Muutokset, uusin ensin.")
    case .aboutReplicaShow: ("One change with its operations.", "Yksi muutos ja sen operaatiot.")
    case .aboutReplicaSetAside:
      ("Changes that don't count, and their way back.", "Syrjään jääneet muutokset ja niiden palauttaminen.")
    case .aboutReplicaConflicts: ("Values written at the same time.", "Samanaikaisesti kirjoitetut arvot.")
    case .aboutReplicaVerify:
      (
        "Check every hash, signature and the stored state.",
        "Tarkista kaikki tiivisteet, allekirjoitukset ja tallennettu tila."
      )
    case .aboutReplicaRebuild:
      (
        "Make the stored state anew from the changes.",
        "Rakenna tallennettu tila uudelleen muutoksista."
      )
    case .aboutReplicaDiff:
      (
        "What this replica and a peer lack of each other.",
        "Mitä tältä replikalta ja vertaiselta puuttuu toisistaan."
      )
    case .aboutReplicaBundle:
      (
        "Write what a node lacks to a file, for a USB stick or a courier.",
        "Kirjoita tiedostoon se, mitä toiselta solmulta puuttuu, vietäväksi muistitikulla tai kuriirilla."
      )
    case .aboutReplicaAbsorb:
      (
        "Take in a file that replica bundle wrote, all of it or nothing.",
        "Ota vastaan komennon replica bundle kirjoittama tiedosto, kaikki tai ei mitään."
      )
    case .courierIsReadable:
      (
        "Whoever gets hold of the file can read it: encrypt it, or the medium, on its way. Nobody can change it unnoticed.",
        "Tiedoston voi lukea kuka tahansa, joka saa sen käsiinsä: salaa se tai tallennusväline matkan ajaksi. Muuttaa sitä "
          + "ei kukaan voi huomaamatta."
      )
    case .optionRecipient:
      (
        "The node, or the organisation, that gets it.",
        "Solmu tai organisaatio, jolle se viedään."
      )
    case .optionEverything:
      (
        "Everything, whatever it is known to have.",
        "Kaikki, vaikka sillä tiedettäisiin jo olevan osa."
      )
    case .courierWritten: ("{0}: {1} changes, {2} bytes.", "{0}: {1} muutosta, {2} tavua.")
    case .courierWhole:
      (
        "Nothing is known of what it has: the file holds everything.",
        "Ei tiedetä, mitä sillä on: tiedostossa on kaikki."
      )
    case .absorbed: ("{0} new changes.", "{0} uutta muutosta.")
    case .absorbedNothing: ("Nothing new.", "Ei mitään uutta.")
    case .aboutReplicaBackup:
      (
        "Write a consistent copy while the node runs.",
        "Kirjoita eheä varmuuskopio solmun ollessa käynnissä."
      )
    case .aboutRestore: ("Make a home from a backup.", "Palauta koti varmuuskopiosta.")
    case .aboutVerifyBundle:
      (
        "Check a bundle of an agreement or a decision; needs no node and no network.",
        "Tarkista sopimuksen tai päätöksen todistenippu; ei tarvitse solmua eikä verkkoyhteyttä."
      )
    case .aboutConflict: ("Values written at the same time.", "Samanaikaisesti kirjoitetut arvot.")
    case .aboutConflictSettle: ("Say which value shall stand.", "Valitse arvo, joka jää voimaan.")
    case .aboutSync: ("How this node stands with the others.", "Miten solmu on ajan tasalla muiden kanssa.")
    case .aboutSyncStatus: ("The links to other nodes.", "Yhteydet muihin solmuihin.")
    case .aboutSyncPause: ("Close all links until resumed.", "Sulje kaikki yhteydet, kunnes jatketaan.")
    case .aboutSyncResume: ("Open the links again.", "Avaa yhteydet uudelleen.")
    case .aboutSyncNow: ("Sync at once.", "Synkronoi heti.")
    case .aboutPeer: ("The addresses that this node dials.", "Osoitteet, joihin solmu yhdistää.")
    case .aboutPeerList: ("All addresses.", "Kaikki osoitteet.")
    case .aboutPeerAdd: ("Add an address.", "Lisää osoite.")
    case .aboutPeerRemove: ("Remove an address.", "Poista osoite.")
    // Options
    case .optionHome:
      (
        "The node's home; else TALKOOT_HOME, else $XDG_DATA_HOME/talkoot.",
        "Solmun koti; muuten TALKOOT_HOME tai $XDG_DATA_HOME/talkoot."
      )
    case .optionJSON: ("Print one JSON document.", "Tulosta yksi JSON-dokumentti.")
    case .optionLanguage: ("The language of messages.", "Viestien kieli.")
    case .optionAs: ("The person acting for the organisation.", "Henkilö, joka toimii organisaation puolesta.")
    case .optionNoInput: ("Never ask.", "Älä kysy mitään.")
    case .optionIDs: ("Print only the ids, one a line.", "Tulosta vain tunnukset, yksi riville.")
    case .optionFrom:
      (
        "A home of another network: the new one begins with the content of its replica.",
        "Toisen verkoston kotihakemisto: uusi verkosto alkaa sen replikan sisällöllä."
      )
    case .optionReason: ("Why, for the others.", "Perustelu muille.")
    case .optionNewKey:
      (
        "The new card's public key, 64 hexadecimal digits, as its organisation reads it out.",
        "Uuden kortin julkinen avain, 64 heksanumeroa, kuten sen organisaatio sen kertoo."
      )
    case .optionHandOverTo:
      (
        "The organisation that gets what this one answers for; else it is left without anyone.",
        "Organisaatio, joka saa tämän vastuulla olevan; muuten se jää ilman vastuullista."
      )
    case .optionLeaveDryRun: ("Only tell what would be handed over.", "Kerro vain, mitä luovutettaisiin.")
    case .optionTrustVoice:
      (
        "Say that nothing of this node's own is missing.",
        "Vakuuta, ettei tältä solmulta puutu mitään omaa."
      )
    case .optionWait: ("Wait for the outcome.", "Odota tulosta.")
    case .optionTimeout: ("Seconds to wait.", "Odotusaika sekunteina.")
    case .optionPassphrase:
      (
        "A file with the passphrase of this node's identity key.",
        "Tiedosto, jossa on solmun tunnusavaimen tunnuslause."
      )
    case .optionNewPassphrase: ("A file with the passphrase from now on.", "Tiedosto, jossa on uusi tunnuslause.")
    case .optionOff: ("Keep the key without a passphrase.", "Säilytä avain ilman tunnuslausetta.")
    case .optionCard: ("The organisation's recovery card.", "Organisaation palautuskortti.")
    case .optionCardPassphrase: ("A file with the card's passphrase.", "Tiedosto, jossa on kortin tunnuslause.")
    case .optionCardOutput: ("Where to write the secret.", "Mihin salaisuus kirjoitetaan.")
    case .optionSecret:
      (
        "Show the card's secret, on a terminal or into a file.",
        "Näytä kortin salaisuus päätteellä tai tiedostossa."
      )
    case .optionPeer:
      (
        "The fingerprint or the id of the node at that address.",
        "Osoitteessa olevan solmun sormenjälki tai tunnus."
      )
    case .optionKeep:
      (
        "A node of the organisation that is not lost, by id.",
        "Organisaation solmu, joka ei ole kadonnut (tunnus)."
      )
    case .optionDeviceExpires:
      (
        "How long the code holds, such as 30m or 1d; an hour.",
        "Kuinka kauan koodi kelpaa, esimerkiksi 30m tai 1d; tunti."
      )
    case .optionWithKeys:
      (
        "Keep the identity key too, encrypted, in a file beside it.",
        "Tallenna myös tunnusavain salattuna viereiseen tiedostoon."
      )
    case .optionKeysPassphrase:
      (
        "A file with the passphrase of the key in the backup.",
        "Tiedosto, jossa on varmuuskopion avaimen tunnuslause."
      )
    case .optionForeground: ("Stay in the foreground.", "Pysy etualalla.")
    case .optionLines: ("How many lines.", "Rivien määrä.")
    case .optionFingerprint: ("Print only the fingerprint, in words.", "Tulosta vain sormenjälki sanoina.")
    case .optionExpires: ("How long it is good for: 7d, 12h, 2w.", "Voimassaoloaika: 7d, 12h, 2w.")
    case .optionTree: ("Draw the tree.", "Piirrä puuna.")
    case .optionArchived: ("The archived ones too.", "Myös arkistoidut.")
    case .optionErasureReason:
      (
        "Why. It stays for ever: name nothing in it that is to go.",
        "Perustelu. Se jää pysyvästi: älä mainitse siinä mitään poistettavaa."
      )
    case .optionByDecision:
      (
        "The accepted decision that allows it; for what others wrote.",
        "Hyväksytty päätös, joka sallii poiston; muiden kirjoittamaa varten."
      )
    case .optionErases:
      (
        "ID:FIELD that may be erased once it is accepted.",
        "TUNNUS:KENTTÄ, jonka saa poistaa pysyvästi, kun päätös on hyväksytty."
      )
    case .optionOpen: ("Only the open ones.", "Vain avoimet.")
    case .optionAll: ("All of them.", "Kaikki.")
    case .optionLimit: ("At most so many.", "Enintään näin monta.")
    case .optionSinceDay:
      (
        "From this day on; without it the last fourteen days.",
        "Tästä päivästä alkaen; muuten viimeiset neljätoista päivää."
      )
    case .optionNeeds:
      (
        "A strength that the goal takes; an empty one clears the list.",
        "Vahvuus, jota tavoite vaatii; tyhjä tyhjentää luettelon."
      )
    case .optionTask: ("What for.", "Mitä varten.")
    case .optionMinutes:
      (
        "The minutes: text, a file, or - for standard input.",
        "Muistio: teksti, tiedosto tai - (vakiosyöte)."
      )
    case .optionMine: ("Only those that wait for this organisation.", "Vain ne, jotka odottavat tätä organisaatiota.")
    case .optionMineToSign:
      (
        "Only those that wait for this organisation's signature.",
        "Vain ne, jotka odottavat tämän organisaation allekirjoitusta."
      )
    case .optionExactText:
      (
        "The file with the exact text, or - for standard input.",
        "Tiedosto, jossa on täsmällinen teksti, tai - vakiosyötteelle."
      )
    case .optionBinds:
      (
        "The organisations that it binds; all members if none is named.",
        "Organisaatiot, joita se sitoo; oletuksena kaikki jäsenet."
      )
    case .optionVersion: ("A version's number or id.", "Version numero tai tunnus.")
    case .optionSigningRole: ("As whom you sign: your position or authority.", "Missä asemassa allekirjoitat.")
    case .optionBundleFile:
      (
        "The file to write, or - for standard output.",
        "Kirjoitettava tiedosto tai - vakiotulosteelle."
      )
    case .optionCompareText:
      (
        "A file that should be the signed text.",
        "Tiedosto, jonka pitäisi olla allekirjoitettu teksti."
      )
    case .optionMap: ("FIELD=COLUMN, separated by commas.", "KENTTÄ=SARAKE pilkuin eroteltuna.")
    case .optionSkipUnknown:
      (
        "Leave out rows with an unknown reference.",
        "Jätä pois rivit, joiden viittaus on tuntematon."
      )
    case .optionDryRun: ("Check everything, write nothing.", "Tarkista kaikki, älä kirjoita mitään.")
    case .optionOutput:
      (
        "The file, or with CSV the folder, to write.",
        "Kirjoitettava tiedosto tai CSV-muodossa kansio."
      )
    case .optionReplicas:
      (
        "Wait until so many other organisations hold all of ours.",
        "Odota, kunnes näin monella muulla organisaatiolla on kaikki omamme."
      )
    case .argumentDeviceCode:
      (
        "The code, or - to read it from standard input.",
        "Koodi, tai - jos se luetaan vakiosyötteestä."
      )
    case .argumentCode:
      (
        "The invitation's code, or - to read it from standard input.",
        "Kutsun koodi, tai - jos se luetaan vakiosyötteestä."
      )
    // Errors
    case .usage: ("{0} (see {1})", "{0} (katso {1})")
    case .commandUnknown: ("there is no command \"{0}\"", "komentoa \"{0}\" ei ole")
    case .commandMissing: ("a command is missing", "komento puuttuu")
    case .idEmpty:
      (
        "an id is empty; a list command shows the ids",
        "tunnus on tyhjä; luettelokomento näyttää tunnukset"
      )
    case .argumentNotUTF8: ("argument {0} is not UTF-8 text", "argumentti {0} ei ole UTF-8-tekstiä")
    case .nameEmpty: ("{0} can't be empty; give a name", "{0} ei voi olla tyhjä; anna nimi")
    case .homeEmpty: ("--home can't be empty; name a folder", "--home ei voi olla tyhjä; anna kansio")
    case .noNode:
      (
        "no node is running in {0}; start it with: talkoot node start",
        "kodissa {0} ei ole solmua käynnissä; käynnistä se: talkoot node start"
      )
    case .outputFailed: ("the output can't be written: {0}", "tulostetta ei voi kirjoittaa: {0}")
    case .homeMissing:
      (
        "there is no node in {0}; make one with talkoot init or talkoot join",
        "kodissa {0} ei ole solmua; luo se komennolla talkoot init tai talkoot join"
      )
    case .homeNotPermitted:
      (
        "no permission to use {0}; choose your own home with --home",
        "ei oikeutta käyttää kotia {0}; valitse oma koti valitsimella --home"
      )
    case .socketNotPermitted:
      (
        "no permission to use the node in {0}; only its owner may",
        "ei oikeutta käyttää kodin {0} solmua; vain omistaja saa"
      )
    case .nodeSilent:
      (
        "the node does not answer; try again, or see talkoot node logs",
        "solmu ei vastaa; yritä uudelleen tai katso talkoot node logs"
      )
    case .brokeOff:
      (
        "the node broke off before it had answered; see talkoot node logs",
        "solmu katkaisi yhteyden ennen vastaustaan; katso talkoot node logs"
      )
    case .cardUseRunning:
      (
        "this home's node runs and is in the network; to close another: talkoot node retire NODE "
          + "--reason T --card FILE",
        "tämän kodin solmu on käynnissä verkostossa; sulje toinen näin: talkoot node retire NODE "
          + "--reason T --card FILE"
      )
    case .cardReason: ("lost; replaced by the recovery card", "kadonnut; korvattu palautuskortilla")
    case .secretNeedsTerminal:
      (
        "the secret is shown on a terminal only; write it into a file with -o FILE",
        "salaisuus näytetään vain päätteellä; kirjoita se tiedostoon: -o FILE"
      )
    case .protectHow:
      (
        "give either --new-passphrase-file FILE or --off",
        "anna joko --new-passphrase-file FILE tai --off"
      )
    case .protectRunning:
      (
        "the node runs; stop it first: talkoot node stop",
        "solmu on käynnissä; pysäytä se ensin: talkoot node stop"
      )
    case .keysNeedPassphrase:
      (
        "--with-keys and --passphrase-file belong together",
        "--with-keys ja --passphrase-file kuuluvat yhteen"
      )
    case .homeInUse:
      (
        "a node is running in {0}; choose another home with --home",
        "kodissa {0} on solmu käynnissä; valitse toinen koti valitsimella --home"
      )
    case .daemonMissing:
      (
        "talkootd is neither beside talkoot nor on the PATH; install it",
        "talkootd ei ole talkoot-ohjelman vieressä eikä PATHissa; asenna se"
      )
    case .daemonSilent:
      (
        "talkootd {0} ended with {1} and without an answer; try talkoot doctor",
        "talkootd {0} päättyi koodiin {1} ilman vastausta; kokeile talkoot doctor"
      )
    case .programFailed: ("{0} can't be run: {1}", "ohjelmaa {0} ei voi ajaa: {1}")
    case .startFailed: ("the node did not start: {0}", "solmu ei käynnistynyt: {0}")
    case .startTimedOut: ("the node does not answer yet; see {0}", "solmu ei vielä vastaa; katso {0}")
    case .stopTimedOut: ("process {0} is still ending; try again", "prosessi {0} on yhä päättymässä; yritä uudelleen")
    case .fileMissing: ("there is no file {0}", "tiedostoa {0} ei ole")
    case .fileNotPermitted: ("no permission to read {0}", "ei oikeutta lukea tiedostoa {0}")
    case .fileNotWritable: ("no permission to write {0}", "ei oikeutta kirjoittaa: {0}")
    case .folderMissing: ("there is no such folder", "kansiota ei ole")
    case .fileUnreadable: ("{0} can't be read: {1}", "tiedostoa {0} ei voi lukea: {1}")
    case .fileWriteFailed: ("{0} can't be written: {1}", "kirjoitus epäonnistui: {0}: {1}")
    case .fileNotUTF8: ("{0} is not UTF-8 text", "{0} ei ole UTF-8-tekstiä")
    case .fileTooLarge: ("{0} is too large", "{0} on liian suuri")
    case .editorFailed:
      (
        "the editor {0} ended with an error; nothing was changed",
        "muokkain {0} päättyi virheeseen; mitään ei muutettu"
      )
    case .textTwice:
      (
        "give the text either as an argument or with --text, not both",
        "anna teksti joko argumenttina tai valitsimella --text, ei molempina"
      )
    case .textMissing:
      (
        "give the text as an argument, with --text FILE, or as - from standard input",
        "anna teksti argumenttina, valitsimella --text TIEDOSTO tai merkillä - vakiosyötteestä"
      )
    case .wouldAsk:
      (
        "this would have to ask, and there is no terminal (or --no-input)",
        "tämä vaatisi kysymistä, mutta päätettä ei ole (tai --no-input)"
      )
    case .erased: ("{1}: {0} strings erased", "{1}: poistettu pysyvästi {0} merkkijonoa")
    case .erasedNotOthers:
      (
        "{0} strings that others wrote stay; only a decision erases them: talkoot decision propose … --erases {1}",
        "{0} muiden kirjoittamaa merkkijonoa jää; ne poistaa vain päätös: talkoot decision propose … --erases {1}"
      )
    case .erasedCopies:
      (
        "Every honest node erases it as soon as it hears of it. A partner who means ill can keep a copy, and backups "
          + "made before hold it until they are deleted.",
        "Jokainen rehellinen solmu poistaa sen heti saatuaan tiedon. Pahaa tarkoittava kumppani voi pitää kopion, ja "
          + "aiemmissa varmuuskopioissa se säilyy, kunnes ne hävitetään."
      )
    case .nothingToChange:
      (
        "nothing to change: name a field, such as --title",
        "ei muutettavaa: nimeä kenttä, esimerkiksi --title"
      )
    case .moveTwice: ("{0} and {1} exclude each other", "{0} ja {1} sulkevat toisensa pois")
    case .moveNowhere:
      (
        "say where to: --under G, --top, --before G or --after G",
        "kerro minne: --under G, --top, --before G tai --after G"
      )
    case .choiceNeedsOptions:
      (
        "a choice needs at least two --option",
        "valinta vaatii vähintään kaksi --option-vaihtoehtoa"
      )
    case .optionsNeedChoice: ("--option goes with --rule choice", "--option kuuluu sääntöön --rule choice")
    case .choosingNeedsOption: ("choose needs --option", "choose vaatii valitsimen --option")
    case .objectionNeedsReason: ("an objection needs --reason", "vastustaminen vaatii perustelun: --reason")
    case .timeoutNegative: ("--timeout is a number of seconds, not below 0", "--timeout on sekuntimäärä, vähintään 0")
    case .limitNegative: ("the number must not be below 0", "luku ei saa olla negatiivinen")
    case .importNeedsKind: ("a CSV file needs --kind", "CSV-tiedosto vaatii valitsimen --kind")
    case .importNeedsMap: ("a CSV file needs --map FIELD=COLUMN", "CSV-tiedosto vaatii valitsimen --map KENTTÄ=SARAKE")
    case .mapMalformed: ("\"{0}\" is not FIELD=COLUMN", "\"{0}\" ei ole muotoa KENTTÄ=SARAKE")
    case .summaryIsMarkdown: ("--summary goes with --format markdown", "--summary kuuluu muotoon --format markdown")
    case .optionSummary: ("The state of the network on one page.", "Verkoston tilanne yhdellä sivulla.")
    case .exportNeedsFolder: ("CSV needs a folder to write to: -o DIR", "CSV vaatii kansion: -o KANSIO")
    case .addressMalformed: ("\"{0}\" is not HOST:PORT", "\"{0}\" ei ole muotoa KONE:PORTTI")
    case .configKeyBad:
      (
        "\"{0}\" is not a setting's name (letters, digits, - and _, sections with a dot)",
        "\"{0}\" ei ole asetuksen nimi (kirjaimia, numeroita, - ja _, osiot pisteellä)"
      )
    case .configKeyUnset:
      (
        "\"{0}\" is not set; see talkoot config list",
        "asetusta \"{0}\" ei ole tehty; katso talkoot config list"
      )
    case .configKeyUnknown:
      (
        "warning: this version does not know the setting \"{0}\"",
        "varoitus: tämä versio ei tunne asetusta \"{0}\""
      )
    case .configMalformed:
      (
        "{0} is not valid TOML, line {1}; mend it with talkoot config edit",
        "{0} ei ole kelvollista TOMLia, rivi {1}; korjaa komennolla talkoot config edit"
      )
    case .faultFound: ("something is wrong: see above", "jokin on vialla: katso yltä")
    // The node
    case .alreadyRunning: ("The node is running already.", "Solmu on jo käynnissä.")
    case .nodeRuns: ("The node: {0}, process {1}.", "Solmu: {0}, prosessi {1}.")
    case .noticeRestored:
      (
        "Restored: this node may have lacked something of its own. It goes on in a new log; nothing is lost.",
        "Palautettu: tältä solmulta on saattanut puuttua jotain sen omaa. Se jatkaa uudessa lokissa; mitään ei katoa."
      )
    case .noticeCopied:
      (
        "Copied: this home is a copy of another, or was moved. The node goes on in a new log.",
        "Kopio: tämä koti on kopio toisesta tai se on siirretty. Solmu jatkaa uudessa lokissa."
      )
    case .noticeForked:
      (
        "A log of this node was written in two places, probably by a restored copy. Both branches are kept.",
        "Tämän solmun lokia on kirjoitettu kahdessa paikassa, luultavasti palautetussa kopiossa. Molemmat haarat säilyvät."
      )
    case .noticeTwin:
      (
        "A copy of this node is running elsewhere and writes with the same key. Stop one of the two for good.",
        "Tämän solmun kopio on käynnissä muualla ja kirjoittaa samalla avaimella. Pysäytä toinen niistä pysyvästi."
      )
    case .nodeStopped: ("The node has stopped (process {0}).", "Solmu on pysähtynyt (prosessi {0}).")
    case .homeReady: ("{0} has its home in {1}.", "Organisaation {0} koti on {1}.")
    case .cardUsed:
      (
        "The card has put this node in place of the lost ones of {0}. Move the card away again.",
        "Kortti otti tämän solmun käyttöön organisaation {0} kadonneiden tilalle. Vie kortti taas talteen."
      )
    case .adopted: ("This machine is a node of {0} now.", "Tämä kone on nyt organisaation {0} solmu.")
    case .nodeRetired: ("Node {0} of {1} is retired.", "Organisaation {1} solmu {0} on suljettu.")
    case .voiceSilent:
      (
        "the organisation has no voice now and settles nothing; name one with its card: talkoot node "
          + "voice NODE --card FILE",
        "organisaatiolla ei ole nyt ääntä, eikä se vahvista mitään; nimeä ääni kortilla: talkoot node "
          + "voice NODE --card FILE"
      )
    case .voiceNamed: ("Node {0} speaks for {1}.", "Solmu {0} on organisaation {1} ääni.")
    case .tlsRenewed: ("New connections show the TLS certificate {0}.", "Uudet yhteydet käyttävät TLS-varmennetta {0}.")
    case .keyProtected: ("{0} takes a passphrase from now on.", "{0} vaatii tästä lähtien tunnuslauseen.")
    case .keyUnprotected: ("{0} is kept without a passphrase.", "{0} on ilman tunnuslausetta.")
    case .keysBackedUp: ("The encrypted key is in {0}.", "Salattu avain on tiedostossa {0}.")
    case .cardIs:
      (
        "Recovery card {0}: the organisation's root key. Whoever holds it can add and close the organisation's nodes.",
        "Palautuskortti {0}: organisaation juuriavain. Sen haltija voi lisätä ja sulkea organisaation solmuja."
      )
    case .cardKeepAway: ("Keep it off this machine.", "Säilytä se muualla kuin tällä koneella.")
    case .cardValid: ("{0} is the recovery card of {1}.", "{0} on organisaation {1} palautuskortti.")
    case .cardInvalid: ("{0} is not the recovery card of {1}.", "{0} ei ole organisaation {1} palautuskortti.")
    case .cardNext:
      (
        "It holds once the others have settled it; another member proposes: talkoot member propose-rekey {0} {1}",
        "Se on voimassa, kun muut ovat vahvistaneet sen; toinen jäsen ehdottaa: talkoot member propose-rekey {0} {1}"
      )
    case .thisNode: ("this one", "tämä")
    case .yes: ("yes", "kyllä")
    case .no: ("no", "ei")
    case .moveCardAway:
      (
        "Move the recovery card off this machine and keep it safe: {0}",
        "Siirrä palautuskortti pois tältä koneelta ja pidä se tallessa: {0}"
      )
    case .startNext: ("Next: talkoot node start", "Seuraavaksi: talkoot node start")
    case .joined: ("{0} is in ({1}).", "{0} on mukana ({1}).")
    case .readFingerprint:
      (
        "Read this to a member aloud, so that it confirms you: {0}",
        "Lue tämä ääneen jäsenelle, jotta se vahvistaa sinut: {0}"
      )
    case .isMemberNow: ("{0} is a member.", "{0} on jäsen.")
    case .handedOverTo: ("Handed over to {0}:", "Luovutettu organisaatiolle {0}:")
    case .handedOverToNobody: ("Left without anyone to answer for it:", "Jää ilman vastuullista:")
    case .nothingWritten: ("Nothing was written.", "Mitään ei kirjoitettu.")
    case .hasLeft: ("This organisation has left the network.", "Tämä organisaatio on eronnut verkostosta.")
    case .isLeaving:
      (
        "This organisation leaves. Keep its node running until the other members' nodes have settled that.",
        "Tämä organisaatio eroaa. Pidä solmu käynnissä, kunnes muiden jäsenten solmut ovat vahvistaneet eron."
      )
    case .offeredTwice:
      (
        "{0}'s voice offered two values in one round. The two changes and their signatures:",
        "Organisaation {0} ääni tarjosi kahta arvoa samalla kierroksella. Muutokset ja niiden allekirjoitukset:"
      )
    case .acceptedTwice:
      (
        "{0}'s voice accepted two values in one round. The two changes and their signatures:",
        "Organisaation {0} ääni hyväksyi kaksi arvoa samalla kierroksella. Muutokset ja niiden allekirjoitukset:"
      )
    case .hidAccepted:
      (
        "{0}'s voice hid what it had accepted. The two changes and their signatures:",
        "Organisaation {0} ääni salasi, mitä se oli hyväksynyt. Muutokset ja niiden allekirjoitukset:"
      )
    case .contestedOutcome:
      (
        "Two outcomes have certificates. This node keeps the one that it had first; decide together what to do.",
        "Kahdella tuloksella on todistus. Tämä solmu pitää ensin saamansa; päättäkää yhdessä, mitä tehdä."
      )
    case .voiceSpeaks:
      ("This node settles for its organisation.", "Tämä solmu vahvistaa organisaationsa puolesta.")
    case .voiceAbstains:
      (
        """
        This node may have lost something of its own: it keeps out of settling what was open then until it has \
        synced with every other member. If nothing can be missing, say so with: talkoot node voice --trust
        """,
        """
        Tältä solmulta voi puuttua jotain omaansa: se ei osallistu silloin avoinna olleen vahvistamiseen, ennen kuin \
        se on synkronoinut jokaisen muun jäsenen kanssa. Jos mitään ei voi puuttua: talkoot node voice --trust
        """
      )
    case .voiceOutdated:
      (
        "More than half of the members use a newer Talkoot: upgrade this node; it settles nothing until then.",
        "Yli puolet jäsenistä käyttää uudempaa Talkootia: päivitä tämä solmu; siihen asti se ei vahvista mitään."
      )
    case .voiceContested:
      (
        "Two rosters are certified. This node keeps the one that it had and settles nothing; decide what to do together.",
        "Kahdella jäsenluettelolla on todistus. Tämä solmu pitää omansa eikä vahvista mitään; päättäkää yhdessä."
      )
    case .voiceOther:
      (
        "Another node of this organisation settles for it.",
        "Tämän organisaation toinen solmu vahvistaa sen puolesta."
      )
    case .voiceClosed:
      (
        """
        The node that spoke for this organisation is closed, so it settles nothing. Name another with the organisation's \
        card: talkoot node voice NODE --card FILE
        """,
        """
        Tämän organisaation puolesta vahvistanut solmu on suljettu, joten organisaatio ei vahvista mitään. Nimeä toinen \
        organisaation kortilla: talkoot node voice SOLMU --card TIEDOSTO
        """
      )
    case .voiceNone:
      (
        "This organisation has no vote, so this node settles nothing.",
        "Tällä organisaatiolla ei ole ääntä, joten tämä solmu ei vahvista mitään."
      )
    case .isConfirmedBy:
      (
        "{0} is confirmed by {1} of the {2} members needed.",
        "Organisaation {0} on vahvistanut {1} tarvittavasta {2} jäsenestä."
      )
    case .cameBySharedInvitation:
      (
        "ALARM: {0} came by an invitation that another organisation used too. Confirm only whom you know.",
        "HÄLYTYS: {0} tuli kutsulla, jota myös toinen organisaatio käytti. Vahvista vain se, jonka tunnet."
      )
    case .invitationIsShared:
      (
        "ALARM: invitation {0} was used by several organisations: {1}. Confirm only whom you know.",
        "HÄLYTYS: kutsua {0} on käyttänyt usea organisaatio: {1}. Vahvista vain se, jonka tunnet."
      )
    case .fingerprintWas: ("Its fingerprint: {0}", "Sen sormenjälki: {0}")
    case .allIsWell: ("All is well.", "Kaikki on kunnossa.")
    case .somethingIsWrong: ("Something is wrong.", "Jokin on vialla.")
    case .statusCounts:
      (
        "members {0}, participants {1}, goals {2}, open decisions {3}",
        "jäseniä {0}, osallistujia {1}, tavoitteita {2}, avoimia päätöksiä {3}"
      )
    case .stallsSharedInvitation:
      (
        "ALARM: several organisations came by one invitation; confirm only whom you know",
        "HÄLYTYS: samalla kutsulla on liittynyt useita organisaatioita; vahvista vain ne, jotka tunnet"
      )
    case .stallsContradiction:
      (
        "A voice contradicted itself in settling",
        "Äänivaltainen solmu on puhunut ristiin vahvistamisessa"
      )
    case .stallsStewardGone:
      (
        "{0}: the steward is no longer in the network",
        "{0}: vastuuhenkilö ei ole enää verkostossa"
      )
    case .stallsNoSteward: ("{0}: no steward", "{0}: vastuuhenkilö puuttuu")
    case .stallsOverdue: ("{0}: past its date", "{0}: määräaika on mennyt")
    case .stallsOffTrack: ("{0}: {1}, by the last check-in", "{0}: viimeisimmän kirjauksen mukaan {1}")
    case .stallsBehind: ("{0}: {1} % behind its time", "{0}: {1} % jäljessä aikataulustaan")
    case .stallsBlocked: ("{0}: needs {1}, which was given up", "{0}: edellyttää tavoitetta {1}, josta on luovuttu")
    case .stallsCheckIn: ("{0}: a check-in is missing", "{0}: kirjaus on myöhässä")
    case .stallsCheckIns: ("{0}, and {1} more: check-ins are missing", "{0} ja {1} muuta: kirjaukset ovat myöhässä")
    case .stallsDecisionOverdue:
      (
        "{0}: past its deadline and not settled",
        "{0}: määräaika on mennyt eikä päätöstä ole vahvistettu"
      )
    case .stallsPositions: ("{0}: positions missing: {1}", "{0}: kantoja puuttuu: {1}")
    case .stallsObjection: ("{0}: an objection stands", "{0}: vastalause on ratkaisematta")
    case .stallsDecisionReview: ("{0}: the decision is to be reviewed", "{0}: päätös on aika tarkastella uudelleen")
    case .stallsAgreementReview:
      (
        "{0}: the agreement is to be reviewed",
        "{0}: sopimus on aika tarkastella uudelleen"
      )
    case .stallsUnsigned: ("{0}: signatures missing: {1}", "{0}: allekirjoituksia puuttuu: {1}")
    case .stallsDisputed: ("{0}: disputed, or has two newest texts", "{0}: riitainen, tai uusimpia tekstejä on kaksi")
    case .stallsUntaken:
      (
        "{0}: nobody has taken the question",
        "{0}: kukaan ei ole ottanut kysymystä vastattavakseen"
      )
    case .stallsUnanswered: ("{0}: taken and not answered", "{0}: otettu vastattavaksi mutta vastaamatta")
    case .stallsRole: ("Nobody takes the role {0}", "Roolissa {0} ei ole ketään")
    case .stallsStrength: ("Nobody brings the strength {0}", "Kenelläkään ei ole vahvuutta {0}")
    case .stallsSingleNode: ("{0}: one node only", "{0}: vain yksi solmu")
    case .stallsSilent: ("{0}: not heard from", "{0}: ei ole kuulunut mitään")
    case .stallsUnconfirmed: ("{0}: waits to be confirmed as a member", "{0}: odottaa vahvistamista jäseneksi")
    case .stallsProposal:
      (
        "{0}: a proposed change of the roster waits for approvals",
        "{0}: jäsenluettelon muutosehdotus odottaa hyväksyntöjä"
      )
    case .stallsConflict: ("{0}: {1} has several values", "{0}: kentällä {1} on useita arvoja")
    case .stallsVersion: ("{0}: an older Talkoot than the others'", "{0}: vanhempi Talkoot kuin muilla")
    case .stallsMandateEnding: ("{0}: the mandate ends in {1} days", "{0}: valtuutusta jäljellä päiviä: {1}")
    case .stallsNoMandate:
      (
        "{0} things stall, and nobody has a mandate to see to them",
        "{0} asiaa on jumissa, eikä kenelläkään ole valtuutusta hoitaa niitä"
      )
    case .stallsPeerOffline: ("{0}: no connection", "{0}: ei yhteyttä")
    case .stallsPeerRefuses:
      (
        "{0} refuses this node: was this organisation removed?",
        "{0} torjuu tämän solmun: onko tämä organisaatio poistettu?"
      )
    case .stallsHasLeft: ("This organisation has left the network", "Tämä organisaatio on eronnut verkostosta")
    case .stallsWasRemoved:
      (
        "This organisation was removed from the network",
        "Tämä organisaatio on poistettu verkostosta"
      )
    case .stallsLeaving:
      (
        "This organisation leaves; its node is needed until the other members' nodes have settled that",
        "Tämä organisaatio eroaa; sen solmua tarvitaan, kunnes muiden jäsenten solmut ovat vahvistaneet eron"
      )
    case .stallsLeavingLong:
      (
        "Leaving could not be settled within a day: too few of the other members' nodes were heard of",
        "Eroa ei ole voitu vahvistaa vuorokaudessa: muiden jäsenten solmuista on kuultu liian harvasta"
      )
    case .stallsOutdated:
      (
        "More than half of the members use a newer Talkoot: this node settles nothing until it is upgraded",
        "Yli puolella jäsenistä on uudempi Talkoot: tämä solmu ei vahvista mitään ennen päivitystä"
      )
    case .stallsToday: ("today", "tänään")
    case .stallsOneDay: ("1 day", "1 päivä")
    case .stallsDays: ("{0} days", "{0} päivää")
    case .stallsWaitsFor: ("waits for {0}", "odottaa: {0}")
    case .stallsWaitsForAnyone: ("waits for whoever takes it", "odottaa ottajaansa")
    case .stallsTrend:
      (
        "{0} in all; {1} new within a week, {2} mended.",
        "Yhteensä {0}; viikon sisällä uusia {1}, hoidettu {2}."
      )
    case .stallsMore: ("… and {0} more: talkoot attention --all", "… ja {0} muuta: talkoot attention --all")
    case .mandateDrafted:
      (
        "A mandate could be proposed (a draft, not sent):",
        "Valtuutusta voisi ehdottaa (luonnos, ei lähetetty):"
      )
    case .mandateDraftTask:
      (
        "See to it that what stalls goes on ({0} things, talkoot attention)",
        "Huolehdi, että jumiin jääneet asiat etenevät ({0} asiaa, talkoot attention)"
      )
    case .mandateCoordinates: ("coordinates {0} goals", "koordinoi {0} tavoitetta")
    case .mandateDecisionTitle: ("A mandate for {0} until {1}: {2}", "Kehittäjäksi {0}, {1} asti: {2}")
    case .mandateProposed: ("{0}: proposed; decision {1} gives it.", "{0}: ehdotettu; sen antaa päätös {1}.")
    case .noMandates: ("No mandates.", "Ei valtuutuksia.")
    case .nothingWaits: ("Nothing waits for this organisation.", "Mikään ei odota tätä organisaatiota.")
    case .nobodyBrings: ("nobody", "ei kukaan")
    case .nobodyBringsLine: ("Nobody brings: {0}", "Kukaan ei tuo: {0}")
    case .nobodyTakesLine: ("Nobody takes the roles: {0}", "Ilman ottajaa olevat roolit: {0}")
    case .givesAndGets: ("gives {0}, gets {1}", "antaa {0}, saa {1}")
    case .noMeetings: ("No meetings.", "Ei kokouksia.")
    case .sinceBeginning:
      (
        "No meeting has ended yet: all is new.",
        "Yhtään kokousta ei ole vielä pidetty: kaikki on uutta."
      )
    case .sinceMeeting: ("Since {0} ({1}): {2} changes.", "Kokouksen {0} ({1}) jälkeen muutoksia: {2}.")
    case .minutesFrom: ("{0} to {1}", "{0} – {1}")
    case .movedStatus: ("now {0}", "tila nyt {0}")
    case .movedTaken: ("someone became answerable", "sai vastaajan")
    case .movedPlaced: ("moved in the tree", "siirretty puussa")
    case .movedCheckedIn: ("new check-in", "uusi kirjaus")
    case .movedPosition: ("new positions", "uusia kantoja")
    case .movedSettled: ("settled: {0}", "vahvistettu: {0}")
    case .movedSigned: ("signed", "allekirjoitettu")
    case .movedDrafted: ("new version", "uusi versio")
    case .movedAnswered: ("answered", "vastattu")
    case .movedEdited: ("edited", "muokattu")
    case .nothingStalls: ("Nothing stalls.", "Mikään ei ole jumissa.")
    case .noPeers: ("No peers.", "Ei vertaisia.")
    case .syncPaused: ("Sync is paused.", "Synkronointi on tauolla.")
    case .syncResumed: ("Sync goes on.", "Synkronointi jatkuu.")
    case .syncEqual: ("In sync with every reachable peer.", "Ajan tasalla kaikkien tavoitettavien vertaisten kanssa.")
    case .syncUnequal: ("Not in sync yet.", "Ei vielä ajan tasalla.")
    // The shared work
    case .undone: ("Undone: {0}", "Kumottu: {0}")
    case .undoAgain: ("To take this back: talkoot undo {0}", "Voit perua tämän: talkoot undo {0}")
    case .keptPart: ("stays: {0} ({1})", "jää: {0} ({1})")
    case .keptChangedSince: ("changed since", "muutettu sen jälkeen")
    case .keptNotYours: ("not this organisation's to change", "ei ole tämän organisaation muutettavissa")
    case .keptSettles:
      ("part of what settles things; it has commands of its own", "osa vahvistamista; sille on omat komentonsa")
    case .keptFrozen: ("written to by a newer Talkoot", "uudempi Talkoot on kirjoittanut siihen")
    case .keptCyclic: ("its old place is below it now", "sen vanha paikka on nyt sen alla")
    case .keptOther: ("for a reason that this version does not know", "syystä, jota tämä versio ei tunne")
    case .nothingHere: ("Nothing here.", "Ei mitään.")
    case .archivedWord: ("archived", "arkistoitu")
    case .conflictWord: ("conflict", "ristiriita")
    case .correctedWord: ("corrected", "korjattu")
    case .lateWord: ("late", "myöhässä")
    case .ownWord: ("this organisation", "tämä organisaatio")
    case .conflictNote:
      (
        "Values written at the same time: {0}. See talkoot replica conflicts.",
        "Samanaikaisesti kirjoitettuja arvoja: {0}. Katso talkoot replica conflicts."
      )
    case .quorum: ("{0} present, {1} needed", "läsnä {0}, tarvitaan {1}")
    case .certificate: ("accepted by {0} members' nodes", "{0} jäsenen solmut hyväksyneet")
    case .inForceWord: ("{0} in force", "{0} voimassa")
    case .withdrawnWord: ("taken back", "peruttu")
    case .notSignedWord: ("has not signed", "ei ole allekirjoittanut")
    case .silentWord: ("received it and said nothing", "sai ehdotuksen eikä ottanut kantaa")
    case .textErased:
      (
        "The text is not here: it was erased or has not come yet.",
        "Teksti ei ole täällä: se on poistettu tai se ei ole vielä saapunut."
      )
    case .versionsConflict:
      (
        "Versions were written at the same time; agreement edit writes the one that settles them.",
        "Versioita on kirjoitettu samanaikaisesti; agreement edit kirjoittaa version, joka ratkaisee asian."
      )
    case .noOutcome: ("none: no quorum, or a tie", "ei tulosta: päätösvaltaa ei ollut tai äänet menivät tasan")
    case .bundleWritten:
      (
        "{0}: {1} bytes. Anyone can check it: talkoot verify-bundle {0}",
        "{0}: {1} tavua. Kuka tahansa voi tarkistaa sen: talkoot verify-bundle {0}"
      )
    case .bundleBroken:
      (
        "The node's answer is not a bundle; report this.",
        "Solmun vastaus ei ole todistenippu; ilmoita tästä."
      )
    case .bundleFault: ("This bundle proves nothing: {0}", "Tämä nippu ei todista mitään: {0}")
    case .bundleTrust:
      (
        "Every hash and signature holds. Names are what the organisations call themselves: compare the fingerprints with those you know.",
        "Kaikki tiivisteet ja allekirjoitukset pitävät. Nimet ovat organisaatioiden itsestään antamia: vertaa sormenjälkiä tuntemiisi."
      )
    case .bundleComplete:
      (
        "All whom the version binds have signed exactly this text.",
        "Kaikki, joita versio sitoo, ovat allekirjoittaneet täsmälleen tämän tekstin."
      )
    case .bundleIncomplete:
      (
        "Not in force by this bundle: {0} of those it binds have not signed.",
        "Ei tämän nipun mukaan voimassa: {0} sen sitomista ei ole allekirjoittanut."
      )
    case .bundleErased:
      (
        "The text was erased by decision {0} (reason: {1}). The signatures hold for its hash: whoever has a copy can show that it is the one with --text.",
        "Teksti on poistettu päätöksellä {0} (syy: {1}). Allekirjoitukset koskevat sen tiivistettä: kopion haltija voi osoittaa sen samaksi valitsimella --text."
      )
    case .bundleWithheld:
      (
        "The text is not in the bundle. The signatures hold for its hash; compare a copy with --text.",
        "Teksti ei ole nipussa. Allekirjoitukset koskevat sen tiivistettä; vertaa kopiota valitsimella --text."
      )
    case .bundleMatches:
      (
        "The given text is exactly the one that was signed.",
        "Annettu teksti on täsmälleen se, joka on allekirjoitettu."
      )
    case .bundleCertified:
      (
        "{0} of {1} members' nodes accepted exactly this outcome; {2} were needed:",
        "Täsmälleen tämän tuloksen hyväksyneiden solmujen jäsenet: {0}/{1}, vaadittiin {2}:"
      )
    case .faultMalformed:
      (
        "the file is damaged or no bundle of this version ({0})",
        "tiedosto on vaurioitunut tai se ei ole tämän version todistenippu ({0})"
      )
    case .faultStructureHash:
      (
        "the structure of change {0} is not the one that was hashed",
        "muutoksen {0} rakenne ei ole se, josta tiiviste laskettiin"
      )
    case .faultContentHash:
      (
        "the content of change {0} is not the one that was hashed",
        "muutoksen {0} sisältö ei ole se, josta tiiviste laskettiin"
      )
    case .faultBadSignature: ("the signature under change {0} does not hold", "muutoksen {0} allekirjoitus ei pidä")
    case .faultUnsigned: ("no signature speaks for change {0}", "mikään allekirjoitus ei kata muutosta {0}")
    case .faultOtherNetwork: ("log {0} is another network's", "loki {0} on toisesta verkostosta")
    case .faultNoGenesis:
      (
        "the network's genesis is not in it, or its founder's card did not sign it",
        "verkoston perustamista ei ole nipussa, tai perustajan kortti ei ole allekirjoittanut sitä"
      )
    case .faultUnknownNode:
      (
        "node {0} is not proven to belong to the organisation that it writes for",
        "solmun {0} kuulumista organisaatioon, jonka puolesta se kirjoittaa, ei ole todistettu"
      )
    case .faultContested:
      (
        "two different results have certificates: voices have contradicted themselves ({0})",
        "kahdella eri tuloksella on todistus: äänivaltaiset solmut ovat puhuneet ristiin ({0})"
      )
    case .faultNoSubject: ("what it is about, {0}, is not in it", "nipussa ei ole sitä, mitä se koskee ({0})")
    case .faultWrongText:
      (
        "the text is not the one whose hash version {0} holds",
        "teksti ei ole se, jonka tiiviste on versiossa {0}"
      )
    case .faultOtherText:
      (
        "the given text is not the one that was signed",
        "annettu teksti ei ole se, joka on allekirjoitettu"
      )
    case .faultWrongHash:
      (
        "the signature in change {0} names another text",
        "muutoksen {0} allekirjoitus koskee muuta tekstiä"
      )
    case .faultNotBound:
      (
        "change {0} signs for an organisation that the version does not bind",
        "muutos {0} allekirjoittaa organisaation puolesta, jota versio ei sido"
      )
    case .faultNoElectorate:
      (
        "the roster that decides, number {0}, is not proven",
        "päättävää jäsenistöä, numero {0}, ei ole todistettu"
      )
    case .faultNotCertified:
      (
        "too few nodes accepted the outcome ({0})",
        "liian harva solmu on hyväksynyt tuloksen ({0})"
      )
    case .faultWrongPosition:
      (
        "the position of {0} is not in it, or says something else than was counted",
        "organisaation {0} kanta puuttuu nipusta tai on muu kuin laskettu"
      )
    case .faultNotReceived:
      (
        "{0} is counted as silent without proof that it had received the proposal",
        "{0} on laskettu vaienneeksi, vaikka ehdotuksen saamista ei ole todistettu"
      )
    case .faultWrongOutcome: ("the outcome is not what the positions give", "tulos ei ole se, joka kannoista seuraa")
    case .imported:
      (
        "Created {0}, updated {1}, unchanged {2}, skipped {3}.",
        "Luotu {0}, päivitetty {1}, ennallaan {2}, ohitettu {3}."
      )
    case .importWould:
      (
        "Nothing written; it would create {0}, update {1}, leave {2} unchanged and skip {3}.",
        "Mitään ei kirjoitettu; luotaisiin {0}, päivitettäisiin {1}, ennallaan pysyisi {2} ja ohitettaisiin {3}."
      )
    // Reports
    case .reportAsOf: ("State of {0}; heads {1}.", "Tilanne {0}; kärjet {1}.")
    case .reportNoCheckin: ("no check-in yet", "ei vielä kirjauksia")
    case .reportSteward: ("steward {0}", "vastuussa {0}")
    case .reportDue: ("by {0}", "viimeistään {0}")
    case .reportReview: ("review {0}", "tarkastelu {0}")
    case .reportGets: ("gets: {0}", "saa: {0}")
    case .reportProposedBy: ("proposed by {0}", "esittäjä {0}")
    case .reportVersion: ("Version {0}", "Versio {0}")
    case .reportSigned: ("signed by {0}", "allekirjoittaneet {0}")
    case .reportWaitingFor: ("waiting for {0}", "odottaa: {0}")
    case .summaryCounts:
      (
        "{0} · members {1} · goals {2} · open decisions {3} · agreements in force {4} · open questions {5}",
        "{0} · jäseniä {1} · tavoitteita {2} · avoimia päätöksiä {3} · sopimuksia voimassa {4} · avoimia kysymyksiä {5}"
      )
    case .andMore: ("and {0} more", "ja {0} muuta")
    case .dateGoalDue: ("Goal due: {0}", "Tavoitteen määräaika: {0}")
    case .dateCheckin: ("Check-in due: {0}", "Mittarin kirjaus: {0}")
    case .dateMeasureEnds: ("Measure ends: {0}", "Mittari päättyy: {0}")
    case .dateDeadline: ("Decision, last day: {0}", "Päätöksen määräaika: {0}")
    case .dateDecisionReview: ("Decision to review: {0}", "Päätöksen tarkastelu: {0}")
    case .dateAgreementReview: ("Agreement to review: {0}", "Sopimuksen tarkastelu: {0}")
    case .headingMembers: ("Organisations", "Organisaatiot")
    case .headingGoals: ("Goals", "Tavoitteet")
    case .headingDecisions: ("Decisions", "Päätökset")
    case .headingDecidedLately: ("Decided lately", "Viimeksi päätetty")
    case .headingAgreements: ("Agreements", "Sopimukset")
    case .headingMandates: ("Mandates", "Valtuutukset")
    case .headingMeetings: ("Meetings", "Kokoukset")
    case .headingQuestions: ("Questions", "Kysymykset")
    case .headingDates: ("Coming dates", "Tulevat määräajat")
    case .columnStrengths: ("Strengths", "Vahvuudet")
    case .columnMotivation: ("Why it is here", "Miksi mukana")
    // The replica
    case .nothingSetAside: ("Nothing is set aside.", "Mitään ei ole jätetty syrjään.")
    case .broughtBack: ("It counts from now on, by change {0}.", "Se on tästä lähtien voimassa muutoksen {0} kautta.")
    case .changeSetAside:
      (
        "Set aside: it is kept and doesn't count. talkoot replica set-aside --bring-back brings it back.",
        "Jätetty syrjään: se säilyy mutta ei ole voimassa. talkoot replica set-aside --bring-back palauttaa sen."
      )
    case .changeBroughtIn: ("Brought in by {0}.", "Mukaan tuonut {0}.")
    case .noConflicts: ("No conflicts.", "Ei ristiriitoja.")
    case .digestMissing: ("none: some texts are missing", "puuttuu: osa teksteistä puuttuu")
    case .verifiedClean:
      (
        "Verified {0} changes: every hash, chain and signature holds, and they give the stored state.",
        "Tarkistettu {0} muutosta: tiivisteet, ketjut ja allekirjoitukset pitävät, ja niistä syntyy tallennettu tila."
      )
    case .verifiedFault: ("A fault: {0}", "Vika: {0}")
    case .rebuilt: ("Rebuilt {0} objects from {1} changes.", "Rakennettu uudelleen {0} kohdetta {1} muutoksesta.")
    case .rebuiltDiffers: ("The stored state was different; report this.", "Tallennettu tila poikkesi; ilmoita tästä.")
    case .backedUp: ("{0}: {1} changes, {2} bytes.", "{0}: {1} muutosta, {2} tavua.")
    case .perSecond: ("{0}/s", "{0}/s")
    case .phaseReading: ("reading", "luetaan")
    case .phaseChecking: ("checking", "tarkistetaan")
    case .phaseWriting: ("writing", "kirjoitetaan")
    case .phaseSyncing: ("syncing", "synkronoidaan")
    case .phaseVerifying: ("verifying", "todennetaan")
    case .phaseRebuilding: ("rebuilding", "rakennetaan uudelleen")
    case .phaseWorking: ("working", "käsitellään")
    // Headings, columns and fields
    case .headingAhead: ("They lack", "Heiltä puuttuu")
    case .headingAttention: ("Needs attention", "Vaatii huomiota")
    case .headingBehind: ("We lack", "Meiltä puuttuu")
    case .headingBenefits: ("Who gets what", "Kuka hyötyy ja mitä")
    case .headingCheckins: ("Check-ins", "Kirjaukset")
    case .headingComments: ("Comments", "Kommentit")
    case .headingContributions: ("Who does what", "Kuka tekee ja mitä")
    case .headingMeasures: ("Measures", "Mittarit")
    case .headingPeers: ("Peers", "Vertaiset")
    case .headingNeeds: ("Strengths", "Vahvuudet")
    case .headingRoles: ("Roles", "Roolit")
    case .headingWaiting: ("Waiting", "Odottaa")
    case .headingNews: ("New", "Uutta")
    case .headingNew: ("New", "Uutta")
    case .headingMoved: ("Moved", "Edennyt")
    case .headingStalled: ("Stalled", "Jumissa")
    case .headingConflicts: ("In conflict", "Ristiriidassa")
    case .headingDecided: ("Decided", "Päätetty")
    case .headingMinutes: ("Minutes", "Muistio")
    case .headingAnswers: ("Answers", "Vastaukset")
    case .headingPositions: ("Positions", "Kannat")
    case .headingVersion: ("Version {0} · {1} · {2}", "Versio {0} · {1} · {2}")
    case .headingDifference: ("Version {0} → version {1}", "Versio {0} → versio {1}")
    case .columnAction: ("Change", "Muutos")
    case .columnAddress: ("Address", "Osoite")
    case .columnAdmitted: ("Joined", "Liittyneet")
    case .columnAhead: ("They lack", "Heiltä puuttuu")
    case .columnApprovals: ("Approvals", "Hyväksynnät")
    case .columnMember: ("Organisation", "Organisaatio")
    case .columnAuthor: ("By", "Tekijä")
    case .columnBehind: ("We lack", "Meiltä puuttuu")
    case .columnConfirmed: ("Confirmed", "Vahvistettu")
    case .columnDeadline: ("Deadline", "Määräaika")
    case .columnDue: ("Due", "Määräaika")
    case .columnExpires: ("Expires", "Vanhenee")
    case .columnID: ("Id", "Tunnus")
    case .columnLastSync: ("Last sync", "Viimeksi ajan tasalla")
    case .columnName: ("Name", "Nimi")
    case .columnNode: ("Node", "Solmu")
    case .columnNote: ("Note", "Huomautus")
    case .columnOn: ("On", "Päivä")
    case .columnOutcome: ("Outcome", "Tulos")
    case .columnProgress: ("Progress", "Edistyminen")
    case .columnRoles: ("Roles", "Roolit")
    case .columnRule: ("Rule", "Sääntö")
    case .columnSource: ("From", "Lähde")
    case .columnState: ("State", "Tila")
    case .columnStatus: ("Status", "Tila")
    case .columnAnswerable: ("Answerable", "Vastaa")
    case .columnStrength: ("Strength", "Vahvuus")
    case .columnBrings: ("Brings", "Tuo")
    case .columnNeededBy: ("Needed by", "Tarvitsee")
    case .columnRole: ("Role", "Rooli")
    case .columnTakes: ("Takes it", "Ottaa")
    case .columnContributes: ("Has it for a goal", "Hoitaa tavoitteessa")
    case .columnHolder: ("Holder", "Haltija")
    case .columnTask: ("Task", "Tehtävä")
    case .columnUntil: ("Until", "Asti")
    case .columnStarted: ("Began", "Alkoi")
    case .columnEnded: ("Ended", "Päättyi")
    case .columnAsked: ("Asked", "Kysytty")
    case .columnSteward: ("Steward", "Vastuuhenkilö")
    case .columnTarget: ("Target", "Tavoitearvo")
    case .columnTime: ("Time", "Aika")
    case .columnFound: ("Found", "Löytyi")
    case .columnTitle: ("Title", "Otsikko")
    case .columnValue: ("Value", "Arvo")
    case .columnVersion: ("Version", "Versio")
    case .columnWaitingFor: ("Waiting for", "Odottaa")
    case .columnWhat: ("What", "Mitä")
    case .fieldAbout: ("About", "Koskee")
    case .fieldErases: ("Erases", "Poistaa pysyvästi")
    case .fieldAct: ("Act", "Teko")
    case .fieldAgreement: ("Agreement", "Sopimus")
    case .fieldAddresses: ("Addresses", "Osoitteet")
    case .fieldSource: ("Content of", "Sisältö verkostosta")
    case .fieldEpoch: ("Roster", "Jäsenluettelo")
    case .fieldNewKey: ("New key", "Uusi avain")
    case .fieldVoice: ("Voice", "Ääni")
    case .fieldApprovals: ("Approvals", "Hyväksynnät")
    case .fieldAuthor: ("By", "Tekijä")
    case .fieldBinds: ("Binds", "Sitoo")
    case .fieldBytes: ("Bytes", "Tavuja")
    case .fieldCertificate: ("Certificate", "Todistus")
    case .fieldChanges: ("Changes", "Muutoksia")
    case .fieldConfidence: ("Confidence", "Luottamus")
    case .fieldConfirmed: ("Confirmed", "Vahvistettu")
    case .fieldConflicts: ("Conflicts", "Ristiriitoja")
    case .fieldContact: ("Contact", "Yhteystiedot")
    case .fieldCorrectedBy: ("Corrected by", "Korjattu")
    case .fieldCorrects: ("Corrects", "Korjaa")
    case .fieldDeadline: ("Deadline", "Määräaika")
    case .fieldDecision: ("Decision", "Päätös")
    case .fieldDependencies: ("After", "Jälkeen")
    case .fieldDependsOn: ("Depends on", "Riippuu")
    case .fieldDigest: ("Digest", "Tiiviste")
    case .fieldDue: ("Due", "Määräaika")
    case .fieldEvery: ("Check-in every", "Kirjausväli")
    case .fieldFingerprint: ("Fingerprint", "Sormenjälki")
    case .fieldFrom: ("From", "Lähtöarvo")
    case .fieldHash: ("Hash", "Tiiviste")
    case .fieldGoal: ("Goal", "Tavoite")
    case .fieldHeads: ("Heads", "Kärjet")
    case .fieldHome: ("Home", "Koti")
    case .fieldPassphrase: ("Passphrase", "Tunnuslause")
    case .fieldCardPeers: ("To ask", "Kysyttävät")
    case .fieldKey: ("Key", "Avain")
    case .fieldLastHeard: ("Last heard", "Viimeksi kuultu")
    case .fieldListen: ("Listens on", "Kuuntelee")
    case .fieldLog: ("Log", "Loki")
    case .fieldMeasure: ("Measure", "Mittari")
    case .fieldMember: ("Organisation", "Organisaatio")
    case .fieldModel: ("Model", "Malli")
    case .fieldMotivation: ("Motivation", "Motivaatio")
    case .fieldNetwork: ("Network", "Verkosto")
    case .fieldNextCheckin: ("Next check-in", "Seuraava kirjaus")
    case .fieldNode: ("Node", "Solmu")
    case .fieldNodes: ("Nodes", "Solmut")
    case .fieldNotReceived: ("Not received by", "Ei vielä saanut")
    case .fieldNote: ("Note", "Huomautus")
    case .fieldObjects: ("Objects", "Kohteita")
    case .fieldOn: ("On", "Päivä")
    case .fieldOutcome: ("Outcome", "Tulos")
    case .fieldParent: ("Under", "Ylätavoite")
    case .fieldPending: ("Pending", "Odottaa")
    case .fieldPerson: ("Person", "Henkilö")
    case .fieldProgress: ("Progress", "Edistyminen")
    case .fieldAnswerable: ("Answerable", "Vastaa")
    case .fieldNeeds: ("Needs", "Vaatii")
    case .fieldHolder: ("Holder", "Haltija")
    case .fieldTask: ("Task", "Tehtävä")
    case .fieldStarted: ("Began", "Alkoi")
    case .fieldEnded: ("Ended", "Päättyi")
    case .fieldStewardOf: ("Steward of", "Vastaa tavoitteista")
    case .fieldAskedBy: ("Asked by", "Kysyjä")
    case .nobodyYet: ("nobody yet", "ei vielä kukaan")
    case .fieldProposer: ("Proposed by", "Ehdottaja")
    case .fieldQuorum: ("Quorum", "Päätösvaltaisuus")
    case .fieldReason: ("Reason", "Perustelu")
    case .fieldRestored: ("Restored to", "Palautettu hetkeen")
    case .fieldReview: ("Review", "Tarkastelu")
    case .fieldRoles: ("Roles", "Roolit")
    case .fieldRule: ("Rule", "Sääntö")
    case .fieldSetAside: ("Set aside", "Syrjässä")
    case .fieldSequence: ("Sequence", "Järjestysnumero")
    case .fieldStatus: ("Status", "Tila")
    case .fieldSteward: ("Steward", "Vastuuhenkilö")
    case .fieldStrengths: ("Strengths", "Vahvuudet")
    case .fieldTarget: ("Target", "Tavoitearvo")
    case .fieldTime: ("Time", "Aika")
    case .fieldUntil: ("Until", "Mennessä")
    case .fieldValue: ("Value", "Arvo")
    case .fieldVersion: ("Version", "Versio")
    case .fieldWaitingFor: ("Waiting for", "Odottaa")
    }
  }
}

extension Message {
  /// What is going on, from the word that the node uses for it.
  static func phase(_ word: String) -> Message {
    switch word {
    case "reading": .phaseReading
    case "checking": .phaseChecking
    case "writing": .phaseWriting
    case "syncing": .phaseSyncing
    case "verifying": .phaseVerifying
    case "rebuilding": .phaseRebuilding
    default: .phaseWorking
    }
  }
}
