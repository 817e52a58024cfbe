/// `NAME parameter=value …`: what a function works out of its arguments, and of nothing else.
package struct Computation: Sendable, Hashable {
  package let function: Function
  package let arguments: [Argument]

  package init(_ function: Function, _ arguments: [Argument]) {
    self.function = function
    self.arguments = arguments
  }

  package struct Argument: Sendable, Hashable {
    package let parameter: Parameter
    package let value: Value

    package init(_ parameter: Parameter, _ value: Value) {
      self.parameter = parameter
      self.value = value
    }
  }

  /// The functions of the language; there are no others.
  package enum Function: String, Sendable, CaseIterable {
    case overlaps, capacity, selecting, allowed, endpoints, nearest, badversions, mismatches

    /// What must be given, in the order of the reference.
    package var required: [Parameter] {
      switch self {
      case .overlaps: [.ranges]
      case .capacity: [.range]
      case .selecting: [.pod, .policies]
      case .allowed: [.from, .to, .port, .policies, .namespaces]
      case .endpoints: [.endpoints, .pods]
      case .nearest: [.selector, .pods]
      case .badversions: [.product, .version]
      case .mismatches: [.service, .pods]
      }
    }

    /// What may be given.
    package var optional: [Parameter] {
      switch self {
      case .badversions: [.kubernetes]
      case .mismatches: [.listeners]
      case .overlaps, .capacity, .selecting, .allowed, .endpoints, .nearest: []
      }
    }

    package var parameters: [Parameter] { required + optional }

    /// Its result is any number of lines; else it is one number.
    package var givesLines: Bool { self != .capacity }
  }

  /// The arguments by their names; one means the same in every function.
  package enum Parameter: String, Sendable, CaseIterable {
    /// Lines `[NAME] CIDR`.
    case ranges
    /// One CIDR.
    case range
    /// Objects as `kubectl get -o json` prints them.
    case pod, pods, policies, namespaces, service, endpoints
    /// A pod, or the text of an address.
    case from, to
    /// `UDP 53`.
    case port
    /// Labels as JSON, or `a=b,c=d`.
    case selector
    case product, version, kubernetes
    /// What `ss -ltn` prints.
    case listeners
  }
}
