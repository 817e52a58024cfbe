/// The records on a page of an SQLite file, as far as they can be read.
///
/// A b-tree is not walked, for the page that leads to the others may be the one that is gone: each page is looked at by
/// itself, and what its records are is told by their shape. A record that goes on in overflow pages is followed there.
struct SavedRecords {
  /// A value of a record, as SQLite stores it.
  enum Value {
    case null
    case integer(Int64)
    case real
    case text(String)
    case blob([UInt8])

    var text: String? { if case .text(let text) = self { text } else { nil } }
    var integer: Int64? { if case .integer(let integer) = self { integer } else { nil } }
    var isNull: Bool { if case .null = self { true } else { false } }
  }

  let file: DamagedFile
  /// No record is larger: SQLite's own limit for a value, less than memory has.
  private static let largest = 1 << 28

  /// Calls the closure with each record of a page.
  func each(onPage number: Int, _ take: ([Value]) throws -> Void) rethrows {
    let page = file.page(number)
    let start = number == 1 ? 100 : 0
    guard page.count > start + 12 else { return }
    let kind = page[start]
    // Leaves of tables and of indexes, and the inner pages of indexes, which hold records too.
    guard [0x0D, 0x0A, 0x02].contains(kind) else { return }
    let cells = Int(page[start + 3]) << 8 | Int(page[start + 4])
    let pointers = start + (kind == 0x02 ? 12 : 8)
    for cell in 0..<cells where pointers + 2 * cell + 1 < page.count {
      var place = Int(page[pointers + 2 * cell]) << 8 | Int(page[pointers + 2 * cell + 1])
      if kind == 0x02 { place += 4 }
      guard let size = variable(page, &place), size > 0, size < Self.largest else { continue }
      if kind == 0x0D, variable(page, &place) == nil { continue }
      guard let payload = payload(page, place, Int(size), isTable: kind == 0x0D), let record = record(payload)
      else { continue }
      try take(record)
    }
  }

  /// The bytes of a record, of which the first lie on its page and the rest in a chain of others.
  private func payload(_ page: [UInt8], _ start: Int, _ size: Int, isTable: Bool) -> [UInt8]? {
    let usable = file.pageSize
    let most = isTable ? usable - 35 : (usable - 12) * 64 / 255 - 23
    let least = (usable - 12) * 32 / 255 - 23
    var local = size
    if size > most {
      let rest = least + (size - least) % (usable - 4)
      local = rest <= most ? rest : least
    }
    guard start >= 0, start + local <= page.count else { return nil }
    var bytes = Array(page[start..<start + local])
    if local == size { return bytes }
    guard start + local + 4 <= page.count else { return nil }
    var next = page[start + local..<start + local + 4].reduce(0) { $0 << 8 | Int($1) }
    while bytes.count < size {
      let overflow = file.page(next)
      guard overflow.count > 4 else { return nil }
      next = overflow[..<4].reduce(0) { $0 << 8 | Int($1) }
      bytes += overflow.dropFirst(4).prefix(size - bytes.count)
      // A chain that leads in a circle ends by its size; one that ends too early is no record.
      if next == 0, bytes.count < size { return nil }
    }
    return bytes
  }

  private func record(_ bytes: [UInt8]) -> [Value]? {
    var place = 0
    guard let length = variable(bytes, &place), length <= bytes.count else { return nil }
    var kinds: [Int64] = []
    while place < length {
      guard let kind = variable(bytes, &place), kinds.count < 64 else { return nil }
      kinds.append(kind)
    }
    var position = Int(length)
    var values: [Value] = []
    for kind in kinds {
      guard let (value, size) = value(kind, bytes, at: position) else { return nil }
      values.append(value)
      position += size
    }
    return values
  }

  private func value(_ kind: Int64, _ bytes: [UInt8], at start: Int) -> (Value, Int)? {
    func whole(_ size: Int) -> (Value, Int)? {
      guard start + size <= bytes.count else { return nil }
      let first: Int64 = bytes[start] >= 0x80 ? -1 : 0
      return (.integer(bytes[start..<start + size].reduce(first) { $0 << 8 | Int64($1) }), size)
    }
    switch kind {
    case 0: return (.null, 0)
    case 1...4: return whole(Int(kind))
    case 5: return whole(6)
    case 6: return whole(8)
    case 7: return start + 8 <= bytes.count ? (.real, 8) : nil
    case 8, 9: return (.integer(kind - 8), 0)
    case 12...:
      let size = Int((kind - 12) / 2)
      guard size <= bytes.count - start else { return nil }
      let content = bytes[start..<start + size]
      return kind % 2 == 0
        ? (.blob(Array(content)), size) : (.text(String(decoding: content, as: UTF8.self)), size)
    default: return nil
    }
  }

  /// A number of one to nine bytes, the highest first.
  private func variable(_ bytes: [UInt8], _ place: inout Int) -> Int64? {
    var value: Int64 = 0
    for index in 0..<9 {
      guard place >= 0, place < bytes.count else { return nil }
      let byte = bytes[place]
      place += 1
      if index == 8 { return value << 8 | Int64(byte) }
      value = value << 7 | Int64(byte & 0x7F)
      if byte < 0x80 { return value >= 0 ? value : nil }
    }
    return nil
  }
}
