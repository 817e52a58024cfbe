import CProcess
import Glibc

/// Where a bash waits for its command: each is started so, and one is started ahead while a command
/// runs, so that the next one finds its shell ready.
///
/// It reads a byte from a socket, then from a file in memory two records that end in a NUL: the
/// variables, and the command. Where that is closed without a byte (we were killed) it exits and
/// does nothing. It does not know its command before: nothing needs to be guessed, and nobody who
/// looks for a program by its text finds a command that does not run yet.
///
/// Tried and dropped: the command as an argument (it has to be known one command ahead, and
/// `pgrep -f` in the one before finds it).
struct Gate {
  private let text: Int32
  private let pipe: Int32

  init(text: Int32, pipe: Int32) {
    self.text = text
    self.pipe = pipe
  }

  /// What bash runs. It leaves nothing in the command's shell but `REPLY`, which is bash's own.
  static let script = """
    read -r -n 1 -u \(gate) || exit 125; read -r -d '' -u \(file); eval -- "$REPLY"; \
    read -r -d '' -u \(file); exec \(file)<&- \(gate)<&-; eval -- "$REPLY"
    """
  private static let file = process_text
  private static let gate = process_gate

  /// Writes down what is to be run. Returns the errno, or 0.
  func write(_ command: String, _ variables: [String: String]) -> Int32 {
    var records: [UInt8] = []
    for (name, value) in variables.sorted(by: { $0.key < $1.key }) {
      records += "export \(name)='\(Self.quoted(value))'\n".utf8
    }
    records.append(0)
    records += command.utf8
    records.append(0)
    return process_memory_add(text, records, records.count, 0)
  }

  /// Within single quotes.
  private static func quoted(_ value: String) -> String {
    value.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
  }

  /// Lets the shell go on.
  func open() {
    process_gate_open(pipe)
    close()
  }

  /// Where it was not opened, the shell ends.
  func close() {
    Glibc.close(text)
    Glibc.close(pipe)
  }
}
