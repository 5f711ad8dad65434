import * as os from 'os';
import * as vscode from 'vscode';
import {LanguageClient} from 'vscode-languageclient/node';
import {findProgram} from './program';

const SECTION = 'posttls-lint';

let client: LanguageClient | undefined;

/** Starts the program; only called where the workspace is trusted, and such a file is open. */
export async function activate(): Promise<void> {
  const program = findProgram(ofMachine('path', ''), process.env.PATH ?? '');
  if (program === undefined) {
    void vscode.window.showErrorMessage(
      'posttls-lint is not found. Install it, or set "posttls-lint.path" to its absolute path in the user settings.');
    return;
  }
  const args = ['lsp', ...ofMachine<string[]>('options', [])];
  // not in the open folder: nothing of it is looked for as a program or library
  const command = {command: program, args, options: {cwd: os.homedir()}};
  client = new LanguageClient(
    SECTION,
    'posttls-lint',
    {run: command, debug: command},
    {
      documentSelector: [
        {scheme: 'file', language: 'postfix-main'},
        {scheme: 'file', language: 'postfix-master'},
        {scheme: 'file', language: 'postfix-table'},
        {scheme: 'file', pattern: '**/postfix/**/*.{pem,crt,cer}'},
        {scheme: 'file', pattern: '**/.posttls-lint.{yaml,yml}'}
      ]
    });
  await client.start();
}

/** Stops the program. */
export async function deactivate(): Promise<void> {
  await client?.stop();
}

/**
 * A setting of this machine's user. Settings of machine scope cannot come from a workspace; that they
 * do not is looked at here once more.
 */
function ofMachine<T>(name: string, otherwise: T): T {
  const all = vscode.workspace.getConfiguration(SECTION).inspect<T>(name);
  return all?.globalValue ?? all?.defaultValue ?? otherwise;
}
