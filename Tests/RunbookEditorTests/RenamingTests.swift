import Foundation
import RunbookLanguage
import RunbookModel
import Testing

@testable import RunbookEditor

@Suite struct `Renaming` {
  struct Named: Sendable, CustomTestStringConvertible {
    let path: String
    let meaning: Meaning
    var testDescription: String { "\(meaning.name) of \(path.dropFirst(Files.root.count + 1))" }
  }

  /// Every name that a runbook of ours defines; `RENAMINGS=all` tries them all, else `RENAMINGS` of them, by the seed.
  static let names: [Named] = {
    let files = Files()
    var random = Seed.generator("renaming")
    let folders = ["Runbooks", "examples", "examples/language", "examples/wiki"].map {
      Files.root + "/" + $0 + "/"
    }
    let all = folders.flatMap { folder in
      files.names(in: folder, ending: ".rb").flatMap { name -> [Named] in
        guard let source = files.source(folder + name) else { return [] }
        let survey = Survey(source, loader: files.loader)
        let meanings = survey.names.filter { $0.isDefinition }.map(\.meaning)
        var seen: Set<Meaning> = []
        return meanings.filter { seen.insert($0).inserted }.map { Named(path: source.name, meaning: $0) }
      }
    }
    let wanted = ProcessInfo.processInfo.environment["RENAMINGS"]
    return wanted == "all"
      ? all : Array(all.shuffled(using: &random).prefix(wanted.flatMap { Int($0) } ?? 12))
  }()

  @Test(arguments: names) func `there and back is the same text, and checks the same between`(named: Named)
    throws
  {
    let files = Files()
    let old = named.meaning.name
    let new = named.meaning.isVariable ? "quite_new" : "quite-new"
    let texts: [String: [UInt8]]
    do {
      texts = try rename(named.path, old, named.meaning.isVariable, to: new, files)
    } catch let error as ResponseError {
      #expect(error.message.contains("sets `"), "\(error.message)")
      return
    }
    let renamed = Files()
    for (path, text) in texts { renamed[path] = text }
    for path in Set(texts.keys).union([named.path]) where path.hasSuffix(".rb") {
      #expect(problems(path, renamed).map { $0.replacing(new, with: old) } == problems(path, files))
    }
    for path in texts.keys where path.hasSuffix(".case") { try checkCase(path, renamed) }
    let back = try rename(named.path, new, named.meaning.isVariable, to: old, renamed)
    #expect(back.keys.sorted() == texts.keys.sorted())
    for (path, text) in back { #expect(text == files[path], "\(path)") }
  }

  /// The texts that change.
  private func rename(_ path: String, _ old: String, _ isVariable: Bool, to new: String, _ files: Files)
    throws
    -> [String: [UInt8]]
  {
    var editor = try Editor(files)
    let uri = DocumentURI.uri(of: path)
    editor.open(uri, String(decoding: files[path] ?? [], as: UTF8.self))
    let (document, survey) = try editor.session.surveyed(uri: uri)
    let use = try #require(
      survey.names.first { $0.meaning.name == old && $0.meaning.isVariable == isVariable && $0.isDefinition })
    let renaming = try editor.session.rename(at: use.range.start, in: document, survey, to: new)
    #expect(renaming.left.allSatisfy { $0.contains(".case:") })
    #expect(renaming.edit.changes[uri] != nil)
    var texts: [String: [UInt8]] = [:]
    for (uri, edits) in renaming.edit.changes {
      let name = DocumentURI.name(of: uri)
      texts[name] = Editor.apply(edits, to: files[name] ?? [])
    }
    return texts
  }

  private func problems(_ path: String, _ files: Files) -> [String] {
    files.source(path).map { check($0, loader: files.loader).diagnostics.map(\.message) } ?? ["none"]
  }

