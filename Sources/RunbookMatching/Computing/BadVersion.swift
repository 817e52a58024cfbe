/// A version of a product that must not be used, or not with some versions of Kubernetes.
///
/// The table is the reference's. A row is there only where the project itself, or its release notes, say so.
struct BadVersion {
  let product: String
  /// From the first on, up to the second, which is good again.
  let versions: (from: Version?, before: Version?)
  /// Nil: with every Kubernetes.
  let kubernetes: (from: Version?, before: Version?)?
  let reason: String

  static let table = [
    BadVersion(
      "calico", from: "3.20", before: nil, kubernetes: (nil, "1.19"),
      "calico 3.20 and newer needs Kubernetes 1.19"),
    BadVersion(
      "calico", from: "3.18", before: "3.19", kubernetes: ("1.20", "1.21"),
      "calico 3.18 with Kubernetes 1.20 gives the same address twice under rapid scale-up; fixed in 3.19"),
    BadVersion(
      "flannel", from: "0.15.1", before: "0.15.2", kubernetes: nil,
      "flannel 0.15.1 corrupts the routing tables when a node restarts"),
    BadVersion(
      "ingress-nginx", from: "1.0", before: nil, kubernetes: (nil, "1.19"),
      "ingress-nginx 1.0 and newer needs Kubernetes 1.19: it speaks only networking.k8s.io/v1"),
    BadVersion(
      "ingress-nginx", from: nil, before: "1.0", kubernetes: ("1.22", nil),
      "ingress-nginx before 1.0 speaks only the versions of Ingress that Kubernetes 1.22 removed"),
  ]

  static let products = Set(table.map(\.product)).sorted()

  /// One reason for each row that the versions meet.
  static func reasons(_ product: String, _ version: Version, kubernetes: Version?) -> [String] {
    table.filter { row in
      guard row.product == product, isWithin(version, row.versions) else { return false }
      guard let wanted = row.kubernetes else { return true }
      return kubernetes.map { isWithin($0, wanted) } ?? false
    }.map(\.reason)
  }

  private static func isWithin(_ version: Version, _ range: (from: Version?, before: Version?)) -> Bool {
    if let from = range.from, version < from { return false }
    if let before = range.before, version >= before { return false }
    return true
  }

  private init(
    _ product: String, from: String?, before: String?, kubernetes: (String?, String?)?, _ reason: String
  ) {
    func version(_ text: String?) -> Version? { text.flatMap { Version(Array($0.utf8)) } }
    self.product = product
    versions = (version(from), version(before))
    self.kubernetes = kubernetes.map { (version($0.0), version($0.1)) }
    self.reason = reason
  }
}
