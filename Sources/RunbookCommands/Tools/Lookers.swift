import RunbookModel

extension ProgramRules {
  /// Programs that only look, whatever their arguments: they write to their output, and to nothing else.
  static let lookers = words(
    """
    aa-status acpi apropos arch aureport ausearch b2sum base32 base64 basename basenc bat bzcat bzgrep \
    cal cat cksum cmp column colordiff comm ctop cut delv df diff diff3 dig dir dircolors dirname drill du egrep envsubst exa \
    expand expr eza factor fgrep findmnt fmt fold fping free getcap getconf getenforce getent getfacl \
    getsebool grep groups head hexdump host hostid htop id iftop ifstat infocmp iostat ipcalc jq json_pp kail kdig \
    last lastb lastlog ldd lldpctl locale locate logname look ls lsattr lsb_release lsblk lscpu lsd lsfd lshw lsipc lslocks \
    lslogins lsmem lsmod lsns lsof lspci lsscsi lsusb lz4cat md5sum modinfo more mpstat mtr namei nethogs \
    netstat nl nm nproc nslookup nstat ntpstat numastat numfmt objdump od paste pathchk pgrep pidof pidstat ping ping6 pmap pr \
    printenv ps pstree pwdx readelf readlink realpath rev rg seq sestatus sha1sum sha224sum \
    sha256sum sha384sum sha512sum showmount sipcalc size slabtop sleep stat stern strings sum systemd-cgls \
    systemd-cgtop systemd-detect-virt systemd-path tac tail tcptraceroute tload top tput tr tracepath tracepath6 \
    traceroute traceroute6 ts tsort tty uname unexpand uptime users vmstat w wc whatis whereis which who \
    whoami whois xzcat xzgrep yes zcat zdiff zgrep zless zstdcat zstdgrep
    """)

  static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// The rules of several programs; statement by statement, which compiles a hundred times faster than one literal.
  static func table(_ fill: (inout RuleTable) -> Void) -> [String: EffectRule] {
    var table = RuleTable()
    fill(&table)
    return table.rules
  }

  /// A program whose options and verbs decide: what it looks with, and what it changes.
  static func verbs(
    _ realm: String, options: String = "", dryRun: [String] = [], bare: Effect? = .read, _ text: String
  ) -> EffectRule {
    let rule = VerbRule(
      options: ValueOptions(options), verbs: VerbEffects(bare: bare, text), realm: realm, dryRun: dryRun)
    return { rule($0) }
  }
}

extension ProgramRules {
  /// A program that only looks, unless one of its options says otherwise.
  /// - Parameters:
  ///   - valued: options that take a value.
  ///   - writes: those of them whose value is a file that is written.
  ///   - changes: options that change something.
  ///   - opaque: options with which it is not known what happens.
  static func looks(
    valued: String = "", writes: String = "", changes: String = "", opaque: String = "",
    realm: String = "this machine"
  ) -> EffectRule {
    let writes = words(writes)
    let changes = words(changes)
    let opaque = words(opaque)
    let options = ValueOptions(([valued] + writes).joined(separator: " "))
    return { call in
      let arguments = Arguments(call.arguments, valued: options)
      if changes.contains(where: { arguments.has($0) }) { return call.change(EffectProblems.changes(realm)) }
      if opaque.contains(where: { arguments.has($0) }) { return call.unknown(EffectProblems.ownProgram) }
      let written = writes.compactMap { arguments.first($0) }
      // An option that is cut short has its value behind it, where it cannot be told from an operand.
      if written.contains(where: { $0.value == nil }) { return call.change(EffectProblems.writes) }
      return call.writing(written.compactMap(\.value))
    }
  }

  /// A program that changes something, unless one of its options says that it only looks.
  static func changes(
    _ realm: String, valued: String = "", unless: String, orWithoutOperands: Bool = false
  ) -> EffectRule {
    let unless = words(unless)
    let options = ValueOptions(valued)
    return { call in
      let arguments = Arguments(call.arguments, valued: options)
      let looks =
        arguments.options.contains { unless.contains($0.name) }
        || (orWithoutOperands && arguments.operands.isEmpty && !call.invocation.isOpen)
      return looks ? call.read : call.change(EffectProblems.changes(realm))
    }
  }
}

/// Rules by the names of their programs.
struct RuleTable {
  fileprivate(set) var rules: [String: EffectRule] = [:]

  /// Several names, with blanks between them, have one rule.
  subscript(names: String) -> EffectRule {
    get { preconditionFailure("a table of rules is only filled") }
    set { for name in ProgramRules.words(names) { rules[name] = newValue } }
  }
}
