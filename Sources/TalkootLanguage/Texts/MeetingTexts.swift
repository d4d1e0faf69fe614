// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// (its two texts say what a message is)

// Meetings.

extension Message {
  public static let noMeetings = Message("No meetings.", "Ei kokouksia.")
  public static let sinceBeginning = Message(
    "No meeting has ended yet: all is new.",
    "Yhtään kokousta ei ole vielä pidetty: kaikki on uutta."
  )
  public static let sinceMeeting = Message(
    "Since {0} ({1}): {2} changes.",
    "Kokouksen {0} ({1}) jälkeen muutoksia: {2}."
  )
  public static let minutesFrom = Message("{0} to {1}", "{0} – {1}")
  public static let movedStatus = Message("now {0}", "tila nyt {0}")
  public static let movedTaken = Message("someone became answerable", "sai vastaajan")
  public static let movedPlaced = Message("moved in the tree", "siirretty puussa")
  public static let movedCheckedIn = Message("new check-in", "uusi kirjaus")
  public static let movedPosition = Message("new positions", "uusia kantoja")
  public static let movedSettled = Message("settled: {0}", "vahvistettu: {0}")
  public static let movedSigned = Message("signed", "allekirjoitettu")
  public static let movedDrafted = Message("new version", "uusi versio")
  public static let movedAnswered = Message("answered", "vastattu")
  public static let movedEdited = Message("edited", "muokattu")
}
