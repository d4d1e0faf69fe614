/// How the paths of the API and of the page are told apart.
public enum PathPattern {
  /// A path's parameters in their order, where it is of a pattern; nil where it is another.
  ///
  /// - Parameters:
  ///   - parts: the path's parts, decoded. A parameter is never empty.
  ///   - pattern: the parts wanted; nil for a parameter.
  public static func parameters(of parts: [String], in pattern: [String?]) -> [String]? {
    guard pattern.count == parts.count else { return nil }
    var parameters: [String] = []
    for (wanted, part) in zip(pattern, parts) {
      if let wanted {
        guard wanted == part else { return nil }
      } else {
        guard !part.isEmpty else { return nil }
        parameters.append(part)
      }
    }
    return parameters
  }
}
