-- Neovim (0.7 and newer) with posttls-lint lsp: opens a sample, types, and looks at what the editor then has.
-- nvim --headless -u NONE -c "luafile neovim.lua", with PROGRAM and FOLDER (a copy of a sample) in the environment.

local program = os.getenv('PROGRAM')
local folder = os.getenv('FOLDER')
local main = folder .. '/etc/postfix/main.cf'

local function fail(text)
  io.stderr:write(text .. '\n')
  vim.cmd('cquit 1')
end

local function check(condition, text)
  if not condition then
    error(text, 0)
  end
end

-- waits until the editor's own list of diagnostics is as wanted
local function await(buffer, text, wanted)
  local done = vim.wait(20000, function() return wanted(vim.diagnostic.get(buffer)) end, 20)
  check(done, text .. ': ' .. vim.inspect(vim.diagnostic.get(buffer)))
end

local function has(code)
  return function(all)
    for _, one in ipairs(all) do
      if one.code == code or (one.user_data and one.user_data.lsp and one.user_data.lsp.code == code) then
        return true
      end
    end
    return false
  end
end

local function lacks(code)
  local there = has(code)
  return function(all) return not there(all) end
end

local function request(buffer, method, params)
  local answers, problem = vim.lsp.buf_request_sync(buffer, method, params, 20000)
  check(answers, method .. ': ' .. tostring(problem))
  local _, answer = next(answers)
  check(answer and not answer.error, method .. ': ' .. vim.inspect(answer))
  return answer.result
end

local function test()
  vim.cmd('edit ' .. main)
  local buffer = vim.api.nvim_get_current_buf()
  local client = vim.lsp.start_client({name = 'posttls-lint', cmd = {program, 'lsp'}, root_dir = folder})
  vim.lsp.buf_attach_client(buffer, client)
  local document = {uri = vim.uri_from_bufnr(buffer)}

  -- what is on disk
  await(buffer, 'the fault of the sample is told', has('param-wrong-daemon-prefix'))

  -- what is typed
  local last = vim.api.nvim_buf_line_count(buffer)
  vim.api.nvim_buf_set_lines(buffer, last, last, false, {'smtp_tls_security_level = maybe'})
  await(buffer, 'what is typed is judged', has('smtp-level-invalid'))

  local hover = request(buffer, 'textDocument/hover', {
    textDocument = document, position = {line = last, character = 3}
  })
  check(hover.contents.value:find('smtp_tls_security_level', 1, true), vim.inspect(hover))

  local items = request(buffer, 'textDocument/completion', {
    textDocument = document, position = {line = last, character = 26}
  })
  local labels = {}
  for _, item in ipairs(items) do
    labels[item.label] = true
  end
  check(labels.encrypt and labels.dane, vim.inspect(labels))

  -- an action, and what it does
  local fault
  for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    if line:find('^smtp_tls_auth_only') then
      fault = number - 1
    end
  end
  check(fault, 'the sample has smtp_tls_auth_only')
  local actions = request(buffer, 'textDocument/codeAction', {
    textDocument = document,
    range = {start = {line = fault, character = 0}, ['end'] = {line = fault, character = 4}},
    context = {diagnostics = {}}
  })
  local fix
  for _, action in ipairs(actions) do
    if action.kind == 'quickfix' and not action.title:find('^Ignore') then
      fix = action
    end
  end
  check(fix and fix.edit, vim.inspect(actions))
  vim.lsp.util.apply_workspace_edit(fix.edit, 'utf-16')
  await(buffer, 'the fix takes the fault away', lacks('param-wrong-daemon-prefix'))
  check(has('smtp-level-invalid')(vim.diagnostic.get(buffer)), 'and nothing else')

  -- what is deleted again
  local all = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  for number = #all, 1, -1 do
    if all[number] == 'smtp_tls_security_level = maybe' then
      vim.api.nvim_buf_set_lines(buffer, number - 1, number, false, {})
    end
  end
  await(buffer, 'what is deleted is no fault', lacks('smtp-level-invalid'))

  local places = request(buffer, 'textDocument/definition', {
    textDocument = document, position = {line = 0, character = 1}
  })
  check(type(places) == 'table', vim.inspect(places))

  vim.lsp.stop_client(client)
  check(vim.wait(10000, function() return vim.lsp.client_is_stopped(client) end, 20), 'the server ends')
end

local done, problem = pcall(test)
if not done then
  fail(problem)
end
vim.cmd('qall!')
