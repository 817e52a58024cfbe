import RunbookModel

extension ProgramRules {
  /// Programs that are told what to do in a language of their own.
  static let languageRules = table { rules in
    rules["sed gsed"] = sed
    rules["awk gawk mawk nawk"] = awk
    rules["python python2 python3"] = python
    rules["Rscript expect java make ansible ansible-playbook"] = ownProgram
    rules["perl ruby node nodejs php lua tclsh psql mysql sqlite3 mongo mongosh"] = {
      $0.arguments.isEmpty ? $0.unknown(EffectProblems.typed) : ownProgram($0)
    }
    rules["bc dc"] = { $0.read }
    rules["jc"] = { call in
      // `jc dig x` runs dig.
      let words = Arguments(call.arguments, valued: ValueOptions(""), stopsAtOperand: true).operands
      return words.isEmpty ? call.read : call.running(words)
    }
    rules["redis-cli"] = { $0.unknown(EffectProblems.ownProgram) }
  }

  private static let ownProgram: EffectRule = { call in
    ["--version", "-V", "-version"].contains(call.arguments.first?.literal) && call.arguments.count == 1
      ? call.read : call.unknown(EffectProblems.ownProgram)
  }

  private static let python: EffectRule = { call in
    let words = call.literals
    if words == ["--version"] || words == ["-V"] { return call.read }
    guard words.prefix(2) == ["-m", "json.tool"] else { return call.unknown(EffectProblems.ownProgram) }
    return call.writing(call.paths("-m --indent").dropFirst())
  }

  private static let sed: EffectRule = { call in
    let arguments = SedScript.arguments(call.arguments)
    if arguments.has("-f", "--file") { return call.unknown(EffectProblems.script) }
    if arguments.has("--version", "--help") { return call.read }
    let (scripts, files) = SedScript.scripts(among: arguments)
    guard !scripts.isEmpty else { return call.unknown(EffectProblems.script) }
    var found: [CommandEffect] = []
    if arguments.has("-i", "--in-place") {
      found.append(call.invocation.isOpen ? call.change(EffectProblems.writes) : call.writing(files))
    }
    for script in scripts {
      for deed in SedScript(script.text).deeds { found.append(call.judge(deed, in: script)) }
    }
    return call.gravest(found)
  }

  private static let awk: EffectRule = { call in
    let arguments = AwkProgram.arguments(call.arguments)
    if arguments.has("-f", "--file", "-i", "--include", "-l", "--load", "-E", "--exec", "-e", "--source") {
      return arguments.values(of: "-i", "--include").contains { $0.literal == "inplace" }
        ? call.change(EffectProblems.writes) : call.unknown(EffectProblems.script)
    }
    guard let program = arguments.operands.first else { return call.unknown(EffectProblems.script) }
    return call.gravest(AwkProgram(program.text).deeds.map { call.judge($0, in: program) })
  }
}

/// What a text in a language of its own does beside printing.
enum Deed {
  /// Writes a file whose name stands there.
  case writes(ShellText)
  /// Runs a text of the shell.
  case runs(ShellText)
  /// Runs or writes what is known only at run time.
  case unclear(Range<Int>)
}

extension Call {
  /// What comes of one deed of a script that stands in a word.
  func judge(_ deed: Deed, in script: Word) -> CommandEffect {
    switch deed {
    case .writes(let path):
      writing([
        Word(
          parts: [WordPart(kind: .quoted(path), range: script.range)], range: path.places(0, path.bytes.count)
        )
      ])
    case .runs(let text): running(text)
    case .unclear(let range):
      CommandEffect(.unknown, program: name, reason: EffectProblems.verbAtRunTime, range: range)
    }
  }
}
