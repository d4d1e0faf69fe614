extension PageWords {
  /// The overview.
  public static let overviewPage: [String: Message] = [
    "purpose": Message("What we are here for", "Minkä vuoksi olemme mukana"),
    "noGoals": Message(
      "No goal yet. The goals at the top say what this network is for.",
      "Tavoitteita ei ole vielä. Ylimmät tavoitteet kertovat, mitä varten verkosto on."
    ),
    "attention": Message("Needs attention", "Vaatii huomiota"),
    "attentionNone": Message("Nothing stalls. Good.", "Mikään ei ole jumissa. Hyvä niin."),
    "attentionMine": Message("waits for you", "odottaa teitä"),
    "attentionMore": Message("{0} more", "{0} muuta"),
    "attentionTrend": Message(
      "{0} in all; {1} new and {2} mended within a week",
      "Yhteensä {0}; viikon aikana uusia {1}, hoidettu {2}"
    ),
    "changed": Message("What changed since you last looked", "Mikä on muuttunut edellisen käynnin jälkeen"),
    "changedNone": Message(
      "Nothing has changed since you last looked.",
      "Mikään ei ole muuttunut edellisen käynnin jälkeen."
    ),
    "changedLatest": Message("The latest changes", "Viimeisimmät muutokset"),
    "changedMore": Message("{0} earlier ones are in the history.", "{0} aiempaa on historiassa."),
    "markSeen": Message("I have seen these", "Olen nähnyt nämä"),
    "connected": Message("Who is connected", "Ketkä ovat yhteydessä"),
    "connectedNone": Message("This node knows no other yet.", "Tämä solmu ei tunne vielä muita."),
    "behind": Message("{0} behind", "{0} jäljessä"),
    "ahead": Message("lacks {0} of ours", "siltä puuttuu {0} meidän muutostamme"),
    "inStep": Message("in step", "ajan tasalla"),
    "membersCount": Message("Members: {0}, participants: {1}", "Jäseniä {0}, osallistujia {1}"),
    "goalsCount": Message("Goals in all: {0}", "Tavoitteita yhteensä {0}"),
    "openDecisions": Message("Open decisions: {0}", "Avoimia päätöksiä {0}"),
    "noProgress": Message("no measure yet", "ei vielä mittaria"),
    "steward": Message("Steward", "Vastuussa"),
    "due": Message("Due", "Määräaika"),
  ]
}
