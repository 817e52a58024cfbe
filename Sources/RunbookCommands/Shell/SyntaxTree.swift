/// A shell text as it was understood.
struct SyntaxTree: Sendable {
  let script: Script
  /// The bodies of the here-documents, by the index that their redirections hold.
  let documents: [HereDocument]
  /// What stopped the reader, if anything did: the first problem, as the shell would report it.
  let problem: ReadingProblem?

  init(_ text: ShellText) {
    var parser = ShellParser(text)
    script = parser.parseWholeText()
    documents = parser.documents
    problem = parser.problem
  }

  init(_ text: String) { self.init(ShellText(Array(text.utf8))) }
}

/// Statements, one after the other.
struct Script: Sendable, Hashable {
  var statements: [Statement] = []
}

/// Pipelines joined by `&&` and `||`.
struct Statement: Sendable, Hashable {
  var pipelines: [Pipeline]
  /// What joins them; one fewer than the pipelines.
  var joints: [Joint] = []
  /// It ends in `&`.
  var isBackground = false

  enum Joint: Sendable, Hashable { case and, or }
}

/// Commands joined by `|`.
struct Pipeline: Sendable, Hashable {
  var isNegated = false
  var isTimed = false
  var commands: [ShellCommand] = []
}

/// One command, simple or compound, with its redirections.
struct ShellCommand: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case simple(SimpleCommand)
    case subshell(Script)
    case group(Script)
    case conditional([Branch], otherwise: Script?)
    /// `while` or `until`.
    case loop(condition: Script, body: Script)
    /// `for` or `select`; without `in`, the words are nil.
    case forEach(name: Name, words: [Word]?, body: Script)
    /// `for ((…; …; …))`
    case count([Arithmetic], body: Script)
    case choice(Word, [Clause])
    indirect case function(Name, body: ShellCommand)
    /// `[[ … ]]`
    case test([Word])
    /// `((…))`
    case arithmetic(Arithmetic)
    indirect case coprocess(Name?, body: ShellCommand)
  }

  struct Branch: Sendable, Hashable {
    let condition: Script
    let body: Script
  }

  struct Clause: Sendable, Hashable {
    let patterns: [Word]
    let body: Script
  }

  var kind: Kind
  var redirections: [Redirection]
  var range: Range<Int>
}

/// A name where it was written.
struct Name: Sendable, Hashable {
  let text: String
  let range: Range<Int>
}

/// `name=value … program argument …`
struct SimpleCommand: Sendable, Hashable {
  var assignments: [Assignment] = []
  /// The program first, then its arguments.
  var words: [Word] = []
  /// The arguments of `declare`, `local`, `export` … that set something.
  var declarations: [Assignment] = []
}

/// `x=…`, `x+=…`, `x[i]=…`, `x=(…)`
struct Assignment: Sendable, Hashable {
  enum Value: Sendable, Hashable {
    case word(Word)
    case list([Element])
  }

  struct Element: Sendable, Hashable {
    let index: Subscript?
    let word: Word
  }

  let name: Name
  let index: Subscript?
  let value: Value
  let range: Range<Int>
}

/// `> file`, `2>&1`, `<<END`, `<<< word`
struct Redirection: Sendable, Hashable {
  enum Operator: String, Sendable, Hashable, CaseIterable {
    case appendBoth = "&>>"
    case hereString = "<<<"
    case hereDocumentIndented = "<<-"
    case writeBoth = "&>"
    case hereDocument = "<<"
    case append = ">>"
    case overwrite = ">|"
    case readWrite = "<>"
    case duplicateInput = "<&"
    case duplicateOutput = ">&"
    case read = "<"
    case write = ">"
  }

  let `operator`: Operator
  /// `2>file`: nil where none is written.
  let descriptor: Int?
  /// `{name}>file`: the variable that gets the descriptor.
  let descriptorName: Name?
  /// Of a here-document, the word that ends it.
  let target: Word
  /// Index into the tree's documents.
  let document: Int?
  let range: Range<Int>
}

/// The lines between `<<END` and `END`.
struct HereDocument: Sendable, Hashable {
  let parts: [WordPart]
  let range: Range<Int>
}
