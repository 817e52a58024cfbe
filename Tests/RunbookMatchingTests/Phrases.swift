import RunbookMatching
import RunbookModel

/// Short ways to write selectors, operations and judgements in tests.

/// Swift Testing has an `Expectation` too.
typealias Quantifier = Expectation.Quantifier

let nowhere = SourcePlace(file: "test.rb", range: SourceRange(start: 0, end: 0))

/// `80m`, `"Running"`, `$limit`: bare where it begins with a digit or a minus and a digit, a variable behind `$`, else text.
func value(_ text: String) -> Value {
  if text.hasPrefix("$") { return .variable(VariableReference(String(text.dropFirst()))) }
  let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
  return digits.first?.isNumber == true ? .literal(text) : .text(Template(verbatim: text))
}

func quoted(_ text: String) -> Value { .text(Template(verbatim: text)) }

/// `.items[0].labels["a/b"]`, read the way the language does, for tests only.
func path(_ text: String) -> JSONPath {
  var parts: [JSONPath.Part] = []
  var rest = text[...]
  while let first = rest.first {
    rest.removeFirst()
    if first == "." {
      let name = rest.prefix { $0 != "." && $0 != "[" }
      if !name.isEmpty { parts.append(.member(String(name))) }
      rest = rest.dropFirst(name.count)
    } else {
      let inside = rest.prefix { $0 != "]" }
      parts.append(inside.isEmpty ? .every : Int(inside).map { .index($0) } ?? .member(String(inside)))
      rest = rest.dropFirst(inside.count + 1)
    }
  }
  return JSONPath(parts: parts, text: text)
}

func not(_ kind: Operation.Kind) -> Operation { Operation(kind, isNegated: true, text: "not …") }

func holds(column: String, _ kind: Operation.Kind) -> Selector.Filter {
  .whereHolds([Selector.Test(subject: .column(column), operation: Operation(kind, text: "…"))])
}

func holds(member: String, _ kind: Operation.Kind) -> Selector.Filter {
  .whereHolds([Selector.Test(subject: .member(path(member)), operation: Operation(kind, text: "…"))])
}

/// An attempt that printed this; `cut` is where the gap is, for a text of which bytes are lost there.
func printed(_ output: String, cut: Int? = nil, stderr: String = "", exit: Int? = 0, duration: Int = 120)
  -> Observation
{
  Observation(
    output: Array(output.utf8), outputCut: cut.map { Evidence.Cut(head: $0, lost: 1000) },
    stderr: Array(stderr.utf8),
    exit: exit, duration: duration)
}

func judged(
  _ quantifier: Expectation.Quantifier? = nil, aggregate: Selector.Aggregate? = nil,
  of source: Selector.Source,
  _ operation: Operation, in document: String? = nil, filters: [Selector.Filter] = [],
  _ observation: Observation,
  _ variables: Variables = [:]
) -> Judgement {
  let selector = Selector(
    aggregate: aggregate, source: source, document: document.map { VariableReference($0) }, filters: filters,
    text: "selector")
  let expectation = Expectation(
    quantifier: quantifier, selector: selector, operation: operation, text: "expectation", place: nowhere)
  return judge(expectation, on: observation, variables: variables, line: 7)
}

func judged(
  _ quantifier: Expectation.Quantifier? = nil, aggregate: Selector.Aggregate? = nil,
  of source: Selector.Source,
  _ kind: Operation.Kind, in document: String? = nil, filters: [Selector.Filter] = [],
  _ observation: Observation,
  _ variables: Variables = [:]
) -> Judgement {
  judged(
    quantifier, aggregate: aggregate, of: source, Operation(kind, text: "…"), in: document, filters: filters,
    observation, variables)
}

func captured(
  aggregate: Selector.Aggregate? = nil, of source: Selector.Source, as type: ValueType? = nil,
  filters: [Selector.Filter] = [], _ observation: Observation, _ variables: Variables = [:]
) -> CaptureResult {
  let selector = Selector(aggregate: aggregate, source: source, filters: filters, text: "selector")
  return capture(
    Capture(name: "x", selector: selector, type: type, place: nowhere), from: observation,
    variables: variables)
}

/// The cells of some columns of all rows, as the capture of a column sees them.
func cells(_ column: String, _ output: String) -> [String]? {
  switch captured(of: .column(column), printed(output)) {
  case .found(let value): value.texts
  case .nothing: []
  case .impossible: nil
  }
}
