internal import Foundation
internal import TalkootCrypto

/// Where a node's secrets come from: files of the home, a file with a passphrase, or the credentials that the service
/// manager hands over (`LoadCredential=`, `LoadCredentialEncrypted=` of systemd). Never an argument, never the value of
/// a variable: a variable names a file.
public struct Keyring: Sendable {
  /// The variable that names a file with the passphrase.
  static let passphraseVariable = "TALKOOT_PASSPHRASE_FILE"
  /// The variable by which systemd says where the credentials are.
  static let credentialsVariable = "CREDENTIALS_DIRECTORY"

  private let passphraseFile: String?
  private let credentials: String?

  /// - Parameters:
  ///   - passphraseFile: the file that the operator named; before all others.
  ///   - environment: variables; nil for the process's own.
  public init(passphraseFile: String? = nil, environment given: [String: String]? = nil) {
    let environment = given ?? ProcessInfo.processInfo.environment
    let credentials = environment[Keyring.credentialsVariable].flatMap { $0.hasPrefix("/") ? $0 : nil }
    self.credentials = credentials
    let named = passphraseFile ?? environment[Keyring.passphraseVariable].flatMap { $0.isEmpty ? nil : $0 }
    self.passphraseFile = named ?? Keyring.present(credentials, "talkoot-passphrase")
  }

  /// The identity key, where the service manager brings it.
  var identityCredential: String? { Keyring.present(credentials, "identity.key") }

  /// The passphrase; nil where none was named.
  func passphrase() throws(KeyFileError) -> [UInt8]? {
    guard let passphraseFile else { return nil }
    return try KeyFile.passphrase(in: passphraseFile, keeper: keeper(of: passphraseFile))
  }

  private func keeper(of path: String) -> KeyFile.Keeper {
    guard let credentials, path.hasPrefix(credentials + "/") else { return .owner }
    return .credential
  }

  private static func present(_ folder: String?, _ name: String) -> String? {
    guard let path = folder.map({ $0 + "/" + name }), access(path, F_OK) == 0 else { return nil }
    return path
  }
}

extension NodeHome {
  /// Whether there is an identity key for this home, its own or a credential.
  var hasIdentityKey: Bool { keyring.identityCredential != nil || exists(identityKey) }

  /// What the identity key's file tells without a passphrase.
  func describeIdentity() throws(KeyFileError) -> KeyFile.Description {
    if let credential = keyring.identityCredential { return try KeyFile.describe(credential, keeper: .credential) }
    return try KeyFile.describe(identityKey)
  }

  /// The identity key. The passphrase is asked for only where it takes one.
  func readIdentity() throws(KeyFileError) -> SigningKey {
    let passphrase = try describeIdentity().isSealed ? try keyring.passphrase() : nil
    if let credential = keyring.identityCredential {
      return try KeyFile.read(credential, passphrase: passphrase, keeper: .credential)
    }
    return try KeyFile.read(identityKey, passphrase: passphrase)
  }

  /// Keeps a new identity key, under the passphrase where one was named.
  func writeIdentity(_ key: SigningKey) throws(KeyFileError) {
    try KeyFile.write(key, to: identityKey, passphrase: try keyring.passphrase())
  }
}

/// Puts a home's identity key under a passphrase, or takes it out again.
public enum Protection {
  /// - Parameters:
  ///   - newPassphrase: the file with the passphrase from now on; nil for none.
  /// - Throws: when a node runs here, or the present passphrase is not what the keyring has.
  public static func change(_ home: NodeHome, to newPassphrase: String?) throws -> Protected {
    try home.check()
    let lock = try HomeGuard(home)
    defer { withExtendedLifetime(lock) {} }
    if let credential = home.keyring.identityCredential {
      throw HomeError.inaccessible(credential, "a credential is the service manager's to protect")
    }
    let key = try home.readIdentity()
    let passphrase = try newPassphrase.map { path throws(KeyFileError) in try KeyFile.passphrase(in: path) }
    try KeyFile.replace(home.identityKey, with: key, passphrase: passphrase)
    return Protected(path: home.identityKey, isSealed: passphrase != nil)
  }

  /// What came of it.
  public struct Protected: Sendable {
    let path: String
    let isSealed: Bool
  }
}
