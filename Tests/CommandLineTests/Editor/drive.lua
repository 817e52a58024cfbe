-- Drives the language server through the client that Neovim has, and writes down what a person would see.
local out = io.open('seen', 'w')
local function say(text) out:write(text .. '\n') end
local function wait(what) return vim.wait(20000, what, 10) end
vim.cmd('edit state.rb')
local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({ name = 'runbook', cmd = { vim.env.RUNBOOK, 'lsp' }, root_dir = vim.loop.cwd() })
vim.lsp.buf_attach_client(buffer, client)
local function lines() return vim.api.nvim_buf_get_lines(buffer, 0, -1, false) end
local function ask(method, more)
  local parameters = vim.tbl_extend('force', vim.lsp.util.make_position_params(), more or {})
  local answers = vim.lsp.buf_request_sync(buffer, method, parameters, 20000) or {}
  return answers[client] and answers[client].result
end

wait(function() return #vim.diagnostic.get(buffer) > 0 end)
for _, found in ipairs(vim.diagnostic.get(buffer)) do
  if found.severity == 1 then
    say('diagnostic ' .. (found.lnum + 1) .. ': ' .. vim.split(found.message, '\n')[1])
  end
end

vim.api.nvim_buf_set_lines(buffer, 4, 5, false, { '  fails ->   bad' })
wait(function() return #vim.diagnostic.get(buffer) == 0 end)
vim.api.nvim_win_set_cursor(0, { 5, 14 })
say('hover: ' .. vim.split(ask('textDocument/hover').contents.value:gsub('[*`]', ''), '\n')[1])
local place = ask('textDocument/definition')
say('definition: line ' .. (place[1].range.start.line + 1))

vim.lsp.util.apply_workspace_edit(ask('textDocument/rename', { newName = 'worse' }), 'utf-16')
vim.lsp.buf.formatting_sync(nil, 20000)
say('renamed: ' .. vim.trim(lines()[5]) .. ' | ' .. lines()[7])
wait(function() return #vim.diagnostic.get(buffer) == 0 end)
say('fine: ' .. tostring(#vim.diagnostic.get(buffer) == 0))
out:close()
vim.lsp.stop_client(client)
vim.cmd('qall!')
