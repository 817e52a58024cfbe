import ArgumentParser

/// The script that a shell reads to complete this program's words.
enum CompletionScript {
  /// Nil where the arguments ask for something else, or for a shell whose script needs nothing more.
  static func asked(for arguments: some Collection<String>) -> String? {
    var rest = arguments[...]
    guard var option = rest.popFirst(), option.hasPrefix("--generate-completion-script") else { return nil }
    option.removeFirst("--generate-completion-script".count)
    let name = option.hasPrefix("=") ? String(option.dropFirst()) : rest.popFirst()
    guard rest.isEmpty, (name.map(CompletionShell.init) ?? .autodetected()) == .bash else { return nil }
    return Runbook.completionScript(for: .bash) + bash
  }

  /// Bash cuts words at `:`, `=` and `@`, which stand in the names of contexts, parameters and runs. So the words
  /// are put together again before, and what stands on the line already is taken off after. Bash quotes what is
  /// proposed as it quotes names of files (`mode\=fast`, and never a `$`), so what is none is quoted here.
  private static let bash = #"""

    _runbook_whole() {
        local line="${COMP_LINE}" word begun=''
        local -a whole=()
        local -i index current=0
        for index in "${!COMP_WORDS[@]}"; do
            word="${COMP_WORDS[index]}"
            if [[ index -eq 0 || -z "${word}" || "${line}" = [[:space:]]* ]]; then
                line="${line#"${line%%[![:space:]]*}"}"
                whole+=('')
            fi
            if [[ index -eq COMP_CWORD ]]; then
                current=$((${#whole[@]} - 1))
                begun="${whole[current]}${COMP_LINE:${#COMP_LINE} - ${#line}:COMP_POINT - ${#COMP_LINE} + ${#line}}"
                begun="${begun#[\"\']}"
            fi
            line="${line#"${word}"}"
            whole[${#whole[@]} - 1]+="${word}"
        done
        local -r before="${begun%"${2}"}"
        local -a COMP_WORDS=("${whole[@]}")
        local -i COMP_CWORD=current
        _runbook "${1}" "${begun}" "${whole[current - 1]}"

        local are_files=true
        for word in "${COMPREPLY[@]}"; do
            [[ "${word}" = *[^A-Za-z0-9_./%+,-]* && ! -e "${word}" ]] && are_files=false
        done
        for index in "${!COMPREPLY[@]}"; do
            word="${COMPREPLY[index]#"${before}"}"
            if ! "${are_files}" && [[ "${word}" = *[^A-Za-z0-9_./:=@%+,~-]* ]]; then
                printf -v word %q "${word}"
            fi
            COMPREPLY[index]="${word}"
        done
        "${are_files}" || compopt +o filenames 2>/dev/null
        [[ ${#COMPREPLY[@]} -eq 1 && "${COMPREPLY[0]}" = *[=/] ]] && compopt -o nospace 2>/dev/null
        return 0
    }
    complete -o filenames -F _runbook_whole runbook

    """#
}
