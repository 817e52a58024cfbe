import RunbookModel

extension ProgramRules {
  static let fileRules = table { rules in
    rules["cp mv ln install"] = transfer
    rules["rm rmdir unlink shred"] = remove
    rules["mkdir touch mkfifo mknod truncate tee fallocate"] = {
      $0.writing($0.paths("-m --mode -s --size -r --reference -d --date -l --length -o"))
    }
    rules["chmod chown chgrp setfacl chattr chcon"] = { call in
      call.writing(call.paths("-m -x -M -X --modify --reference").dropFirst())
    }
    rules["mktemp"] = {
      $0.origins.isScratch(mktemp: $0.arguments) || $0.has("-u", "--dry-run")
        ? $0.read : $0.change(EffectProblems.writes)
    }
    rules["dd"] = { call in
      call.writing(
        call.arguments.filter { $0.literalStart?.hasPrefix("of=") ?? false }.map { $0.dropping(3) })
    }
    rules["find"] = find
    rules["sort shuf"] = looks(valued: "-k -t -S -T --key --field-separator -n -i", writes: "-o --output")
    rules["tree"] = looks(valued: "-L -P -I", writes: "-o")
    rules["less more man"] = { $0.read }
    rules["file"] = looks(changes: "-C --compile")
    rules["uniq xxd"] = { call in call.writing(call.paths("-f -s -w -l -c -g -o -n").dropFirst()) }
    rules["split csplit"] = { call in
      let target = call.paths("-a -b -C -l -n -f --prefix").dropFirst()
      return target.isEmpty ? call.change(EffectProblems.writes) : call.writing(target)
    }
    rules["tar bsdtar"] = tar
    rules["gzip gunzip bzip2 bunzip2 xz unxz zstd unzstd lz4 unlz4 compress"] = { call in
      let arguments = Arguments(call.arguments, valued: ValueOptions("-o -S -T -M"))
      if arguments.has("-c", "--stdout", "--to-stdout", "-t", "--test", "-l", "--list") { return call.read }
      return call.writing(arguments.operands + arguments.values(of: "-o"))
    }
    rules["zip"] = { call in call.writing(call.paths("-x -i").prefix(1)) }
    rules["unzip"] = { call in
      let arguments = Arguments(call.arguments, valued: ValueOptions("-d -x"))
      if arguments.has("-l", "-t", "-p", "-Z", "-v") { return call.read }
      let target = arguments.values(of: "-d")
      return target.isEmpty ? call.change(EffectProblems.writes) : call.writing(target)
    }
    rules["rsync"] = { call in
      let arguments = Arguments(
        call.arguments, valued: ValueOptions("-e --rsh -f --filter --exclude --include -B -T --files-from"))
      if arguments.has("-n", "--dry-run", "--list-only") || arguments.operands.count < 2 {
        return call.read
      }
      return arguments.has("--remove-source-files")
        ? call.change(EffectProblems.removes) : call.writing(arguments.operands.suffix(1))
    }
    rules["scp"] = { call in call.writing(call.paths("-c -F -i -J -l -o -P -S -X -D").suffix(1)) }
    rules["patch"] = changes("files", valued: "-d -i -p", unless: "--dry-run -C --check")
    rules["vi vim nvim nano emacs ed ex sftp ftp lftp"] = { $0.unknown(EffectProblems.typed) }
    rules["git"] = { $0.has("-c") ? $0.unknown(EffectProblems.ownProgram) : git($0) }
    rules["yq"] = looks(changes: "-i --inplace", realm: "files")
    rules["sponge"] = { call in call.writing(call.paths("")) }
    rules["logger"] = { $0.change(EffectProblems.changes("the log")) }
  }

