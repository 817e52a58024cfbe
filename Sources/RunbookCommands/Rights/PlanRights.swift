import RunbookMatching
package import RunbookModel

/// Collects the rights of a plan and of every plan that it can lead to.
package struct PlanRights {
  private var found = AccessNeeds()
  /// The plans with the values with which they were reached.
  private var seen: Set<Visit> = []
  private let wantsFix: (String) -> Bool

  private struct Visit: Hashable {
    let file: String
    let values: [String: VariableValue]
  }

  /// - Parameters:
  ///   - part: what of the plan runs; of the plans that it leads to everything does.
  ///   - arguments: what `bind` gave: all parameters with their values.
  ///   - wantsFix: whether the rights of the fix of this name are to be there too.
  ///   - identity: what the engine asks by itself to know the cluster.
  package static func needs(
    of plan: Plan, part: PlanPart = .all, _ arguments: Variables, identity: [String] = [],
    wantsFix: @escaping (String) -> Bool
  ) -> AccessNeeds {
    var rights = PlanRights(wantsFix: wantsFix)
    let open = plan.parameters.filter { $0.standard == nil && arguments[$0.name] == nil }.map(\.name)
    rights.visit(plan, arguments, Set(open), part)
    guard !rights.found.needs.isEmpty || plan.needs.contains(where: { $0.kind == .cluster }) else {
      return rights.found
    }
    var own = PlanRights(wantsFix: wantsFix)
    for command in identity {
      own.read(command, at: AccessNeed.Place(runbook: plan.name, step: "the run itself"), [:])
    }
    rights.found.needs = own.found.needs + rights.found.needs
    return rights.found
  }

  private init(wantsFix: @escaping (String) -> Bool) { self.wantsFix = wantsFix }

  private mutating func visit(_ plan: Plan, _ arguments: Variables, _ part: PlanPart) {
    var values = arguments
    for parameter in plan.parameters where values[parameter.name] == nil {
      guard let standard = parameter.standard else { continue }
      values[parameter.name] =
        parameter.type == .list
        ? VariableValue(list: standard) : VariableValue(standard.joined(separator: "\n"))
    }
    guard seen.insert(Visit(file: plan.source.name, values: values)).inserted else { return }
    for definition in plan.lets {
      if case .value(let known) = value(definition.value, values) { values[definition.name] = known }
    }
    let scope = PlanScope(plan, part)
    for node in scope.nodes { read(node, in: plan, values) }
    for entry in plan.finally {
      switch entry {
      case .run(let command): read(command, nil, at: place("finally", plan), values)
      case .step(let step): read(step, in: plan, values)
      }
    }
    for target in scope.files {
      guard let next = plan.files[target.path]?.plan else { continue }
      var given: Variables = [:]
      for argument in target.arguments {
        if case .value(let known) = value(argument.value, values) { given[argument.name] = known }
      }
      // What an argument gives only at run time is not the other runbook's default.
      let open = Set(target.arguments.map(\.name)).subtracting(given.keys)
      visit(next, given, open)
    }
  }

  private mutating func visit(
    _ plan: Plan, _ given: Variables, _ open: Set<String>, _ part: PlanPart = .all
  ) { visit(open.isEmpty ? plan : plan.opening(open), given, part) }

  private func place(_ step: String, _ plan: Plan, context: String? = nil) -> AccessNeed.Place {
    AccessNeed.Place(runbook: plan.name, step: step, context: context)
  }

  private mutating func read(_ node: FlowNode, in plan: Plan, _ values: Variables) {
    switch node {
    case .step(let step): read(step, in: plan, values)
    case .parallel(let parallel): for step in parallel.steps { read(step, in: plan, values) }
    case .each(let block):
      for values in Self.items(of: block.clause, values) {
        for step in block.steps { read(step, in: plan, values) }
      }
    case .start(let start): read(start.step, in: plan, values)
    case .manual(let manual): read(manual.step, in: plan, values)
    case .fix(let fix):
      guard wantsFix(fix.step.name) else {
        let left = place(fix.step.name, plan)
        if !found.fixesLeftOut.contains(left) { found.fixesLeftOut.append(left) }
        return
      }
      read(fix.step, in: plan, values)
      if case .command(let undo) = fix.undo {
        read(undo, nil, at: place("\(fix.step.name) (undo)", plan), values)
      }
    case .decide, .arrow, .ask, .confirm, .call: break
    }
  }

  private mutating func read(_ step: Step, in plan: Plan, _ values: Variables) {
    var context: String?
    if let on = step.context {
      if case .value(let known) = value(on, values) {
        context = known.written
      } else {
        context = AccessNeed.Place.unknownContext
      }
    }
    for values in step.each.map({ Self.items(of: $0, values) }) ?? [values] {
      if let command = step.command {
        read(command, step.stdin, at: place(step.name, plan, context: context), values)
      }
      if let cleanup = step.cleanup {
        read(cleanup, nil, at: place("\(step.name) (cleanup)", plan, context: context), values)
      }
    }
  }

  private mutating func read(
    _ command: Command, _ stdin: Template?, at place: AccessNeed.Place, _ values: Variables
  ) { read(command.text, stdin, at: place, values.filter { !$0.value.isList }.mapValues(\.written)) }

  private mutating func read(
    _ text: String, _ stdin: Template? = nil, at place: AccessNeed.Place, _ values: [String: String]
  ) {
    let reading = RightsReading(text, stdin: stdin, values: values)
    for right in reading.rights {
      let need = AccessNeed(right.right, at: place, reason: right.reason)
      if !found.needs.contains(need) { found.needs.append(need) }
    }
    for reason in reading.gaps {
      let gap = AccessGap(at: place, reason: reason)
      if !found.gaps.contains(gap) { found.gaps.append(gap) }
    }
  }

  /// The values once for each item, where the list is known before the run.
  private static func items(of each: EachClause, _ values: Variables) -> [Variables] {
    guard case .value(let list) = value(each.list, values), !list.texts.isEmpty else { return [values] }
    return list.texts.map { item in values.merging([each.variable: VariableValue(item)]) { $1 } }
  }
}

extension Plan {
  /// The same, where these parameters have no value that is known before the run.
  package func opening(_ names: Set<String>) -> Plan {
    Plan(
      source: source, title: title, parameters: parameters.filter { !names.contains($0.name) }, lets: lets,
      flow: flow, paths: paths, outcomes: outcomes, finally: finally, files: files)
  }
}
