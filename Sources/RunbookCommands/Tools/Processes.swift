import RunbookModel

extension ProgramRules {
  static let processRules = table { rules in
    rules["pkill killall killall5 skill snice"] = {
      $0.has("-0", "-l", "--list") ? $0.read : $0.change(EffectProblems.ends)
    }
    rules["fuser"] = { $0.has("-k", "-ki", "--kill") ? $0.change(EffectProblems.ends) : $0.read }
    rules["renice cpulimit"] = { $0.change(EffectProblems.changes("processes")) }
    rules["gdb lldb bpftrace perf stap reptyr"] = { $0.unknown(EffectProblems.ownProgram) }
  }
}
