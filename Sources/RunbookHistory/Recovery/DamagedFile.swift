import Glibc

/// The pages of an SQLite file as they lie on the disk, with those of its write-ahead log in their place.
///
/// Nothing of it is believed: a file may end anywhere, and any of its bytes may be anything. The format is the one of
/// <https://www.sqlite.org/fileformat2.html>.
struct DamagedFile {
  private let file: Int32
  private let log: Int32
  let pageSize: Int
  let pageCount: Int
  /// Where in the log the newest committed state of a page lies.
  private let logged: [Int: Int]

  /// Opened for reading only; nil where it cannot be.
  init?(path: String) {
    file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    log = open(path + "-wal", O_RDONLY | O_CLOEXEC)
    let header = Self.read(file, at: 0, count: 100)
    var size = header.count >= 18 ? Int(header[16]) << 8 | Int(header[17]) : 0
    if size == 1 { size = 65536 }
    // SQLite's default, where the header says nothing that could be.
    pageSize = size >= 512 && size & (size - 1) == 0 ? size : 4096
    logged = log >= 0 ? Self.pages(ofLog: log, pageSize: pageSize) : [:]
    var status = stat()
    let length = fstat(file, &status) == 0 ? Int(status.st_size) : 0
    pageCount = max((length + pageSize - 1) / pageSize, logged.keys.max() ?? 0)
  }

  func end() {
    close(file)
    if log >= 0 { close(log) }
  }

  /// The bytes of a page, from 1; fewer where the file ends in it, none where it ends before.
  func page(_ number: Int) -> [UInt8] {
    guard number > 0, number <= pageCount else { return [] }
    if let place = logged[number] { return Self.read(log, at: place, count: pageSize) }
    return Self.read(file, at: (number - 1) * pageSize, count: pageSize)
  }

  /// Frames whose salts are those of the log's header, up to the last one that ends a transaction.
  private static func pages(ofLog log: Int32, pageSize: Int) -> [Int: Int] {
    let header = read(log, at: 0, count: 32)
    guard header.count == 32, integer(header, 8) == pageSize else { return [:] }
    var pages: [Int: Int] = [:]
    var open: [Int: Int] = [:]
    var place = 32
    while true {
      let frame = read(log, at: place, count: 24)
      guard frame.count == 24, frame[8..<16].elementsEqual(header[16..<24]) else { return pages }
      open[integer(frame, 0)] = place + 24
      if integer(frame, 4) > 0 {
        pages.merge(open) { $1 }
        open = [:]
      }
      place += 24 + pageSize
    }
  }

  private static func integer(_ bytes: [UInt8], _ start: Int) -> Int {
    bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func read(_ file: Int32, at place: Int, count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = 0
      while filled < count {
        let got = pread(file, buffer.baseAddress! + filled, count - filled, place + filled)
        if got < 0, errno == EINTR { continue }
        if got <= 0 { return }
        filled += got
      }
    }
  }
}
