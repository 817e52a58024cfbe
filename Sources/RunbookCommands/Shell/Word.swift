/// One word of a shell text: what becomes one argument, or several, or none, when the shell expands it.
struct Word: Sendable, Hashable {
  let parts: [WordPart]
  let range: Range<Int>

  /// The word as the program sees it, where nothing in it is filled in at run time.
  var literal: String? {
    let text = text
    return text.hasHoles ? nil : text.string
  }

  /// The word without its quotes; a hole stands for each part that is filled in at run time.
  var text: ShellText {
    if parts.count == 1 {
      switch parts[0].kind {
      case .literal(let text), .quoted(let text): return text
      case .doubleQuoted, .parameter, .substitution, .arithmetic, .process: break
      }
    }
    var builder = ShellTextBuilder()
    Self.flatten(parts, into: &builder)
    return builder.take(at: range.lowerBound)
  }

  /// The word was written without any quotes or expansions, as reserved words must be.
  var bare: String? {
    guard parts.count == 1, case .literal(let text) = parts[0].kind, text.bytes.count == range.count else {
      return nil
    }
    return text.string
  }

  private static func flatten(_ parts: [WordPart], into builder: inout ShellTextBuilder) {
    for part in parts {
      switch part.kind {
      case .literal(let text), .quoted(let text): builder.append(text)
      case .doubleQuoted(let inner): flatten(inner, into: &builder)
      case .parameter(let parameter):
        let byte = parameter.isPlain && parameter.name == "run" ? ShellText.runMark : ShellText.hole
        builder.append(byte, at: part.range.lowerBound)
      case .substitution, .arithmetic, .process:
        builder.append(ShellText.hole, at: part.range.lowerBound)
      }
    }
  }
}

/// A stretch of a word that the shell treats in one way.
struct WordPart: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    /// Without quotes; its backslashes are taken off. Globs, braces and tildes stay as they are.
    case literal(ShellText)
    /// `'…'` or `$'…'`, what is between the quotes.
    case quoted(ShellText)
    /// `"…"` or `$"…"`.
    case doubleQuoted([WordPart])
    indirect case parameter(ParameterExpansion)
    /// `$(…)`, backticks, `${ …; }`.
    case substitution(Script)
    /// `$((…))` or `$[…]`.
    case arithmetic(Arithmetic)
    /// `<(…)` or `>(…)`.
    case process(Script)
  }

  let kind: Kind
  let range: Range<Int>
}

/// `$name` or `${name…}`.
struct ParameterExpansion: Sendable, Hashable {
  enum Operation: Sendable, Hashable {
    /// `:-` or `-`
    case fallback([WordPart])
    /// `:=` or `=`
    case assign([WordPart])
    /// `:+` or `+`
    case alternative([WordPart])
    /// `:?` or `?`
    case demand([WordPart])
    /// `#`, `##`, `%`, `%%`
    case trim([WordPart])
    /// `/`, `//`, `/#`, `/%`
    case replace([WordPart], with: [WordPart])
    /// `^`, `^^`, `,`, `,,`, `~`, `~~`
    case recase([WordPart])
    case slice(Arithmetic, length: Arithmetic?)
    /// `@Q` and its like.
    case transform
    /// `${!prefix*}`: the names that begin so.
    case names
  }

  let name: String
  /// `${!x}`: the variable whose name is in `x`; with `[@]`, the keys of `x`.
  let isIndirect: Bool
  /// `${#x}`
  let isLength: Bool
  let index: Subscript?
  let operation: Operation?

  /// `$name` or `${name}`.
  var isPlain: Bool { !isIndirect && !isLength && index == nil && operation == nil }
}

/// What stands in the brackets of `x[…]`.
enum Subscript: Sendable, Hashable {
  /// `@` or `*`
  case all
  case index(Arithmetic)
}

/// An arithmetic expression, as far as names and expansions in it matter.
struct Arithmetic: Sendable, Hashable {
  struct Name: Sendable, Hashable {
    let name: String
    let range: Range<Int>
    /// `x = …`, `x += …`, `x++`, `--x`.
    let isAssigned: Bool
  }

  let names: [Name]
  let parts: [WordPart]
}
