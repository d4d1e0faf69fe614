// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// (its two texts say what a message is)

// Commands: goals and measures.

extension Message {
  public static let aboutGoal = Message("Goals.", "Tavoitteet.")
  public static let aboutGoalList = Message("All goals, in tree order.", "Kaikki tavoitteet puun järjestyksessä.")
  public static let aboutGoalAdd = Message("Add a goal; prints its id.", "Lisää tavoite; tulostaa sen tunnuksen.")
  public static let aboutGoalShow = Message(
    "One goal with all that belongs to it.",
    "Yksi tavoite ja kaikki siihen kuuluva."
  )
  public static let aboutGoalEdit = Message("Change a goal.", "Muuta tavoitetta.")
  public static let aboutGoalArchive = Message("Put a goal away.", "Arkistoi tavoite.")
  public static let aboutGoalMove = Message(
    "Move a goal in the tree or among its siblings.",
    "Siirrä tavoite puussa tai sisarustensa joukossa."
  )
  public static let aboutGoalDepend = Message(
    "Say that another goal must be reached first.",
    "Merkitse tavoite, joka on saavutettava ensin."
  )
  public static let aboutGoalUndepend = Message("Take back a dependency.", "Poista riippuvuus.")
  public static let aboutGoalContribute = Message(
    "Say what this organisation does for a goal.",
    "Kerro, mitä tämä organisaatio tekee tavoitteen hyväksi."
  )
  public static let aboutGoalBenefit = Message(
    "Say what this organisation gets out of a goal.",
    "Kerro, mitä tämä organisaatio hyötyy tavoitteesta."
  )
  public static let aboutMeasure = Message("Measures.", "Mittarit.")
  public static let aboutMeasureList = Message(
    "All measures, or those of a goal.",
    "Kaikki mittarit tai yhden tavoitteen mittarit."
  )
  public static let aboutMeasureAdd = Message(
    "Add a measure to a goal; prints its id.",
    "Lisää tavoitteelle mittari; tulostaa sen tunnuksen."
  )
  public static let aboutMeasureShow = Message("One measure with its check-ins.", "Yksi mittari ja sen kirjaukset.")
  public static let aboutMeasureEdit = Message("Change a measure.", "Muuta mittaria.")
}
