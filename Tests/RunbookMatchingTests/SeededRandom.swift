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

/// Changes some bytes as accidents do: removed, doubled, replaced, moved.
func mutate(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
  guard !bytes.isEmpty else {
    bytes = [UInt8.random(in: 0...255, using: &random)]
    return
  }
  let index = Int.random(in: 0..<bytes.count, using: &random)
  switch Int.random(in: 0..<6, using: &random) {
  case 0: bytes.remove(at: index)
  case 1: bytes.insert(bytes[index], at: index)
  case 2: bytes[index] = UInt8.random(in: 0...255, using: &random)
  case 3: bytes.insert(Array("\n \t|-+\u{1b}\"{[,é".utf8).randomElement(using: &random)!, at: index)
  case 4: bytes.removeSubrange(index..<min(bytes.count, index + Int.random(in: 1...20, using: &random)))
  default: bytes.swapAt(index, Int.random(in: 0..<bytes.count, using: &random))
  }
}
