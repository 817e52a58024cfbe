" A .rb file is a runbook if its first line that is neither blank nor a comment begins with runbook "…; else it stays Ruby.
" A new file becomes one when it is first written.
autocmd BufNewFile,BufRead,BufWritePost *.rb if &filetype !=# 'runbook' && runbook#IsRunbook() | set filetype=runbook | endif
