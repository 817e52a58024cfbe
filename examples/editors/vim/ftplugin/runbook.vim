if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal expandtab shiftwidth=2 softtabstop=2 tabstop=2
setlocal comments=:# commentstring=#\ %s
setlocal iskeyword+=-
setlocal suffixesadd=.rb
setlocal formatexpr=runbook#Format()
let &l:formatprg = get(g:, 'runbook_program', 'runbook') . ' format -'
compiler runbook

let b:undo_ftplugin = 'setlocal expandtab< shiftwidth< softtabstop< tabstop< comments< commentstring< iskeyword<'
      \ . ' suffixesadd< formatexpr< formatprg< makeprg< errorformat<'
