import Glibc
import RunbookModel

/// What this process was given by its surroundings.
enum Environment {
  static subscript(name: String) -> String? { getenv(name).map { String(cString: $0) } }

  static var home: String? {
    if let home = Self["HOME"], home.hasPrefix("/") { return home }
    return getpwuid(getuid()).flatMap { $0.pointee.pw_dir }.map { String(cString: $0) }
  }

  static var user: String? { getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? Self["USER"] }

  static var host: String? {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return nil }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The working folder.
  static var folder: String? {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    guard getcwd(&path, path.count) != nil else { return nil }
    return String(decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// `$RUNBOOK_HISTORY`, else `$XDG_DATA_HOME/runbook/history.db`, else the same below `~/.local/share`.
  static var historyPath: String? {
    if let path = Self["RUNBOOK_HISTORY"], !path.isEmpty { return path }
    if let data = Self["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/runbook/history.db" }
    return home.map { $0 + "/.local/share/runbook/history.db" }
  }

  /// `$XDG_CONFIG_HOME/runbook`, else `~/.config/runbook`.
  static var settingsFolder: String? {
    if let folder = Self["XDG_CONFIG_HOME"], folder.hasPrefix("/") { return folder + "/runbook" }
    return home.map { $0 + "/.config/runbook" }
  }

  /// Seconds east of UTC at a moment, here.
  static func secondsEast(at moment: Moment) -> Int {
    var time = time_t(moment.milliseconds / 1000)
    var parts = tm()
    localtime_r(&time, &parts)
    return parts.tm_gmtoff
  }
}
