extension SyntaxCode {
  package var explanation: String {
    switch self {
    case .emptyFile:
      """
      A runbook begins with `runbook "Title"`. This file has nothing but blank lines and comments.
      """
    case .invalidUTF8:
      """
      Runbooks are UTF-8, so that what is shown is what is stored. A byte order mark is accepted. Save the \
      file as UTF-8 in your editor, or convert it: `iconv -f latin1 -t utf-8`.
      """
    case .controlCharacter:
      """
      An invisible character stands where only words can. It would make two lines that look alike mean \
      different things. NUL is refused everywhere: no shell can take it.
      """
    case .tabInIndentation:
      """
      Indentation is two blanks for each level. A tab is as wide as each editor likes, so it could hide \
      where a block ends. In text blocks a tab behind the block's own indentation is text.
      """
    case .noBreakSpace:
      """
      A no-break space looks like a blank and is none. It comes with text that was copied from web pages \
      and chats. Inside quotes, text blocks and comments it is allowed.
      """
    case .curlyQuote:
      """
      Text stands between straight double quotes. Word processors turn them into curly ones. Inside \
      quotes, text blocks and comments curly ones are allowed.
      """
    case .singleQuotes:
      "Text stands between double quotes, everywhere but in shell text, which is the shell's own."
    case .loneDollar:
      """
      A variable is `$name`, without braces. In shell text `${name}` is the shell's own and fine.
      """
    case .unclosedString:
      "Text in quotes ends on the line it begins on. A quote inside is written `\\\"`, a line end `\\n`."
    case .unknownEscape:
      """
      In text in quotes a backslash begins one of `\\"` `\\\\` `\\n` `\\t` `\\$`. A backslash itself is \
      `\\\\`. Patterns between slashes have the escapes of PCRE2 instead.
      """
    case .unclosedPattern:
      "A pattern stands between two slashes on one line. A slash inside is written `\\/`, also in a class."
    case .emptyPattern:
      """
      An empty pattern matches everything, so it says nothing. `is not empty` asks for any text.
      """
    case .invalidPattern:
      """
      Patterns are PCRE2 (`grep -P`), UTF-8, `^` and `$` at every line. This one does not compile; the \
      caret is where the pattern library gave up.
      """
    case .patternOptions: "Options stand inside the pattern: `/(?i)error/`, not `/error/i`."
    case .wrongIndentation:
      """
      The lines of a block are two blanks deeper than the line that opens it. Comment lines may stand \
      anywhere.
      """
    case .unexpectedIndentation:
      "Only some statements have a block. A statement is one line and is never continued on the next one."
    case .betweenIndentations:
      """
      The first line of a text block says how deep the block is. A later line is at least as deep, or it \
      ends the block by being no deeper than the word that opened it. Between the two it could be either.
      """
    case .continuedCommand:
      """
      The command behind `run` ends with its line. Put a long command in an indented block under `run`: \
      there it may go on as the shell allows.
      """
    case .textAndBlock: "A command stands behind `run` or in the block under it, never both."
    case .textBeside: "The text of `about` and `stdin` stands in an indented block under the word."
    case .emptyBlock: "This statement needs an indented block, and has none."
    case .nearMissInProse:
      """
      In `outcome` and `manual` prose begins at the first line whose first word is no clause. A small word \
      that nearly is one would silently turn the clause into prose, so it is an error. A capital letter \
      makes it prose.
      """
    case .clauseInProse:
      """
      Clauses come first, and the rest of the block is prose. A clause behind the prose does nothing.
      """
    case .missingTitle: "The first statement of every file is `runbook \"Title\"`."
    case .secondTitle: "One file is one runbook."
    case .wrongOrder:
      """
      A file is read from the top: `runbook`, the head (`about`, `param`, `needs` …), the flow, paths and \
      outcomes, `finally`. A step behind a path would look as if it belonged to the path.
      """
    case .unknownWord: "The first word of a line says what it is. This one is not known in this place."
    case .misplacedWord:
      """
      The word is known, but it belongs into another block. Most often the indentation is wrong.
      """
    case .unexpectedText: "The statement was complete before this. A comment begins with `#` behind a blank."
    case .missingStatement: "A line begins with a word that says what it is."
    case .missingWord: "A word of the language must stand here."
    case .missingName: "A name must stand here."
    case .missingText: "Text must stand here: a title or a question in double quotes, or a command."
    case .missingValue:
      """
      A value must stand here: text in double quotes, a `$variable`, or a bare value that begins with a \
      digit.
      """
    case .missingNumber: "A number must stand here, with its unit where it has one."
    case .missingPattern: "A pattern between slashes must stand here: `/…/`."
    case .missingPath: "A path must stand here: it begins with a dot, such as `.items[].metadata.name`."
    case .missingSelector:
      """
      An expectation and a capture begin with what to look at, such as `output` or `column READY`.
      """
    case .missingOperator:
      """
      Between what is looked at and what is wanted stands an operator, such as `is`, `contains` or `<`.
      """
    case .missingCondition:
      """
      A condition must stand here: `STEP fails`, `any unknown`, or `$name` and an operator.
      """
    case .missingVerdict:
      """
      Behind the name of a step stands what came of it: `passes`, `fails`, `flaky`, `unknown`, `skipped`.
      """
    case .missingArrow: "An arrow, `→` or `->`, says where to go."
    case .missingTarget:
      "An arrow leads to `next`, `stop`, a path, an outcome, a later step, or a file in double quotes."
    case .misplacedNext:
      """
      `→ OUTCOME, next` notes an outcome as found and goes on. It makes no sense behind anything else, nor \
      twice.
      """
    case .outcomeLeadsInside:
      """
      An outcome ends its runbook. Only another runbook can follow: `→ "other.rb"`.
      """
    case .orInCondition:
      """
      There is no `or`: the first row of a `decide` that holds is taken, so alternatives are rows.
      """
    case .unquotedText:
      """
      Titles and texts that are compared stand in double quotes, so that `is empty` is never a text. Bare \
      values begin with a digit.
      """
    case .mixedWord:
      """
      A bare word has no blank, comma, `=`, quote or `$`. Put the whole value in double quotes; `$names` \
      are replaced there.
      """
    case .invalidName:
      """
      Names of steps, paths and outcomes are small letters and digits with single hyphens between, a \
      letter first: `dns-works`.
      """
    case .invalidVariableName:
      """
      Variables are small letters, digits and `_`, a letter first: `pod_name`. Capital letters belong to \
      the environment.
      """
    case .invalidEnvironmentName:
      """
      `env` lists names of environment variables, with blanks between: `env PATH HTTP_PROXY`.
      """
    case .nameWithDollar: "A name is given without `$` (`capture pods from …`) and used with it (`$pods`)."
    case .reservedName:
      """
      `next`, `stop`, `any` and `otherwise` have a meaning behind arrows and in conditions.
      """
    case .capitalVariable:
      """
      Variables of a runbook have small letters. Those of the environment are seen by shell text only.
      """
    case .unknownOperator:
      """
      Operators: is, is not, <, <=, >, >=, contains, matches, starts with, ends with, overlaps, exists, is \
      empty, is complete, is one of, is within. Verbs are negated with `not` before them.
      """
    case .unknownSelector:
      """
      Selectors: output, stderr, exit, duration, lines, line N, find /…/, find all /…/, rows, column NAME, \
      json PATH, yaml PATH, $name; before them count, distinct, sum, min, max, median, p95, first N, last \
      N.
      """
    case .unknownVerdict: "Verdicts in conditions: passes, fails, flaky, unknown, skipped."
    case .unknownEffect:
      """
      An effect is `read`, `probe` (runs something in the cluster and leaves nothing) or `change`.
      """
    case .unknownSeverity: "A severity is ok, info, warning, critical or unknown."
    case .unknownShell: "Commands run in `bash` (with `-e -o pipefail`) or `sh` (with `-e`)."
    case .unknownType: "Types: text, number, percent, duration, quantity, version, ip, cidr, list."
    case .invalidNumber: "A whole number is digits only."
    case .invalidPercent: "A percentage is a number and `%`: `95%`, `99.5%`."
    case .invalidDuration:
      """
      A duration is one word of numbers and units, the units falling: `200ms`, `30s`, `1h30m`, `3d4h`.
      """
    case .invalidSize: "A size is a number and a unit: `16MiB`, `500KB`."
    case .invalidVersion: "A version is numbers with dots, `+` behind it for at least: `1.20+`."
    case .invalidPath:
      """
      A path is `.member`, `[0]`, `[-1]`, `[]` for every element, and `["any text"]`, one behind the \
      other, a dot first.
      """
    case .outOfRange: "The number can be read, but is not one that makes sense here."
    }
  }
}
