import RunbookMatching
import RunbookModel

/// What a command is given: variables and standard input, as they are and as they are recorded.
struct Handover: Sendable {
  let variables: [String: String]
  let shownVariables: [String: String]
  let stdin: [UInt8]?
  let shownStdin: [UInt8]?

  /// The most bytes of one variable. The kernel takes 128 KiB for `name=value` and the zero behind it.
  static let largest = 128 << 10

  static let nothing = Handover(variables: [:], shownVariables: [:], stdin: nil, shownStdin: nil)

  private init(
    variables: [String: String], shownVariables: [String: String], stdin: [UInt8]?, shownStdin: [UInt8]?
  ) {
    self.variables = variables
    self.shownVariables = shownVariables
    self.stdin = stdin
    self.shownStdin = shownStdin
  }

  /// Throws the reason why the command cannot be run: something was never captured or cannot be handed over.
  init(to command: Command, stdin template: Template?, from bindings: Bindings, veil: Veil) throws(Refused) {
    var variables: [String: String] = [:]
    var shown: [String: String] = [:]
    for name in command.variables {
      guard let value = bindings.real[name]?.written else {
        throw Refused(reason: bindings.absence(of: VariableReference(name)))
      }
      if value.utf8.contains(0) { throw Refused(reason: EngineProblems.holdsNul(name)) }
      if name.utf8.count + value.utf8.count + 2 > Self.largest {
        throw Refused(reason: EngineProblems.tooLarge(name, bytes: value.utf8.count))
      }
      variables[name] = value
      shown[name] = bindings.shown[name]?.written
    }
    self.variables = variables
    shownVariables = shown
    guard let template else {
      stdin = nil
      shownStdin = nil
      return
    }
    switch fill(template, bindings.real) {
    case .missing(let reference): throw Refused(reason: bindings.absence(of: reference))
    case .text(let text):
      stdin = Array(text.utf8)
      shownStdin = veil.cover(Array(text.utf8))
    }
  }

  struct Refused: Error { let reason: String }
}
