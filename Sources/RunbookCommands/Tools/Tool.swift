import RunbookModel

/// What is known of a program that has verbs: where they stand among its words, and which words follow them.
struct Tool: Sendable {
  /// How many of the words that are no options are verbs.
  enum Depth: Sendable {
    /// The first, and each further one as long as the words so far stand in the list.
    case known(Set<String>)
    /// So many.
    case fixed(Int)
    /// All up to the first of these, an option, or what is filled in at run time.
    case through(Set<String>)
  }

  /// The options that take a value, which is then no verb.
  let options: ValueOptions
  let depth: Depth
  /// It asks a cluster's API server.
  var asksCluster = false
  /// Lines of its own by which it says that it could not look.
  var refusals: [RefusalPattern] = []
  /// What one use of it does.
  let effect: EffectRule

  /// The tools whose verbs or refusals are known; each is made when it is first asked for, as a run uses few of them.
  static let all: [String: @Sendable () -> Tool] = [
    "kubectl": { kubectl }, "oc": { oc }, "helm": { helm }, "istioctl": { istioctl },
    "calicoctl": { calicoctl },
    "cilium": { cilium }, "hubble": { hubble }, "linkerd": { linkerd }, "subctl": { subctl },
    "docker": { docker }, "podman": { podman }, "nerdctl": { nerdctl }, "crictl": { crictl }, "ip": { ip },
    "bridge": { bridge }, "systemctl": { systemctl }, "aws": { aws }, "gcloud": { gcloud }, "az": { az },
  ]

  static func named(_ name: String) -> Tool? { all[name]?() }

  /// The verbs among the arguments of one use; empty where they are known only at run time.
  func verbs(of arguments: [Word]) -> [String] {
    var verbs: [String] = []
    var index = 0
    while index < arguments.count {
      guard let word = arguments[index].literal else {
        // `--context="$context"` is an option whatever it holds.
        guard arguments[index].text.bytes.first == .minus else { break }
        index += 1
        continue
      }
      index += 1
      if word.hasPrefix("-"), word != "-" {
        if word == "--" { break }
        if options.takesNextWord(word) {
          index += 1
        } else if case .through = depth, !verbs.isEmpty {
          break
        }
        continue
      }
      guard isVerb(word, after: verbs) else { break }
      verbs.append(word)
    }
    return verbs
  }

  private func isVerb(_ word: String, after verbs: [String]) -> Bool {
    if verbs.isEmpty { return true }
    switch depth {
    case .known(let paths): return paths.contains((verbs + [word]).joined(separator: " "))
    case .fixed(let count): return verbs.count < count
    case .through(let last): return !last.contains(verbs[verbs.count - 1]) && verbs.count < 6
    }
  }

  /// Paths of verbs, one verb with those below it a line: `rollout: history undo`.
  static func paths(_ text: String) -> Set<String> {
    var paths: Set<String> = []
    for line in text.utf8.split(separator: .newline) {
      let halves = line.split(separator: .colon)
      guard halves.count == 2 else { continue }
      let verb = String(Substring(halves[0])) + " "
      for word in halves[1].split(separator: .space) { paths.insert(verb + String(Substring(word))) }
    }
    return paths
  }
}

extension String {
  /// The words of a list; over bytes, for all lists together are long and are read at every start.
  var words: [String] { utf8.split(separator: .space).map { String(Substring($0)) } }
}

/// Whether a program asks a cluster's API server, so that its silence may be the server's.
package func isClusterTool(_ name: String) -> Bool { Tool.named(name)?.asksCluster ?? false }
