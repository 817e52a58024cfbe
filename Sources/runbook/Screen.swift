import RunbookModel
import RunbookReports

/// Who shows a run while it happens, and makes room for a question.
protocol Screen: Actor {
  var canvas: Canvas { get set }
  /// The lines that move.
  var running: Canvas.Running { get }
}

extension Screen {
  /// Draws what runs ten times a second, until it is cancelled.
  func animate() async {
    guard canvas.moves else { return }
    while !Task.isCancelled {
      canvas.tick(running: running)
      try? await Task.sleep(for: .milliseconds(100))
    }
    canvas.clear()
  }

  /// Draws what runs by another clock: a recorded run.
  func follow(_ now: @escaping @Sendable () -> Moment) { canvas.now = now }

  /// Takes away the lines that move.
  func clear() { canvas.clear() }

  /// Leaves the terminal to a question, until `resume`.
  func pause() { canvas.pause() }

  func resume() { canvas.resume(running: running) }
}
