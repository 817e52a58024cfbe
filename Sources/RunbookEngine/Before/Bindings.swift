import RunbookModel

/// The variables of a run, twice: as commands get them, and as they are judged, recorded and shown.
///
/// The two differ only where a secret stands in a value. What is captured comes from redacted output; where that
/// holds the pseudonym of something that was removed in this run, commands get what it stands for.
struct Bindings: Sendable {
  private(set) var real: Variables = [:]
  private(set) var shown: Variables = [:]
  /// Why a variable has no value, by name, where there is something to say.
  private(set) var absences: [String: String] = [:]

  mutating func set(_ name: String, to value: VariableValue, veil: Veil) {
    real[name] = value
    shown[name] = veil.cover(value, named: name)
    absences[name] = nil
  }

  /// What a step captured.
  mutating func set(_ name: String, toCaptured value: VariableValue, veil: Veil) {
    real[name] = veil.reveal(value)
    shown[name] = value
    absences[name] = nil
  }

  mutating func note(absenceOf name: String, because reason: String) {
    if real[name] == nil { absences[name] = reason }
  }

  mutating func absorb(_ yield: Yield, veil: Veil) {
    for captured in yield.captures { set(captured.name, toCaptured: captured.value, veil: veil) }
    for (name, reason) in yield.absences { note(absenceOf: name, because: reason) }
  }

  /// That a variable has no value, and why.
  func absence(of reference: VariableReference) -> String {
    EngineProblems.neverCaptured(reference, because: absences[reference.name])
  }
}

/// What an attempt or a step captured, and why it captured nothing else.
struct Yield: Sendable {
  var captures: [(name: String, value: VariableValue)] = []
  var absences: [String: String] = [:]

  mutating func append(_ other: Yield) {
    captures += other.captures
    absences.merge(other.absences) { $1 }
  }
}
