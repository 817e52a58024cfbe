/// `expect [QUANTIFIER] SELECTOR OPERATOR VALUE`.
package struct Expectation: Sendable {
  package let quantifier: Quantifier?
  package let selector: Selector
  package let operation: Operation
  /// The line as it is written, without `expect`.
  package let text: String
  package let place: SourcePlace

  package init(
    quantifier: Quantifier? = nil, selector: Selector, operation: Operation, text: String, place: SourcePlace
  ) {
    self.quantifier = quantifier
    self.selector = selector
    self.operation = operation
    self.text = text
    self.place = place
  }

  package enum Quantifier: Sendable, Hashable {
    case every, some, no
    case atLeast(Int)
    case atMost(Int)
    case exactly(Int)
  }
}

/// What is looked at: a source, what is left of it, and what is made of that.
package struct Selector: Sendable {
  package let aggregate: Aggregate?
  package let source: Source
  /// `in $name`: from this captured text instead of the output.
  package let document: VariableReference?
  /// In the order they are written.
  package let filters: [Filter]
  package let text: String

  package init(
    aggregate: Aggregate? = nil, source: Source, document: VariableReference? = nil, filters: [Filter] = [],
    text: String
  ) {
    self.aggregate = aggregate
    self.source = source
    self.document = document
    self.filters = filters
    self.text = text
  }

  package enum Aggregate: Sendable, Hashable {
    case count, distinct, sum, min, max, median
    /// `p95` and the like: 1 to 99.
    case percentile(Int)
    case first(Int)
    case last(Int)
  }

  package enum Source: Sendable, Hashable {
    case output, stderr, exit, duration
    case lines
    /// `line N` from 1; negative counts from the end, -1 is the last.
    case line(Int)
    case find(Pattern, all: Bool)
    case rows
    case column(String)
    case json(JSONPath)
    case yaml(JSONPath)
    case variable(VariableReference)
    case computed(Computation)
  }

  package enum Filter: Sendable {
    /// Tests on columns or members that must all hold.
    case whereHolds([Test])
    case after(Pattern)
    case before(Pattern)
  }

  package struct Test: Sendable {
    package enum Subject: Sendable, Hashable {
      case column(String)
      case member(JSONPath)
    }
    package let subject: Subject
    package let operation: Operation

    package init(subject: Subject, operation: Operation) {
      self.subject = subject
      self.operation = operation
    }
  }
}

/// An operator with its operands, negated or not.
package struct Operation: Sendable {
  package enum Kind: Sendable {
    case less(Value)
    case atMost(Value)
    case more(Value)
    case atLeast(Value)
    case equals(Value)
    case isEmpty
    /// `2/2`: both numbers equal and at least 1.
    case isComplete
    case isOneOf([Value])
    case isWithin(Value)
    case contains(Value)
    case overlaps(Value)
    case startsWith(Value)
    case endsWith(Value)
    case matches(Pattern)
    case exists
  }

  package let kind: Kind
  package let isNegated: Bool
  /// As it is written, operands included.
  package let text: String

  package init(_ kind: Kind, isNegated: Bool = false, text: String) {
    self.kind = kind
    self.isNegated = isNegated
    self.text = text
  }
}

/// A PCRE2 pattern that compiles, as it stands between its slashes with `\/` already a slash.
/// It means UTF-8, and `^` and `$` at every line.
package struct Pattern: Sendable, Hashable {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// `.items[0].labels["a/b"]`, `.items[].metadata.name`.
package struct JSONPath: Sendable, Hashable {
  package enum Part: Sendable, Hashable {
    case member(String)
    /// Negative counts from the end.
    case index(Int)
    /// `[]`: every element.
    case every
  }

  package let parts: [Part]
  package let text: String

  package init(parts: [Part], text: String) {
    self.parts = parts
    self.text = text
  }
}
