/// What lies at a place that looked like something.
enum Sighting {
  /// A secret, from a place on to its ending.
  case secret(from: Int, String, Ending)
  /// Nothing to remove up to a place; what lies before it is not looked at again.
  case kept(upTo: Int)
  /// Something made of many secrets begins.
  case block(from: Int, Block)
  /// From here on the objects are of kind Secret, or are not.
  case objects(areSecrets: Bool, upTo: Int)
}

/// Where a secret ends. Looked for byte by byte, so that no secret is too long to be removed whole.
enum Ending {
  case fixed(Int)
  case run(ByteSet)
  /// With the end of the line.
  case line
  case quoted(Sight.Quote)
  /// Base64, also over several lines of one width.
  case encoded
  /// Before the first line that is not indented deeper.
  case deeper(than: Int)
  /// A private key between its two lines of dashes.
  case privateKey
}
