import RunbookModel

extension ProgramRules {
  static let packageRules = table { rules in
    rules["apt apt-get aptitude"] = { call in
      if call.has("-s", "--simulate", "--dry-run", "--just-print", "--version") { return call.read }
      let reads = [
        "list", "show", "search", "policy", "depends", "rdepends", "changelog", "check", "showsrc", "help",
        "why",
      ]
      guard let verb = call.paths("-o -c -t -q --option --config-file --target-release").first else {
        return call.read
      }
      guard let name = verb.literal else { return call.unknown(EffectProblems.verbAtRunTime, at: verb) }
      return reads.contains(name) ? call.read : call.change(EffectProblems.installs, at: verb)
    }
    rules["apt-cache dpkg-query apt-file"] = { $0.read }
    rules["apt-mark"] = {
      $0.has("showhold", "showmanual", "showauto") ? $0.read : $0.change(EffectProblems.installs)
    }
    rules["dpkg"] = { call in
      let reads = words(
        "-l -L -s -S -p -I -c -C -V --list --listfiles --status --search --print-avail --info --contents --audit --verify --get-selections --print-architecture --compare-versions --version --help"
      )
      return call.literals.first.map { $0.map(reads.contains) ?? false } == true
        ? call.read : call.change(EffectProblems.installs)
    }
    rules["rpm"] = { call in
      let names = Arguments(call.arguments, valued: ValueOptions("--queryformat --qf --root")).options.map(
        \.name)
      return ["-q", "--query", "-V", "--verify", "--version", "-K", "--checksig"].contains(
        where: names.contains) ? call.read : call.change(EffectProblems.installs)
    }
    rules["yum dnf microdnf zypper"] = verbs(
      "the software of this machine",
      """
      read: list info search repolist repoinfo check-update history provides deplist repoquery check updateinfo help lr se
      change: install remove erase update upgrade downgrade reinstall clean makecache autoremove groupinstall distro-sync swap in rm up
      """)
    rules["apk"] = verbs(
      "the software of this machine",
      "read: info list search policy version stats audit dot verify\nchange: add del update upgrade fix cache fetch"
    )
    rules["pip pip3"] = verbs(
      "the software of this machine",
      "read: list show freeze check help\nchange: install uninstall download cache config wheel")
    rules["npm yarn pnpm"] = verbs(
      "the software of this machine",
      "read: ls list view outdated audit help why info\nchange: install ci uninstall update publish add remove link"
    )
    rules["snap"] = verbs(
      "the software of this machine",
      "read: list info find services changes version connections\nchange: install remove refresh revert enable disable start stop restart set unset connect disconnect"
    )
    rules["go cargo"] = verbs(
      "the software of this machine",
      "read: version env list doc vet tree search metadata\nchange: install get build clean mod add update publish"
    )
    rules["brew"] = verbs(
      "the software of this machine",
      "read: list info search outdated deps config doctor\nchange: install uninstall upgrade update cleanup tap untap services"
    )
  }
}
