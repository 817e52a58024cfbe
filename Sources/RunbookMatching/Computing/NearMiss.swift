import RunbookModel

/// A label that is asked for.
struct WantedLabel: Hashable {
  let name: String
  let value: String

  var written: String { "\(name)=\(value)" }

  /// `a=b,c=d`, or JSON: the labels themselves, or in `matchLabels`. Nil where it is neither, or asks for nothing.
  static func wanted(in text: String) -> [WantedLabel]? {
    let bytes = trimmed(Array(text.utf8)[...])
    guard bytes.first == UInt8(ascii: "{") else { return pairs(String(decoding: bytes, as: UTF8.self)) }
    guard let root = try? JSONDocument(bytes).root, root["matchExpressions"] == nil else { return nil }
    let object = root["matchLabels"] ?? root
    guard object.isObject, !object.isEmptyContainer,
      object.children.allSatisfy({ !$0.isObject && !$0.isArray })
    else { return nil }
    return zip(object.names, object.children).map { WantedLabel(name: $0, value: $1.written) }
  }

  private static func pairs(_ text: String) -> [WantedLabel]? {
    var labels: [WantedLabel] = []
    for pair in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = pair.split(separator: "=", maxSplits: 2, omittingEmptySubsequences: false)
      // kubectl writes `==` too.
      guard sides.count == 2 || sides.count == 3 && sides[1].isEmpty, let name = sides.first, !name.isEmpty
      else {
        return nil
      }
      labels.append(WantedLabel(name: blankless(name), value: blankless(sides[sides.count - 1])))
    }
    return labels
  }

  private static func blankless(_ text: Substring) -> String {
    String(decoding: trimmed(Array(text.utf8)[...]), as: UTF8.self)
  }
}

/// How a pod fails to match a selector.
struct NearMiss {
  let pod: String
  /// What it has instead of each label that it lacks.
  private let misses: [(wanted: WantedLabel, instead: WantedLabel?)]
  /// How many letters differ in all.
  private let distance: Int
  private let isNear: Bool

  /// Nil where it matches.
  init?(_ pod: Pod, _ wanted: [WantedLabel]) {
    let lacking = wanted.filter { pod.labels[$0.name] != $0.value }
    if lacking.isEmpty { return nil }
    self.pod = pod.name
    misses = lacking.map { ($0, Self.instead(of: $0, pod.labels, wanted)) }
    distance = misses.reduce(0) { $0 + Self.distance($1.wanted, $1.instead) }
    // A pod that has nothing in common with a selector is another application's.
    isNear =
      lacking.count < wanted.count
      || misses.allSatisfy { miss in
        guard let instead = miss.instead else { return false }
        let differing = Spelling.distance(miss.wanted.value, instead.value)
        return differing * 2 <= max(miss.wanted.value.count, instead.value.count)
      }
  }

  /// The label of that name; else the value under another name; else under a name that is misspelt.
  private static func instead(of label: WantedLabel, _ labels: Labels, _ wanted: [WantedLabel])
    -> WantedLabel?
  {
    if let value = labels[label.name] { return WantedLabel(name: label.name, value: value) }
    let others = labels.filter { other in !wanted.contains { $0.name == other.key } }
    let alike = others.filter { $0.value == label.value }.keys.sorted().min {
      Spelling.distance($0, label.name) < Spelling.distance($1, label.name)
    }
    let name = alike ?? Spelling.nearest(to: label.name, in: others.keys.sorted())
    return name.map { WantedLabel(name: $0, value: others[$0]!) }
  }

  private static func distance(_ wanted: WantedLabel, _ instead: WantedLabel?) -> Int {
    guard let instead else { return wanted.written.count }
    return Spelling.distance(wanted.name, instead.name) + Spelling.distance(wanted.value, instead.value)
  }

  /// Nothing where a pod matches; else what the nearest of them have instead, or what nobody has.
  static func lines(_ wanted: [WantedLabel], _ pods: [Pod]) -> [String] {
    var near: [NearMiss] = []
    for pod in pods {
      guard let miss = NearMiss(pod, wanted) else { return [] }
      if miss.isNear { near.append(miss) }
    }
    guard let best = near.map(\.rank).min(by: <) else { return wanted.map { "no pod has \($0.written)" } }
    var alike: [(phrase: String, pods: [String])] = []
    for miss in near where miss.rank == best {
      for phrase in miss.phrases {
        if let index = alike.firstIndex(where: { $0.phrase == phrase }) {
          alike[index].pods.append(miss.pod)
        } else {
          alike.append((phrase, [miss.pod]))
        }
      }
    }
    return alike.map { phrase, pods in
      let more = pods.count == 1 ? "" : " (and \(pods.count - 1) more \(pods.count == 2 ? "pod" : "pods"))"
      return "\(pods[0]) has \(phrase)\(more)"
    }
  }

  private var rank: (Int, Int) { (misses.count, distance) }

  private var phrases: [String] {
    misses.map {
      "\($0.instead?.written ?? "no label \($0.wanted.name)"), the selector wants \($0.wanted.written)"
    }
  }
}
