import RunbookModel

/// The portable form of runs and of what people added to them: lines of JSON, one record after another.
///
/// A **run** is a head, then contents and events in their order, then an end; each content stands once,
/// before the first event that names it, in pieces of at most 48 KiB, as `text` where the piece is UTF-8:
///
///     {"runbook":1,"record":"run","run":"k3f9x2m1aq","started":1700000000000,"events":57,"digest":"5f70…"}
///     {"content":"9b74…","size":12,"at":0,"text":"runbook \"x\"\n"}
///     {"event":"run-started","v":1,"number":1,"time":1700000000000,"body":{…}}
///     {"end":"k3f9x2m1aq","sha256":"77e0…"}
///
/// `digest` is the SHA-256 of the event lines, line ends included. It names all that is in the run, for
/// events name contents by digest; two runs of one id are the same when it is the same. `sha256` is that of all
/// lines before it. A **label** or **note** is a line of its own; without `value` or `text` it was taken away:
///
///     {"runbook":1,"record":"label","run":"k3f9x2m1aq","key":"truth","value":"dns","time":…,"sha256":"…"}
///
/// Its `sha256` is that of the line up to the comma before it. One run has one text, byte for byte, on every
/// machine: no blanks, members in this order, those without a value left out. So files may be joined with
/// `cat`, compared with `cmp`, and kept in git without ever being merged line by line.
///
/// `body` is kept as it was recorded, so members that this version does not know survive. A change that an
/// older reader would misread raises `version`.
enum RecordText {
  static let version = 1
  /// Divisible by three: a piece in base64 is padded only at the end of its content.
  static let pieceSize = 48 << 10
  /// The longest line that is read. An event holds at most a captured output, escaped.
  static let lineLimit = 128 << 20

  /// What the first line of a run says of it.
  struct Head: Hashable {
    let run: String
    let started: Moment
    let events: Int
    let digest: Digest

    var line: [UInt8] {
      RecordText.line {
        RecordText.open(&$0, "run", run: run)
        $0.key("started")
        $0.integer(started.milliseconds)
        $0.key("events")
        $0.integer(events)
        $0.key("digest")
        $0.string(digest.description)
      }
    }
  }

  static func end(of run: String, sum: Digest) -> [UInt8] {
    line {
      $0.key("end")
      $0.string(run)
      $0.key("sha256")
      $0.string(sum.description)
    }
  }

  /// Up to the body, which follows as it is stored, and `}`.
  static func eventPrefix(name: String, version: Int, number: Int, time: Int64) -> [UInt8] {
    var line = line {
      $0.key("event")
      $0.string(name)
      $0.key("v")
      $0.integer(version)
      $0.key("number")
      $0.integer(number)
      $0.key("time")
      $0.integer(time)
      $0.key("body")
    }
    line.removeLast(2)
    return line
  }

  /// The lines of a content; of none there is one line too.
  static func content(_ digest: String, _ bytes: UnsafeRawBufferPointer, _ write: ([UInt8]) throws -> Void)
    rethrows
  {
    var start = 0
    repeat {
      var end = min(start + pieceSize, bytes.count)
      // A letter of several bytes stays whole.
      while end < bytes.count, end > start, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      var text = String(validating: bytes[start..<end], as: UTF8.self)
      if end == start, !bytes.isEmpty { text = nil }
      if text == nil { end = min(start + pieceSize, bytes.count) }
      try write(
        line {
          $0.key("content")
          $0.string(digest)
          $0.key("size")
          $0.integer(bytes.count)
          $0.key("at")
          $0.integer(start)
          $0.key(text == nil ? "base64" : "text")
          $0.string(text ?? Base64.text(of: Array(bytes[start..<end])))
        })
      start = end
    } while start < bytes.count
  }

  static func label(_ label: LabelRecord) -> [UInt8] {
    signed {
      open(&$0, "label", run: label.run)
      member(&$0, "step", label.step)
      member(&$0, "key", label.key)
      member(&$0, "value", label.value)
      end(&$0, label.author, label.host, label.time)
    }
  }

  static func note(_ note: NoteRecord) -> [UInt8] {
    signed {
      open(&$0, "note", run: note.run)
      member(&$0, "id", note.id)
      member(&$0, "step", note.step)
      member(&$0, "text", note.text)
      end(&$0, note.author, note.host, note.time)
    }
  }

  private static func open(_ json: inout JSONBytes, _ record: String, run: String) {
    json.key("runbook")
    json.integer(version)
    member(&json, "record", record)
    member(&json, "run", run)
  }

  private static func member(_ json: inout JSONBytes, _ name: String, _ text: String?) {
    guard let text else { return }
    json.key(name)
    json.string(text)
  }

  private static func end(_ json: inout JSONBytes, _ author: String?, _ host: String?, _ time: Moment) {
    member(&json, "author", author)
    member(&json, "host", host)
    json.key("time")
    json.integer(time.milliseconds)
  }

  private static func line(_ members: (inout JSONBytes) -> Void) -> [UInt8] {
    var json = JSONBytes()
    json.openObject()
    members(&json)
    json.close(to: 0)
    return json.bytes + [UInt8(ascii: "\n")]
  }

  /// With the digest of all before it as its last member.
  private static func signed(_ members: (inout JSONBytes) -> Void) -> [UInt8] {
    var json = JSONBytes()
    json.openObject()
    members(&json)
    let sum = Digest(of: json.bytes)
    member(&json, "sha256", sum.description)
    json.close(to: 0)
    return json.bytes + [UInt8(ascii: "\n")]
  }
}