  private func checkCase(_ path: String, _ files: Files) throws {
    let folder = try #require(path.range(of: ".cases/", options: .backwards))
    let runbook = try #require(files.source(path[..<folder.lowerBound] + ".rb"))
    let plan = try #require(check(runbook, loader: files.loader).plan)
    let found = readCase(try #require(files.source(path)), for: plan)
    #expect(found.diagnostics.map(\.message) == [], "\(path)")
  }

  static let runbook = """
    runbook "Pods"

    param room = default "where"

    step list "They are listed"
      run kubectl get pods -n "$room" -o name
      capture pods from lines

    step first "Each is there"
      each pod in $pods
      run kubectl get "$pod" -n "$room"

    step second "Each has logs"
      each pod in $pods
      run kubectl logs "$pod" -n "${room:-x}"
      fails → broken

    step own "A loop of its own"
      run for pod in a b; do echo "$pod"; done

    outcome broken "It is broken"
      severity critical

    """

  static let example = """
    case "The second fails on $room"

    param room = shop
    expect outcome broken
    expect way → second
    expect step second failed

    command kubectl get pods -n "$room" -o name
      with room = shop
      output
        pod/room

    command contains "get \\"$pod\\" -n \\"$room\\""

    command
      run
        kubectl logs "$pod" \\
          -n "${room:-x}"
      exit 1

    command
      step own

    """

  private func renamed(_ marked: String, to name: String, besides others: [String: String] = [:]) throws -> (
    texts: [String: String], told: [String]
  ) {
    let own = ["/a/pods.cases/one.case": Self.example, "/a/pods.rb": Self.runbook]
    let files = Files(own.merging(others) { $1 })
    var editor = try Editor(files)
    let uri = "file:///a/pods.rb"
    let place = try #require(marked.firstIndex(of: "‸"))
    editor.open(uri, Self.runbook)
    let (document, survey) = try editor.session.surveyed(uri: uri)
    let renaming = try editor.session.rename(
      at: marked.utf8.distance(from: marked.startIndex, to: place), in: document, survey, to: name)
    let texts = renaming.edit.changes.map { uri, edits in
      let name = DocumentURI.name(of: uri)
      return (name, String(decoding: Editor.apply(edits, to: files[name] ?? []), as: UTF8.self))
    }
    return (Dictionary(uniqueKeysWithValues: texts), renaming.left)
  }

  private func marked(_ text: String, _ replaced: String) -> String {
    Self.runbook.replacing(text, with: replaced, maxReplacements: 1)
  }

  @Test func `a variable is renamed in the commands of a case, and nothing else there`() throws {
    let (texts, told) = try renamed(marked("param room", "param ro‸om"), to: "space")
    let expected = Self.example.replacing("param room", with: "param space").replacing(
      "with room", with: "with space"
    )
    .replacing("\"$room", with: "\"$space").replacing("{room", with: "{space")
    #expect(
      texts["/a/pods.cases/one.case"]?.replacing("fails on $room", with: "")
        == expected.replacing("fails on $room", with: ""))
    #expect(texts["/a/pods.cases/one.case"]?.contains("fails on $room") == true && told == [])
  }

  static let caller = """
    runbook "Calls"

    param space = 5 "a name of its own"

    step look "It is there"
      run space=$(cat "$space") && echo "$space"
      fails → "pods.rb" room=$space

    """

  @Test func `a parameter may get a name that its callers have for something else`() throws {
    let room = marked("param room", "param ro‸om")
    let (texts, _) = try renamed(room, to: "space", besides: ["/a/all.rb": Self.caller])
    #expect(texts["/a/all.rb"] == Self.caller.replacing("room=$space", with: "space=$space"))
    let shared = Self.caller.replacing("param", with: "use \"pods.rb\"\nparam")
    let refusal = #expect(throws: ResponseError.self) {
      try renamed(room, to: "space", besides: ["/a/all.rb": shared])
    }
    #expect(refusal?.message == "`space` is taken by the parameter in line 4")
  }

  @Test func `an item is renamed in its own step, whatever other steps call theirs`() throws {
    let (texts, told) = try renamed(marked("logs \"$pod", "logs \"$po‸d"), to: "one")
    #expect(
      texts["/a/pods.rb"]
        == marked(
          "each pod in $pods\n  run kubectl logs \"$pod", "each one in $pods\n  run kubectl logs \"$one"))
    #expect(texts["/a/pods.cases/one.case"] == Self.example.replacing("logs \"$pod", with: "logs \"$one"))
    #expect(told == [])
  }

  @Test func `a step and an outcome are renamed in a case`() throws {
    let step = try renamed(marked("step second", "step sec‸ond"), to: "last").texts
    #expect(step["/a/pods.cases/one.case"] == Self.example.replacing("step second", with: "step last"))
    let outcome = try renamed(marked("outcome broken", "outcome bro‸ken"), to: "gone").texts
    #expect(
      outcome["/a/pods.cases/one.case"] == Self.example.replacing("outcome broken", with: "outcome gone"))
    let own = try renamed(marked("step own", "step o‸wn"), to: "loop").texts
    #expect(own["/a/pods.cases/one.case"] == Self.example.replacing("step own", with: "step loop"))
  }

  @Test func `where a text answers the commands of two items, a person is told`() throws {
    let files = Files([
      "/a/pods.cases/one.case": "case \"x\"\nexpect verdict healthy\ncommand ls \"$pod\"\n",
      "/a/pods.rb": Self.runbook.replacing(/run kubectl (get|logs) "\$pod" .*/, with: "run ls \"$pod\""),
    ])
    var editor = try Editor(files)
    editor.open("file:///a/pods.rb", String(decoding: files["/a/pods.rb"] ?? [], as: UTF8.self))
    let position = ["line": 9, "character": 8]
    let answers = editor.say([
      "id": 1, "method": "textDocument/rename",
      "params": ["textDocument": ["uri": "file:///a/pods.rb"], "position": position, "newName": "one"],
    ])
    #expect(answers.count == 2, "\(answers)")
    #expect(answers.last?["method"] as? String == "window/showMessage")
    #expect("\(answers)".contains("/a/pods.cases/one.case:3"))
  }
}
