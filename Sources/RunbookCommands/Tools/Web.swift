import RunbookModel

extension ProgramRules {
  static let webRules = table { rules in
    rules["curl"] = curl
    rules["wget"] = wget
    rules["http https"] = httpie
    rules["grpcurl"] = { call in
      let words = call.paths(
        "-H -d -import-path -proto -protoset -cacert -cert -key -authority -max-time -connect-timeout -rpc-header"
      )
      return words.dropFirst().contains { ["list", "describe"].contains($0.literal) }
        ? call.read : call.unknown(EffectProblems.sends)
    }
    rules["grpc_health_probe grpc-health-probe"] = { $0.read }
    rules["openssl"] = openssl
    rules["keytool"] = {
      $0.has("-list", "-printcert", "-printcrl") ? $0.read : $0.change(EffectProblems.writes)
    }
    rules["certbot"] = verbs(
      "certificates", bare: .change,
      "read: certificates show_account plugins\nchange: run certonly renew revoke delete install register")
  }

  private static let harmlessMethods: Set<String> = ["GET", "HEAD", "OPTIONS", "TRACE", "PROPFIND"]
  private static let changingMethods: Set<String> = [
    "POST", "PUT", "PATCH", "DELETE", "PURGE", "CONNECT", "MKCOL", "MOVE", "COPY",
  ]

  private static func request(_ call: Call, _ method: String?, at word: Word?) -> CommandEffect {
    guard let method = method?.uppercased() else {
      return call.unknown(EffectProblems.verbAtRunTime, at: word)
    }
    if harmlessMethods.contains(method) { return call.read }
    return changingMethods.contains(method)
      ? call.change(EffectProblems.requests(method), at: word)
      : call.unknown(EffectProblems.noVerb(method), at: word)
  }

  /// Of curl(1).
  private static let curlOptions = ValueOptions(
    """
    -A -b -c -C -d -D -e -E -F -h -H -K -m -o -P -Q -r -T -t -u -U -w -x -X -y -Y -z --data --data-ascii --data-binary --data-raw \
    --data-urlencode --json --form --form-string --upload-file --url-query --request --output --output-dir --dump-header \
    --cookie --cookie-jar --user-agent --referer --cert --cert-type --key --key-type --cacert --capath --ciphers --config \
    --connect-timeout --connect-to --crlfile --dns-servers --dns-interface --header --interface --limit-rate --local-port \
    --max-filesize --max-redirs --max-time --netrc-file --noproxy --pass --pinnedpubkey --proto --proto-default --proxy \
    --proxy-header --proxy-user --pubkey --quote --postquote --prequote --range --rate --resolve --doh-url --retry \
    --retry-delay --retry-max-time --socks4 --socks5 --socks5-hostname --speed-limit --speed-time --stderr --telnet-option \
    --tls-max --trace --trace-ascii --trace-config --unix-socket --abstract-unix-socket --url --user --write-out --time-cond \
    --keepalive-time --etag-save --etag-compare --libcurl --aws-sigv4 --oauth2-bearer --request-target --variable --hsts \
    --alt-svc --preproxy --happy-eyeballs-timeout-ms --expect100-timeout --mail-from --mail-rcpt --ftp-port --tlsuser
    """)

  private static let curl: EffectRule = { call in
    let arguments = Arguments(call.arguments, valued: curlOptions)
    if arguments.has("-h", "--help", "-V", "--version") { return call.read }
    var found: [CommandEffect] = []
    if arguments.has("-K", "--config") { found.append(call.unknown(EffectProblems.script)) }
    // An unquoted variable beside another operand may be options.
    if arguments.operands.count > 1, arguments.operands.contains(where: \.mayBeOptions) {
      found.append(call.unknown(EffectProblems.verbAtRunTime))
    }
    if call.invocation.isOpen, arguments.operands.isEmpty { found.append(call.read) }
    let requests = arguments.values(of: "-X", "--request")
    let sends = arguments.first(
      "-d", "--data", "--data-ascii", "--data-binary", "--data-raw", "--data-urlencode", "--json", "-F",
      "--form", "--form-string", "-T", "--upload-file")
    // An option that is cut short: which word is its value cannot be told.
    if requests.isEmpty, arguments.has("--request") {
      found.append(call.unknown(EffectProblems.verbAtRunTime))
    }
    for method in requests { found.append(request(call, method.literal, at: method)) }
    if requests.isEmpty, let sends, !arguments.has("-G", "--get", "-I", "--head") {
      let method = sends.name == "-T" || sends.name == "--upload-file" ? "PUT" : "POST"
      found.append(request(call, method, at: sends.value))
    }
    if arguments.has("-Q", "--quote", "--postquote", "--prequote", "--mail-rcpt") {
      found.append(call.unknown(EffectProblems.sends))
    }
    if arguments.has("-O", "-J", "--remote-name", "--remote-name-all", "--remote-header-name") {
      let folder = arguments.values(of: "--output-dir")
      found.append(folder.isEmpty ? call.change(EffectProblems.writes) : call.writing(folder))
    }
    found.append(
      call.writing(
        arguments.values(
          of: "-o", "--output", "-D", "--dump-header", "-c", "--cookie-jar", "--trace", "--trace-ascii",
          "--stderr", "--etag-save",
          "--libcurl", "--hsts", "--alt-svc")))
    return call.gravest(found)
  }

