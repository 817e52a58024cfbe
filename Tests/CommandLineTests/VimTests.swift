import Foundation
import Testing

/// Vim with our files, and none of the person's own.
@Suite(.enabled(if: EditorFilesTests.vim != nil, "there is no vim; apt-get install vim-nox"))
struct VimTests {
  /// Runs lines of Vim script in which `g:said` takes what is to be told, and returns that.
  private static func told(_ script: String, in program: Program) throws -> [String] {
    let folder = EditorFilesTests.folder.appending(path: "vim").path
    let whole = """
      let &runtimepath = '\(folder),' . &runtimepath
      filetype plugin on
      syntax on
      set shellpipe=>%s
      let g:runbook_program = '\(Program.path)'
      let g:said = []
      \(script)
      call writefile(g:said, 'said')
      qa!

      """
    try program.write("script.vim", whole)
    let quietly = ["-es", "-N", "-u", "NONE", "-i", "NONE"]
    let arguments = quietly + ["--cmd", "set encoding=utf-8", "-S", "script.vim"]
    let path = try #require(EditorFilesTests.vim)
    let result = try program.run(arguments, program: path)
    let said = program.text(program.folder.appending(path: "said"))
    try #require(!said.isEmpty, "\(result.output)\(result.errors)")
    return said.split(separator: "\n").map(String.init)
  }

  @Test func `a runbook is told by its first statement, and Ruby stays Ruby`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("a.rb", "# What is this?\n\nrunbook \"A\"\n\nstep a\n  run true\n")
    try program.write("b.rb", "# runbook \"A\"\nrequire \"runbook\"\nrunbook \"A\" do\nend\n")
    try program.write("c.rb", "runbook = Runbook.book \"A\"\n")
    try program.write("d.rb", "# nothing else\n")
    try program.write("e.txt", "runbook \"A\"\n")
    let script = """
      for name in ['a.rb', 'b.rb', 'c.rb', 'd.rb', 'e.txt']
        execute 'edit' name
        call add(g:said, name . ' ' . &filetype)
      endfor
      """
    let said = try Self.told(script, in: program)
    #expect(said == ["a.rb runbook", "b.rb ruby", "c.rb ruby", "d.rb ruby", "e.txt text"])
  }

  /// A text of the runbook below, and what Vim calls its first letter; what its own shell syntax
  /// colours is `shell`.
  private static let places: [(text: String, name: String)] = [
    ("# What", "runbookComment"), ("runbook \"", "runbookHead"), ("\"All", "runbookTitle"),
    ("Prose of", "runbookProse"), ("param", "runbookDefinition"), ("eu-1", "runbookBare"),
    ("where \"T", "runbookName"), ("echo \"$z", "shell"), ("$zone", "shell"),
    ("expect o", "runbookJudging"), ("output s", "runbookSelector"), ("starts w", "runbookOperator"),
    ("\"eu-", "runbookString"), ("\\n\"", "runbookEscape"), ("# beside", "runbookComment"),
    ("for word", "shell"), ("expect in the shell", "shell"), ("expect column", "runbookJudging"),
    ("exit is", "runbookCell"), ("matches /", "runbookOperator"), ("/a", "runbookPattern"),
    ("fails →", "runbookBranch"), ("→ bad, n", "runbookArrow"), ("bad, n", "runbookTarget"),
    ("next", "runbookGoal"), ("sample", "runbookTiming"), ("95%", "runbookNumber"),
    ("decide", "runbookPlain"),
    ("run fails", "runbookCheck"), ("rows fails", "runbookCheck"), ("# margin", "runbookComment"),
    ("otherwise", "runbookOtherwise"), ("flaky->", "runbookBranch"), ("->worse", "runbookArrow"),
    ("worse", "runbookTarget"), ("where unknown->", "runbookCheck"), ("unknown->", "runbookVerdict"),
    ("outcome", "runbookSection"),
    ("critical", "runbookConstant"), ("expect nothing", "runbookOutcomeProse"),
    ("finally", "runbookPlain"), ("true # shell", "shell"),
  ]
  private static let runbook = #"""
    # What is where?
    runbook "All words have their place"

    about
      Prose of its own.

    param zone = eu-1

    step where "The place"
      run echo "$zone"
      expect output starts with "eu-\n"  # beside

    step run
      run
        for word in a b; do
          echo expect in the shell
        done
      expect column exit is "1"
      expect output matches /a\/b/
      fails → bad, next
      flaky->worse
      sample 20 times every 1s, need 95%

    decide
      run fails → bad
      rows fails → bad
      where unknown->stop
    # margin
      otherwise → stop

    outcome bad "Bad"
      severity critical
      Prose goes here:
      expect nothing of it.

    finally
      run true # shell

    """#

  @Test func `each word is what its place makes of it`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("places.rb", Self.runbook)
    try program.write("wanted", Self.places.map(\.text).joined(separator: "\n") + "\n")
    let script = #"""
      edit places.rb
      for text in readfile('wanted')
        call cursor(1, 1)
        let found = search('\V' . escape(text, '\'), 'cW')
        let name = synIDattr(synID(line('.'), col('.'), 1), 'name')
        let name = name =~# '^\%(ba\|k\)\?sh' ? 'shell' : name
        call add(g:said, text . ': ' . (found ? name : 'not there'))
      endfor
      """#
    let said = try Self.told(script, in: program)
    #expect(said == Self.places.map { "\($0.text): \($0.name)" })
  }

  @Test func `what check says is read, and formatting keeps what it cannot read`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("a.rb", "runbook \"é\"\n\nstep a \"é\" b\n  run true\n  expects output is \"1\"\n")
    try program.write("b.rb", "runbook   \"T\"\nstep a\n  run true\n  fails -> next\n")
    let script = """
      edit a.rb
      silent make!
      for entry in filter(getqflist(), 'v:val.valid')
        call add(g:said, entry.type . ' ' . entry.lnum . ':' . entry.col . ' ' . join(split(entry.text, '[[:cntrl:]]'), ' '))
      endfor
      normal! gggqG
      call add(g:said, getline(1, '$') ==# readfile('a.rb') ? 'kept' : 'changed')
      edit! b.rb
      normal! gggqG
      call extend(g:said, getline(1, '$'))
      """
    let said = try Self.told(script, in: program)
    let wanted = [
      "E 3:12 the statement is complete, and `b` follows [unexpected-text] help: remove it; a comment begins with `#`",
      "E 5:3 no statement in a `step` begins with `expects` [unknown-word] help: did you mean `expect`?",
      "kept", #"runbook "T""#, "step a", "  run true", "  fails → next",
    ]
    #expect(said.filter { !$0.isEmpty } == wanted)
  }
}