  /// The last of the paths is written; what is moved goes away.
  private static let transfer: EffectRule = { call in
    let arguments = Arguments(
      call.arguments,
      valued: ValueOptions("-t --target-directory -S --suffix -m --mode -o --owner -g --group"))
    let targets = arguments.values(of: "-t", "--target-directory")
    if call.name == "mv" { return call.writing(arguments.operands + targets, EffectProblems.removes) }
    if !targets.isEmpty { return call.writing(targets) }
    if call.invocation.isOpen || (call.name == "ln" && arguments.operands.count < 2) {
      return call.change(EffectProblems.writes)
    }
    return call.writing(
      call.name == "install" && arguments.has("-d") ? arguments.operands[...] : arguments.operands.suffix(1))
  }

  /// Whatever `/tmp/*` is, it need not be the run's own.
  private static let remove: EffectRule = { call in
    let paths = call.paths("-n -s --iterations --size")
    if call.invocation.isOpen { return call.change(EffectProblems.removes) }
    for path in paths {
      if !call.isHarmless(path) || path.isAllOfTemporary {
        return call.change(EffectProblems.removes, at: path)
      }
    }
    return call.read
  }

  /// What `-exec` runs is judged by itself.
  private static let find: EffectRule = { call in
    var words = call.arguments
    while let word = words.popFirst() {
      switch word.literal {
      case "-delete": return call.change(EffectProblems.removes, at: word)
      case "-fprint", "-fprint0", "-fls", "-fprintf":
        guard let target = words.first, call.isHarmless(target) else {
          return call.change(EffectProblems.writes, at: word)
        }
      default: break
      }
    }
    return call.read
  }

  private static let tar: EffectRule = { call in
    var words = Array(call.arguments)
    // `tar xzf a.tgz` is `tar -xzf a.tgz`.
    if let first = words.first?.literal, !first.hasPrefix("-") { words[0] = words[0].named("-" + first) }
    let arguments = Arguments(
      words,
      valued: ValueOptions(
        "-f -C -T -X -I -b -g --file --directory --exclude --use-compress-program --to-command --checkpoint-action --strip-components"
      ))
    if arguments.has("-I", "--use-compress-program", "--to-command", "--checkpoint-action") {
      return call.unknown(EffectProblems.ownProgram)
    }
    if arguments.has("--remove-files", "--delete") { return call.change(EffectProblems.removes) }
    if arguments.has("-t", "--list", "-d", "--diff", "--compare", "--version", "--help") { return call.read }
    if arguments.has("-x", "--extract", "--get") {
      if arguments.has("-O", "--to-stdout") { return call.read }
      let folder = arguments.values(of: "-C", "--directory")
      return folder.isEmpty ? call.change(EffectProblems.writes) : call.writing(folder)
    }
    if arguments.has("-c", "-r", "-u", "--create", "--append", "--update") {
      return call.writing(arguments.values(of: "-f", "--file"))
    }
    return call.unknown(EffectProblems.verbAtRunTime)
  }

  private static let git = verbs(
    "a repository", options: "-C -c --git-dir --work-tree --namespace",
    """
    read: status log diff show rev-parse ls-files ls-tree ls-remote cat-file describe blame grep shortlog reflog whatchanged
    read: rev-list show-ref for-each-ref name-rev merge-base diff-tree diff-index count-objects fsck version help var
    read: remote/show remote/get-url stash/list stash/show check-ignore verify-commit cherry range-diff
    change: add commit push pull fetch clone init merge rebase reset checkout switch restore rm mv clean apply am cherry-pick revert
    change: gc prune config worktree submodule update-ref filter-branch stash remote/add remote/remove remote/set-url
    """)
}

extension Call {
  /// The operands, which are paths.
  func paths(_ valued: String) -> ArraySlice<Word> {
    Arguments(arguments, valued: ValueOptions(valued)).operands[...]
  }
}

extension Word {
  /// `/tmp/*`, or `/tmp/$x` where nothing may be in `x`.
  fileprivate var isAllOfTemporary: Bool {
    let bytes = text.bytes
    guard bytes.starts(with: "/tmp/".utf8) else { return false }
    let rest = bytes.dropFirst(5).filter { $0 != .slash }
    guard let first = rest.first else { return true }
    return [.star, .question, .openBracket, .openBrace].contains(first) || rest == [ShellText.hole]
  }
}
