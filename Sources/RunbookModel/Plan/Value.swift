/// A value as it stands in the file.
package indirect enum Value: Sendable, Hashable {
  /// A quoted text, in which `$names` are replaced. Compared as text by `is`.
  case text(Template)
  case variable(VariableReference)
  /// A bare value that begins with a digit or `-` and a digit: `95%`, `500m`, `10.96.0.0/12`; or a bare word in the head.
  case literal(String)
  /// `80% of $limit`.
  case share(percent: Double, of: Value)
}

/// `$name`, or `$STEP.passed`, `$NAME.outcome` in conditions and lists.
package struct VariableReference: Sendable, Hashable {
  package let name: String
  /// `passed`, `failed`, `unknown`: the items of an `each` step; `outcome` of a call.
  package let member: String?

  package init(_ name: String, member: String? = nil) {
    self.name = name
    self.member = member
  }

  package var written: String { "$" + name + (member.map { "." + $0 } ?? "") }
}

/// Text in which variables are replaced when it is used.
package struct Template: Sendable, Hashable {
  package enum Part: Sendable, Hashable {
    case text(String)
    case variable(VariableReference)
  }

  package let parts: [Part]

  package init(_ parts: [Part]) { self.parts = parts }

  /// Text without variables.
  package init(verbatim text: String) { parts = text.isEmpty ? [] : [.text(text)] }

  /// As it was written, with `$names` standing.
  package var written: String {
    parts.map {
      switch $0 {
      case .text(let text): text
      case .variable(let reference): reference.written
      }
    }.joined()
  }
}

/// `as TYPE`: how values are read when they are compared.
package enum ValueType: String, Sendable, Codable, CaseIterable {
  case text, number, percent, duration, quantity, version, ip, cidr, list
}

/// What a variable holds during a run: one text, or a list of texts.
package struct VariableValue: Sendable, Hashable, Codable {
  package let texts: [String]
  package let isList: Bool
  package let type: ValueType?

  package init(_ text: String, type: ValueType? = nil) {
    texts = [text]
    isList = false
    self.type = type
  }

  package init(list texts: [String], type: ValueType? = nil) {
    self.texts = texts
    isList = true
    self.type = type
  }

  /// What a person writes on a command line or as an answer: a list is cut at its commas.
  package init(writing text: String, type: ValueType?) {
    guard type == .list else {
      self.init(text, type: type)
      return
    }
    let parts = text.split(separator: ",").map { part in
      String(decoding: part.utf8.drop { $0 == 32 }.reversed().drop { $0 == 32 }.reversed(), as: UTF8.self)
    }
    self.init(list: parts.filter { !$0.isEmpty }, type: .list)
  }

  /// As the shell and templates see it: a list is lines.
  package var written: String { texts.joined(separator: "\n") }
}

/// The variables that have a value now, by name without `$` (`STEP.passed` with its member).
package typealias Variables = [String: VariableValue]
