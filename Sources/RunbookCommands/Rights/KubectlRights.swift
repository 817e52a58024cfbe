import RunbookModel

/// What one use of kubectl asks an API server to allow.
///
/// Read off kubectl's own sources and tried against a server: what it reads before it writes (`patch` gets, `delete -l`
/// lists), what it only would like to know (a `delete` that may not look whether the object is gone goes on) is left out.
struct KubectlRights {
  let invocation: Invocation
  let arguments: Arguments
  /// The words of the verb.
  let verbs: [Word]
  var reading: RightsReading

  /// Where the objects are.
  struct Place {
    let scope: AccessRight.Scope
    var reason: String?
  }

  /// What the arguments name.
  struct Target {
    enum Object: Hashable {
      /// None by name: all, or those that a selector chooses.
      case any
      case named(String)
      case atRunTime
    }

    let kind: ResourceKind
    let object: Object
  }

  /// A namespace that the command names, as against the objects' own.
  var place: Place {
    if arguments.isOn("-A") || arguments.isOn("--all-namespaces") { return Place(scope: .cluster) }
    guard let word = arguments.values(of: "-n", "--namespace").last else { return Place(scope: .own) }
    guard let name = word.literal else {
      return Place(scope: .cluster, reason: RightsProblems.namespaceAtRunTime)
    }
    return Place(scope: name.isEmpty ? .own : .namespace(name))
  }

  /// It only says what it would do.
  var isDry: Bool {
    guard let option = arguments.options.last(where: { $0.name == "--dry-run" }) else { return false }
    return option.value.map { ["client", "true"].contains($0.literal) } ?? true
  }

  static let writing: Set<String> = ["create", "update", "patch", "delete"]

  mutating func add(
    _ verbs: String, _ kind: ResourceKind, below: String = "", object: String? = nil, at place: Place? = nil
  ) {
    let place = place ?? self.place
    for verb in verbs.words where !(isDry && Self.writing.contains(verb)) {
      let isAll = ["list", "watch", "create"].contains(verb) && below.isEmpty
      reading.add(
        AccessRight(
          verb, kind.name + below, group: kind.group, object: isAll ? nil : object,
          scope: kind.isNamespaced ? place.scope : .cluster),
        because: kind.isNamespaced ? place.reason : nil)
    }
  }

  mutating func add(_ verbs: String, _ kind: String, below: String = "", at place: Place? = nil) {
    add(verbs, ResourceKind.named(kind), below: below, at: place)
  }

  /// These verbs for each object that is named, those for what is selected.
  mutating func add(_ verbs: String, selected: String, of targets: [Target], below: String = "") {
    for target in targets {
      switch target.object {
      case .any: add(selected, target.kind, below: below)
      case .named(let name): add(verbs, target.kind, below: below, object: name)
      case .atRunTime: add(verbs, target.kind, below: below)
      }
    }
  }

  // What the arguments name.

  /// The operands behind the verb.
  var operands: ArraySlice<Word> { arguments.own.dropFirst(verbs.count) }

  /// The objects; what cannot be told is noted.
  mutating func targets(_ words: ArraySlice<Word>? = nil) -> [Target] {
    if let file = arguments.first("-f", "--filename", "-k", "--kustomize")?.value {
      return manifest(file).map { Target(kind: $0.kind, object: $0.object) }
    }
    let words = words ?? operands
    guard let first = words.first else {
      if invocation.isOpen { reading.gap(RightsProblems.kindAtRunTime) }
      return []
    }
    if first.text.bytes.contains(.slash) { return words.flatMap { self.target(joined: $0) } }
    guard let written = first.literal else {
      reading.gap(RightsProblems.kindAtRunTime)
      return []
    }
    var objects = words.dropFirst().flatMap(objects)
    if objects.isEmpty { objects = invocation.isOpen ? [.atRunTime] : [.any] }
    return written.split(separator: ",").flatMap { kinds(String($0)) }
      .flatMap { kind in objects.map { Target(kind: kind, object: $0) } }
  }

  /// What a word can name: an unquoted variable may be empty, and then no object is named.
  private func objects(_ word: Word) -> [Target.Object] {
    if let name = word.literal { return [.named(name)] }
    if case .parameter = word.parts.first?.kind, word.parts.count == 1 { return [.atRunTime, .any] }
    return [.atRunTime]
  }

  /// `pod/shop`
  private mutating func target(joined word: Word) -> [Target] {
    let bytes = word.text.bytes
    guard let slash = bytes.firstIndex(of: .slash),
      !bytes[..<slash].contains(where: { $0 <= ShellText.runMark })
    else {
      reading.gap(RightsProblems.kindAtRunTime)
      return []
    }
    let name = word.literal.map { String($0.utf8.dropFirst(slash + 1))! }
    return kinds(String(decoding: bytes[..<slash], as: UTF8.self))
      .map { Target(kind: $0, object: name.map(Target.Object.named) ?? .atRunTime) }
  }

  private mutating func kinds(_ written: String) -> [ResourceKind] {
    if written == "all" { return ResourceKind.all.map(ResourceKind.named) }
    let kind = ResourceKind.named(written)
    if !kind.isKnown, kind.group == "*" { reading.gap(RightsProblems.kind(written)) }
    return [kind]
  }

  // Files of objects.

  struct Described {
    let kind: ResourceKind
    let object: Target.Object
    let place: Place?
  }

  /// What the text on standard input describes.
  mutating func manifest(_ file: Word) -> [Described] {
    guard let name = file.literal, ["-", "/dev/stdin"].contains(name),
      case .text(let text) = invocation.input,
      let objects = Manifest(text).objects
    else {
      reading.gap(RightsProblems.objects(file.shown))
      return []
    }
    return objects.compactMap { object in
      guard let version = object.version, let name = object.kind, !name.isEmpty else {
        reading.gap(RightsProblems.kindAtRunTime)
        return nil
      }
      guard let kind = ResourceKind(version: version, kind: name) else {
        reading.gap(RightsProblems.kind(name))
        return nil
      }
      let place: Place? =
        switch object.namespace {
        case "": nil
        case nil: Place(scope: .cluster, reason: RightsProblems.namespaceAtRunTime)
        case let namespace?: Place(scope: .namespace(namespace))
        }
      return Described(kind: kind, object: object.name.map(Target.Object.named) ?? .atRunTime, place: place)
    }
  }

  /// The file of `-f` or `-k`.
  var file: Word? { arguments.first("-f", "--filename", "-k", "--kustomize")?.value }
}
