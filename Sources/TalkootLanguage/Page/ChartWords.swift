extension PageWords {
  /// Charts: what their drawings say in words.
  public static let charts: [String: Message] = [
    "title": Message("{0} over time", "{0} ajan mittaan"),
    "summary": Message(
      "{0} check-ins from {1} ({2}) to {3} ({4}).",
      "Kirjauksia {0}: {1} ({2}) – {3} ({4})."
    ),
    "target": Message("Target: {0}.", "Tavoitearvo: {0}."),
    "targetUntil": Message("Target: {0} by {1}.", "Tavoitearvo: {0}, viimeistään {1}."),
    "targetLabel": Message("target {0}", "tavoite {0}"),
    "correctedCount": Message("{0} corrected.", "Korjattuja {0}."),
    "corrected": Message("corrected", "korjattu"),
    "corrects": Message("a correction", "korjaus"),
    "plain": Message("no confidence given", "ei arviota"),
    "numbers": Message("The numbers as a table", "Luvut taulukkona"),
    "day": Message("Date", "Päivä"),
    "value": Message("Value", "Arvo"),
    "confidence": Message("Confidence", "Arvio"),
    "byWhom": Message("By", "Kirjaaja"),
    "note": Message("Note", "Huomautus"),
  ]
}
