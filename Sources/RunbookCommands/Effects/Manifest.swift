import RunbookMatching

/// Objects that a command creates, as far as reading their text tells whose they are.
struct Manifest {
  enum Ownership {
    /// Each carries `$run` in its name and in the label `runbook`.
    case own
    /// At least one does not, or the text cannot be read.
    case foreign
    /// Its kind has effects on what others have: a policy, a webhook, a role.
    case farReaching
  }

  let ownership: Ownership

  /// The kinds that do nothing to others.
  private static let quiet: Set<String> = [
    "Pod", "Job", "CronJob", "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ConfigMap", "Secret",
    "Service",
    "ServiceAccount", "PersistentVolumeClaim", "Namespace",
  ]
  /// What stands for the run's id while the text is read, and for any other value.
  private static let run = "RUN-ID-OF-THIS-RUN"
  private static let other = "OTHER-VALUE"

  /// What it creates, as far as it can be told; nil where the text cannot be read.
  let objects: [Object]?

  /// One object; what is filled in at run time is nil.
  struct Object {
    let version: String?
    let kind: String?
    let name: String?
    /// Empty where it names none.
    let namespace: String?
  }

  init(_ text: ShellText) {
    var plain: [UInt8] = []
    for byte in text.bytes {
      switch byte {
      case ShellText.runMark: plain += Self.run.utf8
      case ShellText.hole: plain += Self.other.utf8
      default: plain.append(byte)
      }
    }
    guard let document = try? YAMLDocument.read(plain[...]) else {
      ownership = .foreign
      objects = nil
      return
    }
    let root = document.root
    let objects = (root.isArray ? root.children : [root]).flatMap { $0["items"]?.children ?? [$0] }
    self.objects = objects.map(Self.object)
    if objects.isEmpty || !objects.allSatisfy(Self.isOwn) {
      ownership = .foreign
    } else {
      let kinds = objects.map { $0["kind"].map { String(decoding: $0.text, as: UTF8.self) } ?? "" }
      ownership = kinds.allSatisfy(Self.quiet.contains) ? .own : .farReaching
    }
  }

  private static func object(_ object: JSONValue) -> Object {
    func constant(_ value: JSONValue?) -> String? {
      let text = value.map { String(decoding: $0.text, as: UTF8.self) } ?? ""
      return text.contains(run) || text.contains(other) ? nil : text
    }
    let metadata = object["metadata"]
    return Object(
      version: constant(object["apiVersion"]), kind: constant(object["kind"]),
      name: metadata?["name"].flatMap(constant), namespace: constant(metadata?["namespace"]))
  }

  private static func isOwn(_ object: JSONValue) -> Bool {
    guard let metadata = object["metadata"], let label = metadata["labels"]?["runbook"] else { return false }
    let name =
      (metadata["name"] ?? metadata["generateName"]).map { String(decoding: $0.text, as: UTF8.self) } ?? ""
    return label.text.elementsEqual(run.utf8) && name.contains(run)
  }
}
