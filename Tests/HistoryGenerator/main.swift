import Glibc
import RunbookHistory
import RunbookModel

// Makes a history to measure with: HistoryGenerator FILE RUNS [SEED]. The same seed makes the same history.
//
// It is recorded like any other, by the recorder, only many runs to a transaction. A run has twelve steps and prints
// about 20 KB, of which eleven steps print what many others printed before and one what nobody did.

func end(_ message: String, status: Int32) -> Never {
  let bytes = Array((message + "\n").utf8)
  write(STDERR_FILENO, bytes, bytes.count)
  exit(status)
}

let arguments = CommandLine.arguments
guard arguments.count >= 3, let runs = Int(arguments[2]), runs > 0 else {
  end("HistoryGenerator FILE RUNS [SEED]", status: 64)
}

let history = try History(path: arguments[1])
var incidents = GeneratedIncidents(seed: arguments.count > 3 ? UInt64(arguments[3]) ?? 1 : 1, runs: runs)
let batch = 200
for start in stride(from: 0, to: runs, by: batch) {
  let events = (start..<min(start + batch, runs)).flatMap { incidents.run($0) }
  if let problem = await history.recorder().observe(events) {
    end("HistoryGenerator: \(problem)", status: 70)
  }
}
_ = try history.index()
history.close()
