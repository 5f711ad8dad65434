'use strict';
// The program, driven by the protocol's own library: every request and notification that it knows.
const assert = require('node:assert/strict');
const {spawn} = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const test = require('node:test');
const {pathToFileURL} = require('node:url');
const lsp = require('vscode-languageserver-protocol/node');

const program = process.env.POSTTLS_LINT;

const MAIN = `compatibility_level = 3.6
smtpd_tls_security_level = may
smtpd_use_tls = yes
smtp_tls_security_level = maybe
own = $myhostname
`;

async function start(folder) {
  const child = spawn(program, ['lsp'], {stdio: ['pipe', 'pipe', 'inherit']});
  const connection = lsp.createProtocolConnection(
    new lsp.StreamMessageReader(child.stdout), new lsp.StreamMessageWriter(child.stdin));
  const told = new Map();
  const waiting = [];
  const edits = [];
  const registered = [];
  connection.onNotification(lsp.PublishDiagnosticsNotification.type, params => {
    told.set(params.uri, params);
    waiting.splice(0).forEach(look => look());
  });
  connection.onNotification(lsp.LogMessageNotification.type, () => {});
  connection.onNotification(lsp.ShowMessageNotification.type, () => {});
  connection.onRequest(lsp.RegistrationRequest.type, params => {
    registered.push(...params.registrations);
  });
  connection.onRequest(lsp.ApplyWorkspaceEditRequest.type, params => {
    edits.push(params.edit);
    return {applied: true};
  });
  connection.listen();
  const initialized = await connection.sendRequest(lsp.InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{uri: pathToFileURL(folder).href, name: 'folder'}],
    capabilities: {
      workspace: {
        workspaceEdit: {documentChanges: true},
        didChangeWatchedFiles: {dynamicRegistration: true}
      },
      textDocument: {publishDiagnostics: {relatedInformation: true, versionSupport: true}}
    }
  });
  await connection.sendNotification(lsp.InitializedNotification.type, {});
  /** The findings of a file once they are as wanted. */
  async function findings(uri, wanted) {
    for (;;) {
      const now = told.get(uri);
      if (now !== undefined && wanted(now)) {
        return now.diagnostics;
      }
      await new Promise(look => waiting.push(look));
    }
  }
  return {child, connection, initialized, findings, edits, registered};
}

test('every request is answered', {skip: !program && 'POSTTLS_LINT names no program', timeout: 60000}, async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'posttls-lint-'));
  const file = path.join(folder, 'main.cf');
  fs.writeFileSync(file, MAIN);
  fs.writeFileSync(path.join(folder, 'master.cf'), 'smtp inet n - n - - smtpd\nsmtp unix - - n - - smtp\n');
  const uri = pathToFileURL(file).href;
  const server = await start(folder);
  const {connection} = server;
  const textDocument = {uri};
  try {
    assert.equal(server.initialized.serverInfo.name, 'posttls-lint');
    await connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, {
      textDocument: {uri, languageId: 'postfix-main', version: 1, text: MAIN}
    });
    const found = await server.findings(uri, told => told.version === 1);
    const invalid = found.find(one => one.code === 'smtp-level-invalid');
    assert.ok(lsp.Diagnostic.is(invalid));
    assert.match(invalid.codeDescription.href, /^https:/);
    assert.equal(server.registered[0].method, 'workspace/didChangeWatchedFiles');

    const hover = await connection.sendRequest(lsp.HoverRequest.type, {
      textDocument, position: {line: 1, character: 3}
    });
    assert.match(hover.contents.value, /smtpd_tls_security_level/);

    const items = await connection.sendRequest(lsp.CompletionRequest.type, {
      textDocument, position: {line: 3, character: 26}
    });
    assert.ok(items.some(item => item.label === 'encrypt'));

    const definition = await connection.sendRequest(lsp.DefinitionRequest.type, {
      textDocument, position: {line: 4, character: 1}
    });
    assert.equal(definition[0].range.start.line, 4);

    const actions = await connection.sendRequest(lsp.CodeActionRequest.type, {
      textDocument, range: {start: {line: 2, character: 0}, end: {line: 2, character: 5}},
      context: {diagnostics: found}
    });
    const fix = actions.find(action => action.isPreferred);
    assert.ok(lsp.CodeAction.is(fix));
    assert.equal(fix.edit.documentChanges[0].textDocument.version, 1);
    const all = actions.find(action => action.command);
    await connection.sendRequest(lsp.ExecuteCommandRequest.type, all.command);
    assert.equal(server.edits.length, 1);

    await connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, {
      textDocument: {uri, version: 2},
      contentChanges: [{range: {start: {line: 3, character: 26}, end: {line: 3, character: 31}}, text: 'may'}]
    });
    const mended = await server.findings(uri, told => told.version === 2);
    assert.ok(!mended.some(one => one.code === 'smtp-level-invalid'));

    // one that is out of date is cancelled, and the next one answered
    const cancel = new lsp.CancellationTokenSource();
    const cancelled = connection.sendRequest(
      lsp.HoverRequest.type, {textDocument, position: {line: 0, character: 0}}, cancel.token);
    cancel.cancel();
    await cancelled.catch(error => assert.equal(error.code, lsp.LSPErrorCodes.RequestCancelled));

    await connection.sendNotification(lsp.DidSaveTextDocumentNotification.type, {textDocument});
    await connection.sendNotification(lsp.DidChangeWatchedFilesNotification.type, {
      changes: [{uri, type: lsp.FileChangeType.Changed}]
    });
    await connection.sendNotification(lsp.DidChangeConfigurationNotification.type, {settings: {}});
    await connection.sendNotification(lsp.DidChangeWorkspaceFoldersNotification.type, {
      event: {added: [], removed: []}
    });
    await connection.sendNotification(lsp.DidCloseTextDocumentNotification.type, {textDocument});
    await server.findings(uri, told => told.diagnostics.length === 0);

    await connection.sendRequest(lsp.ShutdownRequest.type);
    const ended = new Promise(resolve => server.child.on('exit', resolve));
    await connection.sendNotification(lsp.ExitNotification.type);
    assert.equal(await ended, 0);
  } finally {
    server.child.kill();
    connection.dispose();
    fs.rmSync(folder, {recursive: true});
  }
});
