/// A number with the unit that stands behind it.
struct Measure {
  let amount: Int
  let unit: Substring

  /// Digits, with a fraction or not, rounded up; then nothing, `%`, or the letters of a unit.
  init?(_ text: String) {
    let digits = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    guard let number = Double(digits), number < 1e9 else { return nil }
    unit = text[digits.endIndex...]
    guard ["", "%", "m", "Ki", "Mi", "Gi", "ms", "s"].contains(unit) else { return nil }
    amount = Int(number.rounded(.up))
  }

  /// What all these stay below with half of the room free; of percents never more than all. Nil where they are not
  /// measured in one unit.
  static func bound(of texts: [String]) -> String? {
    let all = texts.compactMap(Measure.init)
    guard all.count == texts.count, let first = all.first, all.allSatisfy({ $0.unit == first.unit }),
      let most = all.map(\.amount).max()
    else { return nil }
    let bound = roof(over: most)
    return first.unit == "%" && bound > 100 ? nil : "\(bound)\(first.unit)"
  }

  /// The next of 1, 2, 5, 10, 20 … that leaves half of the room free.
  static func roof(over number: Int) -> Int {
    var step = 1
    while true {
      for factor in [1, 2, 5] where step * factor >= number * 2 { return step * factor }
      step *= 10
    }
  }
}
