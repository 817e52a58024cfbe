/// The options of a program that take a value, as `-n --namespace`.
struct ValueOptions: Sendable {
  private let names: Set<String>

  init(_ names: String) { self.names = Set(names.words) }

  func contains(_ name: String) -> Bool { names.contains(name) }

  /// Whether the value of this option is the word behind it: `-n x`, `-vn x`, `--namespace x`, but not `-nx`.
  func takesNextWord(_ option: String) -> Bool {
    if names.contains(option) { return true }
    guard !option.hasPrefix("--"), option.hasPrefix("-") else { return false }
    // Of letters written together, the first that takes a value takes the rest.
    let letters = Array(option.dropFirst())
    guard let index = letters.firstIndex(where: { names.contains("-\($0)") }) else { return false }
    return index == letters.count - 1
  }
}

/// A program's arguments, told apart: options, their values, operands.
struct Arguments: Sendable {
  /// The words that are no options, in order.
  private(set) var operands: [Word] = []
  /// How many words stand before the first operand.
  private(set) var leading: Int
  private var options: [(name: String, value: Word?)] = []

  /// `stopsAtOperand`: what follows the first operand belongs to it, as after `sudo`.
  init(_ words: [Word], valued: ValueOptions, stopsAtOperand: Bool = false) {
    var index = 0
    leading = words.count
    while index < words.count {
      let word = words[index]
      guard let option = word.literal, option.hasPrefix("-"), option != "-" else {
        leading = min(leading, index)
        if stopsAtOperand {
          operands = Array(words[index...])
          return
        }
        operands.append(word)
        index += 1
        continue
      }
      index += 1
      if option == "--" {
        leading = min(leading, index)
        operands += words[index...]
        return
      }
      if valued.takesNextWord(option), index < words.count {
        options.append((option, words[index]))
        index += 1
      } else {
        options.append((option, nil))
      }
    }
  }

  /// The values of an option, also of one letter at the end of several (`-ra`).
  func values(of name: String) -> [Word] {
    options.compactMap { option in
      let isIt =
        option.name == name || (!option.name.hasPrefix("--") && option.name.hasSuffix(name.dropFirst()))
      return isIt ? option.value : nil
    }
  }

  /// Whether an option was given, also among letters that stand together.
  func has(_ name: String) -> Bool {
    options.contains { option in
      option.name == name || option.name.hasPrefix(name + "=")
        || (name.utf8.count == 2 && !option.name.hasPrefix("--")
          && option.name.dropFirst().contains(name.last!))
    }
  }
}
