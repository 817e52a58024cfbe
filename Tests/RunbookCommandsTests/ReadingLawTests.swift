import Laws
import RunbookCommands
import RunbookModel
import Testing

/// A small generator with a seed, so that a failure can be repeated (SplitMix64, Steele and others 2014).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite struct ReadingLawTests {
  static let texts =
    (WordReadingTests.rows + CommandReadingTests.rows + ProgramReadingTests.rows + ReadingProblemTests.rows)
    .map(\.text)

  @Test(arguments: texts) func `a use lies in the text, in order, and is what it says`(text: String) {
    check(text)
  }

  @Test(arguments: texts) func `every beginning of a text can be read`(text: String) {
    let bytes = Array(text.utf8)
    for end in bytes.indices { check(String(decoding: bytes[..<end], as: UTF8.self)) }
  }

  @Test(arguments: 0..<40) func `mutated texts can be read`(seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed))
    let pieces = [
      "'", "\"", "`", "$(", ")", "(", "}", "{ ", "${", "$((", "))", "[[", "]]", "<<E\n", "E\n", "\n", "\\",
      "#", ";;", " fi ",
      " do ", " done ", " then ", " case ", " in ", " esac ", "<(", "$'", "|", "&&", "&", ";", "x=(", "$x",
      "[", "]", "\u{0}", "é",
      " eval ", " sudo ", " if ", "!", "@(", "bash -c '",
    ]
    for _ in 0..<60 {
      var bytes = Array(Self.texts.randomElement(using: &generator)!.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0...bytes.count, using: &generator)
        if Bool.random(using: &generator) {
          bytes.insert(contentsOf: pieces.randomElement(using: &generator)!.utf8, at: place)
        } else if place < bytes.count {
          bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...5, using: &generator)))
        }
      }
      check(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test(arguments: [
    "$(", "(", "{ ", "`", "\"$(", "${x:-", "$((", "((", "if ", "while ", "case x in (", "f() ", "<(", "x=(",
    "[[ ", "@(",
    "${x[", "$[", "coproc ", "! ", "time ", "eval ", "sudo ", "bash -c '", "\"${x:-\"", "cat <<E\n$(", "x[",
    "for ((", "\\\n",
    "& ", "| ", "'", "trap 'eval ", "find -exec ", "ip netns exec a ", "microk8s kubectl ", "su -c '",
  ])
  func `deep nesting ends in a problem, not in a crash`(piece: String) {
    check(String(repeating: piece, count: 4_000))
    check(String(repeating: piece, count: 59) + "x")
  }

  @Test func `nesting as deep as people write is read to its end`() {
    let depth = 15
    let text =
      String(repeating: "echo \"$(", count: depth) + "kubectl get pods"
      + String(repeating: ")\"", count: depth)
    let reading = CommandReading(text)
    #expect(reading.problems.isEmpty)
    #expect(reading.programs.map(\.name) == ["kubectl"])
    let tooDeep = String(repeating: "$(", count: 100) + String(repeating: ")", count: 100)
    #expect(CommandReading(tooDeep).problems.map(\.message) == ["the text is nested too deeply to be read"])
  }

  @Test func `the place of a use is in the text that people wrote, whatever quotes it went through`() {
    let text = #"echo "`echo \"$one\" \`echo \$two\``" "${three:-"$four"}" $((five + $six))"#
    let places = CommandReading(text).uses.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
    #expect(places == ["$one", "$two", #"${three:-"$four"}"#, "$four", "five", "$six"])
  }

  @Test func `an expansion that says what holds without a value is marked`() {
    let uses = CommandReading("echo ${a:-x} ${b-} ${c:=d} ${e:+f} ${g:?h} ${i} $j ${k#l}").uses
    #expect(uses.filter(\.hasDefault).map(\.name) == ["a", "b", "c", "e"])
  }

  @Test func `what is looped over, and what can be no option, may be split`() {
    let uses = CommandReading(
      #"for n in $nodes "$a" x$b; do echo $n; done; select c in ${list[@]}; do :; done; set -- $d; set $e; printf '%s' $f; printf $g; sh -c 'x' $h; kubectl exec $i -- bash -c 'y' $j"#
    ).uses
    #expect(uses.filter(\.isMeantToSplit).map(\.name) == ["nodes", "list", "d", "f", "h", "j"])
  }

  private func check(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let law = ShellLaws.broken(by: Array(text.utf8))
    #expect(law == nil, "\(text.prefix(200))", sourceLocation: sourceLocation)
  }
}
