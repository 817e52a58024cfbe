import RunbookCommands
import RunbookModel

extension Command {
  /// A question of the engine's own.
  init(readFrom text: String, by shell: Defaults.Shell = .sh, place: SourcePlace) {
    let reading = CommandReading(text)
    self.init(text: text, shell: shell, programs: reading.programs, effect: reading.effect, place: place)
  }
}
