import Foundation
import Laws

// Fuzzer SUBJECT REPOSITORY FOLDER [OPTION…]: fuzzes a subject of this repository with libFuzzer, whose corpus lies in
// the folder and gets the seeds first. The options are libFuzzer's. A law that is broken ends it as a crash does.

guard CommandLine.arguments.count > 3, let subject = Subject(rawValue: CommandLine.arguments[1]) else {
  fatalError(
    "usage: Fuzzer \(Subject.allCases.map(\.rawValue).joined(separator: "|")) REPOSITORY FOLDER [OPTION…]")
}
let folder = URL(filePath: CommandLine.arguments[3])
for seed in try subject.seeds(in: URL(filePath: CommandLine.arguments[2])) {
  try Data(seed.bytes).write(to: folder.appending(path: "seed-\(seed.name)"))
}

let judge = try subject.judge()

/// libFuzzer's driver, of a library that only `make fuzz` links (llvm.org/docs/LibFuzzer.html).
@_silgen_name("LLVMFuzzerRunDriver")
func run(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

// It is told its own name, the corpus and the options.
var arguments = CommandLine.unsafeArgv + 2
arguments[0] = CommandLine.unsafeArgv[0]
var count = CommandLine.argc - 2
exit(
  run(&count, &arguments) { bytes, count in
    do {
      if let law = try judge(Array(UnsafeBufferPointer(start: bytes, count: count))) {
        fatalError("broken: \(law)")
      }
    } catch { fatalError("thrown: \(error)") }
    return 0
  })
