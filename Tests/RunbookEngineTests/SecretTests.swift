import RunbookModel
import Testing

@testable import RunbookEngine

struct SecretTests {
  let world = World()
  private let secrets = [Secret(name: "token", place: here)]
  private let token = "hunter2-very-secret"

  /// Everything that was posted, as text.
  private var told: String { "\(world.facts)" }

  private func tellsNothing(_ location: SourceLocation = #_sourceLocation) {
    #expect(!told.contains(token), sourceLocation: location)
    for fact in world.facts {
      if case .attemptEnded(let ended) = fact {
        for evidence in [ended.output, ended.stderr] {
          let text = String(decoding: evidence.content.bytes ?? [], as: UTF8.self)
          #expect(!text.contains(token), sourceLocation: location)
        }
      }
      if case .attemptStarted(let started) = fact {
        let stdin = String(decoding: started.stdin?.bytes ?? [], as: UTF8.self)
        #expect(!stdin.contains(token), sourceLocation: location)
      }
    }
  }

  @Test func `a command gets the real value, and what is recorded never holds it`() {
    world.shell.on("login $token", .prints("logged in with \(token)\n"))
    world.shell.on("fail $token", .exits(1, stderr: "bad token \(token)"))
    let stdin = Template([.text("x "), .variable(VariableReference("token"))])
    world.run(
      plan(
        [
          .step(step("a", run: "login $token", stdin: stdin, capture: [capture("answer")])),
          .step(step("c", run: "echo $answer", hint: stdin)),
          .step(step("b", run: "fail $token", hint: stdin)),
        ],
        parameters: [Parameter(name: "url", standard: ["https://x/\(token)"], place: here)], secrets: secrets),
      secrets: ["token": token])
    #expect(world.shell.ran.first?.execution.variables == ["token": token])
    #expect(world.shell.ran.first?.execution.stdin == Array("x \(token)".utf8))
    #expect(world.verdict("b") == .failed)
    tellsNothing()
  }

  @Test func `expectations hold with a redactor as they do without`() {
    world.shell.on("a", .prints("token=\(token)\n"))
    let checks = [
      expect(.output, .contains(variable("token"))), expect(.output, .contains(text(token))),
      expect(.output, .equals(.text(Template([.text("token="), .variable(VariableReference("token"))])))),
    ]
    let when = condition(
      .variable(VariableReference("token"), Operation(.equals(text(token)), text: "is \(token)")))
    world.run(
      plan([.step(step("a", when: when, expect: checks))], secrets: secrets), secrets: ["token": token])
    #expect(world.verdict("a") == .passed)
    tellsNothing()
  }

  @Test func `what a function is given is hidden like the evidence`() {
    world.shell.on(
      "a",
      .prints("{\"kind\": \"Pod\", \"metadata\": {\"name\": \"p\", \"labels\": {\"key\": \"\(token)\"}}}"))
    let nearest = Computation(
      .nearest,
      [Computation.Argument(.selector, text("key=\(token)")), Computation.Argument(.pods, variable("pods"))])
    world.run(
      plan(
        [
          .step(step("a", capture: [capture("pods")])),
          .step(step("b", run: nil, expect: [expect(.computed(nearest), .isEmpty)])),
        ], secrets: secrets), secrets: ["token": token])
    #expect(world.verdict("b") == .passed)
    tellsNothing()
  }

  @Test func `items that hold a secret are hidden in every key`() {
    world.shell.on("ask $i", .exits(1))
    world.run(
      plan(
        [.step(step("a", run: "ask $i", each: each("i", in: "l")))],
        parameters: [list("l", "x-\(token)", "y")],
        secrets: secrets), secrets: ["token": token])
    #expect(world.shell.ran.first?.execution.variables == ["i": "x-\(token)"])
    tellsNothing()
  }

  @Test func `who has no secret is asked for it, and without an answer what needs it is unknown`() {
    struct Knows: Person {
      let answer: String?
      func answer(_ question: Question) async -> Response? { nil }
      func secret(_ secret: Secret) async -> String? { answer }
    }
    let one = plan([.step(step("a", run: "login $token"))], secrets: secrets)
    world.run(one, person: Knows(answer: token))
    #expect(world.shell.ran.first?.execution.variables == ["token": token])
    let other = World()
    #expect(other.run(one, person: Knows(answer: nil)).ended.verdict == .inconclusive)
    #expect(other.shell.ran.isEmpty)
  }
}
