import Foundation
import RunbookHistory
import RunbookModel
import SampleSecrets
import Testing

@Suite struct RedactionTests {
  /// What lies in the folder of the history, but for what the test itself put there or read.
  private func stored(_ program: Program) throws -> Data {
    var bytes = Data()
    for name in try FileManager.default.contentsOfDirectory(atPath: program.folder.path).sorted()
    where name.hasPrefix("history.db") {
      bytes += try Data(contentsOf: program.folder.appending(path: name))
    }
    return bytes
  }

  private func contains(_ bytes: Data, _ text: String) -> Bool { bytes.range(of: Data(text.utf8)) != nil }

  @Test func `no secret of sixty of twenty kinds is in the history, its log, or what is shown`() throws {
    let program = try Program()
    defer { program.remove() }
    let samples = SampleSecrets(seed: 4).all
    for (index, sample) in samples.enumerated() { try program.write("out/\(index)", sample.text) }
    let all = samples.flatMap(\.secrets)
    let one = samples.first { $0.kind == "jwt" }!.secrets[0]
    try program.write(
      "all.rb",
      """
      runbook "All"
      step whole
        run cat out/*
        expect output contains "‹"
      step pieces
        run for file in out/*; do dd if="$file" bs=7 status=none; done | tee /dev/stderr
      step said
        run echo 'curl -u admin:\(all[0])x http://h/ '
        expect output contains "http"
      step judged
        run cat out/*
        expect no line contains "zzz\(one)"
        expect find /never/ is "\(one)"
      """)
    let ran = try program.run("run", "all.rb")
    #expect(ran.status == 1, "\(ran.errors)")
    var shown = Data((ran.output + ran.errors).utf8)
    for arguments in [
      ["show", "last"], ["show", "last", "whole"], ["show", "last", "judged"], ["show", "last", "--json"],
      ["search", "password"], ["history", "--json"], ["run", "all.rb", "--json"],
      ["report", "last", "-o", "-"],
      ["report", "last", "--markdown", "-o", "-"], ["report", "last", "--junit", "-o", "-"],
      ["report", "last", "--json", "-o", "-"],
      ["report", "last", "--postmortem", "-o", "-"], ["export", "last"], ["diff", "last"],
      ["similar", "last"],
    ] {
      shown += Data(try program.run(arguments).output.utf8)
    }
    let files = try stored(program)
    #expect(contains(files, "‹password:"))
    for secret in Set(all) {
      #expect(!contains(files, secret), "stored: \(secret)")
      #expect(!contains(shown, secret), "shown: \(secret)")
    }
  }

