package import RunbookModel
import Synchronization

/// What one attempt left: its two streams after redaction and cut, its exit status, its duration.
package struct Observation: Sendable {
  let output: Excerpt
  let stderr: Excerpt
  let exit: Int?
  /// In milliseconds; nil where nothing ran.
  let duration: Int?
  private let documents = Documents()

  package init(
    output: [UInt8], outputCut: Evidence.Cut? = nil, stderr: [UInt8] = [], stderrCut: Evidence.Cut? = nil,
    exit: Int?,
    duration: Int
  ) {
    self.output = Cleaning.excerpt(output, cut: outputCut)
    self.stderr = Cleaning.excerpt(stderr, cut: stderrCut)
    self.exit = exit
    self.duration = duration
  }

  private init() {
    output = .empty
    stderr = .empty
    exit = nil
    duration = nil
  }

  /// For steps without `run`, which judge variables only.
  package static let nothing = Observation()

  /// The output as a document, read once for all expectations of the attempt.
  func document(isYAML: Bool) throws(Uncertainty) -> JSONDocument {
    try documents.document(output.head, isYAML: isYAML)
  }

  /// Remembers what the output was read as. A class, for copies of an observation share it.
  private final class Documents: Sendable {
    private let read = Mutex<[Bool: Result<JSONDocument, Uncertainty>]>([:])

    func document(_ bytes: ArraySlice<UInt8>, isYAML: Bool) throws(Uncertainty) -> JSONDocument {
      let result = read.withLock { read in
        if let known = read[isYAML] { return known }
        let made = Observation.read(bytes, isYAML: isYAML)
        read[isYAML] = made
        return made
      }
      return try result.get()
    }
  }

  static func read(_ bytes: ArraySlice<UInt8>, isYAML: Bool) -> Result<JSONDocument, Uncertainty> {
    do throws(DocumentProblem) {
      return .success(try isYAML ? YAMLDocument.read(bytes) : JSONDocument(bytes))
    } catch {
      return .failure(Uncertainty(error.message))
    }
  }
}
