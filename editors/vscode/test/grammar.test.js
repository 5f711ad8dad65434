'use strict';
// The grammars, as the editor's own library reads them.
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const oniguruma = require('vscode-oniguruma');
const textmate = require('vscode-textmate');

const root = path.join(__dirname, '..');
const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));

async function registry() {
  const wasm = fs.readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  return new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: patterns => new oniguruma.OnigScanner(patterns),
      createOnigString: text => new oniguruma.OnigString(text)
    }),
    loadGrammar: async scope => {
      const one = manifest.contributes.grammars.find(grammar => grammar.scopeName === scope);
      return textmate.parseRawGrammar(fs.readFileSync(path.join(root, one.path), 'utf8'), one.path);
    }
  });
}
const loaded = registry();

/** The innermost scope of each stretch of a text, blanks left out: [line, text, scope]. */
async function scopes(scope, text) {
  const grammar = await (await loaded).loadGrammar(scope);
  const found = [];
  let stack = textmate.INITIAL;
  text.split('\n').forEach((line, number) => {
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    for (const token of result.tokens) {
      const part = line.substring(token.startIndex, token.endIndex).trim();
      if (part !== '') {
        found.push([number + 1, part, token.scopes[token.scopes.length - 1]]);
      }
    }
  });
  return found;
}

function scopeOf(found, line, part) {
  const one = found.find(([number, text]) => number === line && text === part);
  assert.ok(one, `no "${part}" in line ${line}: ${JSON.stringify(found)}`);
  return one[2];
}

test('main.cf: names, values, references, tables, continuation lines', async () => {
  const found = await scopes('source.postfix-main', [
    '# a comment',
    'smtpd_tls_security_level = may',
    'smtpd_tls_protocols =',
    '  # between',
    '  !SSLv3, >=TLSv1.2',
    'smtp_tls_policy_maps = hash:/etc/postfix/tls_policy',
    'own = ${myhostname} $mydomain',
    'smtpd_timeout = 300s',
    'nothing like a setting',
    '# posttls-lint: ignore[cert-expired] until=2030-01-01 -- why'
  ].join('\n'));
  assert.equal(scopeOf(found, 1, 'a comment'), 'comment.line.number-sign.postfix');
  assert.equal(scopeOf(found, 2, 'smtpd_tls_security_level'), 'entity.name.function.parameter.postfix');
  assert.equal(scopeOf(found, 2, '='), 'keyword.operator.assignment.postfix');
  assert.equal(scopeOf(found, 2, 'may'), 'constant.language.postfix');
  assert.equal(scopeOf(found, 4, 'between'), 'comment.line.number-sign.postfix');
  assert.equal(scopeOf(found, 5, 'SSLv3'), 'support.constant.protocol.postfix');
  assert.equal(scopeOf(found, 5, '>='), 'keyword.operator.postfix');
  assert.equal(scopeOf(found, 5, 'TLSv1.2'), 'support.constant.protocol.postfix');
  assert.equal(scopeOf(found, 6, 'hash'), 'storage.type.table.postfix');
  assert.equal(scopeOf(found, 6, '/etc/postfix/tls_policy'), 'string.unquoted.path.postfix');
  assert.equal(scopeOf(found, 7, '${myhostname'), 'variable.other.readwrite.postfix');
  assert.equal(scopeOf(found, 7, '$mydomain'), 'variable.other.readwrite.postfix');
  assert.equal(scopeOf(found, 8, '300s'), 'constant.numeric.postfix');
  assert.equal(scopeOf(found, 9, 'nothing like a setting'), 'invalid.illegal.no-setting.postfix');
  assert.equal(scopeOf(found, 10, 'ignore'), 'keyword.control.posttls-lint.postfix');
  assert.equal(scopeOf(found, 10, '[cert-expired]'), 'entity.name.tag.rule.postfix');
});

test('master.cf: columns and options', async () => {
  const found = await scopes('source.postfix-master', [
    'submission inet n - y 300 20 smtpd -v',
    '  -o smtpd_tls_security_level=encrypt',
    '# a comment',
    '  -o { smtpd_banner = $myhostname x }',
    'tlsmgr unix - - n 1000? 1 tlsmgr'
  ].join('\n'));
  assert.equal(scopeOf(found, 1, 'submission'), 'entity.name.function.service.postfix');
  assert.equal(scopeOf(found, 1, 'inet'), 'storage.type.socket.postfix');
  assert.equal(scopeOf(found, 1, 'y'), 'constant.language.chroot.postfix');
  assert.equal(scopeOf(found, 1, 'smtpd'), 'entity.name.type.program.postfix');
  assert.equal(scopeOf(found, 1, '-v'), 'keyword.other.option.postfix');
  assert.equal(scopeOf(found, 2, '-o'), 'keyword.other.option.postfix');
  assert.equal(scopeOf(found, 2, 'smtpd_tls_security_level'), 'entity.name.function.parameter.postfix');
  assert.equal(scopeOf(found, 2, 'encrypt'), 'constant.language.postfix');
  assert.equal(scopeOf(found, 3, 'a comment'), 'comment.line.number-sign.postfix');
  assert.equal(scopeOf(found, 4, 'smtpd_banner'), 'entity.name.function.parameter.postfix');
  assert.equal(scopeOf(found, 4, '$myhostname'), 'variable.other.readwrite.postfix');
  assert.equal(scopeOf(found, 5, 'tlsmgr'), 'entity.name.function.service.postfix');
});
