import Foundation

/// The same cluster a while later, all pods deleted and made anew: their names and addresses are others, consistently;
/// ids, revisions and times are others everywhere; what lists pods by name lists them in another order.
struct Recreation {
  private var random: SeededRandom
  private var known: [String: String] = [:]

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  mutating func recreated(_ text: String, as file: String) -> String {
    var text = text
    for (pattern, make) in rules { text = replaced(pattern, in: text, with: make) }
    guard file == "pods.txt" else { return text }
    let lines = text.split(separator: "\n")
    return ([lines[0]] + lines.dropFirst().sorted()).joined(separator: "\n") + "\n"
  }

  private typealias Maker = (String, inout SeededRandom) -> String

  private var rules: [(String, Maker)] {
    func letters(_ count: Int, _ random: inout SeededRandom) -> String {
      String((0..<count).map { _ in "bcdfghjklmnpqrstvwxz2456789".randomElement(using: &random)! })
    }
    return [
      (
        #"(?:coredns-79744774cd|web-6d7975f79c|ingress-nginx-controller-5465cb9994|kube-proxy)-[a-z0-9]{5}"#,
        { old, random in
          old.dropLast(5) + letters(5, &random)
        }
      ),
      (
        #"10\.244\.[0-9]+\.[0-9]+"#,
        { old, random in
          let parts = old.split(separator: ".")
          // As wide as it was, so that columns stay where they are.
          let last =
            parts[3].count == 1
            ? Int.random(in: 3...9, using: &random) : Int.random(in: 40...99, using: &random)
          return "10.244.\(parts[2]).\(last)"
        }
      ),
      (
        #"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"#,
        { old, random in
          String(old.map { $0 == "-" ? "-" : "0123456789abcdef".randomElement(using: &random)! })
        }
      ),
      (
        #"containerd://[0-9a-f]{64}"#,
        { _, random in
          "containerd://" + String((0..<64).map { _ in "0123456789abcdef".randomElement(using: &random)! })
        }
      ),
      (
        #"2026-11-23T03:[0-9:]{5}Z"#,
        { _, random in "2026-11-24T04:1\(Int.random(in: 0...9, using: &random)):33Z" }
      ),
      (
        #"23 Nov 2026 03:[0-9:]{5}"#,
        { _, random in "24 Nov 2026 04:1\(Int.random(in: 0...9, using: &random)):33" }
      ),
      (
        #""?resourceVersion"?: "[0-9]+""#,
        { old, random in
          old.prefix { $0 != ":" } + ": \"\(Int.random(in: 3000...9000, using: &random))\""
        }
      ),
      (
        #"\b[1-9][0-9]?m([0-9]{1,2}s)?(?=[ \n]) "#,
        { old, random in
          let age = "\(Int.random(in: 1...9, using: &random))m\(Int.random(in: 1...9, using: &random))s"
          return age.padding(toLength: max(old.count, 5), withPad: " ", startingAt: 0)
        }
      ),
      (#"time=[0-9.]+ ms"#, { _, random in "time=0.\(Int.random(in: 100...999, using: &random)) ms" }),
      (#"kv4yh4efzj"#, { _, _ in "aftercmp22" }),
    ]
  }

  private mutating func replaced(_ pattern: String, in text: String, with make: Maker) -> String {
    var result = ""
    var rest = text[...]
    while let found = rest.firstRange(of: try! Regex(pattern)) {
      let old = String(rest[found])
      result += rest[..<found.lowerBound]
      // Names and addresses are replaced by the same everywhere, times by others each time.
      let isName = old.hasPrefix("10.") || old.contains(/-[a-z0-9]{5}$/)
      var new = isName ? known[old] : nil
      while new == nil {
        let made = make(old, &random)
        if !isName || made != old && !known.values.contains(made) && known[made] == nil { new = made }
      }
      if isName { known[old] = new }
      result += new!
      rest = rest[found.upperBound...]
    }
    return result + rest
  }
}

/// The same numbers for the same seed, everywhere (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
