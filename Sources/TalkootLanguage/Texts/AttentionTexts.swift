// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// (its two texts say what a message is)

// What stalls, and mandates.

extension Message {
  public static let nothingStalls = Message("Nothing stalls.", "Mikään ei ole jumissa.")
  public static let stallsSharedInvitation = Message(
    "ALARM: several organisations came by one invitation; confirm only whom you know",
    "HÄLYTYS: samalla kutsulla on liittynyt useita organisaatioita; vahvista vain ne, jotka tunnet"
  )
  public static let stallsContradiction = Message(
    "A voice contradicted itself in settling",
    "Äänivaltainen solmu on puhunut ristiin vahvistamisessa"
  )
  public static let stallsStewardGone = Message(
    "{0}: the steward is no longer in the network",
    "{0}: vastuuhenkilö ei ole enää verkostossa"
  )
  public static let stallsNoSteward = Message("{0}: no steward", "{0}: vastuuhenkilö puuttuu")
  public static let stallsOverdue = Message("{0}: past its date", "{0}: määräaika on mennyt")
  public static let stallsOffTrack = Message(
    "{0}: {1}, by the last check-in",
    "{0}: viimeisimmän kirjauksen mukaan {1}"
  )
  public static let stallsBlocked = Message(
    "{0}: needs {1}, which was given up",
    "{0}: edellyttää tavoitetta {1}, josta on luovuttu"
  )
  public static let stallsBehind = Message("{0}: {1} % behind its time", "{0}: {1} % jäljessä aikataulustaan")
  public static let stallsCheckIn = Message("{0}: a check-in is missing", "{0}: kirjaus on myöhässä")
  public static let stallsCheckIns = Message(
    "{0}, and {1} more: check-ins are missing",
    "{0} ja {1} muuta: kirjaukset ovat myöhässä"
  )
  public static let stallsDecisionOverdue = Message(
    "{0}: past its deadline and not settled",
    "{0}: määräaika on mennyt eikä päätöstä ole vahvistettu"
  )
  public static let stallsPositions = Message("{0}: positions missing: {1}", "{0}: kantoja puuttuu: {1}")
  public static let stallsObjection = Message("{0}: an objection stands", "{0}: vastalause on ratkaisematta")
  public static let stallsDecisionReview = Message(
    "{0}: the decision is to be reviewed",
    "{0}: päätös on aika tarkastella uudelleen"
  )
  public static let stallsAgreementReview = Message(
    "{0}: the agreement is to be reviewed",
    "{0}: sopimus on aika tarkastella uudelleen"
  )
  public static let stallsUnsigned = Message("{0}: signatures missing: {1}", "{0}: allekirjoituksia puuttuu: {1}")
  public static let stallsDisputed = Message(
    "{0}: disputed, or has two newest texts",
    "{0}: riitainen, tai uusimpia tekstejä on kaksi"
  )
  public static let stallsUntaken = Message(
    "{0}: nobody has taken the question",
    "{0}: kukaan ei ole ottanut kysymystä vastattavakseen"
  )
  public static let stallsUnanswered = Message(
    "{0}: taken and not answered",
    "{0}: otettu vastattavaksi mutta vastaamatta"
  )
  public static let stallsRole = Message("Nobody takes the role {0}", "Roolissa {0} ei ole ketään")
  public static let stallsStrength = Message("Nobody brings the strength {0}", "Kenelläkään ei ole vahvuutta {0}")
  public static let stallsSingleNode = Message("{0}: one node only", "{0}: vain yksi solmu")
  public static let stallsSilent = Message("{0}: not heard from", "{0}: ei ole kuulunut mitään")
  public static let stallsUnconfirmed = Message(
    "{0}: waits to be confirmed as a member",
    "{0}: odottaa vahvistamista jäseneksi"
  )
  public static let stallsProposal = Message(
    "{0}: a proposed change of the roster waits for approvals",
    "{0}: jäsenluettelon muutosehdotus odottaa hyväksyntöjä"
  )
  public static let stallsConflict = Message("{0}: {1} has several values", "{0}: kentällä {1} on useita arvoja")
  public static let stallsVersion = Message(
    "{0}: an older Talkoot than the others'",
    "{0}: vanhempi Talkoot kuin muilla"
  )
  public static let stallsMandateEnding = Message(
    "{0}: the mandate ends in {1} days",
    "{0}: valtuutusta jäljellä päiviä: {1}"
  )
  public static let stallsNoMandate = Message(
    "{0} things stall, and nobody has a mandate to see to them",
    "{0} asiaa on jumissa, eikä kenelläkään ole valtuutusta hoitaa niitä"
  )
  public static let stallsPeerOffline = Message("{0}: no connection", "{0}: ei yhteyttä")
  public static let stallsPeerRefuses = Message(
    "{0} refuses this node: was this organisation removed?",
    "{0} torjuu tämän solmun: onko tämä organisaatio poistettu?"
  )
  public static let stallsHasLeft = Message(
    "This organisation has left the network",
    "Tämä organisaatio on eronnut verkostosta"
  )
  public static let stallsWasRemoved = Message(
    "This organisation was removed from the network",
    "Tämä organisaatio on poistettu verkostosta"
  )
  public static let stallsLeaving = Message(
    "This organisation leaves; its node is needed until the other members' nodes have settled that",
    "Tämä organisaatio eroaa; sen solmua tarvitaan, kunnes muiden jäsenten solmut ovat vahvistaneet eron"
  )
  public static let stallsLeavingLong = Message(
    "Leaving could not be settled within a day: too few of the other members' nodes were heard of",
    "Eroa ei ole voitu vahvistaa vuorokaudessa: muiden jäsenten solmuista on kuultu liian harvasta"
  )
  public static let stallsOutdated = Message(
    "More than half of the members use a newer Talkoot: this node settles nothing until it is upgraded",
    "Yli puolella jäsenistä on uudempi Talkoot: tämä solmu ei vahvista mitään ennen päivitystä"
  )
  public static let stallsToday = Message("today", "tänään")
  public static let stallsOneDay = Message("1 day", "1 päivä")
  public static let stallsDays = Message("{0} days", "{0} päivää")
  public static let stallsWaitsFor = Message("waits for {0}", "odottaa: {0}")
  public static let stallsWaitsForAnyone = Message("waits for whoever takes it", "odottaa ottajaansa")
  public static let stallsTrend = Message(
    "{0} in all; {1} new within a week, {2} mended.",
    "Yhteensä {0}; viikon sisällä uusia {1}, hoidettu {2}."
  )
  public static let stallsMore = Message(
    "… and {0} more: talkoot attention --all",
    "… ja {0} muuta: talkoot attention --all"
  )
  public static let mandateDrafted = Message(
    "A mandate could be proposed (a draft, not sent):",
    "Valtuutusta voisi ehdottaa (luonnos, ei lähetetty):"
  )
  public static let mandateDraftTask = Message(
    "See to it that what stalls goes on ({0} things, talkoot attention)",
    "Huolehdi, että jumiin jääneet asiat etenevät ({0} asiaa, talkoot attention)"
  )
  public static let mandateCoordinates = Message("coordinates {0} goals", "koordinoi {0} tavoitetta")
  public static let mandateDecisionTitle = Message(
    "A mandate for {0} until {1}: {2}",
    "Kehittäjäksi {0}, {1} asti: {2}"
  )
  public static let mandateProposed = Message(
    "{0}: proposed; decision {1} gives it.",
    "{0}: ehdotettu; sen antaa päätös {1}."
  )
  public static let noMandates = Message("No mandates.", "Ei valtuutuksia.")
  public static let nothingWaits = Message(
    "Nothing waits for this organisation.",
    "Mikään ei odota tätä organisaatiota."
  )
  public static let nobodyBrings = Message("nobody", "ei kukaan")
  public static let nobodyBringsLine = Message("Nobody brings: {0}", "Kukaan ei tuo: {0}")
  public static let nobodyTakesLine = Message("Nobody takes the roles: {0}", "Ilman ottajaa olevat roolit: {0}")
  public static let givesAndGets = Message("gives {0}, gets {1}", "antaa {0}, saa {1}")
}
