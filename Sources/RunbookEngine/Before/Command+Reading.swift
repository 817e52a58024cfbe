import RunbookCommands
import RunbookModel

extension Command {
  /// A question of the engine's own.
  init(readFrom text: String, place: SourcePlace) {
    let reading = CommandReading(text)
    self.init(text: text, shell: .sh, programs: reading.programs, effect: reading.effect, place: place)
  }
}
