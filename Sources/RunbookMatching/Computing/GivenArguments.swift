import RunbookModel

/// The arguments of a function with their values, each read as what it must be.
struct GivenArguments {
  private var values: [Computation.Parameter: VariableValue] = [:]

  init(_ computation: Computation, _ variables: Variables) throws(Uncertainty) {
    for argument in computation.arguments {
      switch resolve(argument.value, variables) {
      case .value(let value): values[argument.parameter] = value
      case .missing(let reference): throw Uncertainty(MatchingProblems.neverCaptured(reference))
      case .impossible(let reason): throw Uncertainty(reason)
      }
    }
  }

  init(_ parameter: Computation.Parameter, _ text: String) { values[parameter] = VariableValue(text) }

  /// Reads one of them; what it is does not matter.
  func read(_ parameter: Computation.Parameter) throws(Uncertainty) {
    switch parameter {
    case .ranges: _ = try ranges()
    case .range: _ = try range()
    case .pod: _ = try pod()
    case .pods: _ = try pods()
    case .policies: _ = try policies()
    case .namespaces: _ = try namespaces()
    case .service: _ = try service()
    case .endpoints: _ = try listings()
    case .from, .to: _ = try party(parameter)
    case .port: _ = try port()
    case .selector: _ = try labels()
    case .product: _ = try product()
    case .version, .kubernetes: _ = try version(parameter)
    case .listeners: _ = try listeners()
    }
  }

  func ranges() throws(Uncertainty) -> [NamedRange] {
    var ranges: [NamedRange] = []
    for text in values[.ranges]?.texts ?? [] {
      for line in text.split(whereSeparator: \.isNewline) {
        guard let read = NamedRange.read(String(line)) else {
          throw unfit(.ranges, MatchingProblems.quoted(line))
        }
        ranges += read
      }
    }
    if ranges.isEmpty { throw unfit(.ranges, MatchingProblems.several(0)) }
    return ranges
  }

  func range() throws(Uncertainty) -> AddressBlock {
    let text = try text(.range)
    guard let range = AddressBlock(trimmed(Array(text.utf8)[...])) else {
      throw unfit(.range, MatchingProblems.quoted(text))
    }
    return range
  }

  func pod() throws(Uncertainty) -> Pod { Pod(try object(.pod, .pod)) }

  func pods() throws(Uncertainty) -> [Pod] { try objects(.pods, [.pod]).map { Pod($0) } }

  func policies() throws(Uncertainty) -> [Policy] {
    var policies: [Policy] = []
    for object in try objects(.policies, [.policy]) { policies.append(try Policy(object)) }
    return policies
  }

  func namespaces() throws(Uncertainty) -> [String: Labels] {
    var namespaces: [String: Labels] = [:]
    for object in try objects(.namespaces, [.namespace]) { namespaces[object.objectName] = object.labels }
    return namespaces
  }

  func service() throws(Uncertainty) -> Service { Service(try object(.service, .service)) }

  func listings() throws(Uncertainty) -> [Listing] {
    try objects(.endpoints, [.endpoints, .slice]).map { Listing($0) }
  }

  func party(_ parameter: Computation.Parameter) throws(Uncertainty) -> Party {
    let bytes = trimmed(Array(try text(parameter).utf8)[...])
    if let address = Address(bytes) { return .address(address) }
    guard bytes.first == UInt8(ascii: "{") || bytes.first == UInt8(ascii: "[") else {
      throw unfit(parameter, MatchingProblems.quoted(String(decoding: bytes, as: UTF8.self)))
    }
    return .pod(Pod(try object(parameter, .pod)))
  }

  func port() throws(Uncertainty) -> TrafficPort {
    let text = try text(.port)
    guard let port = TrafficPort(text) else { throw unfit(.port, MatchingProblems.quoted(text)) }
    return port
  }

  func labels() throws(Uncertainty) -> [WantedLabel] {
    let text = try text(.selector)
    guard let labels = WantedLabel.wanted(in: text) else {
      throw unfit(.selector, MatchingProblems.quoted(text))
    }
    return labels
  }

  func product() throws(Uncertainty) -> String {
    let text = try text(.product)
    guard BadVersion.products.contains(text) else { throw unfit(.product, MatchingProblems.quoted(text)) }
    return text
  }

  func version(_ parameter: Computation.Parameter) throws(Uncertainty) -> Version {
    let text = try text(parameter)
    // Builds from a source tree without tags call themselves v0.0.0: that is no version, and not an old one.
    guard let version = Version(trimmed(Array(text.utf8)[...])), version.numbers != [0] else {
      throw unfit(parameter, MatchingProblems.quoted(text))
    }
    return version
  }

  func optionalVersion(_ parameter: Computation.Parameter) throws(Uncertainty) -> Version? {
    values[parameter] == nil ? nil : try version(parameter)
  }

  /// Nil where they are not given.
  func listeners() throws(Uncertainty) -> [Listener]? {
    guard let value = values[.listeners] else { return nil }
    guard let listeners = Listener.read(value.written) else {
      throw unfit(.listeners, MatchingProblems.quoted(value.written))
    }
    return listeners
  }

  private func text(_ parameter: Computation.Parameter) throws(Uncertainty) -> String {
    let texts = values[parameter]?.texts ?? []
    guard texts.count == 1 else { throw unfit(parameter, MatchingProblems.several(texts.count)) }
    return texts[0]
  }

  private func object(_ parameter: Computation.Parameter, _ kind: ObjectKind) throws(Uncertainty) -> JSONValue
  {
    let all = try objects(parameter, [kind])
    guard all.count == 1 else { throw unfit(parameter, MatchingProblems.objects(all.count, kind)) }
    return all[0]
  }

  private func objects(_ parameter: Computation.Parameter, _ kinds: [ObjectKind]) throws(Uncertainty)
    -> [JSONValue]
  {
    var objects: [JSONValue] = []
    for text in values[parameter]?.texts ?? [] {
      switch ObjectKind.objects(in: text, kinds) {
      case .success(let found): objects += found
      case .failure(let problem): throw unfit(parameter, problem.message)
      }
    }
    return objects
  }

  private func unfit(_ parameter: Computation.Parameter, _ found: String) -> Uncertainty {
    Uncertainty(MatchingProblems.unfit(parameter, found: found))
  }
}
