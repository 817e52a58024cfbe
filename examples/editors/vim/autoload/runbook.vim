" True where the first line that is neither blank nor a comment begins as a runbook does.
function! runbook#IsRunbook() abort
  let number = nextnonblank(1)
  while number > 0 && getline(number) =~# '^\s*#'
    let number = nextnonblank(number + 1)
  endwhile
  return number > 0 && getline(number) =~# '^runbook\s\+"'
endfunction

" For 'formatexpr': brings the whole file into its layout, whatever part was asked for. Where `runbook format` refuses,
" nothing is touched and its first line is shown.
function! runbook#Format() abort
  if mode() =~# '[iR]'
    return 1
  endif
  let lines = systemlist(get(g:, 'runbook_program', 'runbook') . ' format -', getline(1, '$'))
  if v:shell_error
    echohl ErrorMsg | echomsg 'runbook format: ' . get(lines, 0, 'failed') | echohl None
    return 0
  endif
  if lines ==# getline(1, '$')
    return 0
  endif
  let view = winsaveview()
  call setline(1, lines)
  if line('$') > len(lines)
    execute 'silent keepjumps ' . (len(lines) + 1) . ',$delete _'
  endif
  call winrestview(view)
  return 0
endfunction
