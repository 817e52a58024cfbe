import RunbookModel
import Testing

/// The table of versions that must not be used.
struct VersionTests {
  @Test(
    arguments: [
      ("calico", "v3.20.0", "v1.18.20", "calico 3.20 and newer needs Kubernetes 1.19"),
      ("calico", "3.27.2", "1.17", "calico 3.20 and newer needs Kubernetes 1.19"),
      ("calico", "3.20.0", "1.19.0", nil), ("calico", "3.19.9", "1.18.0", nil),
      (
        "calico", "3.18.4", "1.20.15-gke.1",
        "calico 3.18 with Kubernetes 1.20 gives the same address twice under rapid scale-up; fixed in 3.19"
      ), ("calico", "3.18.4", "1.21.0", nil), ("calico", "3.19.0", "1.20.0", nil),
      ("calico", "3.18.4", nil, nil),
      ("flannel", "v0.15.1", "1.29.0", "flannel 0.15.1 corrupts the routing tables when a node restarts"),
      ("flannel", "v0.15.1", nil, "flannel 0.15.1 corrupts the routing tables when a node restarts"),
      ("flannel", "0.15.0", nil, nil), ("flannel", "0.15.2", nil, nil), ("flannel", "0.16.0", nil, nil),
      (
        "ingress-nginx", "v1.0.0", "1.18.9",
        "ingress-nginx 1.0 and newer needs Kubernetes 1.19: it speaks only networking.k8s.io/v1"
      ),
      (
        "ingress-nginx", "v0.49.3", "1.22.0",
        "ingress-nginx before 1.0 speaks only the versions of Ingress that Kubernetes 1.22 removed"
      ), ("ingress-nginx", "v0.49.3", "1.21.14", nil), ("ingress-nginx", "v1.9.4", "1.29.0", nil),
    ] as [(String, String, String?, String?)])
  func `a row counts for its versions only`(
    product: String, version: String, kubernetes: String?, reason: String?
  ) {
    let found =
      kubernetes.map { compute(.badversions, [.product: product, .version: version, .kubernetes: $0]) }
      ?? compute(.badversions, [.product: product, .version: version])
    #expect(found == .lines(reason.map { [$0] } ?? []))
  }

  @Test func `of another product nothing is known, and that is said`() {
    #expect(
      compute(.badversions, [.product: "weave", .version: "2.8.1"])
        == .unknown("`product=` needs one of calico, flannel, ingress-nginx, found \"weave\""))
    #expect(
      compute(.badversions, [.product: "calico", .version: "master"])
        == .unknown("`version=` needs a version such as `1.20.4`, found \"master\""))
    #expect(
      compute(.badversions, [.product: "calico", .version: "3.27.0", .kubernetes: "v0.0.0-master+fae"])
        == .unknown("`kubernetes=` needs a version such as `1.20.4`, found \"v0.0.0-master+fae\""))
  }
}
