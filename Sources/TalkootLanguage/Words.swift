/// The stable words of the JSON documents (`active`, `on-track`, …), as a person reads them.
public enum Words {
  /// The word in a language; one that this version does not know stays as it is.
  public static func of(_ word: String?, in language: Language) -> String {
    guard let word else { return "" }
    switch language {
    case .english: return english[word] ?? word
    case .finnish: return finnish[word] ?? word
    }
  }

  /// Words of more than one part; all others are English as they are.
  private static let english: [String: String] = ["inForce": "in force"]

  private static let finnish: [String: String] = [
    "proposed": "ehdotettu", "active": "käynnissä", "achieved": "saavutettu", "dropped": "hylätty",
    "open": "avoin", "answered": "vastattu", "settling": "vahvistumassa", "settled": "vahvistettu",
    "withdrawn": "peruttu",
    "accepted": "hyväksytty", "rejected": "hylätty",
    "consent": "suostumus", "majority": "enemmistö", "two-thirds": "kaksi kolmasosaa", "unanimous": "yksimielisyys",
    "choice": "valinta",
    "agree": "puolesta", "abstain": "tyhjää", "object": "vastustaa", "choose": "valitsee",
    "participant": "osallistuja", "member": "jäsen", "left": "eronnut", "removed": "poistettu",
    "ideator": "ideoija", "definer": "määrittelijä", "implementer": "toteuttaja", "coordinator": "koordinoija",
    "customer": "asiakas",
    "on-track": "aikataulussa", "at-risk": "vaarassa", "off-track": "jäljessä",
    "connected": "yhteydessä", "connecting": "yhdistää", "offline": "ei yhteyttä", "paused": "tauolla",
    "refused": "torjuttu",
    "running": "käynnissä", "joining": "liittymässä", "stopping": "pysähtymässä",
    "spent": "käytetty", "expired": "vanhentunut", "revoked": "peruttu",
    "confirm": "jäseneksi vahvistaminen", "remove": "poistaminen", "rekey": "avaimen vaihto", "leave": "eroaminen",
    "draft": "luonnos", "waiting": "odottaa allekirjoituksia", "inForce": "voimassa", "superseded": "korvattu",
    "disputed": "riitainen", "drafted": "kirjoitti", "signed": "allekirjoitti", "withdrew": "perui allekirjoituksensa",
    "retired": "suljettu", "closing": "sulkeutumassa", "voice": "ääni",
    "ended": "päättynyt", "going": "meneillään",
    "stale": "rauennut", "leaving": "eroamassa",
    "speaking": "mukana", "abstaining": "pidättäytyy", "outdated": "vanhentunut ohjelma", "contested": "kiistanalainen",
    "other": "toinen solmu", "closed": "suljettu", "none": "ei ääntä", "config": "asetuksista",
    "network": "verkostosta",
  ]
}
