" A .rb file is a runbook if its first line that is neither blank nor a comment begins with runbook "…; else it stays Ruby.
autocmd BufNewFile,BufRead *.rb if runbook#IsRunbook() | set filetype=runbook | endif