  @Test func `look-alikes are recorded as they are`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("text", LookAlikes.all.joined(separator: "\n\n") + "\n")
    try program.write("a.rb", "runbook \"A\"\nstep a\n  run cat text\n")
    #expect(try program.run("run", "a.rb").status == 0)
    let history = try History(path: program.history)
    let text = try Data(contentsOf: program.folder.appending(path: "text"))
    #expect(try history.content(Digest(of: Array(text))) != nil)
    history.close()
  }

  @Test func `a captured token is recorded as its pseudonym, and a command gets the token`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("token", "token: 4f5e6d7c8b9a0f1e\n")
    try program.write(
      "use.rb",
      """
      runbook "Use"
      step read
        run cat token
        capture key from find /token: (\\S+)/
      step use
        run test "$key" = "$(cut -c 8- token)" && echo "it is $key, in base64 $(printf %s "$key" | base64)"
        expect output matches /it is ‹token:[0-9a-f]{10}›, in base64 ‹token:/
      step again
        run cat token
        capture other from find /token: (\\S+)/
      step same
        run test "$key" = "$other"
      """)
    let ran = try program.run("run", "use.rb")
    #expect(ran.status == 0, "\(ran.output)\(ran.errors)")
    #expect(!contains(try stored(program), "4f5e6d7c8b9a0f1e"))
    // In another run of the same history it has the same name.
    let names = try (1...2).map { _ in
      let text = try program.run("run", "use.rb", "--json").output
      return text.firstMatch(of: /‹token:[0-9a-f]{10}›/).map { String($0.0) }
    }
    #expect(names[0] != nil && names[0] == names[1])
  }

  @Test func `a parameter that its name gives away is not recorded`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "p.rb",
      "runbook \"P\"\nparam db_password\nstep a\n  run test \"$db_password\" = \"swordfish-$(echo 1)\"\n")
    #expect(try program.run("run", "p.rb", "db_password=swordfish-1").status == 0)
    #expect(!contains(try stored(program), "swordfish-1"))
  }

  @Test func `own patterns hold, and a mistake among them lets nothing run`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("settings/runbook/redact", "# ours\nbadge /badge-(\\d+)/\n")
    try program.write("a.rb", "runbook \"A\"\nstep a\n  run echo my badge-4711 x\n")
    let environment = ["XDG_CONFIG_HOME": program.folder.appending(path: "settings").path]
    #expect(try program.run(["run", "a.rb"], environment: environment).status == 0)
    #expect(try program.run("show", "last", "a").output.contains("my badge-‹badge:"))
    let before = try program.run("history", "--json").output
    try program.write("settings/runbook/redact", "# ours\n\nbadge /badge-(\\d+/\n")
    let refused = try program.run(["run", "a.rb"], environment: environment)
    #expect(refused.status == 64)
    #expect(refused.errors.contains("settings/runbook/redact:3: the pattern does not compile"))
    #expect(try program.run("history", "--json").output == before)
  }

  @Test func `what is already stored is cleaned, everywhere and for good`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "a.rb",
      """
      runbook "Plain wombat"
      step a "Step wombat"
        run echo one wombat; echo two wombats >&2
        stdin
          wombat in
        capture animal from find /one (\\S+)/
        expect output is "one wombat"
      step b
        run echo "$animal"
        expect output is "koala"
      """)
    #expect(try program.run("run", "a.rb").status == 1)
    #expect(try program.run("run", "a.rb").status == 1)
    #expect(try program.run("note", "last", "a wombat was here").status == 0)
    #expect(try program.run("label", "last", "animal=wombat").status == 0)
    #expect(try program.run("search", "wombat").output.contains("wombat"))
    let dry = try program.run("redact", "--all", "--pattern", "/wombat/", "--as", "animal")
    #expect(dry.status == 0, "\(dry.errors)")
    #expect(dry.output.contains("would be removed from 2 runs"), "\(dry.output)")
    #expect(contains(try stored(program), "wombat"))
    let done = try program.run("redact", "--all", "--pattern", "/wombat/", "--as", "animal", "--yes")
    #expect(done.status == 0, "\(done.errors)")
    #expect(!contains(try stored(program), "wombat"))
    let shown = try program.run("show", "last", "a").output
    #expect(shown.contains("one ‹animal:"), "\(shown)")
    #expect(try program.run("search", "koala").output.contains("koala"))
    #expect(try !program.run("search", "wombat").output.contains("wombat\n"))
    #expect(
      try program.run("redact", "--all", "--pattern", "/wombat/").output == "nothing is found in 2 runs\n")
    #expect(try program.run("redact", "last").output == "nothing is found in 1 run\n")
    let history = try History(path: program.history)
    #expect(try history.isSound())
    for run in try history.runs(HistoryFilter()) { try history.rebuild(run: run.id) }
    history.close()
  }

  @Test func `nothing is cleaned while a run is recorded`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("a.rb", "runbook \"A\"\nstep a\n  run sleep 100\n  timeout 100s\n")
    let running = try program.start(["run", "a.rb"])
    while running.isRunning {
      let history = try? History(path: program.history, access: .reading)
      defer { history?.close() }
      if try history?.runs(HistoryFilter()).isEmpty == false { break }
      usleep(2000)
    }
    let refused = try program.run("redact", "--all")
    #expect(refused.status == 70 && refused.errors.contains("is being recorded"), "\(refused)")
    running.terminate()
    running.waitUntilExit()
    #expect(running.terminationStatus == 130)
  }
}
