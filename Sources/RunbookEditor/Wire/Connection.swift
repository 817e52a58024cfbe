/// A session over a connection: bytes come in and go out, in whatever pieces.
package struct Connection {
  /// How it ends.
  package struct Ending: Sendable, Equatable {
    /// 0 after `shutdown` and `exit`, else 1.
    package let status: Int32
    /// What there is to say to a person.
    package let complaint: String?
  }

  private var session: Session
  private var frames = FrameReader()

  /// Nil as long as more can come.
  package private(set) var ending: Ending?

  package init(_ surroundings: Surroundings) { session = Session(surroundings) }

  /// Takes what has come and gives what is to be sent.
  package mutating func receive(_ bytes: [UInt8]) -> [UInt8] {
    frames.append(bytes)
    var sent: [[UInt8]] = []
    while ending == nil, let frame = frames.next() {
      switch frame {
      case .body(let body): sent += session.receive(body)
      case .problem(let problem): sent += session.receive(brokenHeader: problem)
      }
      ending = session.exitStatus.map { Ending(status: $0, complaint: nil) }
    }
    if ending == nil, frames.isHopeless {
      ending = Ending(status: 1, complaint: EditorProblems.onlyNonsense)
    }
    return sent.flatMap(\.framed)
  }

  /// Nothing more is waiting to be read: what is wrong in texts that changed is told.
  package mutating func settle() -> [UInt8] { session.settle().flatMap(\.framed) }

  /// Nothing more will come.
  package mutating func close() -> Ending {
    let ending = ending ?? Ending(status: 1, complaint: frames.unfinished)
    self.ending = ending
    return ending
  }
}
