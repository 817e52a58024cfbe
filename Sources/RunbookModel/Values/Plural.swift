/// The plural of a variable's name, as people say it: `node` → nodes, `dns_policy` → dns policies.
package func plural(_ name: String) -> String {
  let word = name.replacing("_", with: " ")
  let vowels = "aeiou"
  switch word.last {
  case "s", "x": return word + "es"
  case "y" where !(word.dropLast().last.map { vowels.contains($0) } ?? true): return word.dropLast() + "ies"
  default: return word + "s"
  }
}

/// How an item is called in a sentence; a bare number says too little: `node 7`.
package func called(_ item: String, _ name: String) -> String {
  item.contains { $0.isLetter } ? item : "\(name.replacing("_", with: " ")) \(item)"
}
