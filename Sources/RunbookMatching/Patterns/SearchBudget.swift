#if canImport(Glibc)
  import Glibc
#else
  import Musl
#endif

/// What one matcher may take in all: PCRE2's limits are for one starting place, and a long text has millions.
///
/// A search goes in stretches of starting places, and behind each the clock of the thread is read. A stretch is the
/// longer the fewer steps each of its places may take, so that none of them takes long; it begins short, grows while all
/// goes well, and shrinks where a place needs more steps. Counting steps over a whole search would be the same on
/// every machine, but PCRE2 tells nobody its count, and callouts that count make every search ten times slower.
struct SearchBudget {
  /// Starting places that are tried before the clock is read again.
  private(set) var stretch = shortest
  private var untried = shortest
  private var lastReading: Int?
  /// Nanoseconds of the processor.
  private var left: Int

  private static let shortest = 16
  /// Steps that a stretch may take in all: a second or two where each place takes all it may.
  private static let stepsOfStretch = 32_000_000
  /// A hundred times what searching as much text as is kept takes.
  static let standard = 3_000_000_000

  /// Where PCRE2 interprets patterns, each call checks the rest of the text, so that calls must be few.
  private let longest: Int

  init(nanoseconds: Int = standard, isInterpreted: Bool) {
    left = nanoseconds
    longest = isInterpreted ? 1 << 20 : 4096
  }

  /// Backtracking steps for one place: 2,000,000 at most, 0.1 s. `^(a+)+$` over 30 letters needs 100 times more.
  var steps: UInt32 { UInt32(Self.stepsOfStretch / stretch) }

  /// How many places may be tried now, at least one.
  mutating func places() -> Int {
    if lastReading == nil { lastReading = Self.now() }
    return max(untried, 1)
  }

  /// Places were tried; false when nothing is left.
  mutating func tried(_ places: Int) -> Bool {
    untried -= places
    guard untried <= 0 else { return true }
    guard readClock() else { return false }
    stretch = min(stretch * 4, longest)
    untried = stretch
    return true
  }

  /// A place needed more steps than it may take in a stretch so long; false where no stretch is shorter.
  mutating func shorten() -> Bool {
    guard stretch > Self.shortest, readClock() else { return false }
    stretch /= 4
    untried = stretch
    return true
  }

  private mutating func readClock() -> Bool {
    let now = Self.now()
    left -= max(0, now - (lastReading ?? now))
    lastReading = now
    return left > 0
  }

  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
