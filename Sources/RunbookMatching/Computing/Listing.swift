/// The addresses that an Endpoints object or an EndpointSlice gives to those who ask for a service.
struct Listing {
  let namespace: String
  /// Those that are to be used.
  let addresses: [Address]
  /// A slice holds addresses of one family, even where it holds none; nil: as they are, or names.
  let isSix: Bool?
  /// An Endpoints object keeps 1000 addresses, and says so.
  let isTruncated: Bool

  init(_ object: JSONValue) {
    namespace = object.namespace
    switch object.string("addressType") {
    case "IPv4": isSix = false
    case "IPv6": isSix = true
    default: isSix = nil
    }
    var texts = object.list("subsets").flatMap { $0.list("addresses") }.compactMap { $0.string("ip") }
    // Without a condition it is ready, as the API says.
    for endpoint in object.list("endpoints") where endpoint.string("conditions", "ready") != "false" {
      texts += endpoint.list("addresses").map(\.written)
    }
    addresses = texts.compactMap { Address(Array($0.utf8)) }
    let capacity = object.object("metadata", "annotations")?["endpoints.kubernetes.io/over-capacity"]
    isTruncated = capacity?.written == "truncated"
  }

  /// `missing IP POD` for ready pods that are not listed, `dead IP` for what is listed without one.
  static func differences(_ listings: [Listing], _ pods: [Pod]) throws(Uncertainty) -> [String] {
    guard !listings.contains(where: \.isTruncated) else { throw Uncertainty(MatchingProblems.truncated) }
    let namespaces = Set(listings.map(\.namespace))
    let pods = pods.filter { $0.isReady && (namespaces.isEmpty || namespaces.contains($0.namespace)) }
    let listed = listings.flatMap(\.addresses)
    let families = Set(listings.compactMap(\.isSix) + listed.map(\.isSix))
    let known = Set(listed)
    var lines: [String] = []
    for pod in pods {
      let wanted =
        families.isEmpty
        ? Array(pod.addresses.prefix(1)) : pod.addresses.filter { families.contains($0.isSix) }
      lines += wanted.filter { !known.contains($0) }.map { "missing \($0.written) \(pod.name)" }
    }
    let alive = Set(pods.flatMap(\.addresses))
    var told: Set<Address> = []
    for address in listed where !alive.contains(address) && told.insert(address).inserted {
      lines.append("dead \(address.written)")
    }
    return lines
  }
}
