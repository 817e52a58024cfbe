import RunbookEngine
import RunbookModel

let shell = RealShell()
let result = await shell.execute(
  Execution(
    attempt: AttemptKey(name: "probe"), command: CommandLine.arguments[1], shell: .bash, timeout: .seconds(60), keep: 1 << 20))
print(result.ending, result.duration, String(decoding: result.output.bytes, as: UTF8.self))
