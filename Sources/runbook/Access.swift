import RunbookCommands
import RunbookEngine
import RunbookModel

/// The rights of a plan with what was given on the command line.
enum Access {
  /// What `bind` gives; a parameter that must be given and was not is known only at run time.
  static func values(_ given: [(name: String, value: String)], of plan: Plan) throws(Failure) -> Variables {
    let missing = plan.parameters.filter { parameter in
      parameter.standard == nil && !given.contains { $0.name == parameter.name }
    }
    let open = plan.opening(Set(missing.map(\.name)))
    return try RunCommand.bound { () throws(ArgumentProblem) in try bind(given, to: open) }
  }

  static func needs(
    of plan: Plan, part: PlanPart = .all, _ values: Variables, wantsFix: @escaping (String) -> Bool
  ) -> AccessNeeds {
    PlanRights.needs(
      of: plan, part: part, values, identity: ClusterQuestions.identifying.map(\.command), wantsFix: wantsFix)
  }

  static func sentence(_ gap: AccessGap) -> String {
    "step `\(gap.place.step)` of \(gap.place.runbook): \(gap.reason); rights may be missing"
  }
}
