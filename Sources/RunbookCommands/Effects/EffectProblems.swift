/// Why a command has its effect, in a few words that stand behind "it".
enum EffectProblems {
  // What changes something.
  static func changes(_ what: String) -> String { "changes \(what)" }
  static let writes = "writes a file that stays"
  static let removes = "removes or overwrites files"
  static let installs = "installs or removes software"
  static let ends = "ends processes"
  static let signals = "sends a signal to a process"
  static let leavesPod = "leaves a pod behind"
  static let foreign = "deletes what need not be the run's own"
  static let creates = "creates what does not carry `$run` in its name and in the label `runbook`"
  static let reaches = "creates a kind of object that has effects on others"
  static func requests(_ method: String) -> String { "sends a \(method) request" }

  // What leaves nothing.
  static let runsInside = "runs something in a container"
  static let ownPod = "runs a pod and removes it"
  static let own = "is about what carries the run's id"
  static let opens = "opens a way into the cluster while it runs"
  static let loads = "puts load on the network"

  // What is not known.
  static let programAtRunTime = "which program runs is known only at run time"
  static let verbAtRunTime = "what it is to do is known only at run time"
  static let plugin = "what a plugin does is not known"
  static let inserted = "a value becomes part of a text that is run"
  static let tooDeep = "the text is nested too deeply to be read"
  static let sends = "what is sent to the other side is not known"
  static let typed = "what it is told on its standard input is not known"
  static let script = "what the script does is not known"
  static let sourced = "what the file that it reads does is not known"
  static let ownProgram = "a program in another language is not read"
  static func noRule(_ name: String) -> String { "`\(name)` is no program that is known" }
  static func noVerb(_ verb: String) -> String { "`\(verb)` is nothing that is known of it" }
}
