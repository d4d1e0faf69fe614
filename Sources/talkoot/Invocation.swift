internal import TalkootLanguage

/// What the process was asked, before its arguments are parsed as a command.
///
/// The options that every command takes may stand before or after the subcommand; the parser only knows them at a
/// subcommand, so they are moved to the end. Errors of parsing itself need the language and `--json` too.
struct Invocation: Sendable {
  /// The arguments without the program's name, in the order that the parser takes.
  let arguments: [String]
  let isJSON: Bool
  let language: Language

  static let current = Invocation(Array(CommandLine.arguments.dropFirst()), environment: Environment.variable)

  init(_ given: [String], environment: (String) -> String?) {
    let end = given.firstIndex(of: "--") ?? given.endIndex
    var rest: [String] = []
    var moved: [String] = []
    var index = 0
    while index < end {
      let argument = given[index]
      let takesNext = Self.valued.contains(argument) && index + 1 < end
      if Self.flags.contains(argument) || Self.valued.contains(where: { argument.hasPrefix($0 + "=") }) {
        moved.append(argument)
      } else if takesNext {
        moved += [argument, given[index + 1]]
        index += 1
      } else {
        rest.append(argument)
      }
      index += 1
    }
    // The parser's own help takes none of them. After another option `--help` may be its value, and takes nothing
    // away: without its `--home` a command would write to another node's home.
    let asksForHelp = ["--help", "-h"].contains(rest.last) && !rest.dropLast().contains { $0.hasPrefix("-") }
    let isHelp = rest.first == "help" || asksForHelp
    let (options, negative) = Self.splitNegativeValue(rest)
    let literal = given[end...].dropFirst() + negative
    arguments = options + (isHelp ? [] : moved) + (literal.isEmpty && end == given.endIndex ? [] : ["--"] + literal)
    isJSON = moved.contains("--json")
    language = Language(chosen: Self.value(of: "--lang", in: moved), environment: environment)
  }

  private static let flags = ["--json", "--no-input"]
  private static let valued = ["--home", "--lang", "--as"]

  /// Whether an argument is one of the options that every command takes.
  static func isGlobal(_ argument: String) -> Bool {
    flags.contains(argument) || valued.contains { argument == $0 || argument.hasPrefix($0 + "=") }
  }

  private static func value(of option: String, in arguments: [String]) -> String? {
    var value: String?
    for (index, argument) in arguments.enumerated() {
      if argument == option, index + 1 < arguments.count { value = arguments[index + 1] }
      if argument.hasPrefix(option + "=") { value = String(argument.dropFirst(option.count + 1)) }
    }
    return value
  }

  /// Takes a check-in's negative value out, which the parser would read as an option (`talkoot checkin m-7kq2m -5`).
  private static func splitNegativeValue(_ arguments: [String]) -> (rest: [String], negative: [String]) {
    guard arguments.first == "checkin" else { return (arguments, []) }
    for (index, argument) in arguments.enumerated().dropFirst(2) {
      let second = argument.dropFirst().first
      let isNegative = argument.first == "-" && (second?.isNumber == true || second == "." || second == ",")
      let isValueOfOption = arguments[index - 1].hasPrefix("--") && !arguments[index - 1].contains("=")
      guard isNegative, !isValueOfOption else { continue }
      var rest = arguments
      rest.remove(at: index)
      return (rest, [argument])
    }
    return (arguments, [])
  }
}
