/// A one-time way into the local page, for the person who asked.
public struct WebSignIn: APIDocument {
  /// The link that signs in, once: the code is the part after `#`, which a browser does not send.
  public var url: String
  /// The page's address without the code.
  public var address: String
  /// The code, for typing it in by hand.
  public var code: String
  /// Until when it works.
  public var expires: String
  /// Who acts for the organisation on the page then.
  public var person: String

  /// Makes the document from its fields.
  public init(
    url: String,
    address: String,
    code: String,
    expires: String,
    person: String
  ) {
    self.url = url
    self.address = address
    self.code = code
    self.expires = expires
    self.person = person
  }
}
