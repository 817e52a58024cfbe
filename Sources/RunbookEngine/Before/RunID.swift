/// A new id for a run, `$run`: ten lower-case letters and digits, the first a letter, so that it may
/// stand in the name of anything in a cluster. 26 · 36⁹ ≈ 2.6 · 10¹⁵ of them: after a million runs two are alike once in 5,000.
package func newRunID() -> String {
  var generator = SystemRandomNumberGenerator()
  return newRunID(using: &generator)
}

/// The seam of chance: the same generator gives the same id.
package func newRunID(using generator: inout some RandomNumberGenerator) -> String {
  let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)
  let id = (0..<10).map { index in letters[Int.random(in: 0..<(index == 0 ? 26 : 36), using: &generator)] }
  return String(decoding: id, as: UTF8.self)
}
