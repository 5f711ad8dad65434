// node parse-workflow.mjs MODULES FILE...: prints what GitHub's own parser says against workflows.
import { register } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

// The package imports JSON as its bundlers allow, and node does not.
const loader = `export const load = (url, context, next) =>
  next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context);`;
register(`data:text/javascript,${encodeURIComponent(loader)}`);

const [modules, ...files] = process.argv.slice(2);
const parser = `${modules}/@actions/workflow-parser/dist/index.js`;
const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = await import(pathToFileURL(parser));
for (const name of files) {
  const content = readFileSync(name, 'utf8');
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value) {
    await convertWorkflowTemplate(context, value);
  }
  context.errors.getErrors().forEach((error) => console.log(error.message));
}
