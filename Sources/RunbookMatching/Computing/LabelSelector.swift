/// `matchLabels` and `matchExpressions`; all of them must hold, and none of them holds for everything.
struct LabelSelector {
  private let labels: Labels
  private let expressions: [Expression]

  private struct Expression {
    enum Relation: String {
      case isOneOf = "In"
      case isNoneOf = "NotIn"
      case exists = "Exists"
      case existsNot = "DoesNotExist"
    }

    let name: String
    let relation: Relation
    let values: Set<String>

    /// A label that is not there is none of the values.
    func holds(_ labels: Labels) -> Bool {
      let value = labels[name]
      return switch relation {
      case .isOneOf: value.map(values.contains) ?? false
      case .isNoneOf: value.map { !values.contains($0) } ?? true
      case .exists: value != nil
      case .existsNot: value == nil
      }
    }
  }

  init(_ labels: Labels) {
    self.labels = labels
    expressions = []
  }

  init(_ value: JSONValue?) throws(Uncertainty) {
    labels = value?.object("matchLabels")?.asLabels ?? [:]
    var expressions: [Expression] = []
    for expression in value?.list("matchExpressions") ?? [] {
      let relation = expression.string("operator") ?? ""
      guard let known = Expression.Relation(rawValue: relation) else {
        throw Uncertainty(MatchingProblems.unknownRelation(relation))
      }
      expressions.append(
        Expression(
          name: expression.string("key") ?? "", relation: known,
          values: Set(expression.list("values").map(\.written))))
    }
    self.expressions = expressions
  }

  var isEmpty: Bool { labels.isEmpty && expressions.isEmpty }

  func matches(_ given: Labels) -> Bool {
    labels.allSatisfy { given[$0.key] == $0.value } && expressions.allSatisfy { $0.holds(given) }
  }
}
