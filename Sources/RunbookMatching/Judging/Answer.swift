/// What came of an operator on one value.
enum Answer {
  case holds
  case fails
  case unknown(String)

  var negated: Answer {
    switch self {
    case .holds: .fails
    case .fails: .holds
    case .unknown: self
    }
  }

  /// Fails where one does, else unknown where one is.
  static func all<Element>(_ elements: some Sequence<Element>, _ answer: (Element) -> Answer) -> Answer {
    any(elements) { answer($0).negated }.negated
  }

  /// Holds where one does, else unknown where one is.
  static func any<Element>(_ elements: some Sequence<Element>, _ answer: (Element) -> Answer) -> Answer {
    var result = Answer.fails
    for element in elements {
      switch answer(element) {
      case .holds: return .holds
      case .fails: break
      case .unknown(let reason): result = .unknown(reason)
      }
    }
    return result
  }
}
