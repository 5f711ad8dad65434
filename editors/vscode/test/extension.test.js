'use strict';
// The extension in a stub of the editor: what it starts, and what a folder can make it do.
const assert = require('node:assert/strict');
const fs = require('node:fs');
const Module = require('node:module');
const os = require('node:os');
const path = require('node:path');
const test = require('node:test');

const root = path.join(__dirname, '..');
const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));

/** Loads the extension with settings by where they come from. */
function extension(settings) {
  const started = [];
  const errors = [];
  const stubs = {
    vscode: {
      window: {showErrorMessage: text => errors.push(text)},
      workspace: {getConfiguration: () => ({inspect: name => settings[name]})}
    },
    'vscode-languageclient/node': {
      LanguageClient: class {
        constructor(id, name, server, client) {
          Object.assign(this, {id, name, server, client, state: 'made'});
          started.push(this);
        }
        async start() {
          this.state = 'started';
        }
        async stop() {
          this.state = 'stopped';
        }
      }
    }
  };
  const load = Module._load;
  Module._load = (name, ...rest) => stubs[name] ?? load(name, ...rest);
  try {
    delete require.cache[require.resolve('../out/extension.js')];
    return {...require('../out/extension.js'), started, errors};
  } finally {
    Module._load = load;
  }
}

function program(directory) {
  const file = path.join(directory, 'posttls-lint');
  fs.writeFileSync(file, '#!/bin/sh\n', {mode: 0o755});
  return file;
}

function inTemp(run) {
  return async () => {
    const temp = fs.mkdtempSync(path.join(os.tmpdir(), 'posttls-lint-'));
    const searched = process.env.PATH;
    try {
      await run(temp);
    } finally {
      process.env.PATH = searched;
      fs.rmSync(temp, {recursive: true});
    }
  };
}

test('the program of the user settings is started, and stopped', inTemp(async temp => {
  const file = program(temp);
  const one = extension({
    path: {globalValue: file, defaultValue: ''},
    options: {globalValue: ['--profile', 'rfc9325'], defaultValue: []}
  });
  await one.activate();
  assert.equal(one.started.length, 1);
  assert.deepEqual(one.started[0].server.run, {
    command: file,
    args: ['lsp', '--profile', 'rfc9325'],
    options: {cwd: os.homedir()}
  });
  assert.equal(one.started[0].state, 'started');
  const languages = manifest.contributes.languages.map(language => language.id);
  const selected = one.started[0].client.documentSelector.map(filter => filter.language);
  assert.ok(languages.every(language => selected.includes(language)));
  await one.deactivate();
  assert.equal(one.started[0].state, 'stopped');
}));

test('a folder names neither the program nor its options', inTemp(async temp => {
  const file = program(temp);
  process.env.PATH = '';
  const one = extension({
    path: {workspaceValue: file, workspaceFolderValue: file, defaultValue: ''},
    options: {workspaceValue: ['--rules', '/x'], defaultValue: []}
  });
  await one.activate();
  assert.equal(one.started.length, 0);
  assert.match(one.errors[0], /posttls-lint is not found/);
  process.env.PATH = temp;
  const other = extension({
    path: {workspaceValue: '/bin/false', defaultValue: ''},
    options: {workspaceValue: ['--rules', '/x'], defaultValue: []}
  });
  await other.activate();
  assert.equal(other.started[0].server.run.command, file);
  assert.deepEqual(other.started[0].server.run.args, ['lsp']);
}));

test('relative paths lead nowhere', inTemp(async temp => {
  program(temp);
  const {findProgram} = require('../out/program.js');
  const current = process.cwd();
  process.chdir(temp);
  try {
    assert.equal(findProgram('./posttls-lint', ''), undefined);
    assert.equal(findProgram('posttls-lint', ''), undefined);
    assert.equal(findProgram('', ['.', '', 'bin'].join(path.delimiter)), undefined);
    assert.equal(findProgram('', ['.', temp].join(path.delimiter)), path.join(temp, 'posttls-lint'));
  } finally {
    process.chdir(current);
  }
}));

test('the manifest keeps it off where the folder is not trusted', () => {
  assert.equal(manifest.capabilities.untrustedWorkspaces.supported, false);
  const properties = manifest.contributes.configuration.properties;
  assert.equal(properties['posttls-lint.path'].scope, 'machine');
  assert.equal(properties['posttls-lint.options'].scope, 'machine');
  assert.deepEqual(manifest.activationEvents, []);
});
