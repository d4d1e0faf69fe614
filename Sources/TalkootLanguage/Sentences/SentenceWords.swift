extension Sentence {
  /// What fields and kinds of objects are called, in the sentences about them.
  static let finnishWords: [String: String] = [
    "agreement": "sopimus", "answer": "vastaus", "benefit": "hyöty", "checkin": "kirjaus", "comment": "kommentti",
    "confidence": "luottamus", "contact": "yhteystieto", "deadline": "määräaika", "decision": "päätös",
    "description": "kuvaus", "due": "määräpäivä", "every": "kirjausväli", "from": "lähtöarvo", "goal": "tavoite",
    "invitation": "kutsu", "key": "avain", "mandate": "mandaatti", "measure": "mittari", "meeting": "kokous",
    "member": "organisaatio", "motivation": "motivaatio", "name": "nimi", "network": "verkosto", "node": "solmu",
    "note": "huomautus", "object": "kohde", "on": "päivä", "option": "vaihtoehto", "person": "henkilö",
    "position": "kanta", "proposal": "ehdotus", "question": "kysymys", "quorum": "päätösvaltaisuus",
    "reason": "perustelu", "review": "tarkistuspäivä", "role": "rooli", "rule": "sääntö", "signature": "allekirjoitus",
    "status": "tila", "strength": "vahvuus", "target": "tavoitearvo", "task": "tehtävä", "text": "teksti",
    "title": "otsikko", "unit": "yksikkö", "until": "viimeinen päivä", "value": "arvo", "version": "versio",
  ]
}