  private static let wget: EffectRule = { call in
    let arguments = Arguments(
      call.arguments,
      valued: ValueOptions(
        "-O -o -a -P -t -T -w -Q -U -i -e -S --output-document --output-file --append-output --directory-prefix --tries --timeout --header --user --password --post-data --post-file --body-data --body-file --method --user-agent"
      ))
    var found: [CommandEffect] = []
    for method in arguments.values(of: "--method") { found.append(request(call, method.literal, at: method)) }
    if let sends = arguments.first("--post-data", "--post-file") {
      found.append(request(call, "POST", at: sends.value))
    }
    if arguments.has("-e", "--execute", "-i") { found.append(call.unknown(EffectProblems.script)) }
    let documents = arguments.values(of: "-O", "--output-document")
    let folders = arguments.values(of: "-P", "--directory-prefix")
    if !documents.isEmpty {
      found.append(call.writing(documents))
    } else if !arguments.has("--spider", "-h", "--help", "-V", "--version") {
      found.append(folders.isEmpty ? call.change(EffectProblems.writes) : call.writing(folders))
    }
    found.append(call.writing(arguments.values(of: "-o", "--output-file", "-a", "--append-output")))
    return call.gravest(found)
  }

  private static let httpie: EffectRule = { call in
    let arguments = Arguments(
      call.arguments,
      valued: ValueOptions("-a --auth -A -o --output --verify --cert --timeout --session -p --print -s"))
    let written = call.writing(arguments.values(of: "-o", "--output"))
    if arguments.has("--offline", "--help", "--version") { return written }
    guard let first = arguments.operands.first else { return call.unknown(EffectProblems.verbAtRunTime) }
    if let method = first.literal, method.utf8.allSatisfy({ $0 >= 65 && $0 <= 90 }) {
      return call.gravest([written, request(call, method, at: first)])
    }
    if case .nothing = call.input {} else { return call.unknown(EffectProblems.sends) }
    let sends = arguments.operands.dropFirst().contains { word in
      let bytes = word.text.bytes
      guard let equals = bytes.firstIndex(of: .equals) else { return bytes.contains(.at) }
      // `name==value` is part of the query.
      return !(equals + 1 < bytes.count && bytes[equals + 1] == .equals)
    }
    return sends ? request(call, "POST", at: first) : written
  }

  private static let openssl: EffectRule = { call in
    let literals = call.literals
    var files: [Word] = []
    for (option, value) in zip(call.arguments, call.arguments.dropFirst())
    where ["-out", "-keyout", "-CAserial", "-sess_out", "-msg_file"].contains(option.literal) {
      files.append(value)
    }
    guard let command = literals.first ?? nil else { return call.unknown(EffectProblems.verbAtRunTime) }
    switch command {
    case "s_client", "s_time":
      if case .other = call.input { return call.unknown(EffectProblems.sends) }
      if case .text(let text) = call.input, !text.bytes.isEmpty,
        !["Q", "GET ", "HEAD "].contains(where: { text.bytes.starts(with: $0.utf8) })
      {
        return call.unknown(EffectProblems.sends)
      }
      return call.writing(files)
    case "x509", "verify", "version", "ciphers", "req", "crl", "asn1parse", "rsa", "ec", "pkey", "dgst",
      "enc", "rand", "speed",
      "ocsp", "errstr", "list", "info", "pkcs12", "pkcs7", "genrsa", "genpkey", "ecparam", "dhparam", "md5",
      "sha256", "base64", "help",
      "storeutl", "sess_id", "prime", "passwd":
      return call.writing(files)
    case "ca": return call.change(EffectProblems.writes)
    default: return call.unknown(EffectProblems.noVerb(command))
    }
  }
}

extension Word {
  /// A variable without quotes, which the shell may split into several words.
  var mayBeOptions: Bool {
    guard parts.count == 1 else { return false }
    switch parts[0].kind {
    case .parameter, .substitution: return true
    case .literal, .quoted, .doubleQuoted, .arithmetic, .process: return false
    }
  }
}
