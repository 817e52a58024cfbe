package import RunbookModel

/// `[QUANTIFIER] SELECTOR OPERATOR VALUE`.
package struct ExpectationSyntax: Sendable {
  package let quantifier: Located<Expectation.Quantifier>?
  package let selector: SelectorSyntax
  package let operation: OperationSyntax
  /// As it is written, without `expect`.
  package let text: String
  package let range: SourceRange

  package init(
    quantifier: Located<Expectation.Quantifier>?, selector: SelectorSyntax, operation: OperationSyntax,
    text: String, range: SourceRange
  ) {
    self.quantifier = quantifier
    self.selector = selector
    self.operation = operation
    self.text = text
    self.range = range
  }

  /// The variables it needs, in the order they are written.
  package var references: [ReferenceSyntax] { selector.references + operation.references }
}

/// A selector, ready for the plan, with the places of its parts.
package struct SelectorSyntax: Sendable {
  package let selector: Selector
  package let range: SourceRange
  /// `count`, `first 3`; nil without an aggregate.
  package let aggregateRange: SourceRange?
  /// `column "CPU(cores)"`.
  package let sourceRange: SourceRange
  /// One for each of `selector.filters`.
  package let filterRanges: [SourceRange]
  /// Every variable in it: the source and its arguments, `in $name`, the values of `where`.
  package let references: [ReferenceSyntax]
  /// Where the source is a function.
  package let function: FunctionSyntax?

  package init(
    selector: Selector, range: SourceRange, aggregateRange: SourceRange?, sourceRange: SourceRange,
    filterRanges: [SourceRange], references: [ReferenceSyntax], function: FunctionSyntax? = nil
  ) {
    self.selector = selector
    self.range = range
    self.aggregateRange = aggregateRange
    self.sourceRange = sourceRange
    self.filterRanges = filterRanges
    self.references = references
    self.function = function
  }
}

/// `NAME parameter=value …`, with arguments that the function may not have.
package struct FunctionSyntax: Sendable {
  package let function: Computation.Function
  package let nameRange: SourceRange
  package let arguments: [ArgumentSyntax]
  /// `in $name` behind it, where it has no place.
  package let documentRange: SourceRange?

  package init(
    function: Computation.Function, nameRange: SourceRange, arguments: [ArgumentSyntax],
    documentRange: SourceRange? = nil
  ) {
    self.function = function
    self.nameRange = nameRange
    self.arguments = arguments
    self.documentRange = documentRange
  }

  /// Ready for the plan; what the function does not have is left out.
  package var computation: Computation {
    Computation(
      function,
      arguments.compactMap { argument in
        Computation.Parameter(rawValue: argument.name.text).map {
          Computation.Argument($0, argument.value.value)
        }
      })
  }
}

/// An operator with its operands, ready for the plan.
package struct OperationSyntax: Sendable {
  package let operation: Operation
  /// The values behind it, in order; none for `is empty` and patterns.
  package let operands: [ValueSyntax]
  package let range: SourceRange

  package init(operation: Operation, operands: [ValueSyntax], range: SourceRange) {
    self.operation = operation
    self.operands = operands
    self.range = range
  }

  package var references: [ReferenceSyntax] { operands.flatMap(\.references) }
}

/// Checks with `and` between them.
package struct ConditionSyntax: Sendable {
  package enum Check: Sendable {
    case variable(ReferenceSyntax, OperationSyntax)
    /// `NAME passes`; nil is `any`.
    case verdict(step: Spelled?, is: Located<Verdict>)
  }

  package let checks: [Check]
  /// As it is written.
  package let text: String
  package let range: SourceRange

  package init(checks: [Check], text: String, range: SourceRange) {
    self.checks = checks
    self.text = text
    self.range = range
  }
}
