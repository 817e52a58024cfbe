/// Whether a program asks a cluster's API server, so that its silence may be the server's.
package func isClusterTool(_ name: String) -> Bool {
  ["kubectl", "helm", "istioctl", "calicoctl", "cilium", "linkerd", "subctl"].contains(name)
}
