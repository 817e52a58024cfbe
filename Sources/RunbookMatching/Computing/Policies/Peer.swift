/// An entry of `from` or `to`.
enum Peer {
  case block(AddressBlock, except: [AddressBlock])
  /// Nil for the namespaces: that of the policy. Nil for the pods: all of them.
  case pods(namespaces: LabelSelector?, pods: LabelSelector?, of: String)
  /// Neither: the API server does not accept it.
  case nobody

  init(_ value: JSONValue, _ namespace: String) throws(Uncertainty) {
    if let block = value.object("ipBlock") {
      self = .block(
        try Self.block(block.string("cidr") ?? ""), except: try Self.exceptions(block.list("except")))
      return
    }
    let namespaces = value.object("namespaceSelector")
    let pods = value.object("podSelector")
    if namespaces == nil, pods == nil {
      self = .nobody
      return
    }
    self = .pods(
      namespaces: namespaces == nil ? nil : try LabelSelector(namespaces),
      pods: pods == nil ? nil : try LabelSelector(pods), of: namespace)
  }

  private static func block(_ text: String) throws(Uncertainty) -> AddressBlock {
    guard let block = AddressBlock(Array(text.utf8)) else {
      throw Uncertainty(MatchingProblems.noBlock(text))
    }
    return block
  }

  private static func exceptions(_ values: [JSONValue]) throws(Uncertainty) -> [AddressBlock] {
    var blocks: [AddressBlock] = []
    for value in values { blocks.append(try block(value.written)) }
    return blocks
  }

  /// Whether the other side is one of those that are meant.
  func meets(_ other: Party, _ namespaces: [String: Labels]) -> Answer {
    switch self {
    case .nobody: return .fails
    case .block(let block, let except):
      guard let addresses = other.addresses else {
        return .unknown(MatchingProblems.noAddressYet(other.written))
      }
      let isMet = addresses.contains { address in
        let one = AddressBlock(address, prefix: address.width)
        return block.contains(one) && !except.contains { $0.contains(one) }
      }
      return isMet ? .holds : .fails
    case .pods(let wantedNamespaces, let wantedPods, let own):
      // What has the address of its node is not known as a pod.
      guard case .pod(let pod) = other, !pod.isOnHostNetwork else { return .fails }
      if let wantedPods, !wantedPods.matches(pod.labels) { return .fails }
      guard let wantedNamespaces else { return pod.namespace == own ? .holds : .fails }
      if wantedNamespaces.isEmpty { return .holds }
      guard let labels = namespaces[pod.namespace] else {
        return .unknown(MatchingProblems.unlistedNamespace(pod.namespace))
      }
      return wantedNamespaces.matches(labels) ? .holds : .fails
    }
  }
}

/// One side of a conversation.
enum Party {
  case pod(Pod)
  case address(Address)

  /// Nil: it has none yet.
  var addresses: [Address]? {
    switch self {
    case .pod(let pod): pod.addresses.isEmpty ? nil : pod.addresses
    case .address(let address): [address]
    }
  }

  var written: String {
    switch self {
    case .pod(let pod): pod.written
    case .address(let address): address.written
    }
  }
}
