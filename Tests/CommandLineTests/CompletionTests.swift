import Foundation
import Testing

/// What bash proposes with the script that the program writes.
@Suite struct `The shell completes` {
  /// The words of the line, the last of them begun.
  private func proposals(_ program: Program, _ words: String..., environment: [String: String] = [:]) throws
    -> [String]
  {
    let script = """
      source <("$RUNBOOK" --generate-completion-script bash)
      runbook() { "$RUNBOOK" "$@"; }
      COMP_WORDS=(runbook "$@") COMP_CWORD=$# COMP_LINE="runbook $*" COMP_POINT=$((8 + ${#COMP_LINE} - 8))
      _runbook_whole runbook "${@: -1}" "${@: -2:1}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let folder = URL(filePath: Program.path).deletingLastPathComponent().path
    let path = folder + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
    let run = try program.run(
      ["-c", script, "bash"] + words,
      environment: ["RUNBOOK": Program.path, "PATH": path].merging(environment) { $1 }, program: "/bin/bash")
    #expect(run.errors == "")
    return run.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  private func prepared() throws -> Program {
    let program = try Program()
    try program.write(
      "disk.rb",
      """
      runbook "Disk"

      param folder = /
      param mode = fast one of fast, slow

      step usage
        run df "$folder"
        fails → full

      step inodes
        run df -i "$folder"

      → fine

      outcome fine "Fine"
        severity ok

      outcome full "Full"
        severity critical

      """)
    return program
  }

  @Test func `runbooks, their steps and their parameters`() throws {
    let program = try prepared()
    defer { program.remove() }
    try program.write("books/deep.rb", "")
    #expect(try proposals(program, "run", "di") == ["disk", "disk.rb"])
    #expect(try proposals(program, "check", "books/") == ["books/deep.rb"])
    #expect(try proposals(program, "run", "disk", "--only", "") == ["usage", "inodes"])
    #expect(try proposals(program, "run", "--quiet", "disk", "--from", "i") == ["inodes"])
    #expect(try proposals(program, "run", "disk", "f") == ["folder="])
    #expect(try proposals(program, "run", "disk", "m") == ["mode=fast", "mode=slow"])
    #expect(try proposals(program, "explain", "undefined-st") == ["undefined-step"])
  }

  @Test func `runs, outcomes, incidents, labels and contexts from what is there`() throws {
    let program = try prepared()
    defer { program.remove() }
    #expect(try program.run("run", "disk", "--incident", "INC-7").status == 0)
    #expect(try program.run("label", "last", "truth=full-disk").status == 0)
    // The id of a run may begin with any letter.
    #expect(try proposals(program, "show", "las") == ["last"])
    #expect(try proposals(program, "diff", "disk").contains("disk@good"))
    #expect(try proposals(program, "show", "last", "") == ["usage", "inodes"])
    #expect(try proposals(program, "history", "--outcome", "") == ["fine"])
    #expect(try proposals(program, "search", "--incident", "") == ["INC-7"])
    #expect(try proposals(program, "history", "--runbook", "") == ["disk"])
    try program.write("one", "{contexts: [{name: east, context: {}}], kind: Config}")
    try program.write("two", "contexts:\n- name: west\n")
    let files = ["one", "two", "none"].map { program.folder.appending(path: $0).path }.joined(separator: ":")
    #expect(
      try proposals(program, "run", "disk", "--context", "", environment: ["KUBECONFIG": files])
        == ["east", "west"])
  }

  @Test func `whole words, as they stand, in a bash where somebody presses Tab`() throws {
    let program = try prepared()
    defer { program.remove() }
    #expect(try program.run("run", "disk", "--incident", "$(touch bad)").status == 0)
    try program.write("kube", "contexts: [{name: 'arn:aws:eks:1:cluster/one'}, {name: 'two words'}]")
    let folder = URL(filePath: Program.path).deletingLastPathComponent().path
    try program.write(
      "rc",
      """
      PS1='ready> ' PATH="\(folder):$PATH" KUBECONFIG=$PWD/kube
      source <(runbook --generate-completion-script bash)

      """)
    let bash = try PseudoTerminal(["--rcfile", "rc", "-i"], in: program, of: "/bin/bash", columns: 200)
    #expect(bash.prints("ready> "))
    for (typed, shown) in [
      ("run disk fo", "run disk folder="), ("run disk mode=f", "run disk mode=fast "),
      ("run disk --context arn:aws:eks:1:c", "--context arn:aws:eks:1:cluster/one "),
      ("run disk --context tw", #"--context two\ words "#), ("diff disk@g", "diff disk@good "),
      ("check \"disk.", "check \"disk.rb"), ("history --incident ", #"--incident \$\(touch\ bad\) "#),
    ] as [(String, String)] {
      bash.type("runbook \(typed)\t")
      #expect(bash.prints(shown), "\(typed)")
      bash.type("\u{15}")
    }
    bash.type("exit\n")
    #expect(bash.end() == 0)
    #expect(!FileManager.default.fileExists(atPath: program.folder.appending(path: "bad").path))

    let words = ["runbook", "run", "disk", "--context", ""]
    let asked = ["---completion", "run", "--", "--context", "4", "0"] + words
    let surroundings = [
      "KUBECONFIG": program.folder.appending(path: "kube").path, "SAP_SHELL": "zsh",
    ]
    let zsh = try program.run(asked, environment: surroundings)
    #expect(zsh.output.hasPrefix("arn\\:aws\\:eks\\:1\\:cluster/one\ntwo words\n"), "\(zsh.output)")
  }

  @Test func `nothing, and says nothing, where there is nothing`() throws {
    let program = try prepared()
    defer { program.remove() }
    try program.write("bad.rb", "runbook \"\nnonsense")
    for words in [["show", "zz"], ["run", "bad.rb", "--only", ""], ["run", "gone", "--only", ""]] {
      #expect(try proposals(program, words[0], Array(words.dropFirst())) == [])
    }
    try program.write("history.db", "no database")
    #expect(try proposals(program, "history", "--outcome", "") == [])
    #expect(try proposals(program, "show", "last", "") == [])
  }

  private func proposals(_ program: Program, _ first: String, _ rest: [String]) throws -> [String] {
    try rest.count == 1
      ? proposals(program, first, rest[0]) : proposals(program, first, rest[0], rest[1], rest[2])
  }
}
