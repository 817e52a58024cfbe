/// Secrets that can be told by how they begin, wherever they stand.
struct TokenShape: Sendable {
  let prefix: String
  let kind: String
  let letters: ByteSet
  /// Letters behind the prefix: at least so many.
  let least: Int
  /// Exactly as many, and no letter more.
  var isExact = false

  /// In the order in which they are tried.
  static let all: [TokenShape] =
    ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"].map { of($0, "github-token", .letterOrDigit, 36) }
    + [of("github_pat_", "github-token", .word, 40)]
    + [
      "glpat-", "gldt-", "glrt-", "glptt-", "glft-", "glcbt-", "glsoat-", "glimt-", "glagent-", "gloas-",
    ].map { of($0, "gitlab-token", .key, 20) }
    + ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-", "xoxe.", "xoxc-", "xoxd-", "xapp-"].map {
      of($0, "slack-token", .key, 20)
    }
    + [
      of("npm_", "npm-token", .letterOrDigit, 36), of("pypi-", "pypi-token", .urlBase64, 50),
      of("rubygems_", "rubygems-token", .hexadecimal, 40),
      of("dckr_pat_", "docker-token", .urlBase64, 20), of("dckr_oat_", "docker-token", .urlBase64, 20),
      of("AKIA", "aws-key", .upperOrDigit, 16, isExact: true),
      of("ASIA", "aws-key", .upperOrDigit, 16, isExact: true),
      of("AIza", "gcp-key", .urlBase64, 35, isExact: true), of("ya29.", "gcp-token", .key, 20),
      of("GOCSPX-", "gcp-key", .urlBase64, 20),
      of("hvs.", "vault-token", .urlBase64, 20), of("hvb.", "vault-token", .urlBase64, 20),
      of("hvr.", "vault-token", .urlBase64, 20),
      of("dop_v1_", "digitalocean-token", .hexadecimal, 64),
      of("doo_v1_", "digitalocean-token", .hexadecimal, 64),
      of("dor_v1_", "digitalocean-token", .hexadecimal, 64),
      of("sk_live_", "stripe-key", .letterOrDigit, 16), of("sk_test_", "stripe-key", .letterOrDigit, 16),
      of("rk_live_", "stripe-key", .letterOrDigit, 16), of("rk_test_", "stripe-key", .letterOrDigit, 16),
      of("whsec_", "stripe-key", .base64, 24),
      of("sk-ant-", "model-key", .urlBase64, 20), of("sk-proj-", "model-key", .urlBase64, 20),
      of("sk-svcacct-", "model-key", .urlBase64, 20), of("nvapi-", "model-key", .urlBase64, 40),
      of("glsa_", "grafana-token", .word, 32), of("shpat_", "shopify-token", .hexadecimal, 32),
      of("shpca_", "shopify-token", .hexadecimal, 32), of("shppa_", "shopify-token", .hexadecimal, 32),
      of("shpss_", "shopify-token", .hexadecimal, 32),
      of("sntrys_", "sentry-token", .base64, 40), of("tskey-", "tailscale-key", .urlBase64, 20),
      of("dapi", "databricks-token", .hexadecimal, 32, isExact: true),
      of("NRAK-", "newrelic-key", .upperOrDigit, 27), of("PMAK-", "postman-key", .urlBase64, 40),
      of("lin_api_", "linear-key", .letterOrDigit, 32), of("figd_", "figma-token", .urlBase64, 32),
      of("xkeysib-", "brevo-key", .urlBase64, 64), of("sq0atp-", "square-token", .urlBase64, 22),
      of("sq0csp-", "square-token", .urlBase64, 43),
      of("AGE-SECRET-KEY-1", "private-key", .upperOrDigit, 50),
    ]

  private static func of(
    _ prefix: String, _ kind: String, _ letters: ByteSet, _ least: Int, isExact: Bool = false
  ) -> TokenShape {
    TokenShape(prefix: prefix, kind: kind, letters: letters, least: least, isExact: isExact)
  }

  /// Whether a token of this shape begins at a place.
  func stands(in sight: inout Sight, at start: Int) -> Bool {
    let body = start + prefix.utf8.count
    guard sight.starts(with: Array(prefix.utf8), at: start) else { return false }
    if let before = sight.before(start), ByteSet.word.contains(before) { return false }
    let end = sight.end(of: letters, from: body, atMost: least + 1)
    if end - body < least { return false }
    guard isExact else { return true }
    return end - body == least && !(sight.byte(end).map(ByteSet.word.contains) ?? false)
  }

  var ending: Ending { isExact ? .fixed(prefix.utf8.count + least) : .run(letters) }

  /// The kind of what begins at a place, where it can be told.
  static func kind(in sight: inout Sight, at start: Int) -> String? {
    guard let first = sight.byte(start) else { return nil }
    if first == UInt8(ascii: "e"), JSONWebToken.stands(in: &sight, at: start) { return JSONWebToken.kind }
    for shape in all where shape.prefix.utf8.first == first {
      if shape.stands(in: &sight, at: start) { return shape.kind }
    }
    return nil
  }
}

/// `HEADER.PAYLOAD.SIGNATURE`, RFC 7519: also what Kubernetes gives a service account.
enum JSONWebToken {
  static let kind = "jwt"

  /// The header is an object in base64, which begins `eyJ`; the signature may be missing.
  static func stands(in sight: inout Sight, at start: Int) -> Bool {
    guard sight.starts(with: "ey", at: start) else { return false }
    if let before = sight.before(start), ByteSet.base64.contains(before), before != UInt8(ascii: "=") {
      return false
    }
    let header = sight.end(of: .urlBase64, from: start)
    guard header - start >= 12, sight.byte(header) == UInt8(ascii: ".") else { return false }
    return sight.end(of: .urlBase64, from: header + 1, atMost: 8) - header - 1 == 8
  }

  static let ending = Ending.run(ByteSet.urlBase64.union("."))
}
