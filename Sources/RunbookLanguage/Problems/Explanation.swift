/// What `runbook explain CODE` prints.
package enum Explanation {
  /// One enumeration of codes per pass; a pass adds its own here.
  private static let passes: [any DiagnosticCode.Type] = [
    SyntaxCode.self, NameCode.self, HeadCode.self, ClauseCode.self, ValueCode.self, EffectCode.self,
    FlowCode.self,
    FileCode.self, CaseCode.self,
  ]

  private static let texts: [(code: String, text: String)] = passes.flatMap { listed($0) }

  /// The explanation of a code, or nil where no diagnostic has that code.
  package static func of(_ code: String) -> String? { texts.first { $0.code == code }?.text }

  /// All codes, in the order of the passes.
  package static var codes: [String] { texts.map(\.code) }

  private static func listed<Code: DiagnosticCode>(_ codes: Code.Type) -> [(code: String, text: String)] {
    Code.allCases.map { ($0.rawValue, $0.explanation) }
  }
}
