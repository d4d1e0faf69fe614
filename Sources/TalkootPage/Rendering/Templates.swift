internal import Mustache

/// A template by its name and the file's bytes.
struct Template: Sendable {
  let name: String
  let bytes: [UInt8]

  init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// All templates, parsed once.
struct Templates: Sendable {
  private let library: MustacheLibrary

  init(_ templates: [Template]) {
    var library = MustacheLibrary()
    for template in templates {
      do {
        // Values escape themselves: see `PageValue`.
        try library.register("{{% CONTENT_TYPE: TEXT}}\n" + template.text, named: template.name)
      } catch {
        preconditionFailure("the template \(template.name) can't be read: \(error)")
      }
    }
    self.library = library
  }

  func render(_ name: String, _ root: TemplateRoot) -> String {
    guard let text = library.render(root, withTemplate: name) else {
      preconditionFailure("there is no template \(name)")
    }
    return text
  }
}

/// What a template finds by name: the page's own values, those of the frame around it, and the words.
struct TemplateRoot: MustacheParent {
  let values: PageValue
  let frame: PageValue
  let words: Catalogue

  func child(named name: String) -> Any? {
    if name == "t" { return words }
    return values.child(named: name) ?? frame.child(named: name)
  }
}
