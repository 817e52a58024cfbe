/// A secret in an output as a tool prints it, made anew in each run of the tests, so that none lies in the repository.
package struct SecretSample: Sendable, CustomStringConvertible {
  package let kind: String
  package let text: String
  /// None of them may be left.
  package let secrets: [String]

  package var description: String { "\(kind): \(text.prefix(60))" }
}

package struct SampleSecrets {
  private var random: SeededNumbers
  package private(set) var all: [SecretSample] = []

  package init(seed: UInt64) {
    random = SeededNumbers(seed: seed)
    tokens()
    headers()
    named()
    addresses()
    flags()
    keys()
    cluster()
    encoded()
  }

  static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
  static let lower = Array("abcdefghijklmnopqrstuvwxyz0123456789")
  static let upper = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
  static let hex = Array("0123456789abcdef")

  private mutating func some(_ count: Int, _ letters: [Character] = Self.letters) -> String {
    // A digit and a letter in each, as real ones have.
    "7" + String((0..<count - 2).map { _ in letters.randomElement(using: &random)! }) + "2"
  }

  private mutating func add(_ kind: String, _ secret: String, _ text: (String) -> String) {
    all.append(SecretSample(kind: kind, text: text(secret) + "\n", secrets: [secret]))
  }

  static func base64(_ text: String) -> String {
    let letters = Array(upper.prefix(26)) + lower.prefix(26) + "0123456789+/"
    let bytes = Array(text.utf8)
    var result = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for index in 0...group.count { result.append(letters[bits >> (18 - 6 * index) & 63]) }
      result += String(repeating: "=", count: 3 - group.count)
    }
    return result
  }

  private mutating func jwt() -> String {
    let header = Self.base64(#"{"alg":"RS256","kid":"\#(some(8))"}"#).filter { $0 != "=" }
    let body = Self.base64(#"{"iss":"kubernetes/serviceaccount","sub":"\#(some(20))"}"#).filter { $0 != "=" }
    return "\(header).\(body).\(some(86))"
  }

  private mutating func key(_ title: String) -> String {
    let lines = (0..<12).map { _ in some(64) }
    return
      "-----BEGIN \(title)PRIVATE KEY-----\n\(lines.joined(separator: "\n"))\n-----END \(title)PRIVATE KEY-----"
  }

  private mutating func tokens() {
    add("github-token", "gh" + "p_" + some(36)) { "remote: https://\($0)@github.com/a/b.git failed" }
    add("github-token", "gh" + "s_" + some(36)) { "GITHUB=\($0) gh api" }
    add("github-token", "github_" + "pat_" + some(60)) { "using \($0)." }
    add("gitlab-token", "glp" + "at-" + some(20)) { #"{"private": "\#($0)"}"# }
    add("slack-token", "xox" + "b-123456789012-" + some(24)) { "slack said invalid_auth for \($0)" }
    add("slack-token", "T\(some(8, Self.upper))/B\(some(8, Self.upper))/\(some(24))") {
      "curl -X POST https://hooks.slack.com/services/\($0)"
    }
    add("npm-token", "np" + "m_" + some(36)) { "//registry.npmjs.org/:_authToken=\($0)" }
    add("pypi-token", "py" + "pi-AgEIcHlwaS5vcmc" + some(80)) { "twine: using \($0)" }
    add("docker-token", "dckr_" + "pat_" + some(27)) { "docker login with \($0)" }
    add("aws-key", "AK" + "IA" + some(16, Self.upper)) { "An error occurred for \($0): ExpiredToken" }
    add("gcp-key", "AI" + "za" + some(35)) { "GET /maps?key=\($0)&q=x 403" }
    add("gcp-token", "ya" + "29." + some(60)) { "refreshed \($0)" }
    add("vault-token", "hv" + "s." + some(90)) { "token                \($0)" }
    add("stripe-key", "sk_" + "live_" + some(24)) { "stripe: \($0) rejected" }
    add("grafana-token", "gl" + "sa_" + some(41)) { "grafana: \($0)" }
    add("digitalocean-token", "dop_" + "v1_" + some(64, Self.hex)) { "doctl: \($0) invalid" }
    add("jwt", jwt()) { "ca.crt namespace\n\($0)" }
    add("jwt", jwt()) { #"{"status":{"token":"\#($0)","expirationTimestamp":"2026-11-23T04:00:00Z"}}"# }
  }

  private mutating func headers() {
    add("authorization", some(40)) { "> GET / HTTP/1.1\n> Authorization: Bearer \($0)\n> Accept: */*" }
    add("authorization", Self.base64("admin:" + some(14))) { "Authorization: Basic \($0)" }
    add("authorization", some(40)) { "Proxy-Authorization: Basic \($0)" }
    add("authorization", some(32)) { "curl -H 'Authorization: token \($0)' https://api.internal/" }
    add("authorization", some(32)) { "level=debug msg=\"sending bearer \($0) to registry\"" }
    add("api-key", some(32)) { "> X-Api-Key: \($0)" }
    add("token", some(26)) { "X-Auth-Token: \($0)\r" }
    add("cookie", some(32)) { "> Cookie: session=\($0); theme=dark" }
    add("cookie", some(32)) { "< Set-Cookie: SESSIONID=\($0); Path=/; HttpOnly" }
  }

  private mutating func named() {
    add("password", some(12)) { "DB_PASSWORD=\($0)" }
    add("password", some(12)) { "PGPASSWORD=\($0) psql -h db.internal -c 'select 1'" }
    add("password", some(12)) { "      MYSQL_ROOT_PASSWORD:  \($0)" }
    add("password", some(12)) {
      "        - name: REDIS_PASSWORD\n          value: \($0)\n        - name: PORT"
    }
    add("password", some(12)) {
      #"{"env":[{"name":"DB_PASSWORD","value":"\#($0)"},{"name":"PORT","value":"80"}]}"#
    }
    add("password", some(12)) { #""Env": ["PATH=/bin","RABBITMQ_PASSWORD=\#($0)","HOME=/root"]"# }
    add("password", some(12)) { "spring.datasource.password=\($0)" }
    add("password", some(12)) { "Server=db;Uid=app;Pwd=\($0);Database=x" }
    add("password", some(12)) { "machine api.internal login bob password \($0)" }
    add("password", some(12)) { "ALTER USER app WITH PASSWORD '\($0)';" }
    add("password", "correct horse " + some(6)) { "password: \"\($0)\"" }
    add("password", some(12)) { "password: |\n  \($0)\nuser: bob" }
    add("secret", some(32)) { "OAUTH_CLIENT_SECRET=\($0)" }
    add("secret", some(32)) { #"{"clientSecret": "\#($0)", "clientId": "app"}"# }
    add("api-key", some(32)) { "STRIPE_API_KEY=\($0)" }
    add("api-key", some(40)) { "aws_secret_access_key = \($0)" }
    add("api-key", some(40)) { #"{"SecretAccessKey": "\#($0)"}"# }
    add("password", "4815162342") { "{\"password\": \($0), \"user\": 7}" }
    add("api-key", Self.base64(some(64))) {
      "DefaultEndpointsProtocol=https;AccountName=logs;AccountKey=\($0);EndpointSuffix=core.windows.net"
    }
    add("signature", some(43) + "%3D") {
      "https://logs.blob.core.windows.net/c?sv=2022&sp=r&sig=\($0)&se=2026"
    }
    add("token", some(20)) { "https://api.internal/hook?access_token=\($0)&x=1" }
    add("docker-auth", Self.base64("robot:" + some(20))) {
      #"{"auths":{"registry.internal":{"auth":"\#($0)"}}}"#
    }
    add("password-hash", "$ap" + "r1$" + some(8) + "$" + some(22)) { "admin:\($0)" }
    add("password-hash", "$2" + "y$10$" + some(53)) { "admin:\($0)" }
  }

  private mutating func addresses() {
    add("password", some(14)) { "postgres://app:\($0)@db.internal:5432/shop?sslmode=disable" }
    add("password", some(14)) { "DATABASE_URL=mysql://root:\($0)@10.0.0.7/shop" }
    add("password", some(14)) { "redis://:\($0)@cache:6379/0" }
    add("password", some(14)) { "mongodb+srv://u:p@\($0)@c0.internal/?retryWrites=true" }
    add("password", some(14)) { "DSN=app:\($0)@tcp(db:3306)/shop" }
  }

  private mutating func flags() {
    add("password", some(12)) { "mysql -h db -u root -p\($0) -e 'show processlist'" }
    add("password", some(12)) { "sshpass -p \($0) ssh node" }
    add("password", some(12)) { "redis-cli -h cache -a \($0) ping" }
    add("password", some(12)) { "curl -s -u admin:\($0) http://api/" }
    add("password", some(12)) { "docker login registry.internal -u bob -p \($0)" }
    add("password", some(12)) { "tool --user bob --password \($0) --verbose" }
    add("password", some(12)) { "tool --password=\"\($0)\"" }
    add("password", some(12)) { "openssl rsa -in k.pem -passin pass:\($0)" }
    add("token", some(12)) { "argocd --auth-token \($0) app list" }
    add("token", "abc" + some(3, Self.lower) + "." + some(16, Self.lower)) {
      "kubeadm join 10.0.0.1:6443 --token \($0) --discovery-token-ca-cert-hash sha256:\(String(repeating: "ab", count: 32))"
    }
    add("secret", some(20)) { "kubectl create secret generic db --from-literal=pw=\($0)" }
  }

  private mutating func keys() {
    for title in ["", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED "] {
      let key = key(title)
      let lines = key.split(separator: "\n").dropFirst().dropLast().map(String.init)
      all.append(SecretSample(kind: "private-key", text: "\(key)\n", secrets: lines))
      let escaped = key.split(separator: "\n").joined(separator: "\\n")
      all.append(
        SecretSample(
          kind: "private-key", text: #"{"type": "service_account", "private_key": "\#(escaped)\n"}"# + "\n",
          secrets: lines))
      all.append(
        SecretSample(
          kind: "private-key",
          text: key.split(separator: "\n").map { "    \($0)\n" }.joined() + "next: line\n", secrets: lines))
    }
  }

  private mutating func cluster() {
    let values = (0..<3).map { _ in Self.base64(some(24)) }
    let data = #""password":"\#(values[0])","token.txt":"\#(values[1])","url":"\#(values[2])""#
    let escaped = data.reduce(into: "") { $0 += $1 == "\"" ? "\\\"" : "\($1)" }
    for text in [
      "apiVersion: v1\ndata:\n  password: \(values[0])\n  token.txt: \(values[1])\n  url: \(values[2])\nkind: Secret\nmetadata:\n  name: db\n",
      "apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\nstringData:\n  a: \(values[0])\n  b: \"\(values[1])\"\n  c: |\n    \(values[2])\n---\n",
      "apiVersion: v1\nitems:\n- apiVersion: v1\n  data:\n    a: \(values[0])\n    b: \(values[1])\n    c: \(values[2])\n  kind: Secret\n  metadata:\n    name: db\n",
      #"{"apiVersion":"v1","data":{\#(data)},"kind":"Secret","metadata":{"name":"db"},"type":"Opaque"}"#
        + "\n",
      #"{"kind":"SecretList","items":[{"metadata":{"name":"db"},"data":{\#(data)},"type":"kubernetes.io/tls"}]}"#
        + "\n",
      #"{"x": "{\"apiVersion\":\"v1\",\"data\":{\#(escaped)},\"kind\":\"Secret\"}\n"}"# + "\n",
      "{\n    \"apiVersion\": \"v1\",\n    \"data\": {\n        \"a\": \"\(values[0])\",\n        \"b\": \"\(values[1])\",\n        \"c\": \"\(values[2])\"\n    },\n    \"kind\": \"Secret\"\n}\n",
    ] {
      all.append(SecretSample(kind: "secret", text: text, secrets: values))
    }
    add("private-key", Self.base64(key("RSA "))) {
      "    client-certificate-data: LS0tLS1CRUdJTiBDRVJU\n    client-key-data: \($0)"
    }
    add("token", some(40)) { "users:\n- name: admin\n  user:\n    token: \($0)" }
    add("bootstrap-token", "abc" + some(3, Self.lower) + "." + some(16, Self.lower)) {
      "TOKEN                     TTL   EXPIRES   USAGES\n\($0)   23h   2026-11-24T03:00:00Z   authentication,signing"
    }
  }

  private mutating func encoded() {
    add("private-key", Self.base64(key("EC "))) { "tls.key=\($0)" }
    add("github-token", Self.base64("gh" + "p_" + some(36))) { "value is \($0)" }
    add("jwt", Self.base64(jwt())) { "jsonpath gave \($0)" }
    add("docker-auth", Self.base64(#"{"auths":{"r":{"auth":"\#(Self.base64("a:" + some(12)))"}}}"#)) {
      "\($0)"
    }
    let wrapped = Self.base64(key("RSA ")).enumerated().map { $0 % 76 == 75 ? "\($1)\n" : "\($1)" }.joined()
    all.append(
      SecretSample(
        kind: "private-key", text: wrapped + "\n\nend\n",
        secrets: wrapped.split(separator: "\n").map(String.init)))
  }
}
