import RunbookModel

extension KubectlRights {
  /// What `--raw PATH` asks for, as the API server reads paths.
  mutating func raw(_ path: Word, _ verb: String) {
    let bytes = path.text.bytes.prefix { $0 != UInt8(ascii: "?") }
    let query = path.text.bytes.dropFirst(bytes.count)
    let parts = bytes.split(separator: .slash).map { part in
      part.contains { $0 <= ShellText.runMark } ? nil : String(decoding: part, as: UTF8.self)
    }
    let rawVerb = ["create": "create", "replace": "update", "delete": "delete"][verb] ?? "get"
    guard let first = parts.first, let first else {
      if bytes.elementsEqual("/".utf8) { return reading.add(AccessRight(rawVerb, "/")) }
      return reading.gap(RightsProblems.pathAtRunTime)
    }
    var rest = parts.dropFirst()
    var group = ""
    if first == "apis" {
      guard rest.count > 2 else { return plain(path, rawVerb) }
      guard let name = rest.removeFirst() else { return reading.gap(RightsProblems.pathAtRunTime) }
      group = name
    } else if first != "api" || rest.count < 2 {
      return plain(path, rawVerb)
    }
    rest.removeFirst()
    var place = Place(scope: .cluster)
    if rest.first == "namespaces", rest.count > 2 {
      place =
        rest.dropFirst().first!.map { Place(scope: .namespace($0)) }
        ?? Place(scope: .cluster, reason: RightsProblems.namespaceAtRunTime)
      rest = rest.dropFirst(2)
    }
    guard let resource = rest.first, let resource else { return reading.gap(RightsProblems.kindAtRunTime) }
    rest.removeFirst()
    let name = rest.popFirst()
    guard let below = rest.first else {
      return object(
        resource, group, name, rawVerb, watches: query.contains("watch=true") || query.contains("watch=1"),
        place)
    }
    guard let below else { return reading.gap(RightsProblems.pathAtRunTime) }
    reading.add(
      AccessRight(rawVerb, "\(resource)/\(below)", group: group, object: name ?? nil, scope: place.scope),
      because: place.reason)
  }

  private mutating func object(
    _ resource: String, _ group: String, _ name: String??, _ verb: String, watches: Bool, _ place: Place
  ) {
    var verb = verb
    if name == nil, verb == "get" { verb = watches ? "watch" : "list" }
    if name == nil, verb == "delete" { verb = "deletecollection" }
    reading.add(
      AccessRight(verb, resource, group: group, object: name ?? nil, scope: place.scope),
      because: place.reason)
  }

  /// A path that is about no objects. Those that every account may see are no right to ask for.
  private mutating func plain(_ path: Word, _ verb: String) {
    guard let text = path.literal else {
      // What stands before the first part that is filled in is a folder that a rule can name with `*`.
      let start = path.literalStart.map { $0[...($0.lastIndex(of: "/") ?? $0.startIndex)] } ?? "/"
      guard start.count > 1 else { return reading.gap(RightsProblems.pathAtRunTime) }
      return reading.add(AccessRight(verb, start + "*"), because: RightsProblems.pathAtRunTime)
    }
    let name = String(text.prefix { $0 != "?" })
    if !(verb == "get" && Self.isOpen(name)) { reading.add(AccessRight(verb, name)) }
  }

  /// What the roles `system:discovery` and `system:public-info-viewer` give to every account.
  private static func isOpen(_ path: String) -> Bool {
    ["/healthz", "/livez", "/readyz", "/version", "/version/", "/api", "/apis", "/openapi"].contains(path)
      || ["/api/", "/apis/", "/openapi/"].contains { path.hasPrefix($0) }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func contains(_ text: String) -> Bool { String(decoding: self, as: UTF8.self).contains(text) }
}
