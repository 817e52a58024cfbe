/// An IPv4 or IPv6 address. A zone (`fe80::1%eth0`) is read over.
package struct Address: Sendable, Hashable, Comparable {
  let isSix: Bool
  /// The bits as a number; 32 of them are used for IPv4.
  let bits: UInt128

  var width: Int { isSix ? 128 : 32 }

  init(isSix: Bool, bits: UInt128) {
    self.isSix = isSix
    self.bits = bits
  }

  /// Four decimal numbers without leading zeros, or what RFC 4291 section 2.2 allows.
  package init?(_ text: some Collection<UInt8>) {
    let bytes = ArraySlice(text)
    if bytes.contains(UInt8(ascii: ":")) {
      let zone = bytes.firstIndex(of: UInt8(ascii: "%")) ?? bytes.endIndex
      guard let bits = Self.six(bytes[..<zone]) else { return nil }
      self.init(isSix: true, bits: bits)
    } else {
      guard let bits = Self.four(bytes) else { return nil }
      self.init(isSix: false, bits: UInt128(bits))
    }
  }

  private static func four(_ bytes: ArraySlice<UInt8>) -> UInt32? {
    guard bytes.count <= 15 else { return nil }
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bits: UInt32 = 0
    for part in parts {
      guard (1...3).contains(part.count), part.allSatisfy(isDigit), part.count == 1 || part.first != 48 else {
        return nil
      }
      let value = part.reduce(0) { $0 * 10 + UInt32($1 - 48) }
      guard value < 256 else { return nil }
      bits = bits << 8 | value
    }
    return bits
  }

  private static func six(_ bytes: ArraySlice<UInt8>) -> UInt128? {
    guard bytes.count <= 45 else { return nil }
    var halves: [[UInt16]] = [[]]
    var rest = bytes
    if rest.starts(with: [58, 58]) {
      halves.append([])
      rest = rest.dropFirst(2)
    }
    while !rest.isEmpty {
      let part = rest.prefix { $0 != 58 }
      rest = rest.dropFirst(part.count)
      if part.contains(UInt8(ascii: ".")) {
        guard rest.isEmpty, let four = four(part) else { return nil }
        halves[halves.count - 1] += [UInt16(four >> 16), UInt16(four & 0xffff)]
        break
      }
      guard (1...4).contains(part.count),
        let value = UInt16(String(decoding: part, as: UTF8.self), radix: 16),
        part.first != UInt8(ascii: "+")
      else { return nil }
      halves[halves.count - 1].append(value)
      if rest.isEmpty { break }
      rest.removeFirst()
      if rest.first == 58 {
        guard halves.count == 1 else { return nil }
        halves.append([])
        rest.removeFirst()
      } else if rest.isEmpty {
        return nil
      }
    }
    let count = halves.reduce(0) { $0 + $1.count }
    guard halves.count == 1 ? count == 8 : count < 8 else { return nil }
    let groups = halves[0] + [UInt16](repeating: 0, count: 8 - count) + (halves.count == 2 ? halves[1] : [])
    return groups.reduce(0) { $0 << 16 | UInt128($1) }
  }

  package static func < (a: Address, b: Address) -> Bool {
    a.isSix == b.isSix ? a.bits < b.bits : !a.isSix
  }
}

/// A block of addresses in CIDR notation. Bits behind the prefix may be set, as `ip addr` prints them, and mean nothing.
package struct AddressBlock: Sendable, Hashable, Comparable {
  let first: Address
  let prefix: Int

  init(_ address: Address, prefix: Int) {
    let host = address.width - prefix
    let mask: UInt128 = host >= 128 ? 0 : ~UInt128(0) << UInt128(host)
    first = Address(isSix: address.isSix, bits: address.bits & mask)
    self.prefix = prefix
  }

  package init?(_ text: some Collection<UInt8>) {
    let bytes = ArraySlice(text)
    guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")), let address = Address(bytes[..<slash]) else {
      return nil
    }
    let digits = bytes[(slash + 1)...]
    guard (1...3).contains(digits.count), digits.allSatisfy(isDigit) else { return nil }
    let prefix = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    guard prefix <= address.width else { return nil }
    self.init(address, prefix: prefix)
  }

  /// An address alone is a block of one.
  static func reading(_ text: ArraySlice<UInt8>) -> AddressBlock? {
    AddressBlock(text) ?? Address(text).map { AddressBlock($0, prefix: $0.width) }
  }

  func contains(_ other: AddressBlock) -> Bool {
    other.first.isSix == first.isSix && other.prefix >= prefix
      && AddressBlock(other.first, prefix: prefix) == self
  }

  func overlaps(_ other: AddressBlock) -> Bool { contains(other) || other.contains(self) }

  package static func < (a: AddressBlock, b: AddressBlock) -> Bool {
    a.first == b.first ? a.prefix < b.prefix : a.first < b.first
  }
}
