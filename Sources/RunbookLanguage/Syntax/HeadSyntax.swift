package import RunbookModel

/// One statement of the head.
package struct HeadSyntax: Sendable {
  package enum Kind: Sendable {
    /// `language 1`: whether this tool reads that version is the checker's question.
    case language(Located<Int>?)
    case about(TextSyntax?)
    case tags([ValueSyntax])
    case owner(StringSyntax?)
    case use(StringSyntax?)
    case `let`(name: Spelled?, value: ValueSyntax?)
    case secret(name: Spelled?, description: StringSyntax?)
    case needs(NeedSyntax?)
    case param(ParamSyntax)
    /// The clauses are `timeout`, `budget`, `shell`, `env` and `keep`.
    case defaults([ClauseSyntax])
  }

  package let line: LineSyntax
  package let kind: Kind

  package init(line: LineSyntax, kind: Kind) {
    self.line = line
    self.kind = kind
  }
}

/// `cluster`, or a tool and the version it must have.
package enum NeedSyntax: Sendable {
  case cluster(SourceRange)
  case tool(Spelled, version: Located<VersionWanted>?)
}

/// `param NAME [as TYPE] [= DEFAULT] [one of … | matching /re/] ["what it is"]`.
package struct ParamSyntax: Sendable {
  package let name: Spelled?
  package let type: Located<ValueType>?
  /// Nil without `=`. Several values stand for a list.
  package let standard: [ValueSyntax]?
  package let limit: Located<Limit>?
  package let description: StringSyntax?

  package enum Limit: Sendable {
    case oneOf([ValueSyntax])
    case matching(Pattern)
  }

  package init(
    name: Spelled?, type: Located<ValueType>?, standard: [ValueSyntax]?, limit: Located<Limit>?,
    description: StringSyntax?
  ) {
    self.name = name
    self.type = type
    self.standard = standard
    self.limit = limit
    self.description = description
  }
}
