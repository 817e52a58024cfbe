import RunbookModel

/// A text read as a type. Values are compared only with values of the same type.
enum TypedValue: Sendable, Hashable {
  case text(String)
  case number(ExactNumber)
  /// In percent: `95%` is 95.
  case percent(ExactNumber)
  /// In ones: `500m` is 0.5.
  case quantity(ExactNumber)
  /// In nanoseconds.
  case duration(ExactNumber)
  case version(Version)
  case ip(Address)
  case cidr(AddressBlock)

  /// In the order in which two texts are tried when no type is given.
  static let inferred: [ValueType] = [.number, .percent, .quantity, .duration, .version, .ip, .cidr]

  /// Nil: it cannot be read so. Blanks around it and a remark behind it (`29 (42s ago)`) are no part of it.
  init?(_ text: ArraySlice<UInt8>, as type: ValueType) {
    let core = withoutRemark(text)
    let value: TypedValue?
    switch type {
    case .text, .list: value = .text(String(decoding: text, as: UTF8.self))
    case .number: value = Self.whole(core).map(TypedValue.number)
    case .percent:
      value = Self.whole(core.last == UInt8(ascii: "%") ? core.dropLast() : core).map(TypedValue.percent)
    case .quantity: value = QuantityUnit.read(core).map(TypedValue.quantity)
    case .duration: value = DurationUnit.read(core).map(TypedValue.duration)
    case .version: value = Version(core).map(TypedValue.version)
    case .ip: value = Address(core).map(TypedValue.ip)
    case .cidr: value = AddressBlock(core).map(TypedValue.cidr)
    }
    guard let value else { return nil }
    self = value
  }

  private static func whole(_ text: ArraySlice<UInt8>) -> ExactNumber? {
    var rest = text
    guard let number = ExactNumber.read(&rest), rest.isEmpty else { return nil }
    return number
  }

  enum Order { case less, equal, greater }

  /// Nil: the types differ.
  func order(to other: TypedValue) -> Order? {
    switch (self, other) {
    case (.text(let a), .text(let b)): Self.order(a, b)
    case (.number(let a), .number(let b)), (.percent(let a), .percent(let b)),
      (.quantity(let a), .quantity(let b)),
      (.duration(let a), .duration(let b)):
      Self.order(a, b)
    case (.version(let a), .version(let b)): Self.order(a, b)
    case (.ip(let a), .ip(let b)): Self.order(a, b)
    case (.cidr(let a), .cidr(let b)): Self.order(a, b)
    case (.text, _), (.number, _), (.percent, _), (.quantity, _), (.duration, _), (.version, _), (.ip, _),
      (.cidr, _):
      nil
    }
  }

  private static func order<T: Comparable>(_ a: T, _ b: T) -> Order {
    a < b ? .less : b < a ? .greater : .equal
  }

  /// The number inside, where there is one that can be added and multiplied.
  var amount: ExactNumber? {
    switch self {
    case .number(let value), .percent(let value), .quantity(let value), .duration(let value): value
    case .text, .version, .ip, .cidr: nil
    }
  }

  /// An amount written as this value's type is, in the unit of the model text.
  func written(_ amount: ExactNumber, like model: String) -> String {
    switch self {
    case .percent: amount.description + "%"
    case .quantity: QuantityUnit.write(amount, like: model)
    case .duration: DurationUnit.write(amount)
    case .number, .text, .version, .ip, .cidr: amount.description
    }
  }
}

/// Two texts read as one type.
struct TypedPair {
  let type: ValueType
  let left: TypedValue
  let right: TypedValue

  /// A type that was given wins; else the first that both sides can be. Nil: there is none.
  init?(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>, given: ValueType?) {
    let given = given == .list ? nil : given
    for type in given.map({ [$0] }) ?? TypedValue.inferred {
      if let a = TypedValue(left, as: type), let b = TypedValue(right, as: type) {
        (self.type, self.left, self.right) = (type, a, b)
        return
      }
    }
    return nil
  }
}

/// `29 (42s ago)` without its remark and without blanks around it.
func withoutRemark(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  let core = trimmed(text)
  guard core.last == UInt8(ascii: ")") else { return core }
  var index = core.startIndex
  while index + 1 < core.endIndex {
    if core[index] == UInt8(ascii: " "), core[index + 1] == UInt8(ascii: "("), index > core.startIndex {
      return trimmed(core[..<index])
    }
    index += 1
  }
  return core
}

/// Without blanks, tabs and line ends at both ends.
func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var (start, end) = (text.startIndex, text.endIndex)
  while start < end, isBlank(text[start]) { start += 1 }
  while end > start, isBlank(text[end - 1]) { end -= 1 }
  return text[start..<end]
}

@inline(__always) func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte &- 9 < 5 }
