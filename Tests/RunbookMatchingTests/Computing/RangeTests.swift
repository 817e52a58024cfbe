import RunbookMatching
import RunbookModel
import Testing

/// Overlap and capacity of ranges.
struct RangeTests {
  private func overlaps(_ lines: [String]) -> Computed {
    compute(.overlaps, [.ranges: lines.joined(separator: "\n")])
  }

  @Test func `two ranges that share an address are one line, both named`() {
    #expect(
      overlaps(["pods 10.1.0.0/16", "services 10.96.0.0/12", "vpn 10.0.0.0/8", "six fd00::/64"])
        == .lines([
          "pods 10.1.0.0/16 overlaps vpn 10.0.0.0/8", "services 10.96.0.0/12 overlaps vpn 10.0.0.0/8",
        ]))
    #expect(
      overlaps(["10.1.0.0/16", "10.1.2.0/24", "fd00:1::/48", "x fd00:1:0:5::/64"])
        == .lines(["10.1.0.0/16 overlaps 10.1.2.0/24", "fd00:1::/48 overlaps x fd00:1:0:5::/64"]))
    #expect(overlaps(["pods 10.1.0.0/24", "services 10.1.1.0/24"]) == .lines([]))
  }

  @Test func `an address alone is a range, and a name may have several and blanks`() {
    #expect(
      overlaps(["the pods  10.1.0.0/24, fd00::/64", "node 10.1.0.9"])
        == .lines(["the pods 10.1.0.0/24 overlaps node 10.1.0.9"]))
    #expect(overlaps(["10.1.0.0/24 10.1.1.0/24 10.1.2.0/24", ""]) == .lines([]))
  }

  @Test func `the same name with the same range is the same, and none is no range`() {
    #expect(overlaps(["pods 10.1.0.0/16", "pods 10.1.0.0/16", "red <none>"]) == .lines([]))
    #expect(overlaps(["red <none>", ""]) == .unknown("`ranges=` needs lines `[NAME] CIDR`, found nothing"))
    #expect(overlaps(["pods 10.1.0.0/16", "pods 10.1.7.9/16"]) == .lines([]))
    #expect(
      overlaps(["red 10.1.0.0/16", "blue 10.1.0.0/16"])
        == .lines(["red 10.1.0.0/16 overlaps blue 10.1.0.0/16"]))
  }

  @Test func `a line without a range is not passed over`() {
    #expect(
      overlaps(["pods 10.1.0.0/16", "services unset"])
        == .unknown("`ranges=` needs lines `[NAME] CIDR`, found \"services unset\""))
  }

  @Test(arguments: 0..<40) func `every pair is found once, whatever the order`(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    var lines = (0..<14).map { index in
      seed % 2 == 0
        ? "r\(index) 10.\(Int.random(in: 0...3, using: &random)).\(Int.random(in: 0...255, using: &random)).0/\(Int.random(in: 12...26, using: &random))"
        : "r\(index) fd00:\(Int.random(in: 0...3, using: &random))::/\(Int.random(in: 20...40, using: &random))"
    }
    func pairs() -> Set<Set<String>>? {
      guard case .lines(let found) = overlaps(lines) else { return nil }
      let sides = found.map { Set($0.components(separatedBy: " overlaps ")) }
      #expect(Set(sides).count == sides.count)
      return Set(sides)
    }
    let first = pairs()
    lines.shuffle(using: &random)
    #expect(first == pairs())
    var alone: Set<Set<String>> = []
    for (index, line) in lines.enumerated() {
      for other in lines[..<index] where overlaps([line, other]) != .lines([]) {
        alone.insert([line, other])
      }
    }
    #expect(first == alone)
  }

  @Test(arguments: [
    ("10.1.0.0/24", "253"), ("10.1.0.0/28", "13"), ("10.1.0.0/30", "1"), ("10.1.0.0/31", "0"),
    ("10.1.0.0/32", "0"),
    ("10.0.0.0/8", "16777213"), ("fd00::/120", "254"), ("fd00::/126", "2"), ("fd00::/127", "0"),
    ("fd00::/64", "18446744073709551614"),
  ])
  func `a range has room for all but its first, its second and the last of IPv4`(range: String, room: String)
  {
    #expect(compute(.capacity, [.range: range]) == .lines([room]))
  }

  @Test func `capacity is a number that can be compared`() {
    let capacity = Computation(.capacity, [Computation.Argument(.range, value("10.1.0.0/28"))])
    #expect(judged(of: .computed(capacity), .atLeast(value("13")), .nothing).verdict == .passed)
    let judgement = judged(of: .computed(capacity), .atLeast(value("110")), .nothing)
    #expect(judgement.verdict == .failed && judgement.found == "13")
    #expect(
      compute(.capacity, [.range: "10.1.0.0"])
        == .unknown("`range=` needs one network such as `10.1.0.0/24`, found 10.1.0.0"))
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    split(separator: separator).map { String($0) }
  }
}
