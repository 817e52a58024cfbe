-- Starts the language server, `runbook lsp`, for runbooks. The file type comes from ../../vim.
-- Neovim 0.7 has no vim.lsp.start, so there the one client is kept here.

local function command()
  return { vim.g.runbook_program or 'runbook', 'lsp' }
end

-- The folder whose runbooks belong together: what has .git in it, else that of the file.
local function root(file)
  local folder = vim.fn.fnamemodify(file, ':p:h')
  local git = vim.fn.finddir('.git', folder .. ';')
  return git ~= '' and vim.fn.fnamemodify(git, ':p:h:h') or folder
end

local clients = {}

local function attach(buffer)
  local file = vim.api.nvim_buf_get_name(buffer)
  if file == '' or vim.fn.executable(command()[1]) == 0 then
    return
  end
  vim.bo[buffer].omnifunc = 'v:lua.vim.lsp.omnifunc'
  local config = { name = 'runbook', cmd = command(), root_dir = root(file) }
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = buffer })
    return
  end
  local id = clients[config.root_dir]
  if not id or not vim.lsp.get_client_by_id(id) then
    id = vim.lsp.start_client(config)
    clients[config.root_dir] = id
  end
  if id then
    vim.lsp.buf_attach_client(buffer, id)
  end
end

vim.api.nvim_create_autocmd('FileType', {
  group = vim.api.nvim_create_augroup('runbook', {}),
  pattern = 'runbook',
  callback = function(event)
    attach(event.buf)
  end,
})
