" :make checks the runbook and puts what is wrong into the quickfix list. Nothing is executed.
if exists('g:current_compiler')
  finish
endif
let g:current_compiler = 'runbook'

scriptencoding utf-8
let s:save_cpo = &cpo
set cpo&vim

" The code stands at the right margin: in the list it follows the message.
let s:check = get(g:, 'runbook_program', 'runbook') . ' check %:S 2>&1 \| sed -E ''s/ {2,}([a-z]+(-[a-z]+)*)$/ [\1]/'''
execute 'CompilerSet makeprg=' . escape(s:check, ' \|"')
" error: what is wrong [its-code]
"   ┌─ FILE:LINE:COLUMN
"   │ … the line, what stands there
"    = help: what to do
CompilerSet errorformat=%Eerror:\ %m,%Wwarning:\ %m
CompilerSet errorformat+=%C%\\s%#┌─\ %f:%l:%v
CompilerSet errorformat+=%C%\\s%#=\ %m
CompilerSet errorformat+=%-Z%\\s%#
CompilerSet errorformat+=%-C%.%#,%-G%.%#

let &cpo = s:save_cpo
unlet s:save_cpo s:check
