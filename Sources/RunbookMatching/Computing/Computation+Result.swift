package import RunbookModel

extension Computation {
  /// What a selector finds here. Throws where an argument was never captured, or is not what it must be.
  func result(_ variables: Variables) throws(Uncertainty) -> Selection {
    let given = try GivenArguments(self, variables)
    switch function {
    case .overlaps: return .lines(Ranges.overlaps(try given.ranges()), orWhy: "no two ranges overlap")
    case .capacity: return .one("\(Ranges.capacity(try given.range()))", type: .number)
    case .selecting:
      let (pod, policies) = (try given.pod(), try given.policies())
      return .lines(Policy.selecting(pod, policies), orWhy: "no policy selects \(pod.written)")
    case .allowed:
      let traffic = Traffic(
        from: try given.party(.from), to: try given.party(.to), port: try given.port(),
        policies: try given.policies(), namespaces: try given.namespaces())
      return .lines(try traffic.lines(), orWhy: "")
    case .endpoints:
      return .lines(
        try Listing.differences(try given.listings(), try given.pods()),
        orWhy: "the ready pods are listed, and nothing else is")
    case .nearest:
      return .lines(NearMiss.lines(try given.labels(), try given.pods()), orWhy: "a pod matches")
    case .badversions:
      let lines = BadVersion.reasons(
        try given.product(), try given.version(.version), kubernetes: try given.optionalVersion(.kubernetes))
      return .lines(lines, orWhy: "nothing bad is known of these versions")
    case .mismatches:
      let service = try given.service()
      let lines = try service.mismatches(try given.pods(), listeners: try given.listeners())
      return .lines(lines, orWhy: "every port is served")
    }
  }
}

extension Selection {
  fileprivate static func lines(_ lines: [String], orWhy why: String) -> Selection {
    Selection(lines.map { Array($0.utf8)[...] }, isPlural: true, noun: .line, whyNothing: why)
  }
}

/// The products of which bad versions are known.
package var productsWithBadVersions: [String] { BadVersion.products }

/// What a fixed argument should be and is not, in a sentence; nil: it can be read.
package func unfitness(of text: String, as parameter: Computation.Parameter) -> String? {
  do throws(Uncertainty) {
    try GivenArguments(parameter, text).read(parameter)
    return nil
  } catch {
    return error.reason
  }
}

/// The same of a share, which is none of the things that an argument can be.
package func unfitness(ofShareAs parameter: Computation.Parameter) -> String {
  MatchingProblems.unfit(parameter, found: "a share")
}
