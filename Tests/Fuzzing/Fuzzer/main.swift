import Foundation
import Laws

// SUBJECT=… Fuzzer [OPTION…] [FILE…|FOLDER…]: libFuzzer over a subject, with all that libFuzzer can.
// SUBJECT=… Fuzzer --seeds REPOSITORY FOLDER: puts the seeds of a subject into a folder.
//
// A law that is broken ends it as a crash does.

guard let subject = ProcessInfo.processInfo.environment["SUBJECT"].flatMap(Subject.init) else {
  fatalError("SUBJECT is one of " + Subject.allCases.map(\.rawValue).joined(separator: ", "))
}
if CommandLine.arguments.count == 4, CommandLine.arguments[1] == "--seeds" {
  for seed in try subject.seeds(in: URL(filePath: CommandLine.arguments[2])) {
    try Data(seed.bytes).write(
      to: URL(filePath: CommandLine.arguments[3]).appending(path: "seed-\(seed.name)"))
  }
  exit(0)
}

let judge = try subject.judge()

/// libFuzzer's driver, of a library that only `make fuzz` links (llvm.org/docs/LibFuzzer.html).
@_silgen_name("LLVMFuzzerRunDriver")
func run(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

var arguments = CommandLine.unsafeArgv
var count = CommandLine.argc
exit(
  run(&count, &arguments) { bytes, count in
    do {
      if let law = try judge(Array(UnsafeBufferPointer(start: bytes, count: count))) {
        fatalError("broken: \(law)")
      }
    } catch { fatalError("thrown: \(error)") }
    return 0
  })
