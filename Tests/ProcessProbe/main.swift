/// A program around the real shell, for what a test cannot do to itself: being killed, measuring its
/// own memory, running short of descriptors.
///
/// - `run TEXT…`: executes each text, all at once, and prints how each ended and what it printed.
/// - `descriptors TEXT…`: executes them all ten times, and prints how many descriptors we have more.
/// - `memory KEEP TEXT`: executes the text and prints by how many KiB the peak of our memory grew.
/// - `listen PORT`: takes connections on that port of loopback until it is ended.
/// - `time COUNT TEXT`: executes the text so often, one after the other, and prints the microseconds of one.
import Glibc
import RunbookEngine
import RunbookModel

func execution(_ text: String, keep: Int = 1 << 20) -> Execution {
  Execution(
    attempt: AttemptKey(name: "probe"), command: text, shell: .bash, timeout: .seconds(60), keep: keep)
}

/// In KiB.
func peakMemory() -> Int {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return usage.ru_maxrss
}

func openDescriptors() -> Int { (0..<1024).count { fcntl($0, F_GETFD) >= 0 } }

func show(_ result: ExecutionResult) {
  let text = String(decoding: result.output.bytes + result.stderr.bytes, as: UTF8.self)
  print(result.ending, text, terminator: text.hasSuffix("\n") ? "" : "\n")
}

func probe(_ verb: String, _ operands: ArraySlice<String>) async {
  let shell = RealShell()
  switch verb {
  case "run":
    await withTaskGroup(of: ExecutionResult.self) { group in
      for text in operands { group.addTask { await shell.execute(execution(text)) } }
      for await result in group { show(result) }
    }
  case "descriptors":
    _ = await shell.execute(execution("echo first"))
    let before = openDescriptors()
    await withTaskGroup(of: Void.self) { group in
      for text in operands {
        for _ in 0..<10 { group.addTask { _ = await shell.execute(execution(text)) } }
      }
    }
    print(openDescriptors() - before, "more")
  case "memory":
    _ = await shell.execute(execution("echo idle"))
    let idle = peakMemory()
    let result = await shell.execute(execution(operands.last!, keep: Int(operands.first!)!))
    print(
      peakMemory() - idle, result.ending, result.output.bytes.count, result.output.cut?.lost ?? 0,
      result.duration)
  case "time":
    _ = await shell.execute(execution("echo warm"))
    let count = Int(operands.first!)!
    let time = await ContinuousClock().measure {
      for _ in 0..<count { _ = await shell.execute(execution(operands.last!)) }
    }
    print(time.wholeMilliseconds * 1000 / count)
  case "listen":
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var yes: Int32 = 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(operands.first!)!.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let isBound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0 && listen(listener, 8) == 0
      }
    }
    guard isBound else { exit(1) }
    while true { close(accept(listener, nil, nil)) }
  default: print("no verb \(verb)")
  }
  await shell.close()
}

await probe(CommandLine.arguments[1], CommandLine.arguments[2...])
