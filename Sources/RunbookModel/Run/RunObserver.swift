/// Someone who is told what happens in a run: the recorder, a view, a JSON writer.
///
/// One pump serves the observers one after the other, in order, batch by batch; the recorder
/// comes first, so that what the others show is already durable. An observer never fails a run:
/// what goes wrong in it is returned as a sentence and posted as a warning, and it is left out until the
/// run has ended, when it is told once more all that it missed.
package protocol RunObserver: Sendable {
  /// Takes the next events, in order. Returns a sentence when it could not.
  func observe(_ events: [RunEvent]) async -> String?
}
