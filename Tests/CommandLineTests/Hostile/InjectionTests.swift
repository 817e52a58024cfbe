import Foundation
import RunbookModel
import Testing

/// Values are data: however one gets into a command, it arrives byte for byte, and never changes which command runs.
@Suite struct InjectionTests {
  /// What was ever read as something else than data, by a shell or by what filled it in.
  static let values = [
    "$(touch canary)", "\n`touch canary`\n: x",
    "x' \"$(touch canary)\" '`touch canary`' & touch canary; touch canary # $value",
    "-rf --output=canary -o canary -- -c 'touch canary'",
    "* ? [a-z]* ~ {canary,b} !! #{x} %s %n \\n \\",
    "{{ value }} ${value} $value $HOME ${x@P} ${IFS} <(touch canary) $((1+1)) a[$(touch canary)]",
    "() { :; }; canary=$(touch canary)\nexport PATH=\ncanary='x", bytes,
    String(repeating: "x'\"$(touch canary)`;", count: 6000),
  ]

  /// All that a text can have, but for what is taken away from output before it is captured: ESC, CR.
  private static let bytes =
    String(decoding: (1...126).filter { $0 != 13 && $0 != 27 }.map { UInt8($0) }, as: UTF8.self)
    + "é🧨\u{202E}"

  @Test(arguments: values, ["bash", "sh"])
  func `in every way that a value takes, the command gets it as it is`(value: String, shell: String)
    throws
  {
    let place = try Program()
    defer { place.remove() }
    try place.write("book.rb", Self.runbook(shell))
    try place.write("inner.rb", Self.inner(shell))
    try place.write(
      "list.json", String(decoding: try JSONEncoder().encode([value, "b"]), as: UTF8.self))
    let run = try place.run(
      [
        "run", "book.rb", "value=\(value)", "--answer", "asked=\(value)", "--allow-fixes",
        "--undo-on-failure",
      ],
      environment: ["OTHER": value])
    #expect(run.status == 1, "\(run.output)\(run.errors)")
    let found = try arrivals(place)
    #expect(Set(found.keys) == Self.ways)
    let wanted = Digest(of: Array(value.utf8)).description
    for (way, digests) in found {
      #expect(
        digests.contains(wanted) && digests.count <= (way.hasSuffix("item") ? 2 : 1), "\(way)")
    }
    // What a command prints of a secret is hidden; so it has a run of its own.
    try place.write("secret.rb", Self.secret(shell))
    let second = try place.run("run", "secret.rb", environment: ["HIDDEN": value])
    #expect(second.status == 0, "\(second.output)\(second.errors)")
    #expect(try arrivals(place)["secret"] == [wanted])
    #expect(try canaries(in: place) == [])
  }

  /// By way, what the commands printed: each prints the digest of what it got.
  private func arrivals(_ place: Program) throws -> [String: Set<String>] {
    let rows = try place.run(
      "sql", "--json", "select text from evidence_text where stream = 'output'")
    struct Row: Decodable { let text: String }
    var found: [String: Set<String>] = [:]
    for row in try JSONDecoder().decode([Row].self, from: Data(rows.output.utf8)) {
      for line in row.text.split(separator: "\n") where line.hasPrefix("got ") {
        let words = line.split(separator: " ")
        found[String(words[1]), default: []].insert(String(words[2]))
      }
    }
    return found
  }

  @Test func `what a record or a cluster names is no command`() throws {
    let place = try Program()
    defer { place.remove() }
    try place.write(
      "book.rb",
      """
      runbook "Book"
      step old
        run echo x
        capture old from output
      fix mend
        run touch "mended-$run"
        undo echo "$old"
        verify old
      step wrong
        run false

      """)
    #expect(try place.run("run", "book.rb", "--allow-fixes").status == 1)
    let record = try place.run("export", "last").output
    for (name, shown) in [("x=1; touch canary; y", "x=1; touch canary; y"), ("PATH", "PATH")] {
      let other = try Program()
      defer { other.remove() }
      let changed = record.replacing(#""variables":{"old":"#, with: #""variables":{"\#(name)":"#)
      #expect(changed != record)
      try other.write("run.jsonl", HostileRecord.signed(changed))
      #expect(try other.run("import", "run.jsonl").status == 0)
      let undone = try other.run("undo", "last", "--yes")
      #expect(undone.status == 3, "\(undone.output)\(undone.errors)")
      #expect(
        undone.output.contains("its record sets a variable that no runbook can name: `\(shown)`"))
      #expect(try canaries(in: place) + canaries(in: other) == [])
    }
  }

  @Test func `what is left in a cluster is named to kubectl as it is called`() throws {
    let place = try Program()
    defer { place.remove() }
    try place.write(
      "bin/kubectl",
      """
      #!/bin/sh
      case "$1" in
        get) cat objects ;;
        delete) printf '%s\\n' "$@" >> deleted ;;
      esac
      """)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: place.folder.appending(path: "bin/kubectl").path)
    try place.write("dead.rb", "runbook \"Dead\"\nstep a\n  run false\n")
    #expect(try place.run("run", "dead.rb").status == 1)
    let ids = try place.run("sql", "--csv", "select id from run").output.split(separator: "\n")
    let id = try #require(ids.last)
    let names = [
      "a --all -A", "$(touch canary)", "*", "`touch canary`;touch canary", "-o", "b'\"c",
    ]
    try place.write(
      "objects",
      names.map { "v1\tRole\tshop\t\($0)\t\(id)\t2020-01-01T00:00:00Z\t\t\n" }.joined())
    let path = place.folder.appending(path: "bin").path + ":/usr/bin:/bin"
    #expect(try place.run("clean", "--yes", environment: ["PATH": path]).status == 0)
    let told = place.text(place.folder.appending(path: "deleted")).split(separator: "\n")
    #expect(told.suffix(names.count).map(String.init) == names.map { "Role/\($0)" })
    #expect(told.dropLast(names.count).allSatisfy { !$0.contains("all") && $0 != "-A" })
    #expect(try canaries(in: place) == [])
  }

  /// What a value has made, had it been more than data.
  private func canaries(in place: Program) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: place.folder.path).filter {
      $0.contains("canary")
    }
  }

  private static let ways: Set = [
    "param", "let", "capture", "item", "inner-item", "answer", "env", "context", "call", "follow",
    "start",
    "stdin", "fix", "undo", "cleanup", "finally", "finally-step", "retried",
  ]

  private static func got(_ way: String, _ name: String) -> String {
    "printf 'got \(way) %s\\n' \"$(printf %s \"$\(name)\" | sha256sum | cut -c1-64)\""
  }

  private static func runbook(_ shell: String) -> String {
    """
    runbook "Ways"

    param value

    let text = "$value"

    defaults
      shell \(shell)
      env OTHER

    start background
      run \(got("start", "value")); exec sleep 60
      ready when output contains "got start"

    step param
      run \(got("param", "value"))
      hint "$value"

    step given
      run \(got("let", "text")); \(got("env", "OTHER"))

    step printing
      run printf '%s' "$value"
      capture found from output

    step capture
      cleanup \(got("cleanup", "found"))
      run \(got("capture", "found"))
      expect $found is "$value"

    step listing
      run cat list.json
      capture list from json .[]

    step item
      each one in $list
      run \(got("item", "one"))

    each other in $list
      step inner-item
        run \(got("inner-item", "other"))

    step retried
      run \(got("retried", "value")); test "$value" = ""
      retry 2 times every 1ms
      fails → next

    step there
      on $value
      run \(got("context", "context"))

    step typed
      run printf 'got stdin %s\\n' "$(printf %s "$(cat)" | sha256sum | cut -c1-64)"
      stdin
        $value

    ask asked "What? $value"

    step answer
      run \(got("answer", "asked"))

    call call "inner.rb" value=$value way=call

    fix mend
      run touch "mended-$run"; \(got("fix", "found"))
      undo rm -f "mended-$run"; \(got("undo", "found"))
      verify wrong
      fails → next

    step wrong
      run false
      fails → "inner.rb" value=$found way=follow

    finally
      run \(got("finally", "found"))

      step last
        run \(got("finally-step", "value"))

    """
  }

  private static func inner(_ shell: String) -> String {
    """
    runbook "Inner"

    param value
    param way

    defaults
      shell \(shell)

    step inner
      run printf "got $way %s\\n" "$(printf %s "$value" | sha256sum | cut -c1-64)"

    """
  }

  private static func secret(_ shell: String) -> String {
    """
    runbook "Secret"

    secret hidden

    defaults
      shell \(shell)

    step secret
      run \(got("secret", "hidden"))

    """
  }
}
